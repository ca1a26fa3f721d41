"""Listening: a statement, how the partner understood it, and whether both are on the same page."""

from troth.core.listening.facts import ECHO, Course, Outcome, course, is_echo
from troth.core.listening.moves import Move, Name
from troth.core.listening.reading import read
from troth.core.listening.rules import (
    Ended,
    NotNow,
    NotYourPart,
    OtherPlayback,
    SaidAlready,
    legal,
    may,
)
from troth.core.listening.state import Round, State
from troth.core.listening.table import CLOSED, TABLE, Part, Status
from troth.core.listening.wire import move_from, wire

__all__ = [
    "CLOSED",
    "ECHO",
    "TABLE",
    "Course",
    "Ended",
    "Move",
    "Name",
    "NotNow",
    "NotYourPart",
    "OtherPlayback",
    "Outcome",
    "Part",
    "Round",
    "SaidAlready",
    "State",
    "Status",
    "course",
    "is_echo",
    "legal",
    "may",
    "move_from",
    "read",
    "wire",
]
