"""One move on a difference: each side tells how it is with them, both agree to a bridge and look whether it holds.

This serves the essay's claim that differences have to be bridged. A difference is nobody's doing; it has to be known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from troth.core.alliance import Act


class Kind(Enum):
    """In what two firms differ; its value is what stands in the record."""

    DECISIONS = "decisions"
    PLANNING = "planning"
    DIRECTNESS = "directness"
    TIME_ZONES = "time_zones"
    HOLIDAYS = "holidays"
    TOOLS = "tools"
    LANGUAGES = "languages"
    OTHER = "other"


class Name(Enum):
    """What one may do with a difference, by the name that stands in the record."""

    TELL = "tell"
    PUT = "put"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    LOOK = "look"


ANSWERS = frozenset({Name.AGREE, Name.DECLINE, Name.WITHDRAW})


@dataclass(frozen=True)
class Move:
    """One signed act on a difference.

    A `tell` names the `kind`. A `put` proposes a bridge: `terms` is the yes it would change, `promise` what keeps it,
    `day` when both look whether it holds. A `look` names the yes (`terms`) and the `day` it is about, whether the
    bridge `holds`, and may name the next day (`again`). `on` is the text that an answer answers. `title` (of a tell)
    and `words` are detached and may be erased.
    """

    id: str
    log: str
    name: Name
    kind: Kind | None = None
    sees: frozenset[str] = frozenset()
    on: str | None = None
    terms: str | None = None
    promise: str | None = None
    day: date | None = None
    holds: bool | None = None
    again: date | None = None
    title: str | None = None
    words: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False

    @property
    def act(self) -> Act | None:
        """What it does to the text of a bridge; None of a telling and of a look."""
        return None if self.name in (Name.TELL, Name.LOOK) else Act(self.name.value)
