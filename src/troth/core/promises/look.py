"""Two people asked to look at a promise: one sentence of each side, side by side, and who has looked since.

The first side to ask opens it and the other adds its own sentence; both having looked ends it, and asking again begins
anew. None of it changes what was promised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from troth.core.promises.moves import Asked, Move, Name
from troth.core.promises.state import State
from troth.core.values import Side


@dataclass(frozen=True)
class Look:
    """What two people were asked to look at: the asking, each side's latest sentence, and who has looked."""

    asked: Move
    said: Mapping[Side, Move] = field(default_factory=dict)
    looked: Mapping[Side, Move] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Say whether somebody of each side has looked."""
        return len(self.looked) == len(Side)

    def sponsor(self, side: Side) -> str | None:
        """Name who is asked on a side: as that side said itself, else as whoever asked first has it."""
        own = [self.said[side]] if side in self.said else []
        named = [move.facts.of(side) for move in (*own, self.asked) if isinstance(move.facts, Asked)]
        return next((each for each in named if each), None)


def looks_of(state: State) -> tuple[Look, ...]:
    """Read each time that two people were asked to look at a promise, in turn."""
    found: list[Look] = []
    for move in (move for move in state.moves if move.id in state.counted):
        if move.name is Name.ESCALATE:
            if not found or found[-1].is_over:
                found.append(Look(move, {move.side: move}))
            else:
                found[-1] = replace(found[-1], said={**found[-1].said, move.side: move})
        elif move.name is Name.LOOKED and found:
            found[-1] = replace(found[-1], looked={**found[-1].looked, move.side: move})
    return tuple(found)


def look_of(state: State) -> Look | None:
    """Read what two people were last asked to look at; None while nobody was."""
    found = looks_of(state)
    return found[-1] if found else None
