"""Which move on a joint text is legal, and what each role may do in an alliance."""

from __future__ import annotations

from troth.core.alliance.agreeing import OtherTerms, answers, require_held
from troth.core.alliance.joint import Move, Name, State, Status, Subject
from troth.core.errors import Refusal


class AlreadyClosed(Refusal):
    """Both sides have closed it."""


class NothingToClose(Refusal):
    """There is no objective in force that this side could still close."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if state.status is Status.CLOSED:
        raise AlreadyClosed("Both sides have closed this. You can put a new one.")
    if state.subject not in {None, move.subject}:
        raise OtherTerms("This text is about something else.")
    if move.name is Name.CLOSE:
        _close(state, move)
    else:
        require_held(state.terms, state.table, move)


def _close(state: State, move: Move) -> None:
    if move.subject is not Subject.OBJECTIVE or state.terms is None:
        raise NothingToClose("There is no agreed objective here to close.")
    if move.log in state.closed_by:
        raise NothingToClose("You have closed this. It is closed for both once your partner does so too.")
    if move.terms != state.terms:
        raise OtherTerms("You both hold another text by now. Look at it first, then say it again.")


def may(state: State, log: str) -> frozenset[Name]:
    """Name the moves that a side may make now."""
    if state.status is Status.CLOSED:
        return frozenset()
    names = {Name.PUT} | {Name(act.value) for act in answers(state.table, log)}
    if state.subject is Subject.OBJECTIVE and state.terms and log not in state.closed_by:
        names.add(Name.CLOSE)
    return frozenset(names)
