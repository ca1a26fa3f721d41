// What does not fit: which entry, by which rule, and what one can do. Nobody is accused: a page cannot tell why.

const MOST_SHOWN = 100;

function faultsSection(found, calls, save) {
  const shown = found.faults.slice(0, MOST_SHOWN);
  const list = make("ol", "ev", ...shown.map((fault, place) => faultItem(found, fault, place + 1, calls)));
  const element = section("What does not fit", "faults-h", list);
  element.prepend(make("div", "sec-h", element.firstChild, save));
  const more = found.faults.length - shown.length;
  if (more) element.append(make("p", "fine mt-3", `${counted(more, "more thing")}: saved findings name all.`));
  return element;
}

function faultItem(found, fault, number, calls) {
  const marked = make("span", "ev-n", String(number));
  marked.setAttribute("aria-hidden", "true");
  const rows = pairs([
    [fault.log === null ? "File" : "Entry", placeOf(found, fault, calls)],
    ["Rule", printable(RULES[fault.rule])],
    ["What to do", printable(adviceFor(fault.rule))],
  ]);
  return make("li", "", marked, make("p", "b", printable(fault.what.replace(/\.$/, ""))), rows);
}

function placeOf(found, fault, calls) {
  if (fault.log === null) return make("span", "mono", printable(fault.file));
  const called = calls.get(fault.log);
  const log = called ? `${called.name.toLowerCase()} ${called.id}` : `log ${printable(short(fault.log))}`;
  const id = fault.entry === null ? "" : ` (${printable(ends(fault.entry))})`;
  const entry = (found.logs.get(fault.log) || [])[fault.seq];
  const file = fault.file === ENTRIES ? null : make("span", "mono", ` ${printable(fault.file)}`);
  return [`${log} `, make("span", "mono", hash(fault.seq) + id), entry ? `, ${when(entry.at, { long: false, time: false })}` : "", file];
}
