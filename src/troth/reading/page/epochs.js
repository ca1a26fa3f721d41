// Epochs: which key signs a log from which place on, and the entry by which a log goes on after a loss.

const RESTORED = "log.restored/1";
const CAUSES = ["backup", "writers", "stolen"];
const RESTORED_FACTS = ["t", "alg", "key", "proof", "cause", "lost"];

// The keys of a record by log and place, as the logs themselves say.
class Keys {
  constructor() {
    this.names = new Map();
    this.logs = new Map();
  }

  add(log, first, key) {
    const epoch = { log, first, key, keyid: keyidOf(key) };
    this.names.set(epoch.keyid, epoch);
    this.logs.set(log, [...this.of(log), epoch]);
  }

  named(keyid) {
    return this.names.get(keyid);
  }

  of(log) {
    return this.logs.get(log) || [];
  }

  // The epoch in which a place of a log lies; undefined for a log not known.
  at(log, seq) {
    const epochs = this.of(log);
    for (let i = epochs.length - 1; i >= 0; i--) if (epochs[i].first <= seq) return epochs[i];
    return undefined;
  }
}

// The key with which a log goes on, when the key before vouches for it.
function succeedingKey(entry, before) {
  const act = entry.act;
  const facts = hasFields(act, RESTORED_FACTS) && entry.body === null && CAUSES.includes(act.cause);
  need(facts, "E1", "The entry does not have the facts of a log that goes on after a loss.");
  lostIn(entry);
  need(act.alg === "ed25519", "V11", "The key is not of the kind ed25519.");
  const sound = isHash(act.key) && isSoundKey(unhex(act.key));
  need(sound, "V11", "A key is not a point of the prime-order group.");
  const key = unhex(act.key);
  const proof = typeof act.proof === "string" && /^[0-9a-f]{128}$/.test(act.proof) ? unhex(act.proof) : null;
  const vouched = proof !== null && signedBy(before, vouchedBytes(entry, key), proof);
  need(vouched, "E1", "The key before does not vouch for the new one.");
  return key;
}

function vouchedBytes(entry, key) {
  const parts = [bytesOf("troth.epoch.v1\0"), unhex(entry.log), placeBytes(entry.seq), unhex(entry.prev), key];
  return joined(parts);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// What an entry says is lost, by log: the last place that is here, and the last one known of.
function lostIn(entry) {
  const lost = entry.act.lost;
  const every = isObject(lost) && hasFields(lost, [entry.log, ...entry.seen.map(({ log }) => log)]);
  need(every, "E1", "What is lost is not said for every log of the record.");
  const read = new Map(Object.keys(lost).map((log) => [log, readLost(lost[log])]));
  const next = read.get(entry.log).here === entry.seq - 1;
  need(next, "E1", "A log goes on right after the last place that it says is here.");
  return read;
}

function readLost(places) {
  const pair = Array.isArray(places) && places.length === 2 && places.every((place) => typeof place === "number");
  need(pair, "E1", "What is lost of a log is not a pair of places.");
  const [here, known] = places;
  need(here >= 0 && here <= known, "E1", "A log is known to have gone at least as far as it goes here.");
  return { here, known };
}

// The losses that some log says, in the order they were said; `accepted` when every log they concern says alike.
function lossesIn(restorations) {
  const said = new Map();
  for (const entry of restorations) {
    const words = spell(entry.act.lost);
    if (!said.has(words)) said.set(words, { lost: lostIn(entry), logs: new Set() });
    said.get(words).logs.add(entry.log);
  }
  const losses = Array.from(said.values(), ({ lost, logs }) => ({ lost, accepted: logs.size === lost.size }));
  return [...losses.filter(({ accepted }) => accepted), ...losses.filter(({ accepted }) => !accepted)];
}

function isLostIn(loss, log, seq) {
  const places = loss.lost.get(log);
  return places !== undefined && places.here < seq && seq <= places.known;
}

// The entries of each log that are said to be lost, from place to place.
function stretchesOf(losses) {
  const stretches = [];
  for (const { lost, accepted } of losses)
    for (const log of sortedByCharacters(lost.keys())) {
      const { here, known } = lost.get(log);
      if (known > here) stretches.push({ log, first: here + 1, last: known, accepted });
    }
  return stretches;
}
