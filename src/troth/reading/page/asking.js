// What a person does: choose a bundle, receipts, another copy; stop; and the page meanwhile says how far it is.

const AT_A_TIME = 40; // milliseconds of work between two looks at what the person does
const EACH_UP_TO = 10 * 2 ** 20; // bytes of entries of which every signature is checked without being asked for
const STOPPED = Symbol("stopped");

let running = null;

// Do a check step by step; between them the page draws and hears. Not by a timer, which a browser slows down unseen.
async function drive(steps, told) {
  const own = Symbol("run");
  running = own;
  for (;;) {
    const until = performance.now() + AT_A_TIME;
    let turn = steps.next();
    while (!turn.done && performance.now() < until) turn = steps.next();
    if (turn.done) return turn.value;
    told(turn.value);
    await breath();
    if (running !== own) throw STOPPED;
  }
}

function breath() {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

function tellProgress({ done, of, entries }) {
  spot("progress").value = of ? done / of : 0;
  spot("reached").textContent = entries
    ? `${number(entries)} entries, ${Math.floor((100 * done) / of)} % of the file`
    : `${Math.floor((100 * done) / of)} % of the texts and files`;
}

let works = 0;

function isRunning(busy) {
  works += busy ? 1 : -1;
  spot("running").hidden = works === 0;
  spot("ask").hidden = works > 0;
  spot("progress").value = 0;
  spot("reached").textContent = "";
}

function refuse(sentence) {
  spot("refusal").textContent = sentence;
  spot("refused").hidden = !sentence;
  if (sentence) spot("status").textContent = sentence;
}

// Run one thing that may take a while, and leave the page as it was when it cannot be done.
async function during(work) {
  refuse("");
  isRunning(true);
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Unreadable) refuse(thrown.sentence);
    else if (thrown !== STOPPED) {
      refuse("This page came upon something it was not made for. Check the bundle with verify.py, which lies in it.");
      throw thrown;
    }
  } finally {
    isRunning(false);
  }
}

async function checkChosen(name, reading) {
  await during(async () => {
    spot("found").hidden = spot("compare").hidden = true;
    spot("status").textContent = "Checking.";
    const files = await reading();
    await checkAndShow(name, files, isSoonDone(files));
  });
}

function isSoonDone(files) {
  const entries = files.get(ENTRIES);
  return !entries || entries.length <= EACH_UP_TO;
}

async function checkAndShow(name, files, full, kept = {}) {
  const began = performance.now();
  const found = await drive(checkBundle(files, full, kept.besides), tellProgress);
  const seconds = (performance.now() - began) / 1000;
  const state = { name, found, at: Date.now(), seconds, besides: [], other: null, ...kept };
  show(state);
  present(state);
}

function checkEvery({ name, found, besides, other }) {
  return during(() => checkAndShow(name, found.files, true, { besides, other }));
}

let current = null;

function present(state) {
  current = state;
  spot("found").hidden = spot("compare").hidden = false;
  spot("ask-h").textContent = "Check another bundle";
  spot("status").textContent = spot("title").textContent;
  spot("title").focus();
}

function checkFile(file) {
  return checkChosen(file.name, () => readPacked(file));
}

function checkFolder(files) {
  const name = files[0].webkitRelativePath.split("/")[0];
  return checkChosen(name, () => readFolder(files, tellProgress));
}

// A place that takes files: by its field, or dropped on it.
function takes(field, act) {
  const input = spot(field);
  input.addEventListener("change", () => {
    if (input.files.length) act(Array.from(input.files));
    input.value = "";
  });
}

function takesDropped(zone, act) {
  const place = spot(zone);
  for (const kind of ["dragenter", "dragover"]) place.addEventListener(kind, () => place.classList.add("over"));
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    const folder = Array.from(event.dataTransfer.items).some(isFolderItem);
    const files = Array.from(event.dataTransfer.files);
    if (folder) refuse("A folder cannot be dropped here. Choose it with the button instead, or drop the ZIP.");
    else if (files.length) act(files);
  });
}

function isFolderItem(item) {
  const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
  return Boolean(entry && entry.isDirectory);
}

function begin() {
  spot("ask").hidden = false;
  spot("folder-way").hidden = !("webkitdirectory" in spot("folder"));
  takes("bundle", (files) => checkFile(files[0]));
  takes("folder", checkFolder);
  takesDropped("bundle-drop", (files) => checkFile(files[0]));
  for (const take of [(act) => takes("receipts", act), (act) => takesDropped("receipts-drop", act)])
    take((files) => during(() => addReceipts(current, files)));
  for (const take of [(act) => takes("other", act), (act) => takesDropped("other-drop", act)])
    take((files) => during(() => addOther(current, files[0])));
  // A file dropped beside a zone would otherwise be opened in place of this page.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  spot("stop").addEventListener("click", () => {
    running = null;
  });
}

begin();
