// The check of a bundle: its entries are weighed, then its heads, files and texts compared with what was signed.
// It runs in steps, so that the page can show how far it is: each `yield` is a place to stop and look up.

const MANIFEST = "manifest.json";
const BODIES = "bodies/";
const RECEIPTS = "receipts/";
const STEP = 64;
const SLICE = 2 ** 20;

// Python, and so every check before this one, takes `true` for 1.
const isCount = (value, count) => value === count || (typeof value === "boolean" && Number(value) === count);
const isPlace = (place) =>
  Array.isArray(place) && place.length === 2 && typeof place[0] === "number" && typeof place[1] === "string";

class Check extends Weighing {
  // `files` by name, and `besides` receipts that came by another way: pairs of name and bytes.
  constructor(files, every, besides = []) {
    super(every);
    this.files = files;
    this.besides = besides;
    this.own = [];
    this.pins = [];
    this.numbers = [];
    this.manifest = null;
    this.digests = new Map();
    this.lines = 0;
    this.texts = 0;
  }

  *run() {
    this.readManifest();
    yield* this.weighAll();
    for (const early of this.early) this.tellEarly(early);
    for (const broken of this.pending) this.tellUnplaced(broken);
    this.compareHeads();
    this.lookForStrangers();
    this.weighed = this.faults;
    yield* this.pinOwn();
    this.gatherPins();
    const before = this.faults.length;
    yield* this.compareFiles();
    yield* this.checkTexts();
    this.compared = this.faults.slice(before);
    this.faults = this.faults.map((fault) => this.named(fault));
  }

  // Hold these receipts against the copy as well, and gather anew what does not fit.
  hold(besides) {
    this.besides = besides;
    this.gatherPins();
    // A text that no entry has is told only where nothing else could be why.
    const strays = this.faults.length ? this.compared.filter(isStray) : [];
    this.faults.push(...this.compared.filter((fault) => !strays.includes(fault)));
    this.faults = this.faults.map((fault) => this.named(fault));
  }

  *weighAll() {
    const raw = this.files.get(ENTRIES) || new Uint8Array(0);
    for (let start = 0; start < raw.length; ) {
      const feed = raw.indexOf(10, start);
      const end = feed < 0 ? raw.length : feed;
      this.lines++;
      this.weigh(this.lines, raw.subarray(start, end));
      start = end + 1;
      if (this.lines % STEP === 0) yield { done: start, of: raw.length, entries: this.lines };
    }
  }

  // The manifest and the files it names

  readManifest() {
    const raw = this.files.get(MANIFEST) || new Uint8Array(0);
    try {
      const manifest = parse(raw, raw.length, "M1");
      const fits = hasFields(manifest, ["v", "alliance", "entries", "heads", "files"]) && isCount(manifest.v, 1);
      need(fits, "M1", "The manifest does not have the five fields of format 1.");
      const heads = isObject(manifest.heads) && Object.values(manifest.heads).every(isPlace);
      need(heads, "M1", "The manifest does not say where the logs end.");
      need(isObject(manifest.files), "M1", "The manifest does not name the files.");
      for (const [log, [seq, id]] of Object.entries(manifest.heads)) this.ends.set(log, { seq, id });
      this.digests = new Map(Object.entries(manifest.files));
      this.manifest = manifest;
    } catch (bad) {
      this.fault(badOr(bad).rule, bad.sentence, { file: MANIFEST });
    }
  }

  compareHeads() {
    if (this.manifest === null) return;
    for (const log of sortedByCharacters(new Set([...this.ends.keys(), ...this.logs.keys()]))) {
      const [here, named] = [this.head(log), this.ends.get(log)];
      const same = here && named && here.seq === named.seq && here.id === named.id;
      if (this.stopped.has(log) || same) continue;
      this.fault("M3", "The manifest ends this log elsewhere.", { log, seq: (named || here).seq });
    }
    if (!isCount(this.manifest.entries, this.lines) && !this.stopped.size)
      this.fault("M1", `The manifest does not count ${this.lines} entries.`, { file: MANIFEST });
    if (this.alliance !== null && this.alliance !== this.manifest.alliance)
      this.fault("M1", "The manifest names another alliance than the entries.", { file: MANIFEST });
  }

  *compareFiles() {
    if (this.manifest === null) return;
    const unread = this.faults.filter(({ file, rule }) => file === ENTRIES || rule === "R1");
    const told = new Set(unread.map(({ file }) => file));
    const present = Array.from(this.files.keys()).filter((name) => name !== MANIFEST && !name.startsWith(BODIES));
    for (const name of sortedByCharacters(new Set([...present, ...this.digests.keys()]))) {
      const content = this.files.get(name);
      if (content === undefined) this.fault("M2", `The file ${name} is not here.`, { file: name });
      else if (!this.digests.has(name))
        this.fault("M2", `The manifest does not name the file ${name}.`, { file: name });
      else if (!told.has(name) && (yield* digestOf(content)) !== this.digests.get(name))
        this.fault("M2", `The file ${name} is not as it was made.`, { file: name });
    }
  }

  // Hold the receipts that lie in the bundle against its entries.
  *pinOwn() {
    const names = sortedByCharacters(Array.from(this.files.keys()).filter((name) => name.startsWith(RECEIPTS)));
    this.pinning = new Pinning(this);
    for (const name of names) {
      this.own.push(this.pinning.pin(name, this.files.get(name)));
      yield { done: this.own.length, of: names.length };
    }
  }

  gatherPins() {
    const pins = [...this.own, ...this.besides.map(([name, raw]) => this.pinning.pin(name, raw))];
    this.pins = inOrderOfNumbers(pins);
    this.faults = [...this.weighed, ...pins.flatMap(({ faults }) => faults)];
    this.numbers = numberFaults(this.pins);
  }

  *checkTexts() {
    const names = Array.from(this.files.keys()).filter((name) => name.startsWith(BODIES));
    let number = 0;
    for (const name of sortedByCharacters(names)) {
      this.checkTextOf(name, this.ids.get(name.slice(BODIES.length)));
      if (++number % STEP === 0) yield { done: number, of: names.length, texts: number };
    }
  }

  checkTextOf(name, entry) {
    if (entry === undefined) {
      if (!this.faults.length) this.fault("B1", "No entry here has this text.", { file: name });
      return;
    }
    try {
      checkText(entry, this.files.get(name));
      this.texts++;
    } catch (bad) {
      this.fault(badOr(bad).rule, bad.sentence, { file: name, log: entry.log, seq: entry.seq });
    }
  }

  // How many texts are not here: those that their own side asked to erase, and the others.
  textsAway() {
    const asked = new Set();
    for (const { act, log } of this.ids.values())
      if (act && act.t === "erase.ask/1") for (const id of idsOf(act.ids)) asked.add(`${id}/${log}`);
    let [signed, erased] = [0, 0];
    for (const { body, id, log } of this.ids.values()) {
      if (body === null) continue;
      signed++;
      if (asked.has(`${id}/${log}`) && !this.files.has(BODIES + id)) erased++;
    }
    return { erased, absent: signed - this.texts - erased };
  }

  named(fault) {
    if (fault.entry !== null || fault.log === null || fault.seq === null) return fault;
    const [here, end] = [this.entryAt(fault.log, fault.seq), this.ends.get(fault.log)];
    if (here !== undefined) return { ...fault, entry: here.id };
    if (end !== undefined && end.seq === fault.seq) return { ...fault, entry: end.id };
    if (fault.seq === 0 && this.ends.size === 1 && this.manifest !== null)
      return { ...fault, entry: String(this.manifest.alliance) };
    return { ...fault, entry: this.names.get(placeIn(fault.log, fault.seq)) || null };
  }
}

function isStray({ rule, log }) {
  return rule === "B1" && log === null;
}

// The ids of an ask; none when it is not in the form that every node reads alike.
function idsOf(ids) {
  const told = Array.isArray(ids) && ids.length <= 100 && ids.every(isHash) && new Set(ids).size === ids.length;
  return told ? ids : [];
}

function* digestOf(content) {
  const hasher = new Sha256();
  for (let at = 0; at < content.length; at += SLICE) {
    hasher.update(content.subarray(at, at + SLICE));
    if (content.length > SLICE) yield { done: at, of: content.length };
  }
  return hexOf(hasher.digest());
}

// Check a bundle: each signature when asked or when something does not fit, to name what it is.
function* checkBundle(files, full, besides = []) {
  if (!full) {
    const found = new Check(files, false, besides);
    yield* found.run();
    const fits = !found.faults.some(({ file }) => file === ENTRIES || file === MANIFEST);
    if (fits && found.endsAreSigned()) return found;
  }
  const found = new Check(files, true, besides);
  yield* found.run();
  return found;
}
