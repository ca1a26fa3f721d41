"""One piece of evidence of how a side acts towards the other: when, of what, how well, how much hung on it, and shown
by which entries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

DAY_MS = 86_400_000
MEDIUM = 3.0


class Facet(Enum):
    """What a piece of evidence speaks of; a member's value says it to a person."""

    DELIVERY = "delivery"
    LISTENING = "listening"
    OPENNESS = "openness"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece, which counts once by its `id`: that of an object, or of one with what it is evidence of.

    `at` is the instant in ms UTC from which it fades, of a promise the day it was due, or on which it closed if that
    was earlier; `known` the instant at which it came about, where that is later. `value` and `weight` (1, or a half
    where the other side did not answer) are in [0, 1], `stake` is what hung on it. Pieces with the same `batch` and
    the same `at` have one cause and share their weight; an empty `batch` is one of its own. `rests_on` are the ids of
    the entries, of both logs, that show it.
    """

    id: str
    facet: Facet
    at: int
    value: float
    stake: float = MEDIUM
    weight: float = 1.0
    batch: str = ""
    rests_on: tuple[str, ...] = ()
    known: int = 0

    @property
    def since(self) -> int:
        """The instant from which it counts."""
        return max(self.at, self.known)
