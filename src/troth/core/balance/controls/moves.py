"""One move on a control: a change of it is put by one side and counts once the other has agreed.

This serves the essay's claim that business moves from control to trust, and keeps the balance of the two: a control is
let go as a trial, with words that say what would bring it back, and either side may say that this has come to pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from troth.core.alliance import Act
from troth.core.balance.areas import Whose
from troth.core.balance.reckoning import Kind, Over


class Name(Enum):
    """What one may do with a control, by the name that stands in the record."""

    PUT = "put"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TRIP = "trip"


ANSWERS = frozenset({Name.AGREE, Name.DECLINE, Name.WITHDRAW})


class Change(Enum):
    """What a text would make of a control; its value is what stands in the record."""

    ADD = "add"
    ADJUST = "adjust"
    SHARE = "share"
    TRIAL = "trial"
    LET_GO = "let_go"
    BRING_BACK = "bring_back"
    LEAVE = "leave"


CHANGES = {
    Change.ADD: "put it in place",
    Change.ADJUST: "change how it is done",
    Change.SHARE: "from “I check you” to “we both see it”",
    Change.TRIAL: "let it go as a trial",
    Change.LET_GO: "let it go for good",
    Change.BRING_BACK: "bring it back",
    Change.LEAVE: "leave it, and look again",
}


@dataclass(frozen=True)
class Facts:
    """What a control is. `share` is the part of failures it catches in time, in percent; `own` and `partner` the
    minutes a quarter it takes each side, as whoever puts the text sees them; `asked` whose side asked for it (None:
    both did), `since` when, `review` the day on which both look at it again, `until` the last day of a trial.
    """

    area: str
    change: Change
    kind: Kind
    over: Over
    share: int
    own: int
    partner: int
    asked: Whose | None = None
    since: date | None = None
    review: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Words:
    """The words of a control: its name, what it catches, why it was asked for and by whom, what it has caught so far,
    the trip-wire of a trial, and a word to the other side with the proposal.
    """

    title: str = ""
    catches: str = ""
    why: str = ""
    asked_by: str = ""
    caught: str = ""
    wire: str = ""
    words: str = ""


@dataclass(frozen=True)
class Move:
    """One signed act on a control.

    A put carries the whole control as it would be (`facts`), and names the yes that it would change (`terms`). A trip
    names the yes of the trial (`terms`) and the `day` on which what the wire says came to pass. `on` is the text that
    an answer answers. `said` is detached and may be erased; nothing that is reckoned reads it.
    """

    id: str
    log: str
    name: Name
    facts: Facts | None = None
    sees: frozenset[str] = frozenset()
    on: str | None = None
    terms: str | None = None
    day: date | None = None
    said: Words = Words()
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False

    @property
    def act(self) -> Act | None:
        """What it does to the text of a control; None of a trip."""
        return None if self.name is Name.TRIP else Act(self.name.value)
