// The bundle's files, from a ZIP or a folder. A ZIP's parts are read as they lie there: what was changed is for the
// check to find, not for the ZIP's own checksums.

const MOST_BYTES = 2 ** 31 - 1;
const LEFT_BY_SYSTEMS = ["__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini"];
const OLD_LETTERS =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
  "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

// Something that is no bundle, in a sentence that says what one may do.
class Unreadable {
  constructor(sentence) {
    this.sentence = sentence;
  }
}

const NO_ZIP =
  "This file is not a ZIP, so it is no bundle. Choose the file that “Download the bundle” gave, or the folder " +
  "it was unpacked to.";
const NO_RECORD = "No record is in there: a bundle holds manifest.json and entries.ndjson. Choose the bundle itself.";
const TOO_LARGE = "This is larger than a browser can take. Check it with verify.py, which lies in the bundle.";
const GONE = "The file cannot be read just now. It may have been moved, or another program holds it. Choose it again.";
const PACKED_ANEW =
  "This ZIP was packed anew, in a way that this browser cannot open. Unpack it, and choose the folder.";

async function bytesIn(file) {
  if (file.size > MOST_BYTES) throw new Unreadable(TOO_LARGE);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Unreadable(GONE);
  }
}

// The files of a ZIP by name.
async function readPacked(file) {
  const raw = await bytesIn(file);
  const files = new Map();
  for (const part of partsOf(raw)) if (!part.name.endsWith("/")) files.set(part.name, await contentOf(raw, part));
  return beneathRecord(files);
}

function partsOf(raw) {
  const view = new DataView(raw.buffer);
  const end = endOf(raw, view);
  const parts = [];
  let at = end.start;
  while (at < end.start + end.size) {
    if (at + 46 > raw.length || view.getUint32(at, true) !== 0x02014b50) throw new Unreadable(NO_ZIP);
    const [nameLength, moreLength, noteLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = raw.subarray(at + 46, at + 46 + nameLength);
    const moreAt = Math.min(at + 46 + nameLength, raw.length);
    const more = new DataView(raw.buffer, moreAt, Math.min(moreLength, raw.length - moreAt));
    const [flags, way] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const sizes = [24, 20, 42].map((place) => view.getUint32(at + place, true));
    const [size, packed, header] = largeOnes(sizes, more);
    const where = { header: header + end.before, size, packed };
    parts.push({ name: nameOf(name, flags & 0x800), way, locked: flags & 1, ...where });
    at += 46 + nameLength + moreLength + noteLength;
  }
  return parts;
}

// Where the list of parts stands; `before` is how much lies in front of the ZIP.
function endOf(raw, view) {
  let at = raw.length - 22;
  while (at >= 0 && at >= raw.length - 65557 && view.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0 || view.getUint32(at, true) !== 0x06054b50) throw new Unreadable(NO_ZIP);
  let [size, start, last] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true), at];
  if (at >= 76 && view.getUint32(at - 20, true) === 0x07064b50 && view.getUint32(at - 76, true) === 0x06064b50) {
    [size, start, last] = [longAt(view, at - 36), longAt(view, at - 28), at - 76];
  }
  const before = last - size - start;
  if (start + before < 0) throw new Unreadable(NO_ZIP);
  return { size, start: start + before, before };
}

function longAt(view, at) {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

// A part's numbers that have no room in 32 bits stand in its extra field, in this order.
function largeOnes(numbers, more) {
  let at = 0;
  while (at + 4 <= more.byteLength && more.getUint16(at, true) !== 1) at += 4 + more.getUint16(at + 2, true);
  at += 4;
  return numbers.map((number) => {
    if (number !== 0xffffffff || at + 8 > more.byteLength) return number;
    at += 8;
    return longAt(more, at - 8);
  });
}

function nameOf(bytes, isUtf8) {
  const name = isUtf8 || bytes.every((byte) => byte < 128)
    ? new TextDecoder().decode(bytes)
    : Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : OLD_LETTERS[byte - 128])).join("");
  return name.split("\0")[0];
}

async function contentOf(raw, part) {
  if (part.header + 30 > raw.length) throw new Unreadable(NO_ZIP);
  const view = new DataView(raw.buffer);
  const start = part.header + 30 + view.getUint16(part.header + 26, true) + view.getUint16(part.header + 28, true);
  const content = raw.subarray(start, start + part.packed);
  if (part.way === 0) return content;
  if (part.way !== 8 || part.locked || typeof DecompressionStream === "undefined") throw new Unreadable(PACKED_ANEW);
  return unpacked(content, part.size);
}

// What came before any damage is kept, and the check names what is missing.
async function unpacked(content, size) {
  if (size > MOST_BYTES) throw new Unreadable(TOO_LARGE);
  const whole = new Uint8Array(size);
  let filled = 0;
  try {
    const reader = new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done && filled < size; part = await reader.read()) {
      whole.set(part.value.subarray(0, size - filled), filled);
      filled += Math.min(part.value.length, size - filled);
    }
  } catch {
    return whole.subarray(0, filled);
  }
  return whole.subarray(0, filled);
}

// The files of a folder by name, as an unpacked bundle; only what lies beneath its manifest is read.
async function readFolder(chosen, told) {
  const named = new Map(Array.from(chosen, (file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));
  const wanted = beneathRecord(named, true);
  const files = new Map();
  for (const [name, file] of wanted) {
    files.set(name, await bytesIn(file));
    if (files.size % 200 === 0) told({ done: files.size, of: wanted.size });
  }
  return files;
}

// A bundle that was unpacked, or packed anew, often stands in a folder of its own.
function beneathRecord(files, isFolder = false) {
  const roots = Array.from(files.keys()).filter((name) => name === MANIFEST || name.endsWith(`/${MANIFEST}`));
  const inside = roots.filter((name) => !name.split("/").some(isLeftBySystem));
  const isHere = files.has(MANIFEST) || files.has(ENTRIES);
  if (!isHere && inside.length !== 1) throw new Unreadable(NO_RECORD);
  if (isHere && !isFolder) return files;
  const root = isHere ? "" : inside[0].slice(0, -MANIFEST.length);
  const kept = Array.from(files, ([name, content]) => [name.slice(root.length), content, name.startsWith(root)]);
  return new Map(kept.filter(([name, , beneath]) => beneath && !name.split("/").some(isLeftBySystem)));
}

function isLeftBySystem(part) {
  return part.startsWith(".") || LEFT_BY_SYSTEMS.includes(part);
}
