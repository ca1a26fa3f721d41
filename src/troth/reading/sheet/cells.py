"""What one cell of a date column shows by its shape alone: a day, three numbers, a serial, no date, or neither."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from troth.reading.sheet.bounds import Cell
from troth.reading.sheet.datewords import MONTH_NAMES, MONTHS, NO_DATE, plain

PIVOT = 70
"""Two-digit years below this are of 2000, from it on of 1900."""
FIRST_YEAR, LAST_YEAR = 1950, 2100

_TIME = re.compile(
    r"(?:[T ,]+|(?<=\d)T)\d{1,2}(?:[:.hH]\d{2}){1,2}(?:[.,]\d+)?"
    r"\s*(?:[AaPp]\.?[Mm]\.?|Z|Uhr|uur)?\s*(?:Z|[+-]\d{2}:?\d{2})?$"
)
_ISO = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_COMPACT = re.compile(r"^(19|20)(\d{2})(\d{2})(\d{2})$")
_PARTS = re.compile(r"^(\d{1,2})\s?([-/.\s])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?$")
_DAY_MONTH = re.compile(
    r"^(?:[^\W\d_]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.|er|º)?[\s./-]*(?:de\s+|of\s+)?([^\W\d_]+)\.?[\s./,'’-]*(?:de\s+|del\s+)?(\d{4}|\d{2})$"
)
_MONTH_DAY = re.compile(
    r"^(?:[^\W\d_]+\.?,?\s+)?([^\W\d_]+)\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s./,-]+(\d{4}|\d{2})$"
)
_YEAR_MONTH_DAY = re.compile(r"^(\d{4})[\s./-]*([^\W\d_]+)\.?[\s./-]*(\d{1,2})$")
_EAST = re.compile(
    r"^(?:(令和|平成|R|H)\s?)?(\d{1,4}|元)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?(?:\s?[(（].{1,3}[)）])?$"
)
_WEEK = re.compile(
    r"^(?:(\d{4})[\s-]*)?(?:week|wk|kw|woche|semaine|semana|sem|w)\.?\s?(\d{1,2})(?:[\s/-]+(\d{4}))?$", re.I
)
_MONTH_ONLY = re.compile(r"^([^\W\d_]+)\.?[\s'’-]*(\d{4}|\d{2})$")
_QUARTER = re.compile(r"^(?:Q[1-4][\s/-]*\d{2,4}|\d{4}[\s/-]*Q[1-4])$", re.I)


class Kind(Enum):
    DAY = "day"
    LITERAL = "year-month-day"
    PARTS = "parts"
    SERIAL = "serial"
    NOTHING = "nothing"
    WORDS = "words"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell by its shape: `day` where it reads one way only, `parts` where the order decides."""

    kind: Kind
    form: str = ""
    day: date | None = None
    parts: tuple[int, int, int] | None = None
    wide_year: bool = True
    why: str = ""
    offer: tuple[date, ...] = ()


def look(cell: Cell) -> Seen:
    """Classify one cell of a date column without knowing the others; never raises."""
    if isinstance(cell, date):
        return _exact(cell.year, cell.month, cell.day, "a date cell", Kind.LITERAL)
    text = unicodedata.normalize("NFKC", cell[:80]).strip()
    if not text:
        return Seen(Kind.NOTHING)
    if plain(text) in NO_DATE or text.casefold() in NO_DATE:
        return Seen(Kind.WORDS, text)
    text = _TIME.sub("", text).strip(" ,;")
    return _numeric(text) or _named(text) or _not_a_day(text)


def _numeric(text: str) -> Seen | None:
    if found := _ISO.match(text):
        return _exact(
            int(found[1]), int(found[3]), int(found[4]), f"YYYY{found[2]}MM{found[2]}DD", Kind.LITERAL
        )
    if found := _COMPACT.match(text):
        return _exact(int(found[1] + found[2]), int(found[3]), int(found[4]), "YYYYMMDD", Kind.DAY)
    if found := _PARTS.match(text):
        wide = len(found[4]) == 4
        form = f"n{found[2]}n{found[2]}{'yyyy' if wide else 'yy'}"
        return Seen(Kind.PARTS, form, parts=(int(found[1]), int(found[3]), int(found[4])), wide_year=wide)
    if re.match(r"^\d{5}(?:[.,]\d+)?$", text) and 18_000 <= int(text[:5]) <= 73_000:
        return Seen(Kind.SERIAL, "a day number", day=date(1899, 12, 30) + timedelta(days=int(text[:5])))
    return None


def _named(text: str) -> Seen | None:
    if found := _EAST.match(text):
        year = 1 if found[2] == "元" else int(found[2])
        base = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}.get(found[1] or "", 0)
        return _exact(base + year, int(found[3]), int(found[4]), "年月日", Kind.DAY)
    for pattern, (year, month, day) in (
        (_DAY_MONTH, (3, 2, 1)),
        (_MONTH_DAY, (3, 1, 2)),
        (_YEAR_MONTH_DAY, (1, 2, 3)),
    ):
        found = pattern.match(text)
        number = MONTHS.get(plain(found[month])) if found else None
        if found and number:
            return _exact(full_year(found[year]), number, int(found[day]), "a month by name", Kind.DAY)
    return None


def _not_a_day(text: str) -> Seen:
    if found := _WEEK.match(text):
        year = found[1] or found[3]
        return Seen(
            Kind.ODD, why="A week, not a day.", offer=_friday(int(year), int(found[2])) if year else ()
        )
    found = _MONTH_ONLY.match(text)
    if found and (month := MONTHS.get(plain(found[1]))):
        year_number = full_year(found[2])
        if FIRST_YEAR <= year_number <= LAST_YEAR:
            last = date(year_number, month, monthrange(year_number, month)[1])
            return Seen(Kind.ODD, why="A month, not a day.", offer=(last,))
    if _QUARTER.match(text):
        return Seen(Kind.ODD, why="A quarter, not a day.")
    if not any(sign.isdigit() for sign in text):
        return Seen(Kind.WORDS, text)
    return Seen(Kind.ODD, why="Not written as a date that is known here.")


def _exact(year: int, month: int, day: int, form: str, kind: Kind) -> Seen:
    why, offer = fault_of(year, month, day)
    if why:
        return Seen(Kind.ODD, form, why=why, offer=offer)
    return Seen(kind, form, day=date(year, month, day))


def fault_of(year: int, month: int, day: int) -> tuple[str, tuple[date, ...]]:
    """Say why these three are no day, and the days that may be meant; nothing when they are one."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"The year {year} is out of reach ({FIRST_YEAR} to {LAST_YEAR}).", ()
    if not 1 <= month <= 12:
        return f"There is no month {month}.", ()
    days = monthrange(year, month)[1]
    if day < 1:
        return "There is no day 0.", ()
    if day <= days:
        return "", ()
    if day > 31:
        return f"There is no day {day}.", ()
    last = date(year, month, days)
    return f"{MONTH_NAMES[month - 1]}{f' {year}' if month == 2 else ''} has {days} days.", (
        last,
        last + timedelta(days=day - days),
    )


def full_year(text: str | int) -> int:
    """The year of two or four digits, by the pivot that the page states."""
    year = int(text)
    return year if year >= 100 else year + (2000 if year < PIVOT else 1900)


def _friday(year: int, week: int) -> tuple[date, ...]:
    try:
        return (date.fromisocalendar(year, week, 5),)
    except ValueError:
        return ()
