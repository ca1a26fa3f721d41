"""What one side tells of its people's answers: never a single one, never where it lies beyond the middle half.

With four or more answers to an item the middle and the spread of the middle half are told, and nothing of the lowest
and the highest. Where fewer than four have answered at all, one word is told for the side, and only if all of them have
said beforehand that it may be. Of an item that fewer than four of a larger side answered nothing is told: no smaller
group stands beside a larger one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.errors import Refusal
from troth.core.judgement.survey.items import LEVELS, Instrument, items_of, keys_of

ENOUGH = 4
MOST_SAID = 50


class NothingGathered(Refusal):
    """Nobody of the side has answered."""


class How(Enum):
    """How much of one item is told, by the name that stands in the record; `ERASED` never stands there."""

    SPREAD = "spread"
    ONE_WORD = "one word"
    KEPT = "kept"
    NOBODY = "nobody"
    ERASED = "erased"


@dataclass(frozen=True)
class Remark:
    """Words about one item or question; `shown` when their author agrees that both sides read them without a name."""

    words: str
    shown: bool = False


@dataclass(frozen=True)
class Answer:
    """One person's answers: levels of 1 to 5 by item (none where they have not seen enough), and words.

    `agrees` that one word may be told for the side should fewer than four have answered.
    """

    levels: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    remarks: Mapping[str, Remark] = field(default_factory=lambda: MappingProxyType({}))
    agrees: bool = False


@dataclass(frozen=True)
class Told:
    """What is told of one item. `middle` is in half steps (2 to 10), so that it may lie between two words; `low` and
    `high` (1 to 5) are the ends of the middle half, told with a spread alone."""

    how: How
    middle: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a side's answers lie once each is read against its author's habit: a mean and a spread, in thousandths."""

    mean: int
    spread: int


@dataclass(frozen=True)
class SideAnswer:
    """What one side tells in a round: of each item, how many answered (None under four), and the words it may tell.

    `place` is told from four on, of a pulse alone.
    """

    items: Mapping[str, Told]
    answered: int | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    place: Place | None = None


def gather(instrument: Instrument, answers: Sequence[Answer], *, place: Place | None = None) -> SideAnswer:
    """Gather the answers of one side; raises `NothingGathered` when there are none.

    `place` is left out where fewer than four have answered. The order of the remarks tells nothing: it is that of
    their digests.
    """
    if not answers:
        raise NothingGathered("Nobody has answered yet. It can be closed once somebody has.")
    known = keys_of(instrument)
    said = {
        (key, remark.words)
        for answer in answers
        for key, remark in answer.remarks.items()
        if key in known and remark.shown and remark.words
    }
    return SideAnswer(
        items=MappingProxyType({item.key: _told(item.key, answers) for item in items_of(instrument)}),
        answered=len(answers) if len(answers) >= ENOUGH else None,
        remarks=tuple(sorted(said, key=_digest))[:MOST_SAID],
        place=place if len(answers) >= ENOUGH else None,
    )


def _told(key: str, answers: Sequence[Answer]) -> Told:
    of = [answer for answer in answers if key in answer.levels]
    levels = sorted(min(max(answer.levels[key], 1), LEVELS) for answer in of)
    count = len(levels)
    if not count:
        return Told(How.NOBODY)
    middle = levels[(count - 1) // 2] + levels[count // 2]
    if count >= ENOUGH:
        return Told(How.SPREAD, middle, levels[count // 4], levels[count - 1 - count // 4])
    if len(answers) >= ENOUGH or not all(answer.agrees for answer in answers):
        return Told(How.KEPT)
    return Told(How.ONE_WORD, middle - middle % 2)  # between two words: the lesser one


def _digest(said: tuple[str, str]) -> str:
    return sha256("\n".join(said).encode()).hexdigest()
