"""What a line typed in a meeting says: its kind, who, to whom, by when; read from names and days that were given.

Only what stands there is read, never guessed: "next week" is no day, and a name that two people have is nobody's. What
was read is shown to the writer, who can say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from troth.core.listening.days import MONTH, MONTHS, WEEKDAYS
from troth.core.listening.meetings.moves import Kind
from troth.core.listening.vocabulary import NUMBERS

LETTERS = {"p": Kind.PROMISE, "s": Kind.STATEMENT, "q": Kind.QUESTION, "n": Kind.NOTE}
DAY_NAMES = "|".join(sorted(filter(None, WEEKDAYS), key=len, reverse=True))
BEFORE = r"(?:\b(by|until|before|no later than|not later than)\s+(?:the\s+)?)?"
COUNTS = "|".join(word for word, count in NUMBERS.items() if 1 <= count <= 12)
MOST_AWAY = 370
FAR = timedelta(days=183)


@dataclass(frozen=True)
class Named:
    """Somebody who may be named in a line: by which pseudonym, under which name, of the writer's own side or not."""

    pseudonym: str
    name: str
    own: bool


@dataclass(frozen=True)
class Read:
    """What a line was read as; `own` whose line it is, None where nothing says so; `words` what is left to be shown."""

    kind: Kind
    words: str
    own: bool | None = None
    who: Named | None = None
    to: Named | None = None
    due: date | None = None


def read_line(
    text: str, kind: Kind, people: Sequence[Named], today: date, *, meets: date | None = None
) -> Read:
    """Read one line, typed while `kind` was chosen, on the day `today`; `meets` is when both meet next."""
    text = " ".join(text.split())
    led = re.match(r"([psqn])\s+(?=\S)", text, re.IGNORECASE)
    if led is not None:
        kind, text = LETTERS[led.group(1).lower()], text[led.end() :]
    if kind is Kind.NOTE:
        return Read(kind, _plain(text))
    who, to, rest = _people(text, kind, people)
    due = _due(rest, today, meets) if kind is not Kind.STATEMENT else None
    own = who.own if who is not None else None
    if who is not None and to is not None and to.own is who.own:
        to = None  # whatever is said between the sides is said to the other one
    if own is None and to is not None and kind is not Kind.QUESTION:
        own = not to.own
    return Read(kind, _plain(rest), own, who, to, due)


def _plain(text: str) -> str:
    """The words without the sign that names a person."""
    return re.sub(r"(?<!\S)@(?=\w)", "", text).strip()


def _people(text: str, kind: Kind, people: Sequence[Named]) -> tuple[Named | None, Named | None, str]:
    """Who is named before a colon, by an @, after `to`, or as who finds it out; and the words without the first."""
    names = _names(people)
    if not names:
        return None, None, text
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    who = to = None
    led = re.match(rf"@?({one})(?:\s*(?:to|→|->|,)\s*@?({one}))?\s*:\s*(?=\S)", text, re.IGNORECASE)
    if led is not None:
        who = names[led.group(1).lower()]
        to = names[led.group(2).lower()] if led.group(2) else None
        text = text[led.end() :]
    also = None
    for found in re.finditer(rf"(?<!\S)@({one})(?!\w)", text, re.IGNORECASE):
        named = names[found.group(1).lower()]
        if re.search(r"\b(?:to|for|with)\s+$", text[: found.start()], re.IGNORECASE):
            to = to or named
        elif who is None:
            who = named
        elif named is not who:
            also = also or named
    to = to or also
    if kind is Kind.QUESTION and who is None:
        finds = re.search(rf"(?<!\w)({one})\s+(?:finds|will find|asks|looks)\b", text, re.IGNORECASE)
        who = names[finds.group(1).lower()] if finds else None
    if to is None and kind is not Kind.QUESTION:
        after = re.search(rf"\b(?:to|for|with)\s+@?({one})(?!\w|['’]s\b)", text, re.IGNORECASE)
        to = names[after.group(1).lower()] if after else None
    return who, None if to is who else to, text


def _names(people: Sequence[Named]) -> dict[str, Named]:
    """By which words each may be called: the whole name, the first or the last word of it, where one alone has it."""
    found: dict[str, Named | None] = {}
    for each in people:
        parts = each.name.split()
        for said in {each.name.lower(), *(part.lower() for part in (*parts[:1], *parts[-1:]))}:
            found[said] = None if said in found else each
    return {name: each for name, each in found.items() if each is not None and name}


def _due(text: str, today: date, meets: date | None) -> date | None:
    """The day that a line names, one after `by` before any other; the first of several."""
    found = sorted(_days(text, today, meets), key=lambda each: (not each[0], each[1]))
    return found[0][2] if found else None


def _days(text: str, today: date, meets: date | None) -> Iterator[tuple[bool, int, date]]:
    """Each day that is named: whether after `by`, where, and which."""
    low = text.lower()
    taken: list[tuple[int, int]] = []
    for pattern, reckon in _PATTERNS:
        for found in re.finditer(BEFORE + pattern, low):
            start, end = found.start(), found.end()
            if any(start < until and begin < end for begin, until in taken):
                continue
            day = meets if reckon is None else reckon(found, today)
            if day is not None:
                taken.append((start, end))
                yield found.group(1) is not None, start, day


def _exact(found: re.Match[str], today: date) -> date | None:
    return _date(int(found.group(2)), int(found.group(3)), int(found.group(4)))


def _dotted(found: re.Match[str], today: date) -> date | None:
    return _in_year(int(found.group(2)), int(found.group(3)), found.group(4), today)


def _day_first(found: re.Match[str], today: date) -> date | None:
    return _in_year(int(found.group(2)), _month(found.group(3)), found.group(4), today)


def _month_first(found: re.Match[str], today: date) -> date | None:
    return _in_year(int(found.group(3)), _month(found.group(2)), found.group(4), today)


def _month(name: str) -> int:
    return MONTHS.get(name.rstrip("."), MONTHS[name[:3]])


def _in_year(day: int, month: int, year: str | None, today: date) -> date | None:
    """A day without a year is the next one, unless it lies only a little back."""
    if year is not None:
        return _date(int(year), month, day)
    near = _date(today.year, month, day)
    if near is not None and near < today - FAR:
        return _date(today.year + 1, month, day)
    return near


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(found: re.Match[str], today: date) -> date:
    """`Friday` is the next one, today too; of `next` week, or of the week after, as it says."""
    said, name, later = found.group(2) or "", found.group(3), found.group(4) or ""
    day = WEEKDAYS[name]
    if said == "next" or "next" in later:
        return today + timedelta(days=7 - today.weekday() + day)
    return today + timedelta(days=(day - today.weekday()) % 7)


def _near(found: re.Match[str], today: date) -> date:
    return today + timedelta(days={"today": 0, "tonight": 0, "tomorrow": 1}[found.group(2)])


def _away(found: re.Match[str], today: date) -> date | None:
    said = found.group(2)
    count = int(said) if said.isdecimal() else NUMBERS.get(said, 1)
    days = count * (7 if found.group(3).startswith("week") else 1)
    return today + timedelta(days=days) if days <= MOST_AWAY else None


_PATTERNS = (
    (r"\b(\d{4})-(\d{2})-(\d{2})\b", _exact),
    (rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({MONTH})(?![a-z])(?:,?\s+(\d{{4}})\b)?", _day_first),
    (rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(\d{{4}})\b)?", _month_first),
    (r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\d)", _dotted),
    (rf"\b(?:(next|this|on)\s+)?({DAY_NAMES})\b(?:\s+(next week|of next week|this week))?", _weekday),
    (r"\b(today|tonight|tomorrow)\b", _near),
    (rf"\bin\s+(\d{{1,3}}|{COUNTS}|a)\s+(days?|weeks?)\b", _away),
    (r"\bnext meeting\b", None),
)
