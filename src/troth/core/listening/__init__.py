"""Listening: a statement, how the partner understood it, what two quiet measures notice of that, and the same page."""

from troth.core.listening.checks import doubts
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.facts import ECHO, Course, Outcome, course, is_echo
from troth.core.listening.measured import Reading, read_back
from troth.core.listening.moves import Move, Name
from troth.core.listening.own_words import OwnWords, Wording, own_words
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
from troth.core.listening.runs import Run
from troth.core.listening.state import Round, State
from troth.core.listening.table import CLOSED, TABLE, Part, Status
from troth.core.listening.wire import move_from, wire
from troth.core.listening.words import Span, Word, words

__all__ = [
    "CLOSED",
    "ECHO",
    "TABLE",
    "Course",
    "Doubt",
    "Ended",
    "Kind",
    "Move",
    "Name",
    "NotNow",
    "NotYourPart",
    "OtherPlayback",
    "Outcome",
    "OwnWords",
    "Part",
    "Reading",
    "Round",
    "Run",
    "SaidAlready",
    "Span",
    "State",
    "Status",
    "Word",
    "Wording",
    "course",
    "doubts",
    "is_echo",
    "legal",
    "may",
    "move_from",
    "own_words",
    "read",
    "read_back",
    "wire",
    "words",
]
