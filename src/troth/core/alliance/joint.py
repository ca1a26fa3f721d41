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


def _cross(one: Move, two: Move) -> bool:
    return one.id != two.id and one.id not in two.sees and two.id not in one.sees


def _standing(ordered: Sequence[Move], by: Mapping[str, Move]) -> list[Move]:
    """Yeses to a text that was still there, which crossed no yes to another text from the same beginning."""
    yeses = [move for move in ordered if move.name is Name.AGREE]

    def spoiled(yes: Move, other: Move) -> bool:
        text = by[yes.on or ""]
        if not _cross(yes, other):
            return False
        if other.name is Name.WITHDRAW:
            return other.on == text.id
        if other.name is Name.PUT:
            return other.log == text.log and other.terms == text.terms and text.id in other.sees
        rival = by[other.on or ""] if other.name is Name.AGREE else text
        return rival.id != text.id and rival.terms == text.terms

    return [yes for yes in yeses if not any(spoiled(yes, other) for other in ordered)]


def _in_force(standing: Sequence[Move], by: Mapping[str, Move]) -> tuple[str, ...]:
    after = {by[yes.on or ""].terms: yes.id for yes in standing}
    chain: list[str] = []
    terms = after.get(None)
    while terms is not None:
        chain.append(terms)
        terms = after.get(terms)
    return tuple(chain)


def _table(ordered: Sequence[Move], terms: str | None) -> dict[str, Move]:
    """Each side's latest text from the terms in force, unless it was withdrawn or declined."""
    latest = {move.log: move for move in ordered if move.name is Name.PUT and move.terms == terms}
    off = {move.on for move in ordered if move.name in {Name.WITHDRAW, Name.DECLINE}}
    return {log: text for log, text in latest.items() if text.id not in off}


def read(moves: Sequence[Move]) -> State:
    """Read what both sides hold together from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))
    by = {move.id: move for move in ordered}
    standing = _standing(ordered, by)
    chain = _in_force(standing, by)
    terms = chain[-1] if chain else None
    table = _table(ordered, terms)
    closes = frozenset(move.log for move in ordered if move.name is Name.CLOSE and move.terms == terms)
    return State(
        status=_status(terms, closes, bool(table)),
        subject=ordered[0].subject,
        terms=terms,
        text=by[by[terms].on or ""] if terms else None,
        table=MappingProxyType({} if len(closes) > 1 else table),
        closed_by=closes,
        fallen=frozenset(move.id for move in ordered if move.name is Name.AGREE) - frozenset(chain),
        moves=ordered,
        stamp=sha256("\n".join(sorted(by)).encode()).hexdigest(),
    )


def _status(terms: str | None, closes: frozenset[str], open_texts: bool) -> Status:
    if len(closes) > 1:
        return Status.CLOSED
    if terms is not None:
        return Status.AGREED
    return Status.PROPOSED if open_texts else Status.NOTHING
