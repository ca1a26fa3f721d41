"""Which move on a clause is legal, and the sentence that says why another is not."""

from __future__ import annotations

from troth.core.alliance import Act, OtherTerms, answers, require_held
from troth.core.charter.clause import Move, State, Status
from troth.core.errors import Refusal


class NothingToLetGo(Refusal):
    """There is no clause in force that both could let go."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if move.act is Act.PUT and state.kind not in (None, move.kind):
        raise OtherTerms("This is a clause of another kind. Put a new one beside it.")
    require_held(state.terms, state.table, move)
    if move.ends and state.status is not Status.IN_FORCE:
        raise NothingToLetGo("Nothing is agreed here that could be let go. Withdraw your words instead.")


def may(state: State, log: str) -> frozenset[Act]:
    """Name what a side may do now; a put may also propose to let go what is in force."""
    return frozenset({Act.PUT}) | answers(state.table, log)
