"""Which move on a concern is legal, and the sentence that says why another is not: first understand, then weigh."""

from __future__ import annotations

from troth.core.errors import Refusal
from troth.core.judgement.moves import ANSWERS, Move, Name
from troth.core.judgement.state import State
from troth.core.judgement.table import TABLE, Part, Status


class NotHeardYet(Refusal):
    """Nobody weighs a concern before the other side has said that it was understood."""


class NotYourPart(Refusal):
    """The move belongs to whoever raised it, or to whoever is asked."""


class Ended(Refusal):
    """The concern is settled, or was taken back."""


class NotNow(Refusal):
    """The move is this side's, but not as it stands."""


class OtherPlayback(Refusal):
    """Another playback waits for an answer than the one the move names."""


class SaidAlready(Refusal):
    """This side has said so already."""


HOW_IT_ENDED = {
    Status.SETTLED: "This is settled. Raise it anew if something is left of it.",
    Status.WITHDRAWN: "This was taken back. Raise it anew if something is left of it.",
}
WHOSE = {
    Name.RAISE: "Raise a concern of your own to say what you saw.",
    Name.TELL: "You said what you saw; now the other side tells how it sees it.",
    Name.PLAY_BACK: "Whoever raised it plays your view back. You say whether they understood you.",
    Name.CONFIRM: "Only the other side can say that you understood it.",
    Name.CORRECT: "Only the other side can say again what did not come across.",
    Name.SETTLE: "Only whoever raised it can say that it is settled for them.",
    Name.WITHDRAW: "Only whoever raised it can take it back.",
}
WHEN = {
    Name.RAISE: "This has been raised. Raise another concern to say something else.",
    Name.TELL: "The view of your side is told. You can say again what does not come across in the playback.",
    Name.PLAY_BACK: "There is no view to play back now.",
    Name.CONFIRM: "There is no playback that waits for your answer.",
    Name.CORRECT: "There is no playback that waits for your answer.",
    Name.PARK: "It waits for a word of your own side. Say it first; then either of you can set it aside.",
    Name.SETTLE: "It can be settled once the other side has said that you understood it. You can also take it back.",
}
NOT_HEARD_YET = "Weighing opens for both of you once the other side has said: you understood us."


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    part = state.part(move.log)
    if (state.beneath, part, move.name) not in TABLE:
        raise _not_in_the_table(state.beneath, part, move.name)
    if move.name is Name.PARK and state.status is Status.PARKED:
        raise SaidAlready("It is parked already. Whatever is said next takes it up again.")
    if move.name in ANSWERS and (state.current is None or move.on != state.current.id):
        raise OtherPlayback("A later playback waits for your answer. Look at that one.")
    if move.name is Name.WEIGH and any(said.log == move.log for said in state.weighed):
        raise SaidAlready("Your side has said how much it matters.")


def may(state: State, log: str) -> frozenset[Name]:
    """Name the moves that a side may make now."""
    part = state.part(log)
    names = {name for status, who, name in TABLE if status is state.beneath and who is part}
    if state.status is Status.PARKED:
        names.discard(Name.PARK)
    if any(said.log == log for said in state.weighed):
        names.discard(Name.WEIGH)
    return frozenset(names)


def _not_in_the_table(status: Status, part: Part, name: Name) -> Refusal:
    if not status.is_open:
        return Ended(HOW_IT_ENDED[status])
    if status is Status.NOTHING_YET:
        return NotNow("Nothing has been raised here yet. Say first what you saw.")
    if name is Name.WEIGH:
        return (
            SaidAlready("Both sides have said how much it matters.")
            if status is Status.WEIGHED
            else NotHeardYet(NOT_HEARD_YET)
        )
    if name in WHOSE and not any((each, part, name) in TABLE for each in Status):
        return NotYourPart(WHOSE[name])
    return NotNow(WHEN[name])
