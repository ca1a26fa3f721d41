"""A conversation about one statement, move by move; both know everything unless a test says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from troth.core.errors import Refusal
from troth.core.listening import Move, Name, State, legal, read
from troth.core.listening.moves import ANSWERS

SPEAKER, LISTENER = "veldsen", "kaido"


@dataclass
class Talk:
    """The moves about one statement so far, all of them legal when they were made."""

    moves: list[Move] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    @property
    def state(self) -> State:
        return read(self.moves)

    def draft(self, log: str, name: Name, *, seen: State | None = None, **more: object) -> Move:
        """The move as a page would make it from the state it shows."""
        state = self.state if seen is None else seen
        on = state.current.id if name in ANSWERS and state.current else None
        fields: dict[str, object] = {"on": on, "by": f"m_{log}", **more}
        return Move(
            id=f"{next(self.numbers):03}-{name.value}",
            log=log,
            name=name,
            sees=frozenset(move.id for move in state.moves),
            **fields,  # type: ignore[arg-type]
        )

    def say(self, log: str, name: Name, *, seen: State | None = None, **more: object) -> Move:
        """Make a move in sight of everything that was said, or of `seen`."""
        move = self.draft(log, name, seen=seen, **more)
        legal(self.state if seen is None else seen, move)
        self.moves.append(move)
        return move

    def refused(self, log: str, name: Name, **more: object) -> Refusal:
        """The refusal that this move meets; it must meet one."""
        try:
            legal(self.state, self.draft(log, name, **more))
        except Refusal as refusal:
            return refusal
        raise AssertionError(f"{name} was not refused")


def said(*, asks: bool = True, at: int = 0) -> Talk:
    """A statement put down, with a playback asked for or not."""
    talk = Talk()
    talk.say(SPEAKER, Name.PUT, asks=asks, at=at, words="We load at four.")
    return talk
