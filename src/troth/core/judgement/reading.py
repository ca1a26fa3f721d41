"""The state of a concern, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from troth.core.judgement.moves import ANSWERS, Move, Name
from troth.core.judgement.state import Round, State
from troth.core.judgement.table import Status

TAKES_UP = frozenset({Name.TELL, Name.PLAY_BACK, Name.CONFIRM, Name.CORRECT, Name.WEIGH})


def read(moves: Sequence[Move]) -> State:
    """Read where a concern stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))
    raiser = ordered[0].log
    told = next((move for move in ordered if move.name is Name.TELL), None)
    rounds = _rounds(ordered)
    weighed = _weighed(ordered)
    ends = (Name.SETTLE, Name.WITHDRAW)
    closing = next((move for move in ordered if move.log == raiser and move.name in ends), None)
    beneath = _beneath(told, rounds, weighed, closing)
    parked = _parked(ordered) if closing is None else None
    return State(
        status=Status.PARKED if parked is not None else beneath,
        beneath=beneath,
        raised=ordered[0],
        told=told,
        rounds=rounds,
        weighed=weighed,
        parked=parked,
        closing=closing,
        fallen=_fallen(ordered, closing),
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _rounds(ordered: Sequence[Move]) -> tuple[Round, ...]:
    """Each playback with its answer; one confirmed outweighs one corrected."""
    answers: dict[str | None, Move] = {}
    for move in ordered:
        if move.name in ANSWERS and (move.on not in answers or move.name is Name.CONFIRM):
            answers[move.on] = move
    return tuple(Round(move, answers.get(move.id)) for move in ordered if move.name is Name.PLAY_BACK)


def _weighed(ordered: Sequence[Move]) -> tuple[Move, ...]:
    """The first weighing of each side, in the order of their logs, so that neither comes first by chance."""
    first: dict[str, Move] = {}
    for move in ordered:
        if move.name is Name.WEIGH:
            first.setdefault(move.log, move)
    return tuple(first[log] for log in sorted(first))


def _beneath(
    told: Move | None, rounds: Sequence[Round], weighed: Sequence[Move], closing: Move | None
) -> Status:
    """The first that applies."""
    if closing is not None:
        return Status.SETTLED if closing.name is Name.SETTLE else Status.WITHDRAWN
    if any(each.answer is not None and each.answer.name is Name.CONFIRM for each in rounds):
        return Status.WEIGHED if len(weighed) > 1 else Status.UNDERSTOOD
    if rounds:
        return Status.CORRECTED if rounds[-1].answer is not None else Status.PLAYED_BACK
    return Status.TOLD if told is not None else Status.RAISED


def _parked(ordered: Sequence[Move]) -> Move | None:
    """The move that parked it, as long as nothing took it up again; what crossed the parking does."""
    taken_up = {move.id for move in ordered if move.name in TAKES_UP}
    parking = [move for move in ordered if move.name is Name.PARK and taken_up <= move.sees]
    return parking[-1] if parking else None


def _fallen(ordered: Sequence[Move], closing: Move | None) -> frozenset[str]:
    """What crossed the move that closed it, and so was said to something that had ended."""
    if closing is None:
        return frozenset()
    return frozenset(
        move.id
        for move in ordered
        if move.id not in closing.sees and closing.id not in move.sees and move.id != closing.id
    )
