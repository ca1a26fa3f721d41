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
) -> Folded[M, S]:
    """Read the state of an object from its moves, given in any order as (id, ids in its causal past, move).

    `legal` raises a `Refusal` for a move that may not be made on a state; `read` must not depend on more
    than the moves it is given, which come in one causal order, the same on every node.
    """
    effective: list[tuple[str, M]] = []
    refused: list[tuple[M, Refusal]] = []
    # Causal pasts are closed, so a move always has a smaller past than any move that sees it.
    for identity, past, move in sorted(moves, key=lambda item: (len(item[1]), item[0])):
        try:
            legal(read([earlier for known, earlier in effective if known in past]), move)
        except Refusal as refusal:
            refused.append((move, refusal))
        else:
            effective.append((identity, move))
    counted = tuple(move for _, move in effective)
    return Folded(read(counted), counted, tuple(refused))
