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
  state.newest = newestOf(found.pins);
  if (!other) {
    state.faults = allFaults(found);
    return;
  }
  const told = new Map();
  const second = other.found.faults.map((fault) => ({ ...fault, copy: other.name }));
  for (const fault of [...found.faults, ...second, ...state.comparison.faults]) {
    const words = JSON.stringify({ ...fault, copy: "" });
    if (!told.has(words)) told.set(words, fault);
  }
  state.faults = Array.from(told.values());
}

function showComparisons(state, calls) {
  const { pins } = state.found;
  const folded = new Set(pins.filter((pin) => isFolded(state, pin)));
  const items = pins.filter((pin) => !folded.has(pin)).map((pin) => receiptItem(state, pin, calls));
  const gaps = state.other ? state.comparison.gaps : numberGaps(pins);
  items.push(...gaps.map((said) => make("li", "", mark(false), make("p", "t-s", said))));
  for (const fit of ["fits", "aside"]) {
    const others = pins.filter((pin) => folded.has(pin) && pin.fit === fit);
    if (others.length) items.push(make("li", "", mark(fit === "fits"), foldedReceipts(state, others, calls)));
  }
  spot("receipts-found").replaceChildren(...items);
  spot("receipts-h").parentElement.classList.toggle("told", items.length > 0);
  spot("other-found").replaceChildren(...(state.other ? [otherItem(state, calls)] : []));
  spot("other-h").parentElement.classList.add("told");
}

// A record may carry receipts of years: what is not news of one is folded away.
function isFolded(state, { file, receipt, fit }) {
  const isNews = receipt !== null && receipt === state.newest;
  return (fit === "fits" || fit === "aside") && !isNews && !isBeside(state, file);
}

function isBeside({ besides }, file) {
  return besides.some(([name]) => name === file);
}

function foldedReceipts(state, pins, calls) {
  const verb = { fits: pins.length === 1 ? "fits" : "fit", aside: FIT.aside }[pins[0].fit];
  const words = make("summary", "", sign("right", "i"), `${counted(pins.length, "other receipt")} ${verb}`);
  const list = make("ul", "items");
  const details = make("details", "", words, list);
  const unfold = () => list.append(...pins.map((pin) => receiptItem(state, pin, calls)));
  details.addEventListener("toggle", unfold, { once: true });
  return details;
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
  if (isBeside(state, file)) middle.append(make("p", "mt-2", button("Put aside", () => putAside(state, file))));
  const chip = make("span", fits ? "chip" : "chip open", chipOf(state, pin));
  return make("li", "", mark(fits), middle, make("div", "act", chip));
}

function chipOf(state, { receipt, file, fit }) {
  const number = state.faults.findIndex((fault) => fault.file === file && !fault.copy) + 1;
  const see = number ? `, see ${number}` : "";
  const place = number ? state.faults[number - 1].seq : null;
  if (fit === "fits") return `${state.newest === receipt ? "Fits, and is the newest" : "Fits"}${see}`;
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
