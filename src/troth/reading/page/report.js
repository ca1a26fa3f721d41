// What was found, in the words of verify.py: its tables are put here when the page is made.

const WORDS_OF_CHECK = /*words*/ {};
const RULES = WORDS_OF_CHECK.rules;

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

function reportOf(found) {
  const logs = sortedByCharacters(found.logs.keys());
  const heads = logs.map((log) => ({ log, ...found.head(log) }));
  const said = heads.map(
    ({ log, seq, id }) => `log ${short(log)}  ${seq + 1} entries, complete up to entry ${seq} (${short(id)})`,
  );
  const absent = textsAbsent(found);
  const without = absent ? `, ${absent} not in this file` : "";
  said.push(`${found.ids.size} entries and ${found.texts} texts checked${without}.`);
  if (found.resting)
    said.push(`${found.resting} entries follow something that does not fit and were not weighed.`);
  for (const fault of found.faults) said.push(`  ${sentenceOf(fault)}`);
  const reached = heads.map(({ log, seq, id }) => `entry ${seq} (${short(id)}) of log ${short(log)}`);
  const count = found.faults.length;
  const more = count ? `; ${count} ${count === 1 ? "thing does" : "things do"} not fit` : "";
  said.push(
    `Complete up to ${reached.join(" and ") || "nothing"}${more}; compare with the other side's copy or a receipt, ` +
      "which alone can tell whether more followed.",
  );
  return said;
}

function textsAbsent(found) {
  let signed = 0;
  for (const entry of found.ids.values()) if (entry.body !== null) signed++;
  return signed - found.texts;
}
