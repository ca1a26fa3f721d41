"""The state of a meeting, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.listening.meetings.moves import Kind, Line, Move, Name


class Status(Enum):
    """Where a meeting stands; a member's value says it to a person."""

    NOTHING_YET = "nothing written yet"
    ENDED = "waits to be confirmed"
    CONFIRMED = "confirmed by both"


@dataclass(frozen=True)
class Item:
    """One line as it stands.

    `line` has the words and the day as they were last corrected, by `corrected`. `confirmed` is by which move each side
    stands by these, by its log; `made` the promise or statement that came of it; `answer` the last one to a question.
    `stamp` is another with everything that is said of the line.
    """

    line: Line
    confirmed: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    corrected: Move | None = None
    made: str | None = None
    answer: Move | None = None
    stamp: str = ""

    @property
    def both(self) -> bool:
        """Whether both sides stand by it: from then on it counts."""
        return len(self.confirmed) > 1

    @property
    def asks(self) -> bool:
        """Whether it waits to be confirmed at all; a note may stay one."""
        return self.line.kind is not Kind.NOTE


@dataclass(frozen=True)
class State:
    """Where a meeting stands: the act that ended it, and each line of it."""

    status: Status = Status.NOTHING_YET
    ended: Move | None = None
    items: tuple[Item, ...] = ()
    moves: tuple[Move, ...] = ()
    stamp: str = ""


def read(moves: Sequence[Move]) -> State:
    """Read where a meeting stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))
    ended = ordered[0]
    said = [move for move in ordered if ended.id in move.sees]
    items = tuple(
        _item(line, [move for move in said if move.line == number]) for number, line in enumerate(ended.lines)
    )
    waits = any(item.asks and not item.both for item in items)
    return State(
        status=Status.ENDED if waits else Status.CONFIRMED,
        ended=ended,
        items=items,
        moves=ordered,
        stamp=_stamp(ordered),
    )


def _item(line: Line, said: Sequence[Move]) -> Item:
    """A side stands by a line when it has seen the words that hold now, or wrote them."""
    corrections = [move for move in said if move.name is Name.CORRECT]
    corrected = corrections[-1] if corrections else None
    stands = [
        move
        for move in said
        if move.name in (Name.CONFIRM, Name.CORRECT)
        and (corrected is None or move is corrected or corrected.id in move.sees)
    ]
    answers = [move for move in said if move.name is Name.ANSWER]
    return Item(
        line=_as_corrected(line, corrected),
        confirmed=MappingProxyType({move.log: move for move in stands}),
        corrected=corrected,
        made=next((move.made for move in said if move.made is not None), None),
        answer=answers[-1] if answers else None,
        stamp=_stamp(said),
    )


def _stamp(moves: Sequence[Move]) -> str:
    return sha256("\n".join(sorted(move.id for move in moves)).encode()).hexdigest()


def _as_corrected(line: Line, corrected: Move | None) -> Line:
    if corrected is None:
        return line
    return replace(line, words=corrected.words, due=corrected.due)
