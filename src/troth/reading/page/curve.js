// Ed25519 as libsodium has it: S below the order, keys in their one spelling, nothing of small order, R compared as
// bytes. Speed comes from tables of each key's multiples, as a record has few keys and many signatures.

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const NEUTRAL = [0n, 1n, 1n, 0n];

function mod(n) {
  const rest = n % P;
  return rest < 0n ? rest + P : rest;
}

function squared(n, times) {
  for (; times; times--) n = (n * n) % P;
  return n;
}

// n to the power of 2^250 - 1, from which both exponents that the curve needs are near.
function nearly(n) {
  const two = (squared(n, 1) * n) % P;
  const five = (squared((squared(two, 2) * two) % P, 1) * n) % P;
  const ten = (squared(five, 5) * five) % P;
  const twenty = (squared(ten, 10) * ten) % P;
  const fifty = (squared((squared(twenty, 20) * twenty) % P, 10) * ten) % P;
  const hundred = (squared(fifty, 50) * fifty) % P;
  return (squared((squared(hundred, 100) * hundred) % P, 50) * fifty) % P;
}

function inverse(n) {
  return mod(squared(nearly(n), 5) * squared(n, 3) * n ** 3n);
}

function nearRoot(n) {
  return mod(squared(nearly(n), 2) * n);
}

const D = mod(-121665n * inverse(121666n));
const DOUBLE_D = (2n * D) % P;
const ROOT = mod(squared(nearly(2n), 3) * 2n ** 3n); // 2 to the power of (P - 1) / 4: a root of -1

// A point to be added is kept as what an addition takes of it.
function addend([x, y, z, t]) {
  return [y - x, y + x, 2n * z, (t * DOUBLE_D) % P];
}

function plus([x, y, z, t], [less, more, z2, t2]) {
  const low = ((y - x) * less) % P;
  const high = ((y + x) * more) % P;
  const c = (t * t2) % P;
  const d = (z * z2) % P;
  const e = high - low;
  const f = d - c;
  const g = d + c;
  const h = high + low;
  return [(e * f) % P, (g * h) % P, (f * g) % P, (e * h) % P];
}

function isNeutral([x, y, z]) {
  return mod(x) === 0n && mod(y - z) === 0n;
}

function isSmall(a) {
  for (let i = 0; i < 3; i++) a = plus(a, addend(a));
  return isNeutral(a);
}

function numberOf(bytes) {
  return BigInt("0x" + (hexOf(Uint8Array.from(bytes).reverse()) || "0"));
}

function pointOf(raw) {
  const spelt = numberOf(raw);
  const y = BigInt.asUintN(255, spelt);
  const odd = spelt >> 255n;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * v ** 3n * nearRoot(mod(u * v ** 7n)));
  if (mod(v * x * x) !== u) x = mod(x * ROOT);
  if (y >= P || mod(v * x * x) !== u) return null;
  if ((x & 1n) !== odd) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

function times(a, k) {
  let sum = NEUTRAL;
  const more = addend(a);
  for (const bit of k.toString(2)) {
    sum = plus(sum, addend(sum));
    if (bit === "1") sum = plus(sum, more);
  }
  return sum;
}

// A point's multiples by each byte at each of 32 places, so that multiplying only has to add.
class Multiples {
  constructor(a) {
    this.rows = [];
    for (let place = 0; place < 32; place++) {
      const step = addend(a);
      const row = [addend(NEUTRAL)];
      let sum = NEUTRAL;
      for (let byte = 1; byte <= 256; byte++) {
        sum = plus(sum, step);
        row.push(addend(sum));
      }
      this.rows.push(row);
      a = sum;
    }
  }

  times(bytes, start) {
    for (let place = 0; place < 32; place++) if (bytes[place]) start = plus(start, this.rows[place][bytes[place]]);
    return start;
  }
}

const GENERATOR = pointOf(littleEndian(mod(4n * inverse(5n))));
const TABLES = new Map();
const MOST_TABLES = 64;

function littleEndian(n) {
  return unhex(n.toString(16).padStart(64, "0")).reverse();
}

function multiplesOf(name, point) {
  if (!TABLES.has(name)) {
    if (TABLES.size >= MOST_TABLES) TABLES.clear();
    const a = point();
    TABLES.set(name, a && new Multiples(a));
  }
  return TABLES.get(name);
}

function multiplesAgainst(key) {
  return multiplesOf(hexOf(key), () => {
    const a = key.length === 32 ? pointOf(key) : null;
    return a === null || isSmall(a) ? null : [-a[0], a[1], 1n, -a[3]];
  });
}

// Whether this is a point of the prime-order group: the order takes it to the neutral one.
function isSoundKey(key) {
  const a = key.length === 32 ? pointOf(key) : null;
  return a !== null && !isSmall(a) && isNeutral(times(a, ORDER));
}

function signedBy(key, message, signature) {
  const against = multiplesAgainst(key);
  if (against === null || signature.length !== 64 || numberOf(signature.subarray(32)) >= ORDER) return false;
  const nonce = signature.subarray(0, 32);
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(nonce);
  hashed.set(key, 32);
  hashed.set(message, 64);
  const h = littleEndian(numberOf(sha512(hashed)) % ORDER);
  const base = multiplesOf("base", () => GENERATOR);
  const r = against.times(h, base.times(signature.subarray(32), NEUTRAL));
  const z = inverse(r[2]);
  const spelt = littleEndian(mod(r[1] * z) | ((mod(r[0] * z) & 1n) << 255n));
  return spelt.every((byte, at) => byte === nonce[at]) && !isSmall(r);
}
