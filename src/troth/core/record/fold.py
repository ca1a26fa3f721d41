"""The fold: the state of one object, read from the set of its effective moves.

A move is effective when it is legal on the state read from the effective moves in its own causal past; that
is decided once and never changes. Arrival order cannot matter, and nothing said can vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from troth.core.errors import Refusal

M = TypeVar("M")
S = TypeVar("S")


@dataclass(frozen=True)
class Folded(Generic[M, S]):
    """What was read: the state, the moves that count towards it, and those refused with their reasons."""

    state: S
    effective: tuple[M, ...]
    refused: tuple[tuple[M, Refusal], ...]


def fold(
    moves: Sequence[tuple[str, frozenset[str], M]],
    *,
    legal: Callable[[S, M], None],
    read: Callable[[Sequence[M]], S],
    stand: Callable[[Sequence[M]], S] | None = None,
    weighs: Callable[[M], bool] = lambda move: True,
) -> Folded[M, S]:
    """Read the state of an object from its moves, given in any order as (id, ids in its causal past, move).

    `legal` raises a `Refusal` for a move that may not be made on a state; `read` must not depend on more
    than the moves it is given, which come in one causal order, the same on every node. Where `legal` looks at less
    than all of a state, `stand` reads that much, and moves that do not weigh are left out of what it is given.
    """
    effective, refused = weigh(moves, legal=legal, stand=stand or read, weighs=weighs)
    return Folded(read(effective), tuple(effective), tuple(refused))


def weigh(
    moves: Sequence[tuple[str, frozenset[str], M]],
    *,
    legal: Callable[[S, M], None],
    stand: Callable[[Sequence[M]], S],
    weighs: Callable[[M], bool],
) -> tuple[list[M], list[tuple[M, Refusal]]]:
    """Tell the effective moves, in causal order, from those refused, without reading the state they lead to."""
    effective: list[M] = []
    weighing: list[tuple[str, M]] = []
    refused: list[tuple[M, Refusal]] = []
    before: list[M] = []
    state = stand(before)
    # Causal pasts are closed, so a move always has a smaller past than any move that sees it.
    for identity, past, move in sorted(moves, key=lambda item: (len(item[1]), item[0])):
        known = [earlier for name, earlier in weighing if name in past]
        if known != before:
            before, state = known, stand(known)
        try:
            legal(state, move)
        except Refusal as refusal:
            refused.append((move, refusal))
        else:
            effective.append(move)
            weighing += [(identity, move)] if weighs(move) else []
    return effective, refused
