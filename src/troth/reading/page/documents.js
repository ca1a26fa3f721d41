// Documents: JSON in one spelling, read strictly, and base64 in one form.

const BEYOND = 2 ** 53;
const DEPTH = 16;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// What does not fit, by the named rule.
class Bad {
  constructor(rule, sentence) {
    this.rule = rule;
    this.sentence = sentence;
  }
}

function need(fits, rule, sentence) {
  if (!fits) throw new Bad(rule, sentence);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWhole(value) {
  return typeof value === "number" && value >= 0;
}

function has(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key);
}

function hasFields(object, names) {
  return Object.keys(object).length === names.length && names.every((name) => has(object, name));
}

// The order of characters, where a browser by itself would take that of their halves.
function byCharacters(a, b) {
  if (!/[\ud800-\udfff]/.test(a + b)) return a < b ? -1 : Number(a > b);
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, place) => character !== right[place]);
  if (at < 0 || at >= right.length) return left.length - right.length;
  return left[at].codePointAt(0) - right[at].codePointAt(0);
}

function spell(value) {
  if (Array.isArray(value)) return `[${value.map(spell).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort(byCharacters);
  return `{${fields.map((key) => `${JSON.stringify(key)}:${spell(value[key])}`).join(",")}}`;
}

function parse(raw, limit, rule) {
  need(raw.length <= limit, rule, `The document is longer than ${limit} bytes.`);
  let text;
  try {
    text = UTF8.decode(raw);
  } catch {
    throw new Bad(rule, "The document is not JSON of the canonical form.");
  }
  return parsedAtOnce(text) || parsedWithCare(text, raw.length, rule);
}

// Nearly every document is in order, and then the browser's own reader shows that soonest.
function parsedAtOnce(text) {
  if (text.includes("\\u")) return null;
  try {
    const document = JSON.parse(text);
    return isObject(document) && isOrderly(document, DEPTH) && JSON.stringify(document) === text ? document : null;
  } catch {
    return null;
  }
}

function isOrderly(value, depth) {
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isOrderly(item, depth - 1));
  let before = null;
  for (const key of Object.keys(value)) {
    if ((before !== null && key <= before) || !/^[\x01-\x7f]*$/.test(key)) return false;
    if (!isOrderly(value[key], depth - 1)) return false;
    before = key;
  }
  return true;
}

function parsedWithCare(text, length, rule) {
  const document = readJson(text, true);
  if (document === UNREADABLE) throw new Bad(rule, "The document is not JSON of the canonical form.");
  need(isObject(document), rule, "The document is not a JSON object.");
  const nested = text.split(/[{[]/).length - 1 > DEPTH;
  if (length !== text.length || nested || text.includes("\\u0000")) checkValue(document, DEPTH, rule);
  const spelt = spell(document);
  need(!hasHalfPair(document), rule, "A text holds half of a surrogate pair.");
  need(spelt === text, rule, "The document is not spelt in the canonical form.");
  return document;
}

function checkValue(value, depth, rule) {
  need(!(typeof value === "string" && value.includes("\0")), rule, "A text holds the character NUL.");
  if (typeof value !== "object" || value === null) return;
  need(depth > 0, rule, `The document is nested deeper than ${DEPTH} levels.`);
  for (const key of Object.keys(value)) {
    need(/^[\x01-\x7f]*$/.test(key), rule, "A key is not ASCII text.");
    checkValue(value[key], depth - 1, rule);
  }
}

function hasHalfPair(value) {
  if (typeof value === "string") return /[\ud800-\udfff]/u.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(value).some((key) => hasHalfPair(key) || hasHalfPair(value[key]));
}

// A reader of our own, for what is not in order: it finds the same as Python's, down to what stands after the end.

const UNREADABLE = Symbol("unreadable");
const DEEPEST = 900;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const WORDS = { true: true, false: false, null: null };
const NO_NUMBERS = ["NaN", "Infinity", "-Infinity"];

class Reader {
  constructor(text, strict) {
    this.text = text;
    this.strict = strict;
    this.at = 0;
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) this.unreadable();
    this.at = pattern.lastIndex;
    return found;
  }

  next() {
    this.take(SPACE);
    return this.text[this.at];
  }

  value(depth) {
    if (depth === 0) this.unreadable();
    const first = this.text[this.at];
    if (first === "{" || first === "[") return this.collection(first === "{", depth);
    if (first === '"') return this.string();
    for (const word of Object.keys(WORDS)) if (this.skipped(word)) return WORDS[word];
    if (!this.strict && NO_NUMBERS.some((word) => this.skipped(word))) return {};
    const [, whole, fraction, power] = this.take(NUMBER);
    if (fraction || power) return this.refused({});
    return Math.abs(Number(whole)) < BEYOND ? Number(whole) + 0 : this.refused(BigInt(whole));
  }

  refused(instead) {
    return this.strict ? this.unreadable() : instead;
  }

  skipped(word) {
    const here = this.text.startsWith(word, this.at);
    if (here) this.at += word.length;
    return here;
  }

  string() {
    let end = this.at;
    do end += this.text[end] === "\\" ? 2 : 1;
    while (end < this.text.length && this.text[end] !== '"');
    const spelt = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    try {
      return spelt[0] === '"' ? JSON.parse(spelt) : this.unreadable();
    } catch {
      return this.unreadable();
    }
  }

  unreadable() {
    throw UNREADABLE;
  }

  collection(keyed, depth) {
    const found = keyed ? Object.create(null) : [];
    const end = keyed ? "}" : "]";
    this.at++;
    if (this.next() === end) return this.ended(found);
    for (;;) {
      let key = found.length;
      if (keyed) {
        key = this.string();
        if (this.next() !== ":") this.unreadable();
        this.at++;
        this.next();
      }
      found[key] = this.value(depth - 1);
      const after = this.next();
      if (after === end) return this.ended(found);
      if (after !== ",") this.unreadable();
      this.at++;
      this.next();
    }
  }

  ended(found) {
    this.at++;
    return found;
  }
}

// What stands at the beginning of a text; when it is not strict, a whole text, and numbers of any kind.
function readJson(text, strict) {
  const reader = new Reader(text, strict);
  try {
    if (!strict) reader.next();
    const value = reader.value(DEEPEST);
    return strict || reader.next() === undefined ? value : UNREADABLE;
  } catch (fault) {
    if (fault !== UNREADABLE) throw fault;
    return UNREADABLE;
  }
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SIXTHS = new Int8Array(256).fill(-1);
for (let i = 0; i < 64; i++) SIXTHS[ALPHABET.charCodeAt(i)] = i;

// Write what this base64 says into `out` from a place on, and return its length; -1 when it is not in its one form.
function unbase64(text, out, place) {
  const length = text.length;
  if (length % 4) return -1;
  let padding = 0;
  while (padding < 2 && padding < length && text[length - 1 - padding] === 61) padding++;
  const whole = padding ? length - 4 : length;
  let to = place;
  let any = 0;
  for (let at = 0; at < whole; at += 4) {
    const a = SIXTHS[text[at]];
    const b = SIXTHS[text[at + 1]];
    const c = SIXTHS[text[at + 2]];
    const d = SIXTHS[text[at + 3]];
    any |= a | b | c | d;
    out[to++] = (a << 2) | (b >> 4);
    out[to++] = (b << 4) | (c >> 2);
    out[to++] = (c << 6) | d;
  }
  if (padding) {
    const a = SIXTHS[text[whole]];
    const b = SIXTHS[text[whole + 1]];
    const c = padding === 1 ? SIXTHS[text[whole + 2]] : 0;
    any |= a | b | c;
    if (padding === 1 ? c & 3 : b & 15) return -1;
    out[to++] = (a << 2) | (b >> 4);
    if (padding === 1) out[to++] = (b << 4) | (c >> 2);
  }
  return any < 0 ? -1 : to - place;
}
