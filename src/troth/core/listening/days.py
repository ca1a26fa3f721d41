"""Days and times in a text: dates, weekdays, months, clock times, quarters, and words such as tomorrow or next week.

Read by form alone, on no calendar: whether a Monday is the 16th is not known here, so one of each kind is compared only
with its own kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from troth.core.listening.stems import base
from troth.core.listening.vocabulary import NUMBERS
from troth.core.listening.words import Span

MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name[:length]: at for at, name in enumerate(MONTH_NAMES, 1) for length in (3, 4, len(name))}
MONTH = (
    "(?:"
    + "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTH_NAMES)
    + r"|sept)\.?"
)
WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS = {name: at for at, name in enumerate(WEEKDAY_NAMES)} | {
    short: at
    for at, names in enumerate("mon/tue,tues/wed/thu,thur,thurs/fri//".split("/"))
    for short in names.split(",")
}
NAMED = {word: value for word, value in NUMBERS.items() if 1 <= value <= 12}
ORDINALS = {
    word: at
    for at, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
HOUR = r"(?:[01]?\d|2[0-4]|" + "|".join(NAMED) + ")"
AFTER_A_DAY = (
    "(?:of|at|in|and|or|to|we|you|i|they|he|she|it|for|with|if|because|is|was|will|as|so|but|the|then)\\b"
)
COUNT = rf"\d{{1,2}}|{'|'.join(NAMED)}|second|third|fourth"
PART = r"(?:\s*([ap])\.?m\b\.?|\s+in the (morning|afternoon|evening)|\s+at (night))?"
NTH = r"(?:\d{1,2}(?:st|nd|rd|th)?|" + "|".join(ORDINALS) + ")"
YEAR = r"(?:19|20)\d\d"
PARTS_OF_DAY = ("morning", "noon", "afternoon", "evening", "night", "midnight")
LONGEST_LEAD = 12
"""Characters before a month in which a word such as `during` may stand."""

STEPS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "coming": 1,
    "next": 1,
    "following": 1,
}
OFTEN = {
    "hourly": ("hour", 1),
    "daily": ("day", 1),
    "weekly": ("week", 1),
    "fortnightly": ("week", 2),
    "biweekly": ("week", 2),
    "monthly": ("month", 1),
    "bimonthly": ("month", 2),
    "quarterly": ("quarter", 1),
    "yearly": ("year", 1),
    "annually": ("year", 1),
    "annual": ("year", 1),
}
EDGES = {
    word: at
    for at, words in enumerate(("beginning start early", "middle mid", "end late close"))
    for word in words.split()
}
PERIOD = (
    "(?:day|week|weekend|month|quarter|year|decade|spring|summer|autumn|winter|morning|afternoon|evening)"
)
HOLIDAYS = (
    "christmas|boxing day|new year|easter|good "
    "friday|whitsun|pentecost|ascension|thanksgiving|halloween|all saints|epiphany|"
    "hanukkah|passover|yom kippur|ramadan|eid|diwali|holi|lunar new year|chinese new year|golden "
    "week|obon|labou?r day|"
    "independence day|national day|memorial day|carnival|king'?s day|queen'?s "
    "day|valentine|midsummer|bank holiday"
)
DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


class Field(Enum):
    """The kinds of days and times; only one of a kind is compared with another."""

    DATE = "date"
    WEEKDAY = "weekday"
    CLOCK = "clock"
    PART = "part of a day"
    AWAY = "counted from now"
    QUARTER = "quarter"
    HALF = "half of a year"
    SEASON = "season"
    HOLIDAY = "holiday"
    EDGE = "beginning or end"
    OFTEN = "how often"
    PER = "per what"


MARKED_SHORT = frozenset({Field.PER, Field.EDGE})
"""Of these only the word that tells counts as read: the month after `end of` is a date of its own."""


@dataclass(frozen=True)
class Moment:
    """A day or time as it was said: its field, its parts (None where one was not said), and its place.

    DATE: year, month, day. CLOCK: minutes of twelve hours, half of the day. AWAY: unit, steps from now, part of a day.
    """

    field: Field
    parts: tuple[int | str | None, ...]
    span: Span

    def agrees(self, other: Moment) -> bool:
        """No part that both say differs, and they say one in common."""
        if self.field is not other.field:
            return False
        both = [
            (one, two)
            for one, two in zip(self.parts, other.parts, strict=True)
            if one is not None and two is not None
        ]
        return bool(both) and all(one == two for one, two in both)


Read = Callable[[re.Match[str]], tuple[int | str | None, ...] | None]


def moments(text: str) -> tuple[Moment, ...]:
    """Find the days and times of a text in their order; of two that overlap the one that says more."""
    plain = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    found: list[Moment] = []
    taken: set[int] = set()
    for field, pattern, read in FORMS:
        for match in pattern.finditer(plain):
            span = Span(*match.span(1 if field in MARKED_SHORT else 0))
            parts = read(match)
            if parts and taken.isdisjoint(range(*span)):
                found.append(Moment(field, parts, span))
                taken.update(range(*span))
    return tuple(sorted((each for each in found if not _verb(text, each)), key=lambda each: each.span))


def _verb(text: str, moment: Moment) -> bool:
    """`may`, `march` and `mar` alone are months only with a capital or after a word such as `in`."""
    said = text[moment.span.start : moment.span.end]
    before = text[max(0, moment.span.start - LONGEST_LEAD) : moment.span.start].rstrip().lower()
    placed = re.search(
        r"(?:\b(?:in|of|by|until|till|since|before|after|from|during|next|last|to|early|late|mid)|-)$", before
    )
    inside = bool(before) and before[-1] not in ".!?:"
    counted = re.fullmatch(rf"(?:{'|'.join(ORDINALS)})\s+(may|march|mar)", said)
    alone = said.lower() in {"may", "march", "mar"} and not placed and not (said[0].isupper() and inside)
    return alone or counted is not None


def number(said: str) -> int:
    """A number up to thirty-one, in figures, as a word, or as an ordinal."""
    figures = re.match(r"\d+", said)
    return int(figures[0]) if figures else NUMBERS.get(said) or ORDINALS[said]


def _date(year: str | None, month: str | None, day: str | None) -> tuple[int | None, ...] | None:
    month_number = (int(month) if month.isdecimal() else MONTHS[month.rstrip(".")]) if month else None
    day_number = number(day) if day else None
    if (month_number or 1) > 12 or (day_number or 1) > 31:
        return None
    return (int(year) if year else None, month_number, day_number)


def _numeric(match: re.Match[str]) -> tuple[int | None, ...] | None:
    """Day and month in figures; which is which is only known where one is above twelve."""
    one, two, year = match[1], match[2], match[3]
    first, second = (two, one) if int(two) > 12 else (one, two)
    return _date(f"20{year}" if len(year) == 2 else year, second, first)


def _clock(match: re.Match[str]) -> tuple[int | str | None, ...]:
    hour, minute = number(match[1]), int(match[2]) if match[2] else 0
    half = match[3] or (
        "p" if match[4] in {"afternoon", "evening"} or match[5] else "a" if match[4] else None
    )
    if half is None and hour > 12:
        half = "p"
    return (hour % 12 * 60 + minute, half)


def _spoken(match: re.Match[str]) -> tuple[int | str | None, ...]:
    away = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}.get(match[1], 25)
    hour = number(match[3]) % 12 * 60
    return ((hour + away if match[2] == "past" else hour - away) % 720, None)


def _away(match: re.Match[str]) -> tuple[int | str | None, ...]:
    if match[2] in PARTS_OF_DAY:
        return ("day", STEPS[match[1]], match[2])
    return (match[2], STEPS[match[1]], None)


def _every(match: re.Match[str]) -> tuple[int | str | None, ...]:
    """`every other week`, `every three days`, `each month`."""
    count = {"other": 2, "second": 2}.get(match[1]) or (number(match[1]) if match[1] else 1)
    return (match[2], count)


def _week(match: re.Match[str]) -> tuple[int | str | None, ...]:
    return (WEEKDAYS[match[1]],)


AWAY_UNITS = (
    "week|weekend|month|quarter|year|morning|afternoon|evening|night|meeting|spring|summer|autumn|winter"
)
PER_UNITS = "hour|day|week|month|quarter|year"
MEASURES = "hours|minutes|days|euros?|dollars?|pounds?|units|pieces|trips|rounds|shifts|calls|orders|"
"visits|miles|percent"
COUNTED = rf"(?:\d[\d.,]*|{'|'.join(NUMBERS)})\s?[^\W\d_]*\s?%?"


def _per(match: re.Match[str]) -> tuple[int | str | None, ...]:
    return (match[1],)


def _season(match: re.Match[str]) -> tuple[int | str | None, ...]:
    return ("autumn" if match[1] == "fall" else match[1],)


def _edge(match: re.Match[str]) -> tuple[int | str | None, ...]:
    return (EDGES[match[1]],)


Form = tuple[Field, re.Pattern[str], Read]


def form(field: Field, pattern: str, read: Read) -> Form:
    return field, re.compile(pattern), read


def _date_forms() -> Iterator[Form]:
    """Dates, the fullest form first."""
    yield form(Field.DATE, rf"\b({YEAR})-(\d\d)-(\d\d)(?:(?=t)|\b)", lambda m: _date(m[1], m[2], m[3]))
    yield form(Field.DATE, r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)\b", _numeric)
    yield form(
        Field.DATE, rf"\b({NTH})\s+(?:of\s+)?({MONTH})\b(?:,?\s+({YEAR}))?", lambda m: _date(m[3], m[2], m[1])
    )
    yield form(
        Field.DATE,
        rf"\b({MONTH})\s+(?:the\s+)?({NTH})\b(?!\s*%)(?:,?\s+({YEAR}))?",
        lambda m: _date(m[3], m[1], m[2]),
    )
    yield form(Field.DATE, rf"\b({MONTH})\s+({YEAR})\b", lambda m: _date(m[2], m[1], None))
    yield form(
        Field.DATE,
        rf"\b(?:the|on|by)\s+(\d{{1,2}})(?:st|nd|rd|th)\b(?!\s+(?!{AFTER_A_DAY})[a-z])",
        lambda m: _date(None, None, m[1]),
    )
    yield form(Field.DATE, rf"\b({MONTH})(?!\w)", lambda m: _date(None, m[1], None))
    yield form(
        Field.DATE,
        rf"\b(?:in|by|since|until|of|before|after)\s+({YEAR})\b",
        lambda m: _date(m[1], None, None),
    )


def _clock_forms() -> Iterator[Form]:
    """Clock times, in figures and in words."""
    yield form(Field.CLOCK, rf"\b({HOUR})[:h]([0-5]\d)\b(?![.:]?\d){PART}", _clock)
    yield form(Field.CLOCK, rf"\b({HOUR})\.([0-5]\d)\s*([ap])\.?m\b()()", _clock)
    yield form(Field.CLOCK, rf"\bat ({HOUR})\.([0-5]\d)\b(?![.:]?\d|\s*[%\w])()()()", _clock)
    yield form(Field.CLOCK, rf"\b(half|quarter|twenty.five|five|ten|twenty) (past|to) ({HOUR})\b", _spoken)
    yield form(Field.CLOCK, rf"\b({HOUR})()\s+o.?clock\b{PART}", _clock)
    yield form(Field.CLOCK, rf"\b({HOUR})()\s*([ap])\.?m\b\.?()()", _clock)
    yield form(Field.CLOCK, rf"\b({HOUR})()()\s+in the (morning|afternoon|evening)\b()", _clock)
    yield form(
        Field.CLOCK, r"\b(?:at )?(noon|midday|midnight)\b", lambda m: (0, "a" if m[1] == "midnight" else "p")
    )


def _away_forms() -> Iterator[Form]:
    """Counted from the day on which it is said."""
    yield form(Field.AWAY, rf"\b({AWAY_UNITS}) after next\b", lambda m: (m[1], 2, None))
    yield form(Field.AWAY, rf"\b({AWAY_UNITS}) before last\b", lambda m: (m[1], -2, None))
    yield form(
        Field.AWAY, rf"\bthe ({AWAY_UNITS}) after(?: this| that)?(?=[.,;!?]|$)", lambda m: (m[1], 2, None)
    )
    yield form(Field.AWAY, rf"\b({'|'.join(STEPS)}) ({AWAY_UNITS})\b", _away)
    yield form(Field.AWAY, r"\b(?:day after tomorrow)\b", lambda m: ("day", 2, None))
    yield form(Field.AWAY, r"\b(?:day before yesterday)\b", lambda m: ("day", -2, None))
    yield form(Field.AWAY, rf"\b({'|'.join(DAYS)})\b", lambda m: ("day", DAYS[m[1]], None))
    yield form(Field.AWAY, r"\btonight\b", lambda m: ("day", 0, "night"))


def _often_forms() -> Iterator[Form]:
    """How often, per what, and at which end of a time."""
    yield form(
        Field.EDGE,
        rf"\b({'|'.join(EDGES)})[ -](?:of |in )?(?:the |this |next |last )?(?:{PERIOD}|{MONTH})\b",
        _edge,
    )
    yield form(Field.OFTEN, rf"\b({'|'.join(OFTEN)})\b", lambda m: OFTEN[m[1]])
    yield form(
        Field.OFTEN,
        rf"\b(?:every|each) (?:({'other|' + COUNT}) )?(hour|day|week|month|quarter|year)s?\b",
        _every,
    )
    yield form(
        Field.PER,
        r"\b(?:per|every|each) (?!one|other|of|time|side|and|day|week|month|year|hour)([^\W\d_]+)",
        lambda m: (base(m[1]),),
    )
    yield form(Field.PER, rf"\b(?:once|twice|times|{MEASURES}|{COUNTED}) an? ({PER_UNITS})\b", _per)
    yield form(Field.PER, rf"\bper ({PER_UNITS})\b", _per)
    yield form(Field.PER, rf"\bby the ({PER_UNITS})\b", _per)


def _other_forms() -> Iterator[Form]:
    """Weekdays, quarters, halves, seasons, holidays and parts of a day."""
    yield form(Field.HALF, r"\bh([12])\b", lambda m: (int(m[1]),))
    yield form(
        Field.HALF,
        r"\b(first|1st|second|2nd|last|other) half\b",
        lambda m: (1 if m[1] in {"first", "1st"} else 2,),
    )
    yield form(Field.SEASON, r"\b(summer|autumn|winter)\b", lambda m: (m[1],))
    yield form(
        Field.SEASON,
        r"\b(?:in|of|by|until|since|before|after|the|early|late|mid) (?:the )?(spring|fall)\b",
        _season,
    )
    yield form(Field.HOLIDAY, rf"\b({HOLIDAYS})", lambda m: (m[1],))
    yield form(Field.WEEKDAY, rf"\b({'|'.join(name for name in WEEKDAYS if name)})(?:'s|s)?\b", _week)
    yield form(Field.QUARTER, r"\bq([1-4])\b", lambda m: (int(m[1]),))
    yield form(Field.QUARTER, r"\b(first|second|third|fourth) quarter\b", lambda m: (ORDINALS[m[1]],))
    yield form(Field.PART, rf"\b({'|'.join(PARTS_OF_DAY)})s?\b", lambda m: (m[1],))


FORMS = (*_date_forms(), *_clock_forms(), *_often_forms(), *_away_forms(), *_other_forms())
