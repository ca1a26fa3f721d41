// Receipts held against a copy of the record: was it at least as long as each says, with the entries it names.

const RECEIPT_TYPE = "application/vnd.troth.heads.v1+json";
const RECEIPT_LIMIT = 64 * 1024;
const RECEIPT_FIELDS = ["alliance", "at", "because", "by", "fold", "heads", "n", "prev", "v"];
const REASONS = ["daily", "agree", "deliver", "accept", "release", "leave", "restored", "asked"];
const SIGNATURE = '\\{"keyid":"([0-9a-f]{32})","sig":"([A-Za-z0-9+/]{86}==)"\\}';
const RECEIPT_FORM = new RegExp(
  `^\\{"payload":"([A-Za-z0-9+/=]*)","payloadType":"${RECEIPT_TYPE.replace(/[.+]/g, "\\$&")}",` +
    `"signatures":\\[(${SIGNATURE}(?:,${SIGNATURE})*)\\]\\}$`,
);

// How a receipt fits a copy, in the words of the report; the worst of its logs counts.
const FIT = {
  other: "names another entry",
  further: "goes further",
  aside: "could not be held against this copy",
  lost: "names what was lost, accepted by both",
  fits: "fits",
  unread: "is not a receipt of this record",
};
const WORST_FIRST = ["other", "further", "aside", "lost", "fits"];

// A receipt by its form alone, without a look at its signatures.
function readReceipt(raw) {
  const text = raw.length <= RECEIPT_LIMIT ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(raw) : "";
  const form = RECEIPT_FORM.exec(text);
  need(form !== null, "R1", "It is not a receipt in its one form.");
  const found = Array.from(form[2].matchAll(new RegExp(SIGNATURE, "g")), ([, keyid, sig]) => ({ keyid, sig }));
  const signatures = found.map(({ keyid, sig }) => ({ keyid, signature: unbase64Of(sig) }));
  const payload = unbase64Of(form[1]);
  const ordered = found.every(({ keyid }, place) => place === 0 || found[place - 1].keyid < keyid);
  need(ordered, "R1", "The receipt's signatures are not in the order of their keys, each once.");
  const head = bytesOf(`DSSEv1 ${RECEIPT_TYPE.length} ${RECEIPT_TYPE} ${payload.length} `);
  const signed = joined([head, payload]);
  try {
    return { ...readHeads(payload, signatures.length), id: hexOf(sha256(signed)), signed, signatures };
  } catch (bad) {
    throw new Bad("R1", badOr(bad).sentence);
  }
}

function unbase64Of(text) {
  const out = new Uint8Array(text.length);
  const length = unbase64(bytesOf(text), out, 0);
  need(length >= 0, "R1", "The envelope holds something that is not base64 in its one form.");
  return out.subarray(0, length);
}

function readHeads(payload, signatures) {
  const doc = parse(payload, ENTRY_LIMIT, "R1");
  const fits = hasFields(doc, RECEIPT_FIELDS) && doc.v === 1 && doc.by === "node";
  need(fits, "R1", "The receipt does not have the nine fields of format 1.");
  need(isWhole(doc.n) && doc.n >= 1, "R1", "The receipt's number is not 1 or more.");
  need((doc.prev === null) === (doc.n === 1), "R1", "Only the first receipt has none before it.");
  hashIn(doc.alliance, "alliance");
  if (doc.prev !== null) hashIn(doc.prev, "prev");
  need(isWhole(doc.at), "R1", "The receipt's time is not a whole number.");
  const reasons = Array.isArray(doc.because) && doc.because.length > 0 && doc.because;
  const known = reasons && reasons.every((word) => REASONS.includes(word));
  need(known, "R1", "The receipt does not say what it was made for.");
  const ordered = doc.because.every((word, place) => place === 0 || doc.because[place - 1] < word);
  need(ordered, "R1", "What the receipt was made for is not in order, each word once.");
  need(isObject(doc.heads) && Object.keys(doc.heads).length > 0, "R1", "The receipt names no log.");
  const signed = signatures > 0 && signatures <= Object.keys(doc.heads).length;
  need(signed, "R1", "The receipt is not signed once for each of some of its logs.");
  const heads = Object.keys(doc.heads).map((log) => readPlace(hashIn(log, "heads"), doc.heads[log]));
  hashIn(doc.fold, "fold");
  return { alliance: doc.alliance, number: doc.n, prev: doc.prev, at: doc.at, heads };
}

// Holds receipts against a copy whose entries were weighed.
class Pinning {
  constructor(copy) {
    this.copy = copy;
    this.losses = copy.losses().filter(({ accepted }) => accepted);
  }

  // How one receipt fits, with what does not.
  pin(file, raw) {
    const faults = [];
    try {
      const receipt = readReceipt(raw[raw.length - 1] === 10 ? raw.subarray(0, -1) : raw);
      const own = this.copy.alliance === null || this.copy.alliance === receipt.alliance;
      need(own, "R1", "The receipt is of another alliance and says nothing of this record.");
      const signers = this.signersOf(receipt);
      if (signers === null) return { file, receipt: null, fit: "aside", faults };
      const heads = receipt.heads.slice().sort((a, b) => byCharacters(a.log, b.log));
      const tell = (fault) => faults.push({ file, ...fault });
      const fits = heads.map((place) => this.fitOf(receipt, signers, place, tell));
      return { file, receipt, fit: WORST_FIRST.find((fit) => fits.includes(fit)), faults };
    } catch (bad) {
      faults.push({ file, entry: null, log: null, seq: null, rule: badOr(bad).rule, what: bad.sentence });
      return { file, receipt: null, fit: "unread", faults };
    }
  }

  // The epochs whose keys signed; null where something before keeps one of the keys from being known.
  signersOf(receipt) {
    const signers = [];
    for (const { keyid, signature } of receipt.signatures) {
      const epoch = this.copy.keys.named(keyid);
      if (epoch === undefined && (this.copy.stopped.size || this.copy.alliance === null)) return null;
      need(epoch, "R1", "The receipt is signed with a key that is not of this copy of the record.");
      const head = receipt.heads.find(({ log }) => log === epoch.log);
      const then = head !== undefined && head.seq >= epoch.first;
      need(then, "R1", "The receipt is signed with a key that its log did not have at that place.");
      const once = !signers.some(({ log }) => log === epoch.log);
      need(once, "R1", "The receipt is signed twice for one log.");
      need(signedBy(epoch.key, receipt.signed, signature), "R1", "A signature does not fit the receipt.");
      signers.push(epoch);
    }
    return signers;
  }

  fitOf(receipt, signers, { log, seq, id }, tell) {
    const here = this.copy.entryAt(log, seq);
    if (here !== undefined && here.id === id) return "fits";
    if (this.isLost(signers, log, seq)) return "lost";
    const named = `Receipt ${receipt.number} names`;
    if (here !== undefined) {
      const what = `${named} another entry at this place (${id.slice(0, 8)}).`;
      tell({ entry: here.id, log, seq, rule: "R3", what });
      return "other";
    }
    if (this.copy.stopped.has(log)) return "aside";
    const what = `${named} it, and this copy ends before it: the end is missing here.`;
    tell({ entry: id, log, seq, rule: "R3", what });
    return "further";
  }

  // A receipt that a new key signed cannot speak of what was lost before it.
  isLost(signers, log, seq) {
    return this.losses.some(
      (loss) =>
        isLostIn(loss, log, seq) &&
        signers.every((signer) => loss.lost.has(signer.log) && signer.first <= loss.lost.get(signer.log).here),
    );
  }
}

// Each receipt once, in the order of their numbers.
function inOrderOfNumbers(pins) {
  const once = new Map();
  for (const pin of pins) {
    const name = pin.receipt ? pin.receipt.id : pin.file;
    if (pin.receipt === null || !once.has(name)) once.set(name, pin);
  }
  const number = ({ receipt }) => (receipt ? receipt.number : 0);
  return Array.from(once.values()).sort((a, b) => number(a) - number(b) || byCharacters(a.file, b.file));
}

function knownReceipts(pins) {
  return pins.filter(({ receipt }) => receipt !== null);
}

// Receipts that share a number, or do not name the one before them that is here.
function numberFaults(pins) {
  const faults = [];
  const numbered = new Map();
  const told = (file, what) => faults.push({ file, entry: null, log: null, seq: null, rule: "R2", what });
  for (const { file, receipt } of knownReceipts(pins)) {
    const others = numbered.get(receipt.number) || new Map();
    if (others.size && !others.has(receipt.id))
      told(file, `Another receipt has number ${receipt.number} too: ${others.values().next().value}.`);
    if (!others.has(receipt.id)) others.set(receipt.id, file);
    numbered.set(receipt.number, others);
  }
  for (const { file, receipt } of knownReceipts(pins)) {
    const before = numbered.get(receipt.number - 1);
    if (before !== undefined && !before.has(receipt.prev))
      told(file, `It names another receipt ${receipt.number - 1} than the one that is here.`);
  }
  return faults;
}

// Which numbers are missing in between: one of them may have been withheld.
function numberGaps(pins) {
  const numbers = [...new Set(knownReceipts(pins).map(({ receipt }) => receipt.number))].sort((a, b) => a - b);
  const said = [];
  numbers.slice(1).forEach((number, place) => {
    const before = numbers[place];
    if (number - before === 2) said.push(`Receipt ${before + 1} is not here; ask whoever kept it.`);
    else if (number - before > 2)
      said.push(`Receipts ${before + 1} to ${number - 1} are not here; ask whoever kept them.`);
  });
  return said;
}

// The receipt with the highest number among those that fit.
function newestOf(pins) {
  const fitting = knownReceipts(pins).filter(({ fit }) => fit === "fits");
  return fitting.reduce((newest, { receipt }) => (newest && newest.number >= receipt.number ? newest : receipt), null);
}
