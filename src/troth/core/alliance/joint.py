"""A text that both sides hold together: the purpose of an alliance, and each of its objectives.

One side puts a text, the other says yes; a change is a text that names the yes it would change. An objective
is closed when both sides have closed it. State is read from the set of effective moves, as for a promise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.alliance.agreeing import Act, held, in_order


class Subject(Enum):
    """What a joint text is about."""

    PURPOSE = "purpose"
    OBJECTIVE = "objective"


class Name(Enum):
    """What a side may do with a joint text."""

    PUT = "put"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CLOSE = "close"


class Status(Enum):
    """Where a joint text stands."""

    NOTHING_YET = "nothing yet"
    PROPOSED = "proposed"
    NOTHING = "nothing on the table"
    AGREED = "agreed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Move:
    """One signed act on a joint text; `terms` is the yes that a put would change or a close would close."""

    id: str
    log: str
    subject: Subject
    name: Name
    sees: frozenset[str] = frozenset()
    on: str | None = None
    terms: str | None = None
    day: date | None = None
    title: str | None = None
    words: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False

    @property
    def act(self) -> Act | None:
        """What it does to a text; None of a close."""
        return None if self.name is Name.CLOSE else Act(self.name.value)


@dataclass(frozen=True)
class State:
    """What both hold (`text`, by the yes `terms`), what is on the table of each side, who has closed it."""

    status: Status = Status.NOTHING_YET
    subject: Subject | None = None
    terms: str | None = None
    text: Move | None = None
    table: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    closed_by: frozenset[str] = frozenset()
    fallen: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""


def read(moves: Sequence[Move]) -> State:
    """Read what both sides hold together from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = in_order(moves)
    both = held(ordered)
    terms = both.terms
    closes = frozenset(move.log for move in ordered if move.name is Name.CLOSE and move.terms == terms)
    return State(
        status=_status(terms, closes, bool(both.table)),
        subject=ordered[0].subject,
        terms=terms,
        text=both.text,
        table=MappingProxyType({}) if len(closes) > 1 else both.table,
        closed_by=closes,
        fallen=both.fallen,
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _status(terms: str | None, closes: frozenset[str], open_texts: bool) -> Status:
    if len(closes) > 1:
        return Status.CLOSED
    if terms is not None:
        return Status.AGREED
    return Status.PROPOSED if open_texts else Status.NOTHING
