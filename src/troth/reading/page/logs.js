// What is shown of each log: how far it goes, its signatures, its citations; both sides with the same weight.

// Rules by which something is not there, rather than not as it should be.
const MISSING = new Set(["V7", "M3"]);

function logPanel(found, log, called, faults) {
  const head = found.head(log);
  const title = make("p", `org ${called.colour}`, make("span", `half ${called.colour}`), `${called.name} `);
  title.append(make("span", "fine", make("span", "mono", called.id), called.founder ? ", opened the alliance" : ""));
  const facts = make("ul", "facts", ...factsOf(found, log, faults));
  const until = head && `up to ${hash(head.seq)} · ${when(head.at, { long: false })} · ${spaced(head.id)}`;
  const panel = make("div", "", title, facts, until ? make("p", "mono dim mt-3", until) : null);
  panel.dataset.log = called.id;
  return panel;
}

function factsOf(found, log, faults) {
  const count = found.count(log);
  const own = faults.map((fault, place) => ({ ...fault, number: place + 1 })).filter((fault) => fault.log === log);
  const gap = own.find(({ rule }) => MISSING.has(rule));
  const entries = counted(count, "entry", "entries");
  const lines = [
    gap
      ? fact(false, `${entries} here; ${gap.rule === "V7" ? `${hash(gap.seq)} is missing` : "it ends elsewhere"}, see ${gap.number}`)
      : fact(true, `${entries}, none missing`),
  ];
  for (const fault of own.filter(({ rule, file }) => file === ENTRIES && !MISSING.has(rule) && rule !== "V8").slice(0, 5))
    lines.push(fact(false, `${hash(fault.seq)} does not fit, see ${fault.number}`));
  if (count) lines.push(fact(true, signaturesOf(found, log, own.length)));
  const cited = found.cited.get(log);
  const open = own.find(({ rule }) => rule === "V8");
  if (cited && cited.of)
    lines.push(fact(!open, `${cited.found.toLocaleString(LOCALE)} of ${counted(cited.of, "citation")} found${open ? `, see ${open.number}` : ""}`));
  return lines;
}

function signaturesOf(found, log, faults) {
  if (!found.every) return "Its last signature fits, and the chain holds the others to it";
  return faults ? "Every signature up to there fits" : "Every signature fits its key";
}

// What is said of the whole, beneath the logs.
function remarksOf(found) {
  const absent = textsAbsent(found);
  const said = [`${counted(found.texts, "text")} ${found.texts === 1 ? "fits" : "fit"} what was signed.`];
  if (absent)
    said.push(`${inWords(absent, "text is", "texts are")} not in this copy; their entries stand. That is allowed and changes nothing above.`);
  if (found.resting)
    said.push(`${inWords(found.resting, "entry follows", "entries follow")} something that does not fit and could not be weighed.`);
  return said;
}
