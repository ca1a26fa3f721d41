"""Which move on a joint text is legal, and what each role may do in an alliance."""

from __future__ import annotations

from troth.core.alliance.joint import Move, Name, State, Status, Subject
from troth.core.errors import Refusal


class AlreadyClosed(Refusal):
    """Both sides have closed it."""


class NotOnTheTable(Refusal):
    """The text is not on the table any more, or it is one's own."""


class OtherTerms(Refusal):
    """Another text is held together by now than the one the move names."""


class NothingToClose(Refusal):
    """There is no objective in force that this side could still close."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if state.status is Status.CLOSED:
        raise AlreadyClosed("Both sides have closed this. You can put a new one.")
    if state.subject not in {None, move.subject}:
        raise OtherTerms("This text is about something else.")
    {Name.PUT: _put, Name.CLOSE: _close}.get(move.name, _answer)(state, move)


def _put(state: State, move: Move) -> None:
    if move.terms != state.terms:
        raise OtherTerms("You both hold another text by now. Look at it first, then say it again.")


def _close(state: State, move: Move) -> None:
    if move.subject is not Subject.OBJECTIVE or state.terms is None:
        raise NothingToClose("There is no agreed objective here to close.")
    if move.log in state.closed_by:
        raise NothingToClose("You have closed this. It is closed for both once your partner does so too.")
    _put(state, move)


def _answer(state: State, move: Move) -> None:
    own = move.name is Name.WITHDRAW
    if not any(text.id == move.on and (log == move.log) is own for log, text in state.table.items()):
        raise NotOnTheTable("That text is not on the table any more. Look at what is there now.")


def may(state: State, log: str) -> frozenset[Name]:
    """Name the moves that a side may make now."""
    if state.status is Status.CLOSED:
        return frozenset()
    names = {Name.PUT}
    if log in state.table:
        names.add(Name.WITHDRAW)
    if any(author != log for author in state.table):
        names |= {Name.AGREE, Name.DECLINE}
    if state.subject is Subject.OBJECTIVE and state.terms and log not in state.closed_by:
        names.add(Name.CLOSE)
    return frozenset(names)
