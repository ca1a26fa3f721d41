// What does not fit: which entry, by which rule, and what one can do. Nobody is accused: a page cannot tell why.

const MOST_SHOWN = 100;

function faultsSection(state, calls, save) {
  const shown = state.faults.slice(0, MOST_SHOWN);
  const list = make("ol", "ev", ...shown.map((fault, place) => faultItem(state, fault, place + 1, calls)));
  const element = section("What does not fit", "faults-h", list);
  element.prepend(make("div", "sec-h", element.firstChild, save));
  const more = state.faults.length - shown.length;
  const rest = `And ${counted(more, "more thing")}, all named in the findings that you can save.`;
  if (more) element.append(make("p", "fine mt-3", rest));
  return element;
}

function faultItem(state, fault, number, calls) {
  const marked = make("span", "ev-n", String(number));
  marked.setAttribute("aria-hidden", "true");
  const rows = pairs([
    [fault.log === null ? "File" : "Entry", placeOf(state, fault, calls)],
    ["Copy", fault.copy ? printable(fault.copy) : ""],
    ["Rule", printable(RULES[fault.rule])],
    ["What to do", printable(adviceFor(fault.rule))],
  ]);
  return make("li", "", marked, make("p", "b", printable(fault.what.replace(/\.$/, ""))), rows);
}

function placeOf(state, fault, calls) {
  if (fault.log === null) return make("span", "mono", printable(fault.file));
  const copy = fault.copy ? state.other.found : state.found;
  const entry = copy.entryAt(fault.log, fault.seq);
  const id = fault.entry === null ? "" : ` (${printable(ends(fault.entry))})`;
  const day = entry ? `, ${when(entry.at, { long: false, time: false })}` : "";
  const file = fault.file === ENTRIES ? null : make("span", "mono", ` ${printable(fault.file)}`);
  return [`${nameFor(calls, fault.log)} `, make("span", "mono", hash(fault.seq) + id), day, file];
}
