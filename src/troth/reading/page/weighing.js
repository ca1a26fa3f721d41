// Weighing: each entry is looked at as a node would before keeping it, and one thing gone wrong is told once.

const ENTRIES = "entries.ndjson";
const placeIn = (log, seq) => `${seq}/${log}`;
const sortedByCharacters = (names) => Array.from(names).sort(byCharacters);

class Weighing {
  // `every` signature, or the last one of each key.
  constructor(every) {
    this.every = every;
    this.logs = new Map();
    this.ids = new Map();
    this.keys = new Keys();
    this.last = new Map();
    this.alliance = null;
    this.ends = new Map();
    this.faults = [];
    this.pending = [];
    this.early = [];
    this.stopped = new Set();
    this.split = new Set();
    this.taken = new Set();
    this.names = new Map();
    this.cited = new Map();
    this.resting = 0;
  }

  head(log) {
    const entries = this.logs.get(log);
    return entries && entries[entries.length - 1];
  }

  count(log) {
    return (this.logs.get(log) || []).length;
  }

  entryAt(log, seq) {
    return (this.logs.get(log) || [])[seq];
  }

  // Whether the last entry that each key signed is signed by it; the chain then covers what came before.
  endsAreSigned() {
    return Array.from(this.last, ([epoch, line]) => new Envelope(line).isSignedBy(epoch.key)).every(Boolean);
  }

  // What some log says is lost, accepted by every log or not.
  losses() {
    const epochs = Array.from(this.logs.keys(), (log) => this.keys.of(log).slice(1)).flat();
    return lossesIn(epochs.map(({ log, first }) => this.entryAt(log, first)));
  }

  fault(rule, what, { file = ENTRIES, log = null, seq = null }) {
    this.faults.push({ file, entry: null, log, seq, rule, what });
  }

  weigh(number, line) {
    try {
      const envelope = new Envelope(line);
      const twice = this.ids.get(envelope.id);
      if (twice !== undefined) {
        this.fault("V5", "The entry stands in the file twice.", { log: twice.log, seq: twice.seq });
        return;
      }
      const entry = this.opened(envelope);
      if (this.isEarly(entry)) this.early.push({ number, entry });
      else if (this.split.has(entry.log)) this.resting++;
      else this.place(entry, line);
    } catch (bad) {
      this.unread(claiming(number, line, badOr(bad)));
    }
  }

  // Read an entry by the key that signed it; the first of a log, or of an epoch, names that key itself.
  opened(envelope) {
    const epoch = this.keys.named(envelope.keyid);
    let entry = epoch ? null : new Entry(envelope);
    if (entry !== null && this.isEarly(entry)) return entry;
    const key = epoch ? epoch.key : this.namedKey(entry);
    const own = epoch || keyidOf(key) === envelope.keyid;
    need(own, "V2", "The entry is signed with another key than the one it names.");
    need(!this.every || envelope.isSignedBy(key), "V2", "The signature does not fit the entry.");
    entry = entry || new Entry(envelope);
    if (!this.split.has(entry.log)) this.belongs(entry);
    return entry;
  }

  namedKey(entry) {
    const before = this.keys.at(entry.log, entry.seq - 1);
    return entry.act.t === RESTORED && before ? succeedingKey(entry, before.key) : entry.declaredKey();
  }

  // An entry with a key not known here, further than the next place: what comes before it may name the key.
  isEarly(entry) {
    if (this.keys.named(entry.keyid) || !this.logs.has(entry.log) || this.split.has(entry.log)) return false;
    return entry.seq > this.count(entry.log);
  }

  belongs(entry) {
    if (this.keyidFor(entry) !== entry.keyid) {
      const other = this.keys.of(entry.log).some(({ keyid }) => keyid === entry.keyid);
      throw new Bad("V4", `The entry is signed with a key of another ${other ? "epoch of its " : ""}log.`);
    }
    const here = this.alliance === null || this.alliance === entry.allianceIs();
    need(here, "V4", "The entry belongs to another alliance.");
  }

  // The key that an entry has to be signed with, by its log and place alone.
  keyidFor(entry) {
    if (entry.seq === 0) return keyidOf(entry.declaredKey());
    const before = this.keys.at(entry.log, entry.seq - 1);
    if (entry.act.t === RESTORED && before) {
      const keyid = keyidOf(succeedingKey(entry, before.key));
      const known = this.keys.named(keyid);
      const fresh = !known || (known.log === entry.log && known.first === entry.seq);
      need(fresh, "E1", "The new key has signed in this record before.");
      return keyid;
    }
    const epoch = this.keys.at(entry.log, entry.seq);
    return epoch && epoch.keyid;
  }

  place(entry, line) {
    const count = this.count(entry.log);
    if (entry.seq < count || (count > 0 && entry.seq === count && entry.prev !== this.head(entry.log).id)) {
      this.forked(entry);
    } else if (entry.seq > count) {
      this.learn(entry);
      this.heldUp(entry.log, count, `The entry is not here, before entry ${entry.seq}.`, 1);
    } else if (this.isInformed(entry)) {
      this.keep(entry, line);
    } else {
      this.withoutCitation(entry);
    }
  }

  isInformed(entry) {
    const before = this.head(entry.log);
    if (before) atLeast(entry, before, "The entry has seen less than the one before it.");
    for (const place of entry.seen) {
      const other = this.entryAt(place.log, place.seq);
      if (other === undefined || other.id !== place.id) return false;
      atLeast(entry, other, "The entry has seen less than an entry it cites.");
      place.id = other.id; // one text in memory instead of two
    }
    return true;
  }

  keep(entry, line) {
    if (entry.seq === 0) {
      this.alliance = entry.allianceIs();
      this.logs.set(entry.log, []);
    }
    if (entry.seq === 0 || entry.act.t === RESTORED) this.keys.add(entry.log, entry.seq, unhex(entry.act.key));
    this.logs.get(entry.log).push(entry);
    this.ids.set(entry.id, entry);
    this.last.set(this.keys.at(entry.log, entry.seq), line);
    this.cites(entry, entry.seen.length);
    if (!HOLDING_TOGETHER.has(entry.act.t)) entry.act = null;
  }

  cites(entry, found) {
    const counted = this.cited.get(entry.log) || { found: 0, of: 0 };
    this.cited.set(entry.log, { found: counted.found + found, of: counted.of + entry.seen.length });
  }

  forked(entry) {
    this.split.add(entry.log);
    if (this.stopped.has(entry.log)) {
      this.resting++;
      return;
    }
    this.stopped.add(entry.log);
    this.names.set(placeIn(entry.log, entry.seq), entry.id);
    this.fault("V6", "The log holds two versions of what happened here.", { log: entry.log, seq: entry.seq });
  }

  unread(line) {
    const [log, seq] = line.claim || ["", -1];
    const expected = this.count(log);
    const known = this.ends.has(log) || this.logs.has(log) || this.stopped.has(log);
    if (!known) {
      this.pending.push(line);
    } else if (expected === 0 && seq > 0 && line.bad.rule === "V2") {
      // Without its first entry a log has no key; what this one calls the one before it still helps to name that.
      this.taken.add(placeIn(log, seq));
      this.names.set(placeIn(log, numberBefore(seq)), line.prev);
      this.heldUp(log, 0, "The first entry of the log, which names its key, is not here.", 1);
    } else if (seq === expected || this.stopped.has(log)) {
      this.tell(line, log, seq);
    } else {
      this.pending.push(line);
    }
  }

  withoutCitation(entry) {
    this.learn(entry);
    let found = 0;
    for (const { log, seq, id } of entry.seen) {
      const here = this.logs.get(log) || [];
      const where = { log: entry.log, seq: entry.seq };
      if (seq < here.length && here[seq].id === id) {
        found++;
      } else if (seq < here.length) {
        const what = `It cites another entry ${seq} of log ${log.slice(0, 8)} than the one that is here.`;
        this.fault("V8", what, where);
      } else if (!this.stopped.has(log) && this.claimed(log, here.length) === undefined) {
        this.fault("V8", `It cites entry ${seq} of log ${log.slice(0, 8)}, which is not here.`, where);
      } else {
        this.heldUp(log, here.length, "The entry is not here.", 0);
      }
    }
    this.cites(entry, found);
    this.resting++;
    this.stopped.add(entry.log);
  }

  heldUp(log, expected, what, resting) {
    this.resting += resting;
    if (this.stopped.has(log)) return;
    const line = this.claimed(log, expected);
    if (line === undefined) {
      this.stopped.add(log);
      this.fault("V7", what, { log, seq: expected });
    } else {
      this.pending.splice(this.pending.indexOf(line), 1);
      this.tell(line, log, expected);
    }
  }

  // Find the unread line that stands where this entry should: the one that says so, else the first.
  claimed(log, seq) {
    const exact = this.pending.find(({ claim }) => claim && claim[0] === log && claim[1] === seq);
    return exact || this.pending[0];
  }

  tell(line, log, seq) {
    this.stopped.add(log);
    this.taken.add(placeIn(log, seq));
    this.fault(line.bad.rule, line.bad.sentence, { log, seq });
  }

  // An entry signed with a key that is named by one before it, if that is the one missing.
  tellEarly({ number, entry }) {
    const expected = this.count(entry.log);
    if (entry.seq > expected) {
      const before = placeIn(entry.log, entry.seq - 1);
      if (!this.names.has(before)) this.names.set(before, entry.prev);
      this.heldUp(entry.log, expected, `The entry is not here, before entry ${entry.seq}.`, 1);
      return;
    }
    const bad = new Bad("V2", "The entry is signed with a key that this record does not know.");
    this.tellUnplaced({ number, bad, id: entry.id, claim: [entry.log, entry.seq], prev: entry.prev });
  }

  tellUnplaced(line) {
    this.free = this.free || this.freePlaces();
    const place = this.free.next();
    if (!place.done) {
      this.tell(line, ...place.value);
      return;
    }
    const [log, seq] = line.claim || [null, null];
    const what = `Line ${line.number}: ${line.bad.sentence}`;
    this.faults.push({ file: ENTRIES, entry: line.id, log, seq, rule: line.bad.rule, what });
  }

  // The places up to the ends that the manifest names for which no line was found, one at a time.
  *freePlaces() {
    for (const log of sortedByCharacters(this.ends.keys()))
      for (let seq = this.count(log); seq <= this.ends.get(log).seq; seq++)
        if (!this.taken.has(placeIn(log, seq))) yield [log, seq];
  }

  // Remember what a sound entry calls the ones before it, to name those that cannot be read.
  learn(entry) {
    this.names.set(placeIn(entry.log, entry.seq), entry.id);
    this.taken.add(placeIn(entry.log, entry.seq));
    if (entry.prev !== null) this.names.set(placeIn(entry.log, entry.seq - 1), entry.prev);
    for (const { log, seq, id } of entry.seen) this.names.set(placeIn(log, seq), id);
  }

  lookForStrangers() {
    if (this.stopped.size) return;
    const parties = new Set();
    for (const [log, entries] of this.logs) if (entries[0].alliance === FOUNDING) parties.add(log);
    const admits = Array.from(this.ids.values()).filter(({ act }) => act && act.t === "party.admit/1");
    for (let before = -1; before < parties.size; ) {
      before = parties.size;
      const opened = admits.filter(({ log }) => parties.has(log)).map(({ act }) => this.ids.get(act.on));
      for (const entry of opened) if (entry !== undefined && entry.seq === 0) parties.add(entry.log);
    }
    for (const log of sortedByCharacters(this.logs.keys()))
      if (!parties.has(log)) this.fault("P1", "The log was not let in by a party of this record.", { log, seq: 0 });
  }
}

const HOLDING_TOGETHER = new Set(["record.open/1", "party.admit/1", "log.restored/1", "erase.ask/1"]);

const numberBefore = (seq) => (typeof seq === "bigint" ? seq - 1n : seq - 1);

// What was thrown, when it is something that does not fit; a mistake of this page goes on.
function badOr(thrown) {
  if (!(thrown instanceof Bad)) throw thrown;
  return thrown;
}

function atLeast(entry, other, sentence) {
  for (const place of other.seen) {
    const own = place.log === entry.log && { seq: entry.seq - 1, id: entry.prev || "" };
    const reached = own || entry.sawOf(place.log);
    const fits = reached && (reached.seq > place.seq || (reached.seq === place.seq && reached.id === place.id));
    need(fits, "V9", sentence);
  }
}

// A line that is not the entry it should be, with the place it claims where that can be made out.
function claiming(number, line, bad) {
  const nothing = { number, bad, id: null, claim: null, prev: null };
  let envelope;
  try {
    envelope = new Envelope(line);
  } catch (unread) {
    badOr(unread);
    return nothing;
  }
  const id = envelope.id;
  try {
    const doc = readJson(UTF8.decode(envelope.payload), false);
    const fits = isObject(doc) && has(doc, "log") && has(doc, "seq") && has(doc, "prev");
    if (!fits || typeof doc.log !== "string" || !["number", "bigint"].includes(typeof doc.seq))
      return { ...nothing, id };
    if (doc.prev !== null && typeof doc.prev !== "string") return { ...nothing, id };
    return { number, bad, id, claim: [doc.log, doc.seq], prev: doc.prev };
  } catch {
    return { ...nothing, id };
  }
}
