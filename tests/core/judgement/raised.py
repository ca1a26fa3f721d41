"""A concern as the tests need it: moves made in sight of everything, or of what one side knew."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from troth.core.errors import Refusal
from troth.core.judgement import Move, Name, Saw, State, Weight, legal, read
from troth.core.judgement.moves import ANSWERS

RAISER, ASKED = "veldsen", "kaido"
SAW = Saw("The papers came on the 19th.", "Our customer waited two days.", "What happens before a sailing?")


@dataclass
class Concern:
    """The moves on one concern so far, all of them legal when they were made."""

    moves: list[Move] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    @property
    def state(self) -> State:
        return read(self.moves)

    def draft(self, log: str, name: Name, *, seen: State | None = None, **more: object) -> Move:
        """The move as a page would make it from the state it shows."""
        state = self.state if seen is None else seen
        on = state.current.id if name in ANSWERS and state.current else None
        weight = Weight.COSTS_US if name is Name.WEIGH else None
        fields: dict[str, object] = {"on": on, "by": f"m_{log}", "weight": weight, **more}
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


WAYS = (
    (ASKED, Name.TELL),
    (RAISER, Name.PLAY_BACK),
    (ASKED, Name.CONFIRM),
    (RAISER, Name.WEIGH),
    (ASKED, Name.WEIGH),
)


def raised(steps: int = 0, *, at: int = 0) -> Concern:
    """A concern, and so many steps of the way to one that is weighed by both."""
    concern = Concern()
    concern.say(RAISER, Name.RAISE, at=at, saw=SAW)
    for log, name in WAYS[:steps]:
        concern.say(log, name)
    return concern
