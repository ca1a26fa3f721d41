"""One tip: the fact that calls for it, what to try, why, and where that comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from troth.core.tips.seen import Seen
from troth.core.tips.sources import Source

PARTNER = "{partner}"


class Where(Enum):
    """The room in which the fact can be seen and the tip tried; a member's value is the room's name on pages."""

    PROMISES = "Promises"
    LISTENING = "Listening"
    CONCERNS = "Concerns"
    MEETINGS = "Meetings"
    CHARTER = "Charter"
    DIFFERENCES = "Differences"
    PULSE = "Pulse"
    BALANCE = "Balance"
    PEOPLE = "People"
    OWN = "Your settings"
    PARKED = "Set aside"


@dataclass(frozen=True)
class Tip:
    """A thing to try. `fact`, `do` and `why` may say {partner} for the other side's name; `holds` is the rule by which
    the fact is there. It speaks to one reader of what they could do, and of nobody's fault."""

    key: str
    title: str
    fact: str
    do: str
    why: str
    where: Where
    source: Source
    holds: Callable[[Seen], bool]
    also: tuple[Source, ...] = ()

    def said(self, words: str, partner: str) -> str:
        """Return one of its texts with the other side's name in it, whatever signs that name has."""
        return words.replace(PARTNER, partner)
