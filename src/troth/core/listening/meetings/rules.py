"""Which move on a meeting is legal, and the sentence that says why another is not."""

from __future__ import annotations

from troth.core.errors import Refusal
from troth.core.listening.meetings.moves import MAKES, Kind, Move, Name
from troth.core.listening.meetings.reading import Item, State


class AlreadyEnded(Refusal):
    """The note of this meeting is in the record, or nothing of it is yet."""


class NoSuchLine(Refusal):
    """The note has no line of that number."""


class ConfirmedAlready(Refusal):
    """This side stands by these words already."""


class MadeAlready(Refusal):
    """Something came of the line, and it goes on there."""


class NotAQuestion(Refusal):
    """Only a question is answered."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if move.name is Name.END:
        if state.ended is not None:
            raise AlreadyEnded("This meeting has ended. Begin a new note to write more.")
        return
    if state.ended is None:
        raise AlreadyEnded("This meeting has not ended yet; nothing of it can be confirmed before.")
    if move.line is None or move.line >= len(state.items):
        raise NoSuchLine("There is no such line in this note.")
    item = state.items[move.line]
    if move.name is Name.ANSWER:
        if item.line.kind is not Kind.QUESTION:
            raise NotAQuestion("Only an open question is answered. You can confirm this line, or correct it.")
    elif move.name is Name.CONFIRM:
        _confirm(item, move)
    else:
        _correct(item)
    _made(item, move)


def _confirm(item: Item, move: Move) -> None:
    if move.log in item.confirmed:
        raise ConfirmedAlready("Your side has confirmed this line. It counts once the other side has too.")


def may_correct(kind: Kind, *, made: bool, both: bool) -> bool:
    """Say whether a line is corrected in the note still, or where what came of it goes on.

    A statement that was put down is said again there; a promise that both stand by is changed there.
    """
    return not made or not (kind is Kind.STATEMENT or both)


def may_play_back(kind: Kind, *, made: bool, own: bool) -> bool:
    """Say whether a line is played back: by whoever listens, once its speaker has put it down as a statement."""
    return kind is Kind.STATEMENT and made and not own


def _correct(item: Item) -> None:
    if may_correct(item.line.kind, made=item.made is not None, both=item.both):
        return
    if item.line.kind is Kind.STATEMENT:
        raise MadeAlready("It was put down as a statement. Say it again there, or how you understand it.")
    raise MadeAlready("Both sides have confirmed it, and it is a promise. Propose a change of it there.")


def _made(item: Item, move: Move) -> None:
    """What comes of a line comes of it once, and is of its kind."""
    if move.made is None:
        return
    if not move.made.startswith(MAKES.get(item.line.kind, "-")):
        raise MadeAlready("Nothing like that comes of such a line.")
    if item.made not in (None, move.made):
        raise MadeAlready("It was put already, and goes on there. Look at it first.")
