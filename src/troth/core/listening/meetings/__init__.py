"""Meetings: the lines of a note, written once by one person, and what each side has confirmed of them."""

from troth.core.listening.meetings.line import Named, Read, read_line
from troth.core.listening.meetings.moves import Kind, Line, Move, Name
from troth.core.listening.meetings.reading import Item, State, Status, read
from troth.core.listening.meetings.rules import (
    AlreadyEnded,
    ConfirmedAlready,
    MadeAlready,
    NoSuchLine,
    NotAQuestion,
    legal,
    may_correct,
    may_play_back,
)
from troth.core.listening.meetings.wire import MOST_LINES, move_from, wire

__all__ = [
    "MOST_LINES",
    "AlreadyEnded",
    "ConfirmedAlready",
    "Item",
    "Kind",
    "Line",
    "MadeAlready",
    "Move",
    "Name",
    "Named",
    "NoSuchLine",
    "NotAQuestion",
    "Read",
    "State",
    "Status",
    "legal",
    "may_correct",
    "may_play_back",
    "move_from",
    "read",
    "read_line",
    "wire",
]
