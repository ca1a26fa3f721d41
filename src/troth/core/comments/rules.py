"""Which move on a comment is legal, and the sentence that says why another is not: only who wrote it may change it."""

from __future__ import annotations

from troth.core.comments.moves import Move, Name
from troth.core.comments.reading import State
from troth.core.errors import Refusal


class SaidAlready(Refusal):
    """There is a comment of that name."""


class NotThere(Refusal):
    """Nothing was said yet that could be changed or taken back."""


class NotYours(Refusal):
    """Somebody else wrote it."""


class TakenBack(Refusal):
    """Whoever wrote it has taken it back."""


class OtherThing(Refusal):
    """It was said on another thing than the one the move names."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if state.said is None:
        if move.name is not Name.SAY:
            raise NotThere("There is no such comment. Look at the page again.")
        return
    if move.name is Name.SAY:
        raise SaidAlready("This has been said. Write another comment to say more.")
    if (move.log, move.by) != (state.said.log, state.said.by):
        raise NotYours("Only whoever wrote a comment may change it or take it back.")
    if state.withdrawn is not None:
        raise TakenBack("This comment was taken back. Write another one to say something.")
    if move.about != state.about:
        raise OtherThing("This comment was said on something else.")
