// Words for people: dates in the reader's own time, numbers, and how a log is called.

const LOCALE = "en-GB";
const NUMBERS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split(" ");
const PLACES = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"];
const LATEST = 8.64e15;

function zone() {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  return name.split("/").pop().replace(/_/g, " ") || "your time";
}

function partsOfTime(at, how) {
  const parts = new Intl.DateTimeFormat(LOCALE, how).formatToParts(new Date(at));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

// A stamp is only what its author claimed, and may be any number.
function when(at, { long = true, time = true } = {}) {
  if (!(at <= LATEST)) return "a time beyond all calendars";
  const form = { weekday: long ? "long" : "short", day: "numeric", month: long ? "long" : "short", year: "numeric" };
  const day = partsOfTime(at, form);
  const shown = `${day.weekday} ${day.day} ${day.month}${long ? ` ${day.year}` : ""}`;
  if (!time) return shown;
  const clock = partsOfTime(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${shown}, ${clock.hour}:${clock.minute}${long ? ` ${zone()}` : ""}`;
}

function number(count) {
  return count.toLocaleString(LOCALE);
}

function counted(count, one, more = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : more}`;
}

function inWords(count, one, more) {
  return `${NUMBERS[count] || number(count)} ${count === 1 ? one : more}`;
}

function hash(seq) {
  return `#${String(seq).padStart(4, "0")}`;
}

function spaced(id) {
  return `${id.slice(0, 4)} ${id.slice(4, 8)} … ${id.slice(-8, -4)} ${id.slice(-4)}`;
}

function ends(id) {
  const characters = Array.from(id);
  return characters.length <= 12 ? id : `${characters.slice(0, 4).join("")}…${characters.slice(-4).join("")}`;
}

// A bundle knows its logs by their ids alone; the founder's is the first, and blue for every reader.
function callings(found) {
  const logs = [...new Set([...found.logs.keys(), ...found.ends.keys()])];
  return new Map(
    logs.map((log, place) => {
      const first = (found.logs.get(log) || [])[0];
      const founder = first !== undefined && first.alliance === FOUNDING;
      const name = logs.length === 1 ? "The log" : `${PLACES[place] || `${place + 1}th`} log`;
      return [log, { name, founder, colour: ["a", "b"][place] || "", id: printable(short(log)) }];
    }),
  );
}

function nameFor(calls, log) {
  const called = calls.get(log);
  return called ? `${called.name.toLowerCase()} ${called.id}` : `log ${printable(short(log))}`;
}
