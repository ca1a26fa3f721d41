"""The state of a difference, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.alliance import held, in_order
from troth.core.charter.differences.moves import Kind, Move, Name


class Status(Enum):
    """Where a difference stands; a member's value says it to a person."""

    NOTHING_YET = "nothing told yet"
    TOLD_BY_ONE = "told by one side so far"
    TOLD_BY_BOTH = "told by both sides"
    PROPOSED = "a bridge is proposed"
    BRIDGED = "bridged"


@dataclass(frozen=True)
class Look:
    """A day on which both look whether the bridge holds, with what each side has said of it, by log."""

    day: date
    said: Mapping[str, Move]

    @property
    def complete(self) -> bool:
        """Whether both sides have looked."""
        return len(self.said) > 1

    @property
    def holds(self) -> bool | None:
        """Whether it holds, as both say; None while one has not looked."""
        return all(move.holds for move in self.said.values()) if self.complete else None


@dataclass(frozen=True)
class State:
    """Where a difference stands.

    `told` is what each side tells, by log; `bridge` the agreed text and `yes` the yes to it; `table` each side's
    proposal; `looks` the days on which both looked, or are to look, the latest last. `fallen` are yeses that do not
    count.
    """

    status: Status = Status.NOTHING_YET
    kind: Kind | None = None
    title: str | None = None
    told: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    bridge: Move | None = None
    yes: Move | None = None
    table: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    looks: tuple[Look, ...] = ()
    fallen: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    @property
    def terms(self) -> str | None:
        """The yes in force, that a change of the bridge would name."""
        return self.yes.id if self.yes else None

    @property
    def look(self) -> Look | None:
        """The day on which both are to look next; None where none is set."""
        return self.looks[-1] if self.looks and not self.looks[-1].complete else None


def read(moves: Sequence[Move]) -> State:
    """Read where a difference stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = in_order(moves)
    told = {move.log: move for move in ordered if move.name is Name.TELL}
    both = held(ordered)
    yes = both.chain[-1] if both.chain else None
    first = ordered[0]
    named = [
        move.title for move in ordered if move.name is Name.TELL and move.log == first.log and move.title
    ]
    return State(
        status=_status(len(told), bool(both.table), yes is not None),
        kind=first.kind,
        title=named[-1] if named else None,
        told=MappingProxyType(told),
        bridge=both.text,
        yes=yes,
        table=both.table,
        looks=_looks(ordered, both.text, yes),
        fallen=both.fallen,
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _looks(ordered: Sequence[Move], bridge: Move | None, yes: Move | None) -> tuple[Look, ...]:
    """Each day to look, from the bridge's own to the next that was named; of two that were named, the nearer one."""
    said = [move for move in ordered if move.name is Name.LOOK and yes is not None and move.terms == yes.id]
    found: list[Look] = []
    day = bridge.day if bridge is not None else None
    while day is not None:
        look = Look(day, MappingProxyType({move.log: move for move in said if move.day == day}))
        found.append(look)
        named = [move.again for move in look.said.values() if move.again is not None]
        day = min(named, default=None) if look.complete else None
    return tuple(found)


def _status(told: int, open_texts: bool, agreed: bool) -> Status:
    if agreed:
        return Status.BRIDGED
    if open_texts:
        return Status.PROPOSED
    return Status.TOLD_BY_BOTH if told > 1 else Status.TOLD_BY_ONE
