"""A clause and a difference, move by move; both sides know everything unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

from troth.core import charter
from troth.core.alliance import Act
from troth.core.charter import Kind, differences
from troth.core.charter.differences import Name
from troth.core.errors import Refusal

ONE, OTHER = "veldsen", "kaido"

M = TypeVar("M", charter.Move, differences.Move)
S = TypeVar("S", charter.State, differences.State)


@dataclass
class History(Generic[M, S]):
    """Moves about one thing that both may hold, all of them legal when they were made."""

    make: Callable[..., M]
    read: Callable[[Sequence[M]], S]
    legal: Callable[[S, M], None]
    moves: list[M] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    @property
    def state(self) -> S:
        return self.read(self.moves)

    def draft(self, log: str, name: Act | Name, *, seen: S | None = None, **more: object) -> M:
        """The move as a page would make it from the state it shows."""
        state = self.state if seen is None else seen
        sees = frozenset(move.id for move in state.moves)
        id = f"{next(self.numbers):03}-{name.value}"
        return self.make(state, id=id, log=log, name=name, sees=sees, by=f"m_{log}", **more)

    def say(self, log: str, name: Act | Name, *, seen: S | None = None, **more: object) -> M:
        """Make a move in sight of everything that was said, or of `seen`."""
        move = self.draft(log, name, seen=seen, **more)
        self.legal(self.state if seen is None else seen, move)
        self.moves.append(move)
        return move

    def refused(self, log: str, name: Act | Name, **more: object) -> Refusal:
        """The refusal that this move meets; it must meet one."""
        try:
            self.legal(self.state, self.draft(log, name, **more))
        except Refusal as refusal:
            return refusal
        raise AssertionError(f"{name} was not refused")


def answered(table: object, log: str, act: Act) -> str | None:
    """The text on the table that a side's answer is about: its own when it withdraws, else the other's."""
    own = act is Act.WITHDRAW
    return next((text.id for author, text in dict(table).items() if (author == log) is own), None)  # type: ignore[call-overload]


def _clause_move(state: charter.State, *, name: Act, log: str, **more: object) -> charter.Move:
    facts: dict[str, object] = {"kind": Kind.CLAUSE, "terms": state.terms} if name is Act.PUT else {}
    if name is not Act.PUT:
        facts = {"on": answered(state.table, log, name)}
    return charter.Move(act=name, log=log, **{**facts, **more})  # type: ignore[arg-type]


def _difference_move(state: differences.State, *, name: Name, log: str, **more: object) -> differences.Move:
    facts: dict[str, object] = {"on": answered(state.table, log, Act(name.value))} if name in ANSWERED else {}
    if name is Name.TELL:
        facts = {"kind": differences.Kind.PLANNING}
    if name is Name.PUT:
        facts = {"terms": state.terms}
    if name is Name.LOOK:
        facts = {"terms": state.terms, "day": state.look.day if state.look else None, "holds": True}
    return differences.Move(name=name, log=log, **{**facts, **more})  # type: ignore[arg-type]


ANSWERED = frozenset({Name.AGREE, Name.DECLINE, Name.WITHDRAW})


def clause() -> History[charter.Move, charter.State]:
    """A clause of which nothing has been said yet."""
    return History(_clause_move, charter.read, charter.legal)


def difference() -> History[differences.Move, differences.State]:
    """A difference of which nothing has been told yet."""
    return History(_difference_move, differences.read, differences.legal)


def told() -> History[differences.Move, differences.State]:
    """A difference that both sides have told."""
    found = difference()
    found.say(ONE, Name.TELL, title="How a plan is made", words="We plan by the week.")
    found.say(OTHER, Name.TELL, words="We plan by the year.")
    return found
