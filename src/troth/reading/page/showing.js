// The findings: how far the record is complete, in one sentence; each log; what does not fit; what to compare with.

const FITS = {
  one: "Up to there nothing is missing and nothing was changed.",
  more: "Up to there nothing is missing and nothing was changed; each side’s entries fit the other’s.",
  both: "Both copies tell one history, as far as the shorter one goes, and each side’s entries fit the other’s.",
};
const MOST_LINES = 300;
const NOT_FIT = "This page cannot say how it came about. A copy that broke off and a change by hand can look alike.";

// The stamp up to which the record is complete: where the first log breaks off, else where the last one ends.
function completeUpTo(state) {
  const { found, other, comparison } = state;
  const broken = new Set([...found.stopped, ...(other ? other.found.stopped : [])]);
  for (const { rule, log } of state.faults) if (["M3", "R3", "V6"].includes(rule)) broken.add(log);
  const heads = other && comparison.shared.length ? endsOfBoth(found, other.found, comparison) : headsOf(found);
  const ends = Array.from(heads, ([log, { at }]) => ({ at, isBroken: broken.has(log) }));
  const first = ends.filter(({ isBroken }) => isBroken).map(({ at }) => at);
  if (!ends.length || (broken.size && !first.length)) return { at: null };
  return first.length ? { at: Math.min(...first), isBroken: true } : { at: Math.max(...ends.map((end) => end.at)) };
}

function titleOf(state) {
  const { at, isBroken } = completeUpTo(state);
  const count = state.faults.length;
  const unfit = inWords(count, "thing does not fit", "things do not fit");
  if (at === null) return `Complete up to nothing. ${count ? unfit : "There are no entries"}.`;
  if (!count) return `Complete up to ${when(at)}.`;
  return `Complete up to ${when(at)}. ${isBroken ? `After that, ${unfit.toLowerCase()}` : unfit}.`;
}

function leadOf({ found, other, faults, newest }) {
  if (faults.length) return NOT_FIT;
  const receipt = newest ? `a receipt after no. ${newest.number}` : "a receipt";
  if (other) return `${FITS.both} Whether there is more after it, only ${receipt} can tell.`;
  const fits = found.logs.size > 1 ? FITS.more : FITS.one;
  return `${fits} Whether there is more after it, only ${receipt} or the other side’s copy can tell: compare below.`;
}

function show(state) {
  gather(state);
  const { found, name, seconds } = state;
  const calls = callings(found);
  spot("about").textContent = `${printable(name)}, checked on this machine in ${seconds.toFixed(1)} s`;
  spot("title").textContent = titleOf(state);
  document.title = `${titleOf(state)} Check of a record`;
  spot("lead").textContent = leadOf(state);
  const panels = Array.from(calls, ([log, called]) => logPanel(found, log, called, state.faults));
  const remarks = make("div", "span2", ...remarksOf(found, calls).map((said) => make("p", "fine", said)));
  const duo = make("section", "duo", ...panels, remarks);
  duo.setAttribute("aria-label", "Result for each log");
  spot("found").replaceChildren(duo);
  showFaults(state, calls);
  const spoken = Array.from(headsOf(found), ([log, { seq, id }]) => shortForm(short(log), seq, id));
  spot("aloud").textContent = spoken.join("\n");
  spot("terminal").textContent = [`$ ${commandFor(state)}`, ...inShort(linesOf(state))].join("\n");
  showComparisons(state, calls);
}

function showFaults(state, calls) {
  const save = button("Save these findings", () => saveFindings(state), "save");
  const more = state.found.every ? [] : [button("Check every signature too", () => checkEvery(state))];
  if (state.faults.length) spot("found").append(faultsSection(state, calls, save));
  else more.unshift(save);
  if (more.length) spot("found").append(make("p", "btns", ...more));
}

function inShort(lines) {
  if (lines.length <= MOST_LINES) return lines;
  const left = `(${counted(lines.length - MOST_LINES, "more line")}, all in the findings that you can save)`;
  return [...lines.slice(0, MOST_LINES - 1), left, lines[lines.length - 1]];
}

function linesOf({ found, name, other, comparison }) {
  return other ? reportOfBoth([name, other.name], found, other.found, comparison) : reportOf(found);
}

function commandFor({ found, name, other, besides }) {
  const words = ["python3 verify.py"];
  if (other) words.push(printable(name), printable(other.name));
  if (besides.length) words.push("--heads", ...besides.map(([file]) => printable(file)));
  if (found.every) words.push("--full");
  return words.join(" ");
}

// Everything that was found as a text file, in the words of verify.py.
function findingsText(state) {
  const manifest = state.found.files.get(MANIFEST);
  const lines = [
    `Findings on ${printable(state.name)}`,
    `checked with verify.html in a browser on ${new Date(state.at).toISOString()}`,
    `SHA-256 of its manifest.json: ${manifest ? hexOf(sha256(manifest)) : "it is not there"}`,
    "",
    ...linesOf(state),
  ];
  return lines.join("\r\n") + "\r\n";
}

function saveFindings(state) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([findingsText(state)], { type: "text/plain" }));
  link.download = `findings-${state.name.replace(/\.zip$/i, "").replace(/[^\w.-]+/g, "-")}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
