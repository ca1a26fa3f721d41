"""One move on a concern: somebody says what they saw, the partner how they see it, and only then is anything weighed.

This serves the essay's second element: suspend judgement. Start with understanding and connecting, then rating and
assessing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Name(Enum):
    """What one may do with a concern, by the name that stands in the record."""

    RAISE = "raise"
    TELL = "tell"
    PLAY_BACK = "play_back"
    CONFIRM = "confirm"
    CORRECT = "correct"
    WEIGH = "weigh"
    PARK = "park"
    SETTLE = "settle"
    WITHDRAW = "withdraw"


ANSWERS = frozenset({Name.CONFIRM, Name.CORRECT})


class Weight(Enum):
    """How much a concern matters to a side, in one of three sentences; a member's value says it to a person."""

    LIVE_WITH_IT = "We can live with it"
    COSTS_US = "It costs us something each time"
    TOUCHES_US = "It touches what we are together for"

    @property
    def level(self) -> int:
        """The place of the sentence among the three, 1 to 3, as the record keeps it."""
        return list(Weight).index(self) + 1


@dataclass(frozen=True)
class Saw:
    """What whoever raises a concern says: what happened, what it meant for them, and a question."""

    observation: str = ""
    effect: str = ""
    question: str = ""


@dataclass(frozen=True)
class Move:
    """One signed act on one concern.

    `on` is the playback that is confirmed or corrected. `day` is when what was seen happened, `about` the promise or
    the statement that shows it, `also` what else shows it, `to` the person who is asked. `saw`, `words` and `know`
    (what one would like the other side to know) are detached and may be erased; nothing that is reckoned reads them.
    """

    id: str
    log: str
    name: Name
    sees: frozenset[str] = frozenset()
    on: str | None = None
    day: date | None = None
    about: str | None = None
    also: tuple[str, ...] = ()
    to: str | None = None
    weight: Weight | None = None
    saw: Saw | None = None
    words: str | None = None
    know: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False

    @property
    def evidence(self) -> tuple[str, ...]:
        """Everything that shows what was seen, each once, in the order in which it was named."""
        return tuple(dict.fromkeys((*((self.about,) if self.about else ()), *self.also)))
