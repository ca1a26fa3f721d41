// SHA-256 and SHA-512 (FIPS 180-4), by hand, because a browser offers its own only where a page came from a server.

const TEXT = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function bytesOf(text) {
  return TEXT.encode(text);
}

function hexOf(bytes) {
  let hex = "";
  for (const byte of bytes) hex += HEX[byte];
  return hex;
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
}

// Both hashes begin from the fractional parts of roots of the first primes, 64 bits of them or the first 32.

function primes(count) {
  const found = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}

function root(n, power) {
  let low = 0n;
  for (let bit = 1n << 72n; bit; bit >>= 1n) if ((low | bit) ** power <= n) low |= bit;
  return low;
}

const SQUARE_ROOTS = primes(8).map((p) => BigInt.asUintN(64, root(BigInt(p) << 128n, 2n)));
const CUBE_ROOTS = primes(80).map((p) => BigInt.asUintN(64, root(BigInt(p) << 192n, 3n)));
const upper = (n) => Number(n >> 32n) | 0;
const lower = (n) => Number(n & 0xffffffffn) | 0;
const START_256 = Int32Array.from(SQUARE_ROOTS, upper);
const START_512 = Int32Array.from(SQUARE_ROOTS.flatMap((root) => [upper(root), lower(root)]));
const STEP_HIGH = Int32Array.from(CUBE_ROOTS, upper);
const STEP_LOW = Int32Array.from(CUBE_ROOTS, lower);
const HIGH = new Int32Array(80);
const LOW = new Int32Array(80);
const ROUNDS = new Int32Array(16);
const CARRY = 2 ** 32;

function word(data, at) {
  return (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
}

function compress256(state, data, at) {
  const w = HIGH;
  for (let i = 0; i < 16; i++) w[i] = word(data, at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + STEP_HIGH[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

// Takes bytes piece by piece, so that a large file can be read in slices; `digest` also makes it new again.
class Sha256 {
  constructor() {
    this.state = START_256.slice();
    this.block = new Uint8Array(64);
    this.length = 0;
  }

  update(bytes) {
    const filled = this.length % 64;
    let at = filled ? Math.min(64 - filled, bytes.length) : 0;
    if (at) {
      this.block.set(bytes.subarray(0, at), filled);
      if (filled + at === 64) compress256(this.state, this.block, 0);
    }
    for (; at + 64 <= bytes.length; at += 64) compress256(this.state, bytes, at);
    if (at < bytes.length) this.block.set(bytes.subarray(at));
    this.length += bytes.length;
    return this;
  }

  digest() {
    const filled = this.length % 64;
    this.block[filled] = 0x80;
    this.block.fill(0, filled + 1);
    if (filled >= 56) {
      compress256(this.state, this.block, 0);
      this.block.fill(0);
    }
    const end = new DataView(this.block.buffer);
    end.setUint32(56, Math.floor(this.length / 2 ** 29));
    end.setUint32(60, this.length * 8);
    compress256(this.state, this.block, 0);
    const digest = new DataView(new ArrayBuffer(32));
    for (let i = 0; i < 8; i++) digest.setInt32(4 * i, this.state[i]);
    this.state.set(START_256);
    this.length = 0;
    return new Uint8Array(digest.buffer);
  }
}

const HASHER = new Sha256();

function sha256(...parts) {
  for (const part of parts) HASHER.update(part);
  return HASHER.digest();
}

// The same with words of 64 bits, each kept as two halves.

function compress512(state, data, at) {
  for (let i = 0; i < 16; i++) {
    HIGH[i] = word(data, at + 8 * i);
    LOW[i] = word(data, at + 8 * i + 4);
  }
  for (let i = 16; i < 80; i++) {
    const xh = HIGH[i - 15];
    const xl = LOW[i - 15];
    const yh = HIGH[i - 2];
    const yl = LOW[i - 2];
    const s0h = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7);
    const s0l = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25));
    const s1h = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6);
    const s1l = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26));
    const low = (LOW[i - 16] >>> 0) + (s0l >>> 0) + (LOW[i - 7] >>> 0) + (s1l >>> 0);
    LOW[i] = low;
    HIGH[i] = HIGH[i - 16] + s0h + HIGH[i - 7] + s1h + ((low / CARRY) | 0);
  }
  const v = ROUNDS;
  v.set(state);
  for (let i = 0; i < 80; i++) round512(v, (80 - i) & 7, i);
  for (let i = 0; i < 16; i += 2) {
    const low = (state[i + 1] >>> 0) + (v[i + 1] >>> 0);
    state[i + 1] = low;
    state[i] = state[i] + v[i] + ((low / CARRY) | 0);
  }
}

// The eight words stand in a ring of pairs, high half first, and `turn` says where the first of them is.
function round512(v, turn, i) {
  const [a, b, c, d] = [2 * turn, 2 * ((turn + 1) & 7), 2 * ((turn + 2) & 7), 2 * ((turn + 3) & 7)];
  const [e, f, g, h] = [a ^ 8, b ^ 8, c ^ 8, d ^ 8];
  const eh = v[e];
  const el = v[e + 1];
  const s1h = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
  const s1l = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
  const chosen = (el & v[f + 1]) ^ (~el & v[g + 1]);
  const oneLow = (v[h + 1] >>> 0) + (s1l >>> 0) + (chosen >>> 0) + (STEP_LOW[i] >>> 0) + (LOW[i] >>> 0);
  const oneHigh = v[h] + s1h + ((eh & v[f]) ^ (~eh & v[g])) + STEP_HIGH[i] + HIGH[i] + ((oneLow / CARRY) | 0);
  const ah = v[a];
  const al = v[a + 1];
  const s0h = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
  const s0l = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
  const most = (al & v[b + 1]) ^ (al & v[c + 1]) ^ (v[b + 1] & v[c + 1]);
  const twoLow = (s0l >>> 0) + (most >>> 0);
  const twoHigh = s0h + ((ah & v[b]) ^ (ah & v[c]) ^ (v[b] & v[c])) + ((twoLow / CARRY) | 0);
  const below = (v[d + 1] >>> 0) + (oneLow >>> 0);
  v[d + 1] = below;
  v[d] = v[d] + oneHigh + ((below / CARRY) | 0);
  const first = (oneLow >>> 0) + (twoLow >>> 0);
  v[h + 1] = first;
  v[h] = oneHigh + twoHigh + ((first / CARRY) | 0);
}

function sha512(message) {
  const length = Math.ceil((message.length + 17) / 128) * 128;
  const padded = new Uint8Array(length);
  padded.set(message);
  padded[message.length] = 0x80;
  const end = new DataView(padded.buffer);
  end.setUint32(length - 8, Math.floor(message.length / 2 ** 29));
  end.setUint32(length - 4, message.length * 8);
  const state = START_512.slice();
  for (let at = 0; at < length; at += 128) compress512(state, padded, at);
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((half, i) => digest.setInt32(4 * i, half));
  return new Uint8Array(digest.buffer);
}
