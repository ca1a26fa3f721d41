"""The state of a comment, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from troth.core.comments.moves import Move, Name


@dataclass(frozen=True)
class State:
    """A comment with every wording it has had.

    `said` is the first move of it, `versions` that one and each change by the same person, in their order. `withdrawn`
    is the move that took it back. `moves` are all that were read, also those that belong to nobody's comment.
    """

    said: Move | None = None
    versions: tuple[Move, ...] = ()
    withdrawn: Move | None = None
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    @property
    def about(self) -> str:
        """The thing it is said on; empty while nothing is said."""
        return self.said.about if self.said is not None else ""

    @property
    def words(self) -> str:
        """What it says now; empty when that is erased."""
        return (self.versions[-1].words or "") if self.versions else ""

    @property
    def told(self) -> tuple[str, ...]:
        """Everybody whom one of its wordings named, each once."""
        return tuple(dict.fromkeys(name for move in self.versions for name in move.to))


def read(moves: Sequence[Move]) -> State:
    """Read a comment from effective moves, in whatever order they are given.

    Two sides that gave the same name to two comments, neither having seen the other, have said one: the first in the
    order of all moves. No node makes such names twice.
    """
    if not moves:
        return State()
    ordered = tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))
    said = ordered[0]
    own = [move for move in ordered[1:] if (move.log, move.by) == (said.log, said.by)]
    return State(
        said=said,
        versions=(said, *(move for move in own if move.name is Name.EDIT)),
        withdrawn=next((move for move in own if move.name is Name.WITHDRAW), None),
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )
