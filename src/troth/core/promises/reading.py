"""The state of a promise, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

from troth.core.promises.counting import reasons
from troth.core.promises.moves import Move, Name
from troth.core.promises.reasons import Why
from troth.core.promises.standing import (
    Doings,
    Said,
    causal,
    chain_of,
    doings,
    fallen,
    gather,
    resting,
    table_of,
)
from troth.core.promises.state import State
from troth.core.promises.table import Status
from troth.core.values import Side


def _status(done: Doings, terms: str | None, open_texts: bool) -> tuple[Status, Move | None]:
    """R5: the first that applies, with the move that closed it."""
    if done.accept:
        return Status.KEPT, done.accept
    if terms is None:
        return (Status.PROPOSED if open_texts else Status.NOTHING), None
    if done.deliveries:
        return Status.DELIVERED, None
    if done.release:
        return Status.RELEASED, done.release
    if done.ended:
        return Status.BROKEN, done.ended
    return Status.AGREED, None


def read(moves: Sequence[Move]) -> State:
    """Read the state from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    said, fell, done, state = _stand(moves)
    why = reasons(said, state, done, fell)
    counted = frozenset(move.id for move in moves) - why.keys()
    return replace(state, stamp=stamp(moves), reasons=MappingProxyType(why), counted=counted)


def weighs(move: Move) -> bool:
    """Say whether a move can decide what is legal after it: a fact does not, but for the asking that is answered."""
    return not move.name.is_fact or move.name is Name.ESCALATE


def stand(moves: Sequence[Move]) -> State:
    """Read as much of the state as decides whether a move is legal on it, from the moves that weigh."""
    return _stand(moves)[3] if moves else State()


def _stand(moves: Sequence[Move]) -> tuple[Said, dict[str, Why | None], Doings, State]:
    said = gather(moves)
    fell = {yes.id: fallen(said, yes) for yes in said.of(Name.AGREE)}
    chain = chain_of(said, [yes for yes in said.of(Name.AGREE) if fell[yes.id] is None])
    terms = chain[-1] if chain else None
    table, done = table_of(said, terms), doings(said, chain)
    status, closing = _status(done, terms, any(table.values()))
    if closing:
        terms, table = resting(said, chain, closing), dict.fromkeys(Side)
    agreed = said.by[terms] if terms else None
    state = State(
        status=status,
        terms=terms,
        text=said.text_of(agreed) if agreed else None,
        agreed=agreed,
        chain=chain,
        table=MappingProxyType(table),
        delivery=_judged(said, done),
        accepted=done.accept,
        closing=closing,
        release_behind=status is Status.DELIVERED and done.release is not None,
        logs=said.logs,
        moves=causal(moves),
        counted=frozenset(said.by),
    )
    return said, fell, done, state


def _judged(said: Said, done: Doings) -> Move | None:
    if done.accept:
        return said.by[done.accept.on or ""]
    return done.deliveries[-1] if done.deliveries else None


def stamp(moves: Sequence[Move]) -> str:
    """Digest what was said and done, facts apart, so a page can tell whether the state moved under it."""
    ids = sorted(move.id for move in moves if not move.name.is_fact)
    return sha256("\n".join(ids).encode()).hexdigest()
