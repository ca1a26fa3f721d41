"""Which move on an area is legal, and the sentence that says why another is not."""

from __future__ import annotations

from troth.core.alliance import Act, OtherTerms, answers, require_held
from troth.core.balance.areas.moves import Move, Whose
from troth.core.balance.areas.reading import State, Status
from troth.core.errors import Refusal


class NothingToLetGo(Refusal):
    """There is no agreed area that both could let go."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if move.facts is not None:
        relies = state.relies(move.log)
        if relies is not None and relies is not (move.facts.relies is Whose.OWN):
            raise OtherTerms(
                "This is an area in which the other side relies on yours. Put a new one beside it."
            )
    require_held(state.terms, state.table, move)
    if move.ends and state.status is not Status.AGREED:
        raise NothingToLetGo("Nothing is agreed here that could be let go. Withdraw your words instead.")


def may(state: State, log: str) -> frozenset[Act]:
    """Name what a side may do now; a put may also propose to let go what both agreed on."""
    return frozenset({Act.PUT}) | answers(state.table, log)
