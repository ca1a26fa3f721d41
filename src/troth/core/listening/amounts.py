"""Numbers in a text, with what they count and whether they bound: figures, number words, units, percent, `at least`.

A number is read as a value. Its unit is one that is known and can be turned into another (two weeks are fourteen
days), or the word that it stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from troth.core.listening.beside import Text
from troth.core.listening.days import ORDINALS
from troth.core.listening.stems import base
from troth.core.listening.units import (
    AFTER,
    BEFORE,
    CODES,
    LETTERS,
    MARKS,
    NATIONS,
    OF_ONE,
    PARTS,
    REPEATING,
    SUFFIXES,
    TIMES,
    UNITS,
    WHOLES,
    Bound,
)
from troth.core.listening.vocabulary import NUMBERS, SCALES
from troth.core.listening.words import Span, Word

FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
LOOSE_ONE = frozenset(
    "this that the which each every another any first last other no some only good new @ @'s".split()
)


@dataclass(frozen=True)
class Amount:
    """A number in a text: its value, its unit's dimension and size, what it counts, its bound, its words and place.

    `dimension` is empty where the unit is not known; `things` is the word that it counts, `counts` that
    and the next, `label` the word before a number that counts nothing (terminal 6). `loose` is
    a *one* or *once* that may count nothing; `ordinal` is *third* and *3rd*.
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
        """The same value, in units that are the same or not known."""
        if self.ordinal is not other.ordinal:
            return False
        if self.dimension and other.dimension:
            if {self.dimension, other.dimension} == {"time", "months"}:
                return _about(self) == _about(other)
            return self.dimension == other.dimension and self.whole == other.whole
        return self.value == other.value


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
    return tuple(_ranged(text, found))


def _ranged(text: Text, found: Sequence[Amount]) -> Iterator[Amount]:
    """In `10 to 12 days` and `between 10 and 12 days` the first number counts days too."""
    for at, amount in enumerate(found):
        second = found[at + 1] if at + 1 < len(found) else None
        if second and not amount.dimension and not amount.things and not amount.ordinal:
            between = text.words[amount.places[-1] + 1 : second.places[0]]
            if len(between) <= 1 and all(word.text in {"to", "and", "or"} for word in between):
                yield replace(
                    amount,
                    dimension=second.dimension,
                    size=second.size,
                    counts=second.counts,
                    things=second.things,
                )
                continue
        yield amount


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
    elif said in {"a", "an"}:
        return _one(words, at)
    elif said == "half" or (said in PARTS and _next(words, at) == "of"):
        return _part(words, at)
    elif said in ORDINALS:
        return float(ORDINALS[said]), 1
    else:
        return None, 1
    following = words[at + length] if at + length < len(words) else None
    if (
        following
        and following.text in PARTS
        and (following.text[-1] == "s" or _next(words, at + length) == "of")
    ):
        return round(value * PARTS[following.text], 6), length + 1
    if following and following.text in SCALES:
        return value * SCALES[following.text], length + 1
    if following and following.text in LETTERS and following.span.start == words[at].span.end:
        return value * LETTERS[following.text], length + 1
    if [word.text for word in words[at + length : at + length + 3]] == ["and", "a", "half"]:
        return value + 0.5, length + 3
    return value, length


def _next(words: Sequence[Word], at: int) -> str:
    return words[at + 1].text if at + 1 < len(words) else ""


def _one(words: Sequence[Word], at: int) -> tuple[float | None, int]:
    """`a week` is one week, `a third of` is a part; any other `a` is no number."""
    following = _next(words, at)
    after = words[at + 2] if at + 2 < len(words) else None
    if following in PARTS and (after is None or not after.content):
        return round(PARTS[following], 6), 2
    unit = UNITS.get(base(following), ("", 0.0))[0]
    return (1.0, 1) if unit in {"time", "months"} and following not in {"second", "quarter"} else (None, 1)


def _part(words: Sequence[Word], at: int) -> tuple[float | None, int]:
    """`half`, `quarter of`, `half a dozen`."""
    value = round(PARTS[words[at].text], 6)
    if _next(words, at) == "a" and _next(words, at + 1) in SCALES:
        return value * SCALES[_next(words, at + 1)], 3
    return value, 1


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
    skip = places[-1] + 1
    while last.text in PARTS and skip < len(words) and words[skip].text in OF_ONE:
        skip += 1
    suffixed = skip < len(words) and words[skip].text in SUFFIXES and words[skip].span.start == last.span.end
    after = words[skip + suffixed : skip + suffixed + 2]
    ordinal = first.text in ORDINALS or suffixed
    dimension, size = ("", 1.0) if ordinal else _unit(text, places, after)
    of_all = any(word.text in WHOLES for word in words[places[-1] + 1 : skip])
    if last.text in PARTS and (not dimension or of_all):
        dimension, value = "share", value * 100
    things = after[0].base if after and after[0].content and not after[0].base.isdecimal() else ""
    before = words[places[0] - 1] if places[0] else None
    return Amount(
        value=value,
        dimension=dimension,
        size=size,
        counts=frozenset(word.base for word in after if word.content) if things else frozenset(),
        things=things,
        label=before.base if before and before.content and not things else "",
        bound=_bound(words, places),
        places=places,
        span=text.span(places[0], places[-1]),
        loose=ordinal or _loose(words, places, dimension),
        ordinal=ordinal,
    )


def _unit(text: Text, places: range, after: Sequence[Word]) -> tuple[str, float]:
    """The dimension and size of what a number counts: by a sign, a code before it, or the word after it."""
    first, last = text.words[places[0]], text.words[places[-1]]
    behind, ahead = text.raw[last.span.end : last.span.end + 2], text.raw[: first.span.start][-2:]
    code = text.words[places[0] - 1].text if places[0] else ""
    names = [word.base for word in after[:1]]
    if first.text in TIMES:
        names = [base("time")]
    elif mark := MARKS.get(behind.strip()[:1]) or MARKS.get(ahead.strip()[-1:]):
        names = [base(mark)]
    elif code in CODES:
        names = [base(code)]
    elif after and after[0].text in NATIONS:
        names = [word.base for word in after[1:2]]
    return next((UNITS[name] for name in names if name in UNITS), ("", 1.0))


def _loose(words: Sequence[Word], places: range, dimension: str) -> bool:
    """A `one` or `once` that may count nothing: this one, once it is there."""
    said = words[places[0]].text
    before = words[places[0] - 1].base if places[0] else ""
    alone = said == "one" and len(places) == 1
    return (alone and (before in LOOSE_ONE or not dimension)) or (
        said == "once" and _next(words, places[-1]) not in REPEATING
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
