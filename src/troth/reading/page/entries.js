// Entries: an envelope taken apart, its ten fields read, and the text that an entry committed to.

const PAYLOAD_TYPE = "application/vnd.troth.entry.v1+json";
const ENTRY_LIMIT = 16384;
const ACT_LIMIT = 8192;
const BODY_LIMIT = 262144;
const FIELDS = ["act", "alliance", "at", "body", "by", "log", "prev", "seen", "seq", "v"];
const FOUNDING = "0".repeat(64);

const START = bytesOf('{"payload":"');
const MIDDLE = bytesOf(`","payloadType":"${PAYLOAD_TYPE}","signatures":[{"keyid":"`);
const BEFORE_SIGNATURE = bytesOf('","sig":"');
const END = bytesOf('"}]}');
const KEYID_AT = MIDDLE.length;
const SIGNATURE_AT = KEYID_AT + 32 + BEFORE_SIGNATURE.length;
const TAIL_LENGTH = SIGNATURE_AT + 88 + END.length;
const ENVELOPE_LIMIT = START.length + Math.floor((ENTRY_LIMIT + 2) / 3) * 4 + TAIL_LENGTH;
const PAYLOAD_AT = 64;
const SPACIOUS = new Uint8Array(PAYLOAD_AT + ENTRY_LIMIT + 64);

const isHash = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isKind = (value) =>
  typeof value === "string" && /^[a-z][a-z_]{0,31}(\.[a-z][a-z_]{0,31})*\/[1-9][0-9]{0,3}$/.test(value);
const isName = (value) => typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value);
const latin = (bytes) => String.fromCharCode.apply(null, bytes);

function standsAt(raw, at, part) {
  for (let i = 0; i < part.length; i++) if (raw[at + i] !== part[i]) return false;
  return true;
}

// An envelope taken apart: what its signature covers, the signature, and the names made from them.
class Envelope {
  constructor(raw) {
    need(raw.length <= ENVELOPE_LIMIT, "V1", `The envelope is longer than ${ENVELOPE_LIMIT} bytes.`);
    const tail = raw.length - TAIL_LENGTH;
    const keyid = latin(raw.subarray(tail + KEYID_AT, tail + KEYID_AT + 32));
    const sealed = raw.subarray(tail + SIGNATURE_AT, tail + SIGNATURE_AT + 88);
    const fits =
      tail >= 0 &&
      standsAt(raw, 0, START) &&
      standsAt(raw, tail, MIDDLE) &&
      /^[0-9a-f]{32}$/.test(keyid) &&
      standsAt(raw, tail + KEYID_AT + 32, BEFORE_SIGNATURE) &&
      standsAt(raw, raw.length - END.length, END) &&
      /^[A-Za-z0-9+/]{86}==$/.test(latin(sealed));
    need(fits, "V1", "The envelope is not the one form with exactly one signature.");
    const length = unbase64(raw.subarray(START.length, Math.max(tail, START.length)), SPACIOUS, PAYLOAD_AT);
    const signature = new Uint8Array(66);
    const once = length >= 0 && unbase64(sealed, signature, 0) === 64;
    need(once, "V1", "The envelope holds something that is not base64 in its one form.");
    const head = headOf(length);
    SPACIOUS.set(head, PAYLOAD_AT - head.length);
    this.keyid = keyid;
    this.signature = signature.subarray(0, 64);
    // These two are views of one place, and hold until the next envelope is opened.
    this.signed = SPACIOUS.subarray(PAYLOAD_AT - head.length, PAYLOAD_AT + length);
    this.payload = SPACIOUS.subarray(PAYLOAD_AT, PAYLOAD_AT + length);
    this.id = hexOf(sha256(this.signed));
  }

  isSignedBy(key) {
    return signedBy(key, this.signed, this.signature);
  }
}

// What the ten fields of an entry say; of its act only what holds a record together is kept.
class Entry {
  constructor(envelope) {
    const doc = parse(envelope.payload, ENTRY_LIMIT, "V3");
    const fits = hasFields(doc, FIELDS) && doc.v === 1;
    need(fits, "V3", "The entry does not have the ten fields of format 1.");
    need(isWhole(doc.seq) && isWhole(doc.at), "V3", "The entry's place or time is not a whole number.");
    this.id = envelope.id;
    this.keyid = envelope.keyid;
    this.seq = doc.seq;
    this.at = doc.at;
    this.log = hashIn(doc.log, "log");
    this.prev = doc.prev;
    need((doc.prev === null) === (doc.seq === 0), "V3", "Only the first entry of a log has nothing before it.");
    this.body = readCommitment(doc.body);
    this.alliance = hashIn(doc.alliance, "alliance");
    if (doc.prev !== null) hashIn(doc.prev, "prev");
    const others = isObject(doc.seen) && !has(doc.seen, this.log);
    need(others, "V3", "What was seen does not list other logs.");
    this.seen = Object.keys(doc.seen).map((log) => readPlace(hashIn(log, "seen"), doc.seen[log]));
    nameIn(doc.by, "by");
    readAct(doc.act, envelope.payload.length);
    this.act = doc.act;
  }

  declaredKey() {
    const act = this.act;
    need(this.seq === 0, "V2", "The entry is signed with a key that this record does not know.");
    need(act.t === "record.open/1", "V3", "The first entry of a log does not open it.");
    need(act.alg === "ed25519", "V11", "The key is not of the kind ed25519.");
    const sound = [act.key, act.recovery].every((key) => isHash(key) && isSoundKey(unhex(key)));
    need(sound, "V11", "A key is not a point of the prime-order group.");
    need(act.key !== act.recovery, "V11", "The recovery key is the key itself.");
    const key = unhex(act.key);
    need(logOf(key) === this.log, "V4", "The log is not the one of the key it names.");
    const founder = has(act, "founder") ? act.founder : FOUNDING;
    need(founder === this.alliance, "V4", "The log is opened for another alliance than the entry belongs to.");
    const fits = (this.alliance === FOUNDING) === (this.seen.length === 0);
    need(fits, "V4", "A founder has seen nothing yet, and who joins has seen the founder's first entry.");
    return key;
  }

  allianceIs() {
    return this.seq === 0 && this.alliance === FOUNDING ? this.id : this.alliance;
  }

  sawOf(log) {
    return this.seen.find((place) => place.log === log);
  }
}

const HEADS = [];

// What DSSE's pre-authentication encoding puts before a payload of this length.
function headOf(length) {
  HEADS[length] = HEADS[length] || bytesOf(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${length} `);
  return HEADS[length];
}

function logOf(key) {
  return hexOf(sha256(bytesOf("troth.log.v1\0"), key));
}

function keyidOf(key) {
  return hexOf(sha256(bytesOf("troth.key.v1\0"), key)).slice(0, 32);
}

function hashIn(value, name) {
  if (!isHash(value)) throw new Bad("V3", `The field ${name} is not a hash of 64 hex digits.`);
  return value;
}

function nameIn(value, name) {
  if (!isName(value))
    throw new Bad("V3", `The field ${name} is not a name of up to 64 letters, digits, - and _.`);
}

function readCommitment(body) {
  if (body === null) return null;
  const fits = isObject(body) && Object.keys(body).length === 2;
  need(fits, "V3", "The body is neither null nor a commitment with a length.");
  const length = isWhole(body.n) && body.n > 0 && body.n <= BODY_LIMIT;
  need(length, "V3", `The body's length is not between 1 and ${BODY_LIMIT}.`);
  return { c: hashIn(body.c, "body"), n: body.n };
}

function readPlace(log, place) {
  const pair = Array.isArray(place) && place.length === 2;
  need(pair, "V3", "A cited place is not a pair of number and id.");
  need(isWhole(place[0]), "V3", "A cited place does not have a whole number.");
  return { log, seq: place[0], id: hashIn(place[1], "seen") };
}

function readAct(act, length) {
  need(isObject(act), "V3", "The act is not an object.");
  const short = length <= ACT_LIMIT || bytesOf(spell(act)).length <= ACT_LIMIT;
  need(short, "V1", `The act is longer than ${ACT_LIMIT} bytes.`);
  need(isKind(act.t), "V3", "The act does not say which type and version it is.");
  if (has(act, "o") && act.o !== null) nameIn(act.o, "o");
  if (has(act, "on") && act.on !== null) hashIn(act.on, "on");
}

function placeBytes(seq) {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setUint32(0, Math.floor(seq / 2 ** 32));
  bytes.setUint32(4, seq);
  return new Uint8Array(bytes.buffer);
}

function checkText(entry, raw) {
  need(entry.body !== null, "B1", "The entry was signed without a text.");
  need(raw.length === 32 + entry.body.n, "B1", "The text is not of the length that was signed.");
  const head = [bytesOf("troth.body.v1\0"), unhex(entry.log), placeBytes(entry.seq)];
  need(hexOf(sha256(...head, raw)) === entry.body.c, "B1", "The text is not the one that was signed.");
  const schema = parse(raw.subarray(32), BODY_LIMIT, "B2").s;
  need(isKind(schema), "B2", "The text does not say which schema it follows.");
}
