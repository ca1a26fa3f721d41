"""Numbers, days and times that the playback has otherwise than the statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from troth.core.listening.amounts import Amount, amounts
from troth.core.listening.beside import Beside, Change, Text
from troth.core.listening.days import Field, Moment, moments
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.stems import base
from troth.core.listening.units import MONEY, UNITS, Bound

CHANGING = frozenset(
    base(word)
    for word in "increase decrease reduce raise lower rise fall grow shrink cut drop extend shorten "
    "go move change up down "
    "double expand improve climb sink limit bring come scale slash trim boost push put take shift "
    "adjust set lift slow speed gain lose add".split()
)
CHANGES_WITHIN = 7

BOUNDING = frozenset("least most more less up maximum minimum fewer exceed over under above below".split())


@dataclass(frozen=True)
class Exact:
    """What both texts say exactly: their numbers, and their days and times."""

    amounts: tuple[tuple[Amount, ...], tuple[Amount, ...]]
    moments: tuple[tuple[Moment, ...], tuple[Moment, ...]]

    @cached_property
    def lost_amounts(self) -> list[Amount]:
        """Numbers of the statement that the playback does not have."""
        here, there = self.amounts
        return [each for each in here if not _has(there, each) and not _within(self.moments[1], each)]

    @cached_property
    def new_amounts(self) -> list[Amount]:
        """Numbers of the playback that the statement does not have."""
        here, there = self.amounts
        return [each for each in there if not _has(here, each) and not _within(self.moments[0], each)]

    @cached_property
    def lost_moments(self) -> list[Moment]:
        here, there = self.moments
        return [each for each in here if not any(map(each.agrees, there))]

    @cached_property
    def new_moments(self) -> list[Moment]:
        here, there = self.moments
        return [each for each in there if not any(map(each.agrees, here))]


def exact(beside: Beside) -> Exact:
    """Read the numbers, days and times of both texts."""
    here, there = moments(beside.statement.raw), moments(beside.playback.raw)
    told = amounts(beside.statement, [each.span for each in here])
    said = amounts(beside.playback, [each.span for each in there])
    return Exact((told, said), (here, there))


def _has(others: Sequence[Amount], amount: Amount) -> bool:
    return any(map(amount.equals, others))


def _within(others: Sequence[Moment], amount: Amount) -> bool:
    """`at four` beside `4 o'clock`: a number without a unit that a time of the other text holds."""
    if amount.dimension:
        return False
    numbers = {part for other in others for part in other.parts if isinstance(part, int)}
    return amount.value in numbers | {part // 60 for part in numbers}


def different_numbers(beside: Beside, said: Exact) -> Iterator[Doubt]:
    """Find a number for which the playback has another: in the same place, of the same unit or of the same things."""
    for lost in said.lost_amounts:
        for new in said.new_amounts:
            if _in_its_place(beside, lost, new) or _of_the_same(lost, new):
                yield Doubt(Kind.NUMBER, lost.span, new.span)
                break
    yield from _put_for_another(beside, said)
    for here in said.amounts[0]:
        same = [there for there in said.amounts[1] if here.equals(there)]
        if len(same) == 1 == sum(map(here.equals, said.amounts[0])) and _bounds_differ(beside, here, same[0]):
            yield Doubt(Kind.NUMBER, here.span, same[0].span)
    yield from _more_than_one(beside, said)
    yield from _by_or_to(beside, said)
    if not said.amounts[0] or not said.amounts[1]:
        yield from _other_unit(beside)


def _in_its_place(beside: Beside, lost: Amount, new: Amount) -> bool:
    if any(beside.twins.get(at) in new.places for at in lost.places):
        return True
    change = beside.change_at(lost.places[0])
    return change is not None and new.places[0] in change.playback and _exactly(change, lost, new)


def _of_the_same(lost: Amount, new: Amount) -> bool:
    if lost.ordinal and new.ordinal:
        return lost.things == new.things != ""
    if lost.loose or new.loose:
        return False
    if lost.dimension and new.dimension:
        spans = {lost.dimension, new.dimension} == {"time", "months"}
        return lost.dimension == new.dimension or spans or lost.value == new.value
    if lost.dimension or new.dimension:
        return False
    return bool(lost.counts & new.counts) or lost.label == new.label != ""


def _bounds_differ(beside: Beside, here: Amount, there: Amount) -> bool:
    if {here.bound, there.bound} == {Bound.LEAST, Bound.MOST}:
        return True
    if here.bound is there.bound or beside.twins.get(here.places[0]) != there.places[0]:
        return False
    return any(
        beside.statement.words[at].text in BOUNDING
        for change in beside.changes
        if change.statement.stop == here.places[0]
        for at in change.statement
    ) or any(
        beside.playback.words[at].text in BOUNDING
        for change in beside.changes
        if change.playback.stop == there.places[0]
        for at in change.playback
    )


def _put_for_another(beside: Beside, said: Exact) -> Iterator[Doubt]:
    """A number in the very place of another, though the other may stand elsewhere in the playback too."""
    told_at = {at: each for each in said.amounts[0] for at in each.places}
    said_at = {at: each for each in said.amounts[1] for at in each.places}
    for change in beside.changes:
        told = list(dict.fromkeys(told_at[at] for at in change.statement if at in told_at))
        new = list(dict.fromkeys(said_at[at] for at in change.playback if at in said_at))
        if len(told) == len(new) == 1 and not told[0].equals(new[0]) and _exactly(change, told[0], new[0]):
            yield Doubt(Kind.NUMBER, told[0].span, new[0].span)
        if bool(_qualified(beside.statement, change.statement)) != bool(
            _qualified(beside.playback, change.playback)
        ):
            at, to = (
                _within_text(beside.statement, change.statement),
                _within_text(beside.playback, change.playback),
            )
            yield Doubt(Kind.NUMBER, beside.statement.words[at].span, beside.playback.words[to].span)


def _exactly(change: Change, told: Amount, new: Amount) -> bool:
    """A *one* that may count nothing is put for a number only where nothing but the two changed."""
    loose = told.loose or new.loose
    return not loose or (change.statement == told.places and change.playback == new.places)


def _qualified(text: Text, places: range) -> list[int]:
    """Words that say which days or hours are counted."""
    return [
        at
        for at in places
        if text.words[at].text in {"working", "business", "calendar"}
        and at + 1 < len(text.words)
        and text.words[at + 1].base in {"day", "hour"}
    ]


def _within_text(text: Text, places: range) -> int:
    return min(places.start, len(text.words) - 1)


def _by_or_to(beside: Beside, said: Exact) -> Iterator[Doubt]:
    """`reduced by 10` played back as `reduced to 10`."""
    told = [(each, lead) for each in said.amounts[0] if (lead := _lead(beside.statement, each))]
    back = [(each, lead) for each in said.amounts[1] if (lead := _lead(beside.playback, each))]
    for (here, one), (there, other) in product(told, back):
        if one != other and here.equals(there):
            yield Doubt(Kind.NUMBER, here.span, there.span)


def _other_unit(beside: Beside) -> Iterator[Doubt]:
    """`priced in euros` played back as `priced in dollars`, without a number."""
    told, said = _units_named(beside.statement), _units_named(beside.playback)
    if len(told) == len(said) == 1 and set(told) != set(said):
        ((unit, at),), ((other, to),) = told.items(), said.items()
        if (unit in MONEY) == (other in MONEY):
            yield Doubt(Kind.NUMBER, beside.statement.words[at].span, beside.playback.words[to].span)


def _units_named(text: Text) -> dict[str, int]:
    """Currencies anywhere, and other units after an `in`, with the place of each."""
    return {
        UNITS[word.base][0] if UNITS[word.base][0] in MONEY else word.base: at
        for at, word in enumerate(text.words)
        if word.base in UNITS
        and (
            UNITS[word.base][0] in MONEY
            or (at and text.words[at - 1].text == "in" and word.text[-1:] in "st")
        )
    }


def _lead(text: Text, amount: Amount) -> str:
    """The `by` or `to` before a number, after a word that says that something changes."""
    first = amount.places[0]
    said = [word.base for word in text.words[max(0, first - CHANGES_WITHIN) : first]]
    return said[-1] if said and said[-1] in {"by", "to"} and CHANGING & set(said) else ""


def _more_than_one(beside: Beside, said: Exact) -> Iterator[Doubt]:
    """`a week` played back as `two weeks`, and the other way round."""
    for new in said.new_amounts:
        if (at := _single(beside.turned, new)) is not None:
            yield Doubt(Kind.NUMBER, beside.statement.words[at].span, new.span)
    for lost in said.lost_amounts:
        if (at := _single(beside, lost)) is not None:
            yield Doubt(Kind.NUMBER, lost.span, beside.playback.words[at].span)


def _single(beside: Beside, amount: Amount) -> int | None:
    """The place where the playback has one of what the statement counts more of."""
    change = beside.change_at(amount.places[0])
    if change is None or amount.ordinal or amount.value <= 1 or not amount.things:
        return None
    return next(
        (
            at
            for at in change.playback
            if beside.playback.words[at].text in {"a", "an"}
            and amount.things in {word.base for word in beside.playback.words[at + 1 : at + 2]}
        ),
        None,
    )


def different_days(beside: Beside, said: Exact) -> Iterator[Doubt]:
    """Find a day or time for which the playback has another of the same kind, or any other in the same place."""
    yield from _days_in_place(beside, said)
    for lost in said.lost_moments:
        for new in said.new_moments:
            if lost.field is new.field or _in_one_change(beside, lost, new):
                yield Doubt(_kind(lost), lost.span, new.span)
                break


def _days_in_place(beside: Beside, said: Exact) -> Iterator[Doubt]:
    """A day or time in the very place of another of its kind, though the other may stand elsewhere too."""
    told_at = {at: each for each in said.moments[0] for at in beside.statement.places(each.span)}
    said_at = {at: each for each in said.moments[1] for at in beside.playback.places(each.span)}
    for change in beside.changes:
        for at, to in product(change.statement, change.playback):
            one, other = told_at.get(at), said_at.get(to)
            if one and other and one.field is other.field and not one.agrees(other):
                yield Doubt(_kind(one), one.span, other.span)


def _kind(moment: Moment) -> Kind:
    return Kind.NUMBER if moment.field is Field.PER else Kind.DATE


def _in_one_change(beside: Beside, lost: Moment, new: Moment) -> bool:
    here, there = set(beside.statement.places(lost.span)), set(beside.playback.places(new.span))
    return any(here & set(change.statement) and there & set(change.playback) for change in beside.changes)
