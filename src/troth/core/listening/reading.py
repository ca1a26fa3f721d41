"""The state of a statement, read from the set of its effective moves; the order they came in cannot matter."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from troth.core.listening.moves import ANSWERS, Move, Name
from troth.core.listening.state import Round, State
from troth.core.listening.table import Status


def read(moves: Sequence[Move]) -> State:
    """Read where a statement stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))
    statement = ordered[0]
    rounds = _rounds(ordered)
    differ = _differing(ordered)
    status, closing = _status(ordered, rounds, differ)
    asked = asking(ordered)
    return State(
        status=status,
        statement=statement,
        asked=asked[-1] if asked else None,
        rounds=rounds,
        differ=differ,
        closing=closing,
        fallen=_fallen(ordered, closing),
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _rounds(ordered: Sequence[Move]) -> tuple[Round, ...]:
    """Each playback with its answer; one confirmed outweighs one corrected, should two have crossed."""
    answers: dict[str | None, Move] = {}
    for move in ordered:
        if move.name in ANSWERS and (move.on not in answers or move.name is Name.CONFIRM):
            answers[move.on] = move
    return tuple(Round(move, answers.get(move.id)) for move in ordered if move.name is Name.PLAY_BACK)


def _differing(ordered: Sequence[Move]) -> tuple[Move, ...]:
    """What the sides say of how they differ; a playback after it takes the conversation up again."""
    playbacks = [move for move in ordered if move.name is Name.PLAY_BACK]
    said = [move for move in ordered if move.name is Name.DIFFER]
    return tuple(move for move in said if not any(move.id in later.sees for later in playbacks))


def _status(
    ordered: Sequence[Move], rounds: Sequence[Round], differ: Sequence[Move]
) -> tuple[Status, Move | None]:
    """The first that applies, with the move that closed it."""
    confirmed = [each.answer for each in rounds if each.answer and each.answer.name is Name.CONFIRM]
    if confirmed:
        return Status.SAME_PAGE, confirmed[0]
    if len({move.log for move in differ}) > 1:
        return Status.DIFFERED, differ[-1]
    withdrawn = next((move for move in ordered if move.name is Name.WITHDRAW), None)
    if withdrawn is not None:
        return Status.WITHDRAWN, withdrawn
    return _going_on(ordered, rounds), None


def _going_on(ordered: Sequence[Move], rounds: Sequence[Round]) -> Status:
    taken_up = {move.id for move in ordered if move.name in (Name.PLAY_BACK, Name.ASK)}
    if any(move.name is Name.LEAVE and taken_up <= move.sees for move in ordered):
        return Status.LEFT
    if rounds:
        return Status.CORRECTED if rounds[-1].answer else Status.PLAYED_BACK
    return Status.ASKED if asking(ordered) else Status.SAID


def asking(ordered: Sequence[Move]) -> list[Move]:
    """The moves by which whoever speaks asks for a playback, the latest last."""
    return [
        move
        for move in ordered
        if move.log == ordered[0].log and (move.name is Name.ASK or (move.name is Name.PUT and move.asks))
    ]


def _fallen(ordered: Sequence[Move], closing: Move | None) -> frozenset[str]:
    """What crossed the move that closed it, and so was said to something that had ended."""
    if closing is None:
        return frozenset()
    return frozenset(
        move.id
        for move in ordered
        if move.id not in closing.sees and closing.id not in move.sees and move.id != closing.id
        if move.name is not Name.DIFFER or closing.name is not Name.DIFFER
    )
