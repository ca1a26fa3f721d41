"""The state of a control, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.alliance import held, in_order
from troth.core.balance.controls.moves import Change, Facts, Move, Name


class Status(Enum):
    """Where a control stands; a member's value says it to a person."""

    NOTHING_YET = "nothing said yet"
    PROPOSED = "not agreed yet"
    NOTHING = "nothing on the table"
    IN_PLACE = "in place"
    ON_TRIAL = "let go as a trial"
    BACK = "back, the trip-wire was touched"
    LET_GO = "let go by both"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__

    @property
    def is_there(self) -> bool:
        """Whether it is done now, and so catches something and takes its hours."""
        return self in THERE


THERE = frozenset({Status.IN_PLACE, Status.BACK})
AWAY = {Change.TRIAL: Status.ON_TRIAL, Change.LET_GO: Status.LET_GO}


@dataclass(frozen=True)
class State:
    """Where a control stands: `history` holds each agreed text with the yes to it, `table` each side's proposal.

    `tripped` is the move that brought it back. `fallen` are yeses that crossed something and do not count.
    """

    status: Status = Status.NOTHING_YET
    history: tuple[tuple[Move, Move], ...] = ()
    table: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    tripped: Move | None = None
    fallen: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    @property
    def terms(self) -> str | None:
        """The yes in force, that a change would name."""
        return self.history[-1][1].id if self.history else None

    @property
    def text(self) -> Move | None:
        """The text in force, also of a control that was let go; None while nothing is agreed."""
        return self.history[-1][0] if self.history else None

    @property
    def area(self) -> str | None:
        """The area of work it belongs to, as the first text names it."""
        facts = self.moves[0].facts if self.moves else None
        return facts.area if facts else None

    @property
    def look(self) -> date | None:
        """The day on which both look at it: the last of a trial, the day it was brought back, or the one agreed."""
        facts = self.text.facts if self.text else None
        if facts is None or self.status is Status.LET_GO:
            return None
        if self.tripped is not None:
            return self.tripped.day
        return facts.until if self.status is Status.ON_TRIAL else facts.review


def minutes(text: Move, log: str) -> int:
    """Return the minutes a quarter that a control takes the side of a log, by a text that carries facts."""
    facts: Facts | None = text.facts
    if facts is None:
        return 0
    return facts.own if text.log == log else facts.partner


def read(moves: Sequence[Move]) -> State:
    """Read where a control stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = in_order(moves)
    both = held(ordered)
    history = tuple(zip(both.texts, both.chain, strict=True))
    tripped = _tripped(ordered, history)
    return State(
        status=_status(history, bool(both.table), tripped is not None),
        history=history,
        table=both.table,
        tripped=tripped,
        fallen=both.fallen,
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _change(text: Move) -> Change | None:
    return text.facts.change if text.facts else None


def _tripped(ordered: Sequence[Move], history: Sequence[tuple[Move, Move]]) -> Move | None:
    """The move that brings the control back: of the trial that is on, or of one before it that its yes had not seen.

    Whoever agreed to go on without the control had then not heard of what happened; so it is back until both have.
    """
    if not history or _change(history[-1][0]) not in AWAY:
        return None
    yes, agreed = history[-1][1], {yes.id for _, yes in history}
    trips = (move for move in ordered if move.name is Name.TRIP and move.terms in agreed)
    return next((move for move in trips if move.terms == yes.id or move.id not in yes.sees), None)


def _status(history: Sequence[tuple[Move, Move]], open_texts: bool, tripped: bool) -> Status:
    if not history:
        return Status.PROPOSED if open_texts else Status.NOTHING
    if tripped:
        return Status.BACK
    change = _change(history[-1][0])
    return AWAY.get(change, Status.IN_PLACE) if change else Status.IN_PLACE
