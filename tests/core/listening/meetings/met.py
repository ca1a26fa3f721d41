"""A meeting, move by move; both sides know everything unless a test says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from troth.core.errors import Refusal
from troth.core.listening.meetings import Kind, Line, Move, Name, State, legal, read

ONE, OTHER = "veldsen", "kaido"
DAY, DUE = date(2026, 11, 18), date(2026, 11, 27)
PROMISE, STATEMENT, QUESTION, NOTE = range(4)
LINES = (
    Line(Kind.PROMISE, own=True, who="m_joost", to="m_haruka", due=DUE, words="The placement drawing"),
    Line(Kind.STATEMENT, own=False, who="m_haruka", to="m_joost", plays=True, words="The cable"),
    Line(Kind.QUESTION, own=False, who="m_naoko", words="Spare probes?"),
    Line(Kind.NOTE, words="January count looked at."),
)


@dataclass
class Meeting:
    """Moves about one meeting, all of them legal when they were made."""

    moves: list[Move] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    @property
    def state(self) -> State:
        return read(self.moves)

    def draft(
        self, log: str, name: Name, line: int | None = None, *, seen: State | None = None, **more: object
    ) -> Move:
        """The move as a page would make it from the state it shows."""
        state = self.state if seen is None else seen
        facts: dict[str, object] = {"day": DAY, "lines": LINES} if name is Name.END else {"line": line}
        return Move(
            id=f"{next(self.numbers):03}-{name.value}",
            log=log,
            name=name,
            sees=frozenset(move.id for move in state.moves),
            by=f"m_{log}",
            **{**facts, **more},  # type: ignore[arg-type]
        )

    def say(
        self, log: str, name: Name, line: int | None = None, *, seen: State | None = None, **more: object
    ) -> Move:
        """Make a move in sight of everything that was said, or of `seen`."""
        move = self.draft(log, name, line, seen=seen, **more)
        legal(self.state if seen is None else seen, move)
        self.moves.append(move)
        return move

    def refused(self, log: str, name: Name, line: int | None = None, **more: object) -> Refusal:
        """The refusal that this move meets; it must meet one."""
        try:
            legal(self.state, self.draft(log, name, line, **more))
        except Refusal as refusal:
            return refusal
        raise AssertionError(f"{name} was not refused")


def ended() -> Meeting:
    """A meeting that one side has ended, with a line of each kind."""
    found = Meeting()
    found.say(ONE, Name.END)
    return found
