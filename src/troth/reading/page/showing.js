// The findings: how far the record is complete, in one sentence; each log; what does not fit; what to compare with.

const UP_TO_HERE = "Whether there is more after it, only a receipt or the other side’s copy can tell: compare below.";
const FITS = {
  one: "Up to there nothing is missing and nothing was changed.",
  more: "Up to there nothing is missing and nothing was changed; each side’s entries fit the other’s.",
};
const NOT_FIT = "This page cannot say how it came about. A copy that broke off and a change by hand can look alike.";

// The stamp up to which the record is complete: where the first log breaks off, else where the last one ends.
function completeUpTo(found) {
  const broken = new Set(found.stopped);
  for (const { rule, log } of found.faults) if (rule === "M3") broken.add(log);
  const heads = Array.from(found.logs.keys()).map((log) => ({ log, at: found.head(log).at }));
  const lacking = Array.from(broken).some((log) => !found.logs.has(log) && found.ends.has(log));
  if (!heads.length || (lacking && !heads.some(({ log }) => broken.has(log)))) return { at: null, broken: true };
  const first = heads.filter(({ log }) => broken.has(log)).map(({ at }) => at);
  return first.length ? { at: Math.min(...first), broken: true } : { at: Math.max(...heads.map((head) => head.at)), broken: false };
}

function titleOf(found) {
  const { at, broken } = completeUpTo(found);
  const count = found.faults.length;
  const unfit = inWords(count, "thing does not fit", "things do not fit");
  if (at === null) return count ? `Complete up to nothing yet. ${unfit}.` : "Complete up to nothing: there are no entries.";
  if (!count) return `Complete up to ${when(at)}.`;
  if (!broken) return `Complete up to ${when(at)}. ${unfit}.`;
  return `Complete up to ${when(at)}. After that, ${unfit.toLowerCase()}.`;
}

function leadOf(found) {
  if (found.faults.length) return NOT_FIT;
  return `${found.logs.size > 1 ? FITS.more : FITS.one} ${UP_TO_HERE}`;
}

function show(state) {
  const { found, name, seconds } = state;
  const calls = callings(found);
  at("about").textContent = `${printable(name)}, checked on this machine in ${seconds.toFixed(1)} s`;
  at("title").textContent = titleOf(found);
  document.title = `${titleOf(found)} Check of a record`;
  at("lead").textContent = leadOf(found);
  const panels = Array.from(calls, ([log, called]) => logPanel(found, log, called, found.faults));
  const remarks = make("div", "span2", ...remarksOf(found).map((said) => make("p", "fine", said)));
  const duo = make("section", "duo", ...panels, remarks);
  duo.setAttribute("aria-label", "Result for each log");
  at("found").replaceChildren(duo);
  const save = button("Save these findings", () => saveFindings(state), "save");
  if (found.faults.length) at("found").append(faultsSection(found, calls, save));
  const more = found.faults.length ? [] : [save];
  if (!found.every) more.push(button("Check every signature too", () => checkEvery(state)));
  if (more.length) at("found").append(make("p", "btns", ...more));
  at("aloud").textContent = aloud(found);
  at("terminal").textContent = [`$ python3 verify.py${found.every ? " --full" : ""}`, ...reportOf(found)].join("\n");
  showComparisons(state);
}

// Everything that was found as a text file, in the words of verify.py.
function findingsText(state) {
  const { found, name } = state;
  const manifest = found.files.get(MANIFEST);
  const lines = [
    `Findings on ${printable(name)}`,
    `checked with verify.html in a browser on ${new Date(state.at).toISOString()}`,
    `SHA-256 of its manifest.json: ${manifest ? hexOf(sha256(manifest)) : "it is not there"}`,
    found.every
      ? "Each signature was checked."
      : "The last signature of each log was checked, and its chain covers the rest.",
    "",
    ...reportOf(found),
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
