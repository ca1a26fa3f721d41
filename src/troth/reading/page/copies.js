// Two copies of one record held against each other: one history, or the place from which there are two.

function compareCopies(one, other) {
  const comparison = heldTogether(one, other);
  if (comparison.faults.some(({ rule }) => rule === "V4")) return comparison;
  const second = other.pins.map((pin) => ({ ...pin, file: `${pin.file} of the second copy` }));
  const pins = [...one.pins, ...second];
  comparison.faults.push(...numberFaults(pins));
  comparison.gaps.push(...numberGaps(pins));
  return comparison;
}

function heldTogether(one, other) {
  if (one.alliance !== null && other.alliance !== null && one.alliance !== other.alliance) {
    const what = "The two copies are of different alliances, so there is nothing to compare.";
    const fault = { file: ENTRIES, entry: null, log: null, seq: null, rule: "V4", what };
    return { shared: [], losses: [], gaps: [], faults: [fault] };
  }
  const [shared, losses, faults] = [[], [], []];
  for (const log of sortedByCharacters(new Set([...one.logs.keys(), ...other.logs.keys()]))) {
    const same = sameOf(one, other, log);
    const beyond = [one.count(log) - same, other.count(log) - same];
    shared.push({ log, upto: one.entryAt(log, same - 1) || null, beyond });
    if (!beyond.every(Boolean)) continue;
    const parting = lossAccepted(one, other, log, same);
    if (parting.stretch) losses.push(parting.stretch);
    else faults.push(parting.fault || twoVersions(one, other, log, same));
  }
  return { shared, losses, gaps: [], faults };
}

// The first place of a list for which something is so, when it stays so from there on.
function firstPlace(count, isSo) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

// How many entries two copies of a log have in common; each entry names the one before, so ids tell at once.
function sameOf(one, other, log) {
  const shorter = Math.min(one.count(log), other.count(log));
  return firstPlace(shorter, (seq) => one.entryAt(log, seq).id !== other.entryAt(log, seq).id);
}

// Whether one copy goes on here after a loss that every log accepted, and the other holds no more than was lost.
function lossAccepted(one, other, log, seq) {
  let fault = null;
  const ways = [
    [one, other, "second"],
    [other, one, "first"],
  ];
  for (const [goneOn, before, which] of ways)
    for (const loss of goneOn.losses()) {
      const lost = loss.lost.get(log);
      const opening = goneOn.entryAt(log, seq);
      if (!loss.accepted || !lost || lost.here + 1 !== seq || !isRestoration(opening)) continue;
      if (before.count(log) - 1 <= lost.known)
        return { stretch: { log, first: seq, last: lost.known, accepted: true } };
      const more = before.entryAt(log, lost.known + 1);
      const what = `The ${which} copy goes on here, beyond entry ${lost.known} up to which both accepted a loss.`;
      fault = { file: ENTRIES, entry: more ? more.id : null, log, seq: lost.known + 1, rule: "V6", what };
    }
  return { fault };
}

function isRestoration(entry) {
  return Boolean(entry && entry.act && entry.act.t === RESTORED);
}

function twoVersions(one, other, log, seq) {
  const ids = [one, other].map((copy) => copy.entryAt(log, seq).id);
  let what = `Two versions of this place: ${short(ids[0])} in the first copy, ${short(ids[1])} in the second. `;
  const citing = [one, other].map((copy) => firstCiting(copy, log, seq));
  const all = citing.every(Boolean);
  if (all) what += "Each copy has a citation of its own version.";
  citing.forEach((entry, place) => {
    const which = ["first", "second"][place];
    if (entry && !all) what += `Log ${short(entry.log)} cites the one in the ${which} copy, in its entry ${entry.seq}.`;
  });
  if (!citing.some(Boolean)) what += "Nobody cites either.";
  return { file: ENTRIES, entry: ids[0], log, seq, rule: "V6", what };
}

// An entry of another log that had seen this place: the first of its log.
function firstCiting(copy, log, seq) {
  for (const other of sortedByCharacters(copy.logs.keys())) {
    if (other === log) continue;
    const reached = (place) => copy.entryAt(other, place).sawOf(log);
    const place = firstPlace(copy.count(other), (at) => Boolean(reached(at)) && reached(at).seq >= seq);
    if (place < copy.count(other)) return copy.entryAt(other, place);
  }
  return null;
}

// Where each log ends in the longer of two copies, or where they part.
function endsOfBoth(one, other, comparison) {
  const ends = new Map();
  for (const { log, upto, beyond } of comparison.shared) {
    const longer = beyond[0] ? one : other;
    const end = beyond.every(Boolean) ? upto : longer.head(log);
    if (end) ends.set(log, end);
  }
  return ends;
}
