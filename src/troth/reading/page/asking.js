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
  at("progress").value = of ? done / of : 0;
  at("reached").textContent = entries
    ? `${entries.toLocaleString(LOCALE)} entries, ${Math.floor((100 * done) / of)} % of the file`
    : `${Math.floor((100 * done) / of)} % of the texts and files`;
}

function isRunning(busy) {
  at("running").hidden = !busy;
  at("ask").hidden = busy;
  at("progress").value = 0;
  at("reached").textContent = "";
}

function refuse(sentence) {
  at("refusal").textContent = sentence;
  at("refused").hidden = !sentence;
  if (sentence) at("status").textContent = sentence;
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
    at("found").hidden = at("compare").hidden = true;
    at("status").textContent = "Checking.";
    const files = await reading();
    const entries = files.get(ENTRIES);
    await checkAndShow(name, files, !entries || entries.length <= EACH_UP_TO);
  });
}

async function checkAndShow(name, files, full) {
  const began = performance.now();
  const found = await drive(checkBundle(files, full), tellProgress);
  const state = { name, found, at: Date.now(), seconds: (performance.now() - began) / 1000, receipts: [], others: [] };
  show(state);
  present(state);
}

async function checkEvery(state) {
  await during(() => checkAndShow(state.name, state.found.files, true));
}

let current = null;

function present(state) {
  current = state;
  at("found").hidden = at("compare").hidden = false;
  at("ask-h").textContent = "Check another bundle";
  at("status").textContent = at("title").textContent;
  at("title").focus();
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
  const input = at(field);
  input.addEventListener("change", () => {
    if (input.files.length) act(Array.from(input.files));
    input.value = "";
  });
}

function takesDropped(zone, act) {
  const place = at(zone);
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
  at("ask").hidden = false;
  at("folder-way").hidden = !("webkitdirectory" in at("folder"));
  takes("bundle", (files) => checkFile(files[0]));
  takes("folder", checkFolder);
  takesDropped("bundle-drop", (files) => checkFile(files[0]));
  takes("receipts", (files) => addReceipts(current, files));
  takesDropped("receipts-drop", (files) => addReceipts(current, files));
  takes("other", (files) => addOther(current, files[0]));
  takesDropped("other-drop", (files) => addOther(current, files[0]));
  // A file dropped beside a zone would otherwise be opened in place of this page.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  at("stop").addEventListener("click", () => {
    running = null;
  });
}

begin();
