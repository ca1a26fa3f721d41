"""The state of an area, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.alliance import held, in_order
from troth.core.balance.areas.moves import Move, Whose


class Status(Enum):
    """Where an area stands; a member's value says it to a person."""

    NOTHING_YET = "nothing said yet"
    PROPOSED = "not agreed yet"
    NOTHING = "nothing on the table"
    AGREED = "agreed by both"
    LET_GO = "let go by both"


@dataclass(frozen=True)
class State:
    """Where an area stands: `history` holds each agreed text with the yes to it, `table` each side's proposal.

    `fallen` are yeses that crossed something and do not count.
    """

    status: Status = Status.NOTHING_YET
    history: tuple[tuple[Move, Move], ...] = ()
    table: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    fallen: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    @property
    def terms(self) -> str | None:
        """The yes in force, that a change would name."""
        return self.history[-1][1].id if self.history else None

    @property
    def text(self) -> Move | None:
        """What both agreed on; None while nothing is agreed, or once the area is let go."""
        return self.history[-1][0] if self.status is Status.AGREED else None

    def relies(self, log: str) -> bool | None:
        """Say whether the side of a log is the one that relies on the other; None while nothing is said."""
        first = self.moves[0] if self.moves else None
        if first is None or first.facts is None:
            return None
        return (first.facts.relies is Whose.OWN) is (first.log == log)


def read(moves: Sequence[Move]) -> State:
    """Read where an area stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = in_order(moves)
    both = held(ordered)
    history = tuple(zip(both.texts, both.chain, strict=True))
    return State(
        status=_status(history, bool(both.table)),
        history=history,
        table=both.table,
        fallen=both.fallen,
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _status(history: Sequence[tuple[Move, Move]], open_texts: bool) -> Status:
    if history:
        return Status.LET_GO if history[-1][0].ends else Status.AGREED
    return Status.PROPOSED if open_texts else Status.NOTHING
