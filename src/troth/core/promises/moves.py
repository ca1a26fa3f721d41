"""One move on a promise, as the room reads it: who said what, resting on what, having seen what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from troth.core.values import Side, Stake


class Name(Enum):
    """The moves of a conversation for action, by the name that stands in the record."""

    OFFER = "offer"
    REQUEST = "request"
    COUNTER = "counter"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    AGREE = "agree"
    DELIVER = "deliver"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    RELEASE = "release"
    BREAK = "break"
    TAKE_BACK = "take_back"
    WARN = "warn"
    PROGRESS = "progress"
    ASK_RELEASE = "ask_release"
    ASK_STATUS = "ask_status"
    REASSIGN = "reassign"
    ESCALATE = "escalate"
    LOOKED = "looked"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__

    @property
    def is_text(self) -> bool:
        return self in TEXTS

    @property
    def is_doing(self) -> bool:
        return self in DOINGS

    @property
    def is_fact(self) -> bool:
        return self in FACTS


TEXTS = frozenset({Name.OFFER, Name.REQUEST, Name.COUNTER, Name.CHANGE})
DOINGS = frozenset({Name.DELIVER, Name.ACCEPT, Name.SEND_BACK, Name.RELEASE, Name.BREAK})
ENDS = frozenset({Name.RELEASE, Name.BREAK})
FACTS = frozenset(
    {
        Name.WARN,
        Name.PROGRESS,
        Name.ASK_RELEASE,
        Name.ASK_STATUS,
        Name.REASSIGN,
        Name.ESCALATE,
        Name.LOOKED,
    }
)


@dataclass(frozen=True)
class Words:
    """What a text says to people; detached from the signed facts, so it can be erased without a trace."""

    title: str
    conditions: tuple[str, ...] = ()
    owes: tuple[str, ...] = ()
    area: str = ""
    links: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Relative:
    """A due day that follows another promise: so many days after it is accepted."""

    after: str
    days: int


@dataclass(frozen=True)
class Occurrence:
    """The place of one promise in a series: the `n`-th of `of`, counted from one."""

    series: str
    n: int
    of: int


@dataclass(frozen=True)
class Text:
    """The facts of an offer, a request, a counter or a change; `words` is None when they were erased."""

    due_day: date | None = None
    zone: str = "UTC"
    due: int | None = None
    stake: Stake | None = None
    area: str | None = None
    objective: str | None = None
    supports: tuple[str, ...] = ()
    series: Occurrence | None = None
    relative: Relative | None = None
    performer: str | None = None
    customer: str | None = None
    cites: str | None = None
    words: Words | None = None


@dataclass(frozen=True)
class Agreement:
    """The facts of a yes: the stake, where the customer sets it now, who holds the promise, and who signed with
    them where their organisation asks for a second signature."""

    stake: Stake | None = None
    person: str | None = None
    second: str | None = None


@dataclass(frozen=True)
class File:
    """A file handed over with a delivery: its SHA-256 and size are signed; its name and kind can be erased."""

    sha256: str
    size: int
    name: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Delivery:
    """The facts of a delivery: the day it was done, where that lies before the day it was said, and its files."""

    done_on: date | None = None
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Acceptance:
    """The facts of an accept: each condition met or not; `late` speaks only when no record can prove it."""

    met: tuple[bool, ...] = ()
    exceeded: bool = False
    late: bool | None = None


@dataclass(frozen=True)
class SentBack:
    """The facts of a delivery sent back: which conditions are not met, counted from nought."""

    unmet: tuple[int, ...] = ()


@dataclass(frozen=True)
class Warning:
    """The facts of "something came in between": the day now expected, None while it is not yet known."""

    expect: date | None = None


@dataclass(frozen=True)
class Handed:
    """The facts of a reassignment: the person of the mover's own side who answers now."""

    person: str


@dataclass(frozen=True)
class Asked:
    """The facts of asking two people to look: the sponsor of each side, None where a side has named nobody."""

    performer: str | None = None
    customer: str | None = None

    def of(self, side: Side) -> str | None:
        """Name the one who is asked on a side."""
        return self.performer if side is Side.PERFORMER else self.customer


@dataclass(frozen=True)
class Plain:
    """The facts of a move that has none beyond its name."""


Facts = Text | Agreement | Delivery | Acceptance | SentBack | Warning | Handed | Asked | Plain
PLAIN = Plain()


@dataclass(frozen=True)
class Move:
    """One signed act on one promise.

    `sees` holds the ids of the promise's moves in its causal past. `on` is the move acted on: the text
    of a yes, decline or withdraw, the delivery of an accept or send back, the yes of a take back, the asking
    that somebody has looked at.
    `terms` is the yes it rests on; of a text, the yes whose terms it would change, None for the first.
    `answered` matters for a take back alone: the partner had built on the yes when it was made.
    `log` wrote it; `to` names the partner's log where an alliance has more than two.
    `at` is the effective instant in ms UTC, `low` and `high` bracket it as far as the record proves.
    """

    id: str
    side: Side
    name: Name
    sees: frozenset[str] = frozenset()
    on: str | None = None
    terms: str | None = None
    answered: bool = False
    at: int = 0
    low: int | None = None
    high: int | None = None
    settled: bool = False
    log: str = ""
    to: str | None = None
    by: str = ""
    stands_for: str | None = None
    facts: Facts = PLAIN
    said: str | None = None
    links: tuple[str, ...] = ()
