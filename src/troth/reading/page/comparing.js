// Receipts and the other side's copy, held against what was checked.

async function addReceipts(state, files) {
  for (const file of files) state.besides.push([file.name, await bytesIn(file)]);
  holdBesides(state);
}

function putAside(state, name) {
  state.besides = state.besides.filter(([file]) => file !== name);
  holdBesides(state);
}

function holdBesides(state) {
  state.found.hold(state.besides);
  if (state.other) state.other.found.hold(state.besides);
  show(state);
  spot("status").textContent = spot("title").textContent;
}

async function addOther(state, file) {
  const files = await readPacked(file);
  const found = await drive(checkBundle(files, isSoonDone(files), state.besides), tellProgress);
  state.other = { name: file.name, found };
  show(state);
}

// Gather what does not fit, of one copy or of two, each thing once.
function gather(state) {
  const { found, other } = state;
  state.comparison = other && compareCopies(found, other.found);
  const second = other ? other.found.faults.map((fault) => ({ ...fault, copy: other.name })) : [];
  const all = other ? [...found.faults, ...second, ...state.comparison.faults] : allFaults(found);
  const told = new Set();
  state.faults = all.filter((fault) => {
    const words = sentenceOf(fault);
    return !told.has(words) && told.add(words);
  });
}

function showComparisons(state, calls) {
  const { pins } = state.found;
  const gaps = (state.other ? state.comparison.gaps : numberGaps(pins)).map((said) => make("p", "t-s", said));
  const telling = pins.filter((pin) => pin.fit !== "fits" || pin.receipt === newestOf(pins) || isBeside(state, pin));
  const others = pins.filter((pin) => !telling.includes(pin));
  const items = telling.map((pin) => receiptItem(state, pin, calls));
  items.push(...gaps.map((said) => make("li", "", mark(false), said)));
  if (others.length) items.push(make("li", "", mark(true), foldedReceipts(state, others, calls)));
  spot("receipts-found").replaceChildren(...items);
  spot("receipts-h").parentElement.classList.toggle("told", items.length > 0);
  spot("other-found").replaceChildren(...(state.other ? [otherItem(state, calls)] : []));
  spot("other-h").parentElement.classList.add("told");
}

function isBeside({ besides }, { file }) {
  return besides.some(([name]) => name === file);
}

// A record may carry receipts of years: those that fit and are not the newest are folded away.
function foldedReceipts(state, pins, calls) {
  const words = make("summary", "", `${counted(pins.length, "other receipt")} ${pins.length === 1 ? "fits" : "fit"}`);
  words.prepend(sign("right", "i"));
  return make("details", "", words, make("ul", "items", ...pins.map((pin) => receiptItem(state, pin, calls))));
}

function receiptItem(state, pin, calls) {
  const { receipt, file, fit } = pin;
  const title = receipt ? `Receipt no. ${receipt.number}, ${when(receipt.at)}` : printable(file);
  const meta = make("p", "meta");
  for (const { log, seq } of receipt ? receipt.heads : [])
    meta.append(make("span", "", `${nameFor(calls, log)} up to ${hash(seq)}`));
  const before = receipt && state.found.pins.find((other) => other.receipt && other.receipt.id === receipt.prev);
  if (before) meta.append(make("span", "", `names no. ${before.receipt.number}`));
  const fits = fit === "fits" || fit === "lost";
  const middle = make("div", "", make("p", "b", title), meta);
  if (isBeside(state, pin)) middle.append(make("p", "mt-2", button("Put aside", () => putAside(state, file))));
  const chip = make("span", fits ? "chip" : "chip open", chipOf(state, pin));
  return make("li", "", mark(fits), middle, make("div", "act", chip));
}

function chipOf(state, { receipt, file, fit }) {
  const number = state.faults.findIndex((fault) => fault.file === file && !fault.copy) + 1;
  const see = number ? `, see ${number}` : "";
  const place = number ? state.faults[number - 1].seq : null;
  if (fit === "fits") return `${newestOf(state.found.pins) === receipt ? "Fits, and is the newest" : "Fits"}${see}`;
  if (fit === "other") return `Names another ${hash(place)}${see}`;
  return FIT[fit][0].toUpperCase() + FIT[fit].slice(1) + see;
}

function otherItem(state, calls) {
  const { other, comparison } = state;
  const lines = comparison.shared.map((shared) => make("p", "meta", sharedSentence(shared, calls)));
  const number = state.faults.findIndex((fault) => comparison.faults.includes(fault)) + 1;
  const whole = other.found.stopped.size ? "The same history as far as it can be read" : "The same history";
  const chip = make("span", number ? "chip open" : "chip", number ? `Does not tell the same, see ${number}` : whole);
  const aside = make("p", "row mt-2", chip, button("Put aside", () => forgetOther(state)));
  return make("li", "", mark(!number), make("div", "", make("p", "b", printable(other.name)), ...lines, aside));
}

function forgetOther(state) {
  state.other = null;
  show(state);
}

function sharedSentence({ log, upto, beyond: [first, second] }, calls) {
  const same = upto ? `the same up to ${hash(upto.seq)}` : "nothing in common";
  const longer = `${first ? "the first" : "this"} copy goes on, by ${first || second}`;
  const more = first && second ? "there they part" : first || second ? longer : "neither goes further";
  return `${nameFor(calls, log)}: ${same}, ${more}`;
}
