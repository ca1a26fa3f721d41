// What was found, in the words of verify.py: its tables are put here when the page is made.

const WORDS_OF_CHECK = /*words*/ {};
const RULES = WORDS_OF_CHECK.rules;
const NOT_EACH = "The last signature of each key was checked, and its chain covers the rest; --full checks each.";
const LAST_YEAR = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function adviceFor(rule) {
  return WORDS_OF_CHECK.advice[rule] || WORDS_OF_CHECK.fresh;
}

// Spell out what a screen would obey or hide: a file's name comes from whoever made the bundle.
function printable(text) {
  return text.replace(/[\p{C}\p{Z}]/gu, (character) => {
    if (character === " ") return character;
    const code = character.codePointAt(0);
    const named = { 9: "\\t", 10: "\\n", 13: "\\r" }[code];
    const hex = code.toString(16);
    if (code < 256) return named || `\\x${hex.padStart(2, "0")}`;
    return code < 65536 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  });
}

const short = (text) => Array.from(text).slice(0, 8).join("");

function whereOf(fault) {
  const where = fault.log === null ? fault.file : `Entry ${fault.seq} of log ${short(fault.log)}`;
  return where + (fault.entry === null ? "" : ` (${short(fault.entry)})`);
}

function sentenceOf(fault) {
  return printable(`${whereOf(fault)}: ${fault.what} ${RULES[fault.rule]} ${adviceFor(fault.rule)}`);
}

function moment(at) {
  return at > LAST_YEAR ? `${at} ms after 1970` : `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function reachedIn(heads) {
  const places = Array.from(heads, ([log, { seq, id }]) => `entry ${seq} (${short(id)}) of log ${short(log)}`);
  return places.join(" and ") || "nothing";
}

function misfits(count) {
  return count ? `; ${count} ${count === 1 ? "thing does" : "things do"} not fit` : "";
}

function inOrder(heads) {
  return new Map(sortedByCharacters(heads.keys()).map((log) => [log, heads.get(log)]));
}

function headsOf(found) {
  return new Map(sortedByCharacters(found.logs.keys()).map((log) => [log, found.head(log)]));
}

function spokenLine(heads) {
  const spoken = Array.from(heads, ([log, { seq, id }]) => shortForm(short(log), seq, id));
  return spoken.length ? [`To read to each other: ${spoken.join(", ")}`] : [];
}

// What people read to each other: a name, how many entries, eight digits of the newest one's id.
function shortForm(name, seq, id) {
  return `${name} ${seq + 1} ${id.slice(0, 4)}-${id.slice(4, 8)}`;
}

function reportOf(found) {
  const heads = headsOf(found);
  const newest = newestOf(found.pins);
  const receipt = newest ? `a receipt after no. ${newest.number}` : "a receipt";
  const faults = allFaults(found);
  return [
    ...foundLines(found, faults, numberGaps(found.pins)),
    ...spokenLine(heads),
    `Complete up to ${reachedIn(heads)}${misfits(faults.length)}; compare with the other side's copy or ` +
      `${receipt}, which alone can tell whether more followed.`,
  ];
}

// What does not fit, with what does not fit among the numbers of the receipts.
function allFaults(found) {
  return [...found.faults, ...found.numbers];
}

function foundLines(found, faults, gaps) {
  const { erased, absent } = found.textsAway();
  const away = (erased ? `, ${erased} erased on request` : "") + (absent ? `, ${absent} not in this file` : "");
  const lines = Array.from(headsOf(found), ([log, head]) => logLine(found, log, head));
  lines.push(`${entriesOf(found.ids.size)} and ${found.texts} ${found.texts === 1 ? "text" : "texts"} checked${away}.`);
  if (found.resting) lines.push(`Not weighed, because something before does not fit: ${entriesOf(found.resting)}.`);
  lines.push(...stretchesOf(found.losses()).map(lostLine), ...receiptLines(found.pins), ...gaps);
  lines.push(...faults.map((fault) => `  ${sentenceOf(fault)}`));
  return found.every ? lines : [...lines, NOT_EACH];
}

function entriesOf(count) {
  return count === 1 ? "1 entry" : `${count} entries`;
}

function logLine(found, log, { seq, id, at }) {
  const epochs = found.keys.of(log).length;
  const keys = epochs > 1 ? `, signed with ${epochs} keys in turn` : "";
  return `log ${short(log)}  ${entriesOf(seq + 1)}${keys}, complete up to entry ${seq} (${short(id)}), ${moment(at)}`;
}

function lostLine({ log, first, last, accepted }) {
  const which = first === last ? `entry ${first}` : `entries ${first} to ${last}`;
  return `log ${short(log)}  ${which}: lost, ${accepted ? "accepted by both" : "as not every log says yet"}.`;
}

function receiptLines(pins) {
  if (!pins.length) return [];
  const newest = newestOf(pins);
  const last = newest ? `; the newest is no. ${newest.number}, ${moment(newest.at)}` : "";
  const others = pins.filter(({ fit }) => fit !== "fits");
  const named = ({ file, receipt }) => (receipt ? `receipt ${receipt.number}` : printable(file));
  return [
    `receipts  ${pins.length - others.length} of ${pins.length} fit${last}.`,
    ...others.map((pin) => `  ${named(pin)} ${FIT[pin.fit]}.`),
  ];
}

function reportOfBoth(names, one, other, comparison) {
  const ends = inOrder(endsOfBoth(one, other, comparison));
  return [
    `The first copy, ${names[0]}`,
    ...foundLines(one, one.faults, []),
    `The second copy, ${names[1]}`,
    ...foundLines(other, other.faults, []),
    ...comparison.shared.map(sharedLine),
    ...comparison.losses.map(lostLine),
    ...comparison.gaps,
    ...comparison.faults.map((fault) => `  ${sentenceOf(fault)}`),
    ...spokenLine(ends),
    sentenceOfBoth(ends, one, other, comparison),
  ];
}

function sharedLine({ log, upto, beyond: [first, second] }) {
  const same = upto ? `the same up to entry ${upto.seq} (${short(upto.id)})` : "nothing in common";
  const longer = `the ${first ? "first" : "second"} copy goes on from there, by ${first || second}`;
  const more = first && second ? "there the copies part" : first || second ? longer : "neither goes further";
  return `log ${short(log)}  ${same}; ${more}.`;
}

function sentenceOfBoth(ends, one, other, comparison) {
  const newest = [one, other].map(({ pins }) => newestOf(pins)).filter(Boolean);
  const number = Math.max(...newest.map((receipt) => receipt.number));
  const receipt = newest.length ? `a receipt after no. ${number}` : "a receipt";
  const faults = [...one.faults, ...other.faults, ...comparison.faults].map((fault) => JSON.stringify(fault));
  const same = comparison.faults.length ? "" : "; both copies tell one history as far as the shorter one goes";
  return (
    `Complete up to ${reachedIn(ends)}${misfits(new Set(faults).size)}${same}; compare with ${receipt}, ` +
    "which alone can tell whether more followed."
  );
}
