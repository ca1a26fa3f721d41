"""One move on an area of work: what is at stake in it is put by one side and holds once the other agrees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from troth.core.alliance import Act
from troth.core.values import Stake

SCALE = (1, 3, 10, 30, 100)
"""What a failed promise costs, where nobody wants to name a sum: from "hardly noticed" to "it hurts for a year"."""
POINTS = "points"


class Whose(Enum):
    """Whose side is meant, as whoever puts a text says it; its value is what stands in the record."""

    OWN = "own"
    PARTNER = "partner"

    @property
    def other(self) -> Whose:
        return Whose.PARTNER if self is Whose.OWN else Whose.OWN


@dataclass(frozen=True)
class Facts:
    """What hangs on an area. `relies` says which side relies on the other. `loss` (1 or more) is what a failed promise
    costs, `count` (1 or more) how many promises a quarter has, `appetite` (0 or more) the loss a quarter that is
    accepted, `hour` what an hour of work is worth in hundredths (0: nobody said); all in `unit`, which is "points" or
    the code of a currency. `stake` is how much hangs on one promise, in the words of promises. `list` names the
    starting list that it came from.
    """

    relies: Whose
    loss: int
    count: int
    appetite: int
    unit: str = POINTS
    hour: int = 0
    stake: Stake = Stake.MEDIUM
    list: str = ""


@dataclass(frozen=True)
class Move:
    """One signed act on an area.

    A put carries the `facts`; `terms` is the yes that it would change, `on` the text that an answer answers. One that
    `ends` would let the area go. `title` names the area, `words` say more; both are detached and may be erased.
    """

    id: str
    log: str
    act: Act
    facts: Facts | None = None
    sees: frozenset[str] = frozenset()
    on: str | None = None
    terms: str | None = None
    ends: bool = False
    title: str | None = None
    words: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False
