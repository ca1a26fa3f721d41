"""Which move on a statement is legal, and the sentence that says why another is not."""

from __future__ import annotations

from troth.core.errors import Refusal
from troth.core.listening.moves import ANSWERS, Move, Name
from troth.core.listening.state import State
from troth.core.listening.table import TABLE, Part, Status


class NotYourPart(Refusal):
    """The move belongs to whoever speaks, or to whoever listens."""


class Ended(Refusal):
    """Both are on the same page, have agreed to differ, or the statement was taken back."""


class NotNow(Refusal):
    """The move is this side's, but not as it stands."""


class OtherPlayback(Refusal):
    """Another playback waits for an answer than the one the move names."""


class SaidAlready(Refusal):
    """This side has said so already."""


HOW_IT_ENDED = {
    Status.SAME_PAGE: "You are on the same page about this. Put down a new statement to say more.",
    Status.DIFFERED: "You have agreed that you differ on this. Put down a new statement to take it up again.",
    Status.WITHDRAWN: "This statement was taken back. Put down a new one.",
}
WHOSE = {
    Name.ASK: "Whoever said it asks how it was understood. You can say how you understand it.",
    Name.PLAY_BACK: "The other side says how it understood you. You can ask for it.",
    Name.CONFIRM: "Only whoever said it can say that this is what was meant.",
    Name.CORRECT: "Only whoever said it can say again what did not come across.",
    Name.LEAVE: "Only whoever is asked can leave it for now. You can take your statement back.",
    Name.WITHDRAW: "Only whoever said it can take it back.",
}
WHEN = {
    Name.PUT: "This has been said. Put down a new statement to say something else.",
    Name.ASK: "A playback is asked for already, or one is here.",
    Name.CONFIRM: "There is no playback that waits for your answer.",
    Name.CORRECT: "There is no playback that waits for your answer.",
    Name.DIFFER: "Say first how you understand it; then it can be seen whether you differ.",
    Name.LEAVE: "Nobody waits for your playback.",
}


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    part = state.part(move.log)
    if (state.status, part, move.name) not in TABLE:
        raise _not_in_the_table(state.status, part, move.name)
    if move.name in ANSWERS and (state.current is None or move.on != state.current.id):
        raise OtherPlayback("A later playback waits for your answer. Look at that one.")
    if move.name is Name.DIFFER and any(said.log == move.log for said in state.differ):
        raise SaidAlready("You have said that you differ. It holds once the other side says so too.")


def may(state: State, log: str) -> frozenset[Name]:
    """Name the moves that a side may make now."""
    part = state.part(log)
    names = {name for status, who, name in TABLE if status is state.status and who is part}
    if any(said.log == log for said in state.differ):
        names.discard(Name.DIFFER)
    return frozenset(names)


def _not_in_the_table(status: Status, part: Part, name: Name) -> Refusal:
    if not status.is_open:
        return Ended(HOW_IT_ENDED[status])
    if status is Status.NOTHING_YET:
        return NotNow("Nothing has been said here yet. Write down what you mean first.")
    if name in WHOSE and not any((each, part, name) in TABLE for each in Status):
        return NotYourPart(WHOSE[name])
    return NotNow(WHEN[name])
