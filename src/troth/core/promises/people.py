"""Who answers for a promise on each side now, and how much hangs on it."""

from __future__ import annotations

from troth.core.promises.moves import Agreement, Handed, Move, Name, Text
from troth.core.promises.state import State
from troth.core.values import Side, Stake


def person(state: State, side: Side) -> str | None:
    """Name the member who answers for a side: as that side said last, else as the partner addressed it.

    None while a promise is addressed to the whole organisation and nobody there has taken it.
    """
    said = [found for move in state.moves if move.side is side and (found := _own(state, move, side))]
    if said:
        return said[-1]
    addressed = [found for text in _texts_in_view(state) if (found := _addressed(text, side))]
    return addressed[-1] if addressed else None


def _own(state: State, move: Move, side: Side) -> str | None:
    """Whom a side's own move names as the one who answers for it."""
    if isinstance(move.facts, Handed):
        return move.facts.person
    if move.id not in state.counted:
        return None
    if isinstance(move.facts, Text):
        return _addressed(move, side) or move.stands_for or move.by or None
    if move.name is Name.AGREE:
        named = move.facts.person if isinstance(move.facts, Agreement) else None
        return named or move.stands_for or move.by or None
    return None


def _addressed(text: Move, side: Side) -> str | None:
    if not isinstance(text.facts, Text):
        return None
    return text.facts.performer if side is Side.PERFORMER else text.facts.customer


def _texts_in_view(state: State) -> list[Move]:
    open_texts = [text for text in state.table.values() if text]
    return [*([state.text] if state.text else []), *open_texts]


def stake(state: State) -> Stake | None:
    """Say how much hangs on it: as the customer said last in what counts, else as the text in view has it."""
    heard = [
        move.facts.stake
        for move in state.moves
        if move.side is Side.CUSTOMER
        and move.id in state.counted
        and isinstance(move.facts, Text | Agreement)
    ]
    said = [each for each in heard if each]
    if said:
        return said[-1]
    texts = [text.facts.stake for text in _texts_in_view(state) if isinstance(text.facts, Text)]
    return next((each for each in texts if each), None)


def stake_at_yes(state: State, text: Move, said: Stake | None) -> Stake | None:
    """Say how much hangs on it once there is a yes to a text: the most of what is so, what the text has and what
    is said with the yes."""
    proposed = text.facts.stake if isinstance(text.facts, Text) else None
    heard = [each for each in (stake(state), proposed, said) if each is not None]
    return max(heard, key=lambda each: each.weight, default=None)
