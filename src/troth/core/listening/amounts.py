"""Numbers in a text, with what they count and whether they bound: figures, number words, units, percent, `at least`.

A number is read as a value; its unit is one that is known and can be turned into another (two weeks are fourteen days), or
the word that it stands before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from troth.core.listening.beside import Text
from troth.core.listening.days import ORDINALS
from troth.core.listening.stems import base
from troth.core.listening.vocabulary import NUMBERS, SCALES
from troth.core.listening.words import Span, Word

FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
PARTS = {"half": 0.5, "quarter": 0.25}
OF_ONE = frozenset("of a an".split())
TIMES = {"once": 1, "twice": 2, "thrice": 3}
LETTERS = {"k": 1_000, "m": 10**6, "bn": 10**9}
MARKS = {
    "%": "percent",
    "‰": "per mille",
    "€": "euro",
    "$": "dollar",
    "£": "pound",
    "¥": "yen",
    "°": "degree",
}


def _units() -> Mapping[str, tuple[str, float]]:
    """Names of units by their base, with the dimension and how many of its smallest they are."""
    said = {
        "time": "1 second,sec,s 60 minute,min 3600 hour,hr,h 86400 day 604800 week,wk fortnight=1209600",
        "months": "1 month 3 quarter 12 year,yr 120 decade",
        "mass": "1 gram,g 1000 kilogram,kilo,kg 1000000 tonne,ton,t",
        "length": "1 millimetre,millimeter,mm 10 centimetre,centimeter,cm 1000 metre,meter 1000000 kilometre,kilometer,km",
        "volume": "1 millilitre,milliliter,ml 1000 litre,liter,l",
        "share": "1 percent,pct,per-cent",
        "euro": "1 cent 100 euro,eur",
        "dollar": "100 dollar,usd,buck",
        "pound": "100 pound,gbp,quid",
        "yen": "1 yen,jpy",
        "degree": "1 degree,celsius",
        "data": "1 kilobyte,kb 1000 megabyte,mb 1000000 gigabyte,gb",
        "times": "1 time",
    }
    found: dict[str, tuple[str, float]] = {}
    for dimension, listed in said.items():
        size = 1.0
        for part in listed.split():
            if part.isdecimal():
                size = float(part)
            elif "=" in part:
                name, _, value = part.partition("=")
                found[base(name)] = (dimension, float(value))
            else:
                found.update({base(name): (dimension, size) for name in part.split(",")})
    return MappingProxyType(found)


UNITS = _units()


class Bound(Enum):
    """Whether a number is the least, the most, or neither."""

    LEAST = "at least"
    MOST = "at most"
    NONE = "that number"


BEFORE: Mapping[str, Bound] = MappingProxyType(
    {
        said: bound
        for bound, phrases in {
            Bound.LEAST: "at least|minimum|minimum of|no less than|not less than|no fewer than|not fewer than|more than|over|"
            "above|exceed|exceeds|exceeding|greater than|higher than|longer than|upwards of|larger than|bigger than",
            Bound.MOST: "at most|maximum|maximum of|no more than|not more than|less than|fewer than|up to|under|below|within|"
            "lower than|shorter than|no longer than|not exceed|not exceeding|no later than|smaller than",
        }.items()
        for said in phrases.split("|")
    }
)
AFTER: Mapping[str, Bound] = MappingProxyType(
    {
        "or more": Bound.LEAST,
        "or above": Bound.LEAST,
        "or longer": Bound.LEAST,
        "or less": Bound.MOST,
        "or fewer": Bound.MOST,
        "or below": Bound.MOST,
        "at most": Bound.MOST,
        "at least": Bound.LEAST,
    }
)
LOOSE_ONE = frozenset(
    "this that the which each every another any first last other no some only good new @ @'s".split()
)


@dataclass(frozen=True)
class Amount:
    """A number in a text: its value, its unit's dimension and size, what it counts, its bound, its words and place.

    `dimension` is empty where the unit is not known; `things` is the word that it counts, `counts` that
    and the next, `label` the word before a number that counts nothing (terminal 6). `loose` is
    a *one* or *half* that may count nothing; `ordinal` is *third* and *3rd*.
    """

    value: float
    dimension: str
    size: float
    counts: frozenset[str]
    things: str
    label: str
    bound: Bound
    places: range
    span: Span
    loose: bool
    ordinal: bool

    @property
    def whole(self) -> float:
        """The value in the smallest unit of its dimension."""
        return round(self.value * self.size, 6)

    def equals(self, other: Amount) -> bool:
        """The same value, in units that are the same or not known; a half is fifty percent."""
        if self.dimension and other.dimension:
            if {self.dimension, other.dimension} == {"time", "months"}:
                return _about(self) == _about(other)
            return self.dimension == other.dimension and self.whole == other.whole
        hundredth = {self.dimension, other.dimension} == {"share", ""}
        return self.value == other.value or (
            hundredth and self.value in {other.value * 100, other.value / 100}
        )


def _about(amount: Amount) -> int:
    """Weeks, a month taken as four of them: close enough not to call two ways of saying it different."""
    weeks = amount.whole * 13 / 3 if amount.dimension == "months" else amount.whole / 604800
    return int(weeks)


def amounts(text: Text, taken: Sequence[Span]) -> tuple[Amount, ...]:
    """Find the numbers of a text, except in the places `taken` by days and times."""
    found: list[Amount] = []
    dated = {place for span in taken for place in text.places(span)}
    at = 0
    while at < len(text.words):
        value, length = (None, 1) if at in dated else _number(text, at)
        if value is not None:
            places = range(at, at + length)
            found.append(_decimal(text, found, _amount(text, value, places)))
        at += length
    return tuple(found)


def _number(text: Text, at: int) -> tuple[float | None, int]:
    """The value of the number that begins here and how many words it takes; None where none does."""
    words = text.words
    said = words[at].text
    if FIGURES.fullmatch(said):
        value, length = _figures(said), 1
    elif said in NUMBERS or (said == "a" and at + 1 < len(words) and words[at + 1].text in SCALES):
        value, length = _spelt(words, at)
    elif said in TIMES:
        return float(TIMES[said]), 1
    elif said in PARTS and (said == "half" or (at + 1 < len(words) and words[at + 1].text == "of")):
        return PARTS[said], 1
    elif said in ORDINALS:
        return float(ORDINALS[said]), 1
    else:
        return None, 1
    following = words[at + 1] if at + 1 < len(words) else None
    if following and following.text in SCALES:
        return value * SCALES[following.text], length + 1
    if following and following.text in LETTERS and following.span.start == words[at].span.end:
        return value * LETTERS[following.text], length + 1
    if [word.text for word in words[at + length : at + length + 3]] == ["and", "a", "half"]:
        return value + 0.5, length + 3
    return value, length


def _decimal(text: Text, found: list[Amount], amount: Amount) -> Amount:
    """`4,5 kg` is four and a half with a comma, where `terminals 4,5 and 6` are three numbers."""
    before = found[-1] if found else None
    if before and amount.dimension and text.raw[before.span.end : amount.span.start] == ",":
        found.pop()
        digits = text.raw[amount.span.start : amount.span.end]
        places = range(before.places[0], amount.places[-1] + 1)
        value = float(f"{before.value:.0f}.{digits}")
        return replace(amount, value=value, places=places, span=text.span(places[0], places[-1]))
    return amount


def _figures(said: str) -> float:
    plain = re.sub("[.,]", "", said) if THOUSANDS.fullmatch(said) else said.replace(",", ".")
    head, _, tail = plain.partition(".")
    return float(f"{head}.{tail.replace('.', '')}0")


def _spelt(words: Sequence[Word], at: int) -> tuple[float, int]:
    """`two hundred and five`, `twenty-five`, `three point five`; two numbers said after each other stay two."""
    total, part, last, here = 0.0, 0.0, 0, at
    while here < len(words):
        said = words[here].text
        if said == "a" and here == at:
            part, last = 1.0, 1
        elif said in NUMBERS and (here == at or last >= 100 or (last >= 20 and 0 < NUMBERS[said] < 10)):
            part, last = part + NUMBERS[said], NUMBERS[said]
        elif said in SCALES and last:
            part, last = part * SCALES[said], SCALES[said]
            if last >= 1_000:
                total, part = total + part, 0.0
        elif not (
            said == "and" and last >= 100 and here + 1 < len(words) and words[here + 1].text in NUMBERS
        ):
            break
        here += 1
    if here + 1 < len(words) and words[here].text == "point" and words[here + 1].text in NUMBERS:
        return total + part + NUMBERS[words[here + 1].text] / 10, here + 2 - at
    return total + part, here - at


def _amount(text: Text, value: float, places: range) -> Amount:
    words = text.words
    first, last = words[places[0]], words[places[-1]]
    mark = MARKS.get(text.raw[last.span.end : last.span.end + 2].strip()[:1]) or MARKS.get(
        text.raw[: first.span.start].rstrip()[-1:]
    )
    skip = places[-1] + 1
    while first.text in PARTS and skip < len(words) and words[skip].text in OF_ONE:
        skip += 1
    after = words[skip : skip + 2]
    names = [base(mark)] if mark else [word.base for word in after[:1]]
    things = after[0].base if after and after[0].content and not after[0].base.isdecimal() else ""
    dimension, size = next((UNITS[name] for name in names if name in UNITS), ("", 1.0))
    before = words[places[0] - 1].base if places[0] else ""
    ordinal = first.text in ORDINALS or (bool(after) and after[0].text in {"st", "nd", "rd", "th"})
    counted = frozenset(word.base for word in after if word.content) if things else frozenset[str]()
    label = "" if things or not places[0] or not words[places[0] - 1].content else before
    bare_one = first.text == "one" and len(places) == 1 and (before in LOOSE_ONE or not dimension)
    return Amount(
        value=value,
        dimension="" if ordinal else dimension,
        size=size,
        counts=counted,
        things=things,
        label=label,
        bound=_bound(words, places),
        places=places,
        span=text.span(places[0], places[-1]),
        loose=bare_one or ordinal or (first.text == "half" and not dimension),
        ordinal=ordinal,
    )


def _bound(words: Sequence[Word], places: range) -> Bound:
    first, last = places[0], places[-1]
    for length in (3, 2, 1):
        said = " ".join(word.text for word in words[max(0, first - length) : first])
        if bound := BEFORE.get(said):
            return bound
    for skip in (1, 2):
        said = " ".join(word.text for word in words[last + skip : last + skip + 2])
        if bound := AFTER.get(said):
            return bound
    return Bound.NONE
