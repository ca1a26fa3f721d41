"""Which move is legal on which state, and the sentence that says why another is not."""

from __future__ import annotations

from troth.core.errors import Refusal
from troth.core.promises.look import look_of
from troth.core.promises.moves import Move, Name
from troth.core.promises.standing import speaks_for
from troth.core.promises.state import State
from troth.core.promises.table import CLOSED, TABLE, Status
from troth.core.values import Side


class NotYourMove(Refusal):
    """The move belongs to the other side."""


class Closed(Refusal):
    """The promise is kept, released or broken; a new one may cite it."""


class NotNow(Refusal):
    """The move is this side's, but not in this state."""


class NotOnTheTable(Refusal):
    """The text is not on the table any more, or it is not for this side to answer."""


class OtherTerms(Refusal):
    """Other terms are in force than those the move names."""


class OtherDelivery(Refusal):
    """Another delivery waits for judgement than the one the move names."""


class NothingToLookAt(Refusal):
    """Nobody has asked two people to look at it, or they were asked about something else."""


class AnsweredAlready(Refusal):
    """The partner has built on the yes, so it can no longer be taken back."""


HOW_IT_CLOSED = {
    Status.KEPT: "This promise is kept. A new promise can cite it.",
    Status.RELEASED: "This promise was released. A new promise can cite it.",
    Status.BROKEN: "This promise was broken, with notice. A new promise can cite it.",
}
WHOSE = {
    Name.OFFER: "An offer comes from the side that will do it. You can ask for it instead.",
    Name.REQUEST: "A request comes from the side that wants it done. You can offer it instead.",
    Name.DELIVER: "The side that promised says when it is delivered.",
    Name.BREAK: "Only the side that promised can break it, with notice. You can release it.",
    Name.WARN: "The side that promised tells when something came in between. You can ask how it stands.",
    Name.PROGRESS: "The side that promised reports progress. You can ask how it stands.",
    Name.ASK_RELEASE: "The side that promised asks to be released. You can release it.",
    Name.ACCEPT: "The side it was promised to accepts it.",
    Name.SEND_BACK: "The side it was promised to sends it back.",
    Name.RELEASE: "The side it was promised to releases it. You can ask to be released.",
    Name.ASK_STATUS: "The side it was promised to asks how it stands. You can report progress.",
}
WHEN = {
    Name.OFFER: "This is agreed already. You can propose a change.",
    Name.REQUEST: "This is agreed already. You can propose a change.",
    Name.COUNTER: "There is nothing on the table to counter. You can put a text of your own.",
    Name.CHANGE: "Nothing is agreed yet that could change. You can put a text of your own.",
    Name.DELIVER: "Nothing is agreed yet that could be delivered.",
    Name.ACCEPT: "Nothing is delivered that waits to be accepted.",
    Name.SEND_BACK: "Nothing is delivered that could be sent back.",
    Name.RELEASE: "Only what is agreed and not yet delivered can be released.",
    Name.BREAK: "Only what is agreed and not yet delivered can be broken.",
    Name.TAKE_BACK: "No yes is in force that could be taken back.",
    Name.REASSIGN: "There is nothing here yet to hand to somebody.",
}
NOT_AGREED = "Nothing is agreed yet."
NOT_ASKED = "Nobody has asked anybody to look at this. You can ask two people, one of each side."
NOTHING_OPEN = {
    Name.AGREE: "Nothing of the other side waits for a yes here.",
    Name.DECLINE: "Nothing of the other side waits for an answer here.",
    Name.COUNTER: WHEN[Name.COUNTER],
    Name.WITHDRAW: "No text of one's own waits for an answer here.",
    Name.TAKE_BACK: WHEN[Name.TAKE_BACK],
    Name.LOOKED: NOT_ASKED,
}
OFF_THE_TABLE = "That text is not on the table any more. Look at what is there now."


def may(state: State, side: Side) -> frozenset[Name]:
    """Name the moves that a side may make now, so far as the state decides it."""
    open_texts = {
        Name.WITHDRAW: state.table[side],
        Name.DECLINE: state.table[side.other],
        Name.AGREE: state.table[side.other],
        Name.TAKE_BACK: _unanswered(state, side),
        Name.COUNTER: state.table[side.other],
        Name.LOOKED: look_of(state),
    }
    rows = (name for status, who, name in TABLE if status is state.status and who is side)
    return frozenset(name for name in rows if name not in open_texts or open_texts[name])


def why_not(state: State, side: Side, name: Name) -> str:
    """Say in a sentence why a side may not make a move now, so far as the state decides it; empty when it may."""
    if name in may(state, side):
        return ""
    if (state.status, side, name) in TABLE:
        return NOTHING_OPEN[name]
    return str(_not_in_the_table(state.status, side, name))


def _unanswered(state: State, side: Side) -> Move | None:
    """The side's own yes in force, as long as no move of the partner has seen it."""
    yes = state.agreed
    if yes is None or yes.side is not side:
        return None
    answered = any(yes.id in move.sees for move in state.moves if move.side is not side)
    return None if answered else yes


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if state.moves and not speaks_for(state.logs, move):
        raise NotYourMove("Nobody can promise or answer in the partner's name.")
    if (state.status, move.side, move.name) not in TABLE:
        raise _not_in_the_table(state.status, move.side, move.name)
    if move.name.is_text:
        _on_these_terms(state, move)
    elif move.name.is_doing:
        _on_these_terms(state, move)
        _on_this_delivery(state, move)
    elif move.name is Name.TAKE_BACK:
        _still_unanswered(state, move)
    elif move.name in {Name.WITHDRAW, Name.DECLINE, Name.AGREE}:
        _on_the_table(state, move)
    elif move.name is Name.LOOKED:
        _was_asked(state, move)


def _not_in_the_table(status: Status, side: Side, name: Name) -> Refusal:
    if status in CLOSED:
        return Closed(HOW_IT_CLOSED[status])
    if name in WHOSE and not any((each, side, name) in TABLE for each in Status):
        return NotYourMove(WHOSE[name])
    if name in {Name.WITHDRAW, Name.DECLINE, Name.AGREE}:
        return NotOnTheTable(OFF_THE_TABLE)
    return NotNow(WHEN.get(name, NOT_AGREED))


def _on_these_terms(state: State, move: Move) -> None:
    if move.terms != state.terms:
        raise OtherTerms("Other terms are agreed meanwhile. Look at them first, then say it again.")


def _on_this_delivery(state: State, move: Move) -> None:
    if move.name not in {Name.ACCEPT, Name.SEND_BACK}:
        return
    if state.delivery is None or move.on != state.delivery.id:
        raise OtherDelivery("A later delivery waits for an answer. Look at that one.")


def _still_unanswered(state: State, move: Move) -> None:
    if state.agreed is None or move.on != state.agreed.id:
        raise NotNow(WHEN[Name.TAKE_BACK])
    if state.agreed.side is not move.side:
        raise NotYourMove("Only the side that said yes can take it back.")
    if move.answered:
        raise AnsweredAlready("Your partner has built on this yes. You can propose a change.")


def _on_the_table(state: State, move: Move) -> None:
    text = state.table[move.side if move.name is Name.WITHDRAW else move.side.other]
    if text is None or text.id != move.on:
        raise NotOnTheTable(OFF_THE_TABLE)


def _was_asked(state: State, move: Move) -> None:
    asked = (each for each in state.moves if each.name is Name.ESCALATE and each.id == move.on)
    if not any(speaks_for(state.logs, each) for each in asked):
        raise NothingToLookAt(NOT_ASKED)
