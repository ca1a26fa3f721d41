// What is shown of each log: how far it goes, its signatures, its citations; both sides with the same weight.

const MOST_OF_A_LOG = 5;
const CHANGES_NOTHING = "That is allowed and changes nothing above.";

function logPanel(found, log, called, faults) {
  const head = found.head(log);
  const title = make("p", `org ${called.colour}`, make("span", `half ${called.colour}`), `${called.name} `);
  title.append(make("span", "fine", make("span", "mono", called.id), called.founder ? ", opened the alliance" : ""));
  const facts = make("ul", "facts", ...factsOf(found, log, faults));
  const until = head && `up to ${hash(head.seq)} · ${when(head.at, { long: false })} · ${spaced(head.id)}`;
  return make("div", "", title, facts, until ? make("p", "mono dim mt-3", until) : null);
}

function factsOf(found, log, faults) {
  const numbered = faults.map((fault, place) => ({ ...fault, number: place + 1 }));
  const own = numbered.filter((fault) => fault.log === log && !fault.copy);
  const count = found.count(log);
  const odd = own.filter((fault) => isOfEntry(fault) && !isMissing(fault, count) && fault.rule !== "V8");
  const lines = [extentOf(found, log, own, odd), ...odd.slice(0, MOST_OF_A_LOG).map(oddOne)];
  if (odd.length > MOST_OF_A_LOG) lines.push(fact(false, `and ${odd.length - MOST_OF_A_LOG} more, see below`));
  if (count) lines.push(fact(true, signaturesOf(found, log, own.some(isOfEntry))));
  const cited = found.cited.get(log);
  const open = own.find(({ rule }) => rule === "V8");
  const see = open ? `, see ${open.number}` : "";
  if (!cited || !cited.of) return lines;
  const some = `${number(cited.found)} of ${counted(cited.of, "citation")} found${see}`;
  lines.push(fact(cited.found === cited.of, some));
  return lines;
}

function isOfEntry({ file, rule }) {
  return file === ENTRIES || rule === "R3";
}

// Whether something is not there, rather than not as it should be.
function isMissing({ rule, seq }, count) {
  return rule === "V7" || rule === "M3" || (rule === "R3" && seq >= count);
}

function extentOf(found, log, own, odd) {
  const entries = counted(found.count(log), "entry", "entries");
  const missing = own.find((fault) => isMissing(fault, found.count(log)));
  if (!missing && odd.length) return fact(true, `${entries} up to there, none missing`);
  if (!missing && found.stopped.has(log)) return fact(false, `${entries}, then some that rest on what does not fit`);
  if (!missing) return fact(true, `${entries}, none missing`);
  const why = {
    V7: `${hash(missing.seq)} is not here`,
    M3: "the manifest ends it elsewhere",
    R3: "a receipt goes further",
  }[missing.rule];
  return fact(false, `${entries}, then ${why}, see ${missing.number}`);
}

function oddOne({ rule, seq, number }) {
  const what = { V6: "has two versions", V5: "stands there twice", R3: "is another than a receipt names" }[rule];
  return fact(false, `${hash(seq)} ${what || "does not fit"}, see ${number}`);
}

function signaturesOf(found, log, isBroken) {
  const epochs = found.keys.of(log).length;
  const keys = epochs > 1 ? `keys, epochs 1 ${epochs > 2 ? "to" : "and"} ${epochs}` : "key";
  const last = epochs > 1 ? `The last signature of each of its ${keys}` : "Its last signature";
  if (!found.every) return `${last} fits, and the chain holds the others to it`;
  return isBroken ? "Every signature up to there fits" : `Every signature fits its ${keys}`;
}

// What is said of the whole, beneath the logs.
function remarksOf(found, calls) {
  const { erased, absent } = found.textsAway();
  const said = [`${counted(found.texts, "text")} ${found.texts === 1 ? "fits" : "fit"} what was signed.`];
  const stand = erased === 1 ? "its entry stands, its words are gone" : "their entries stand, their words are gone";
  if (erased)
    said.push(`${inWords(erased, "text was", "texts were")} erased on request; ${stand}. ${CHANGES_NOTHING}`);
  const away = inWords(absent, "text is", "texts are");
  if (absent) said.push(`${away} not in this copy; entries stand without. ${CHANGES_NOTHING}`);
  for (const stretch of stretchesOf(found.losses())) said.push(lostSentence(stretch, calls));
  const rest = inWords(found.resting, "entry follows", "entries follow");
  if (found.resting) said.push(`${rest} something that does not fit and could not be weighed.`);
  return said;
}

function lostSentence({ log, first, last, accepted }, calls) {
  const which = first === last ? `entry ${hash(first)} was` : `entries ${hash(first)} to ${hash(last)} were`;
  const by = accepted ? "Both sides accepted that, and the record went on." : "Not every log says so yet.";
  return `In the ${nameFor(calls, log)}, ${which} lost. ${by}`;
}
