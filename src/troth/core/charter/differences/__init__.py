"""Differences: a way in which two firms differ, told by both, and the bridge that both agreed to."""

from troth.core.charter.differences.moves import Kind, Move, Name
from troth.core.charter.differences.reading import Look, State, Status, read
from troth.core.charter.differences.rules import DayBefore, NothingToLookAt, NotToldYet, legal, may
from troth.core.charter.differences.wire import move_from, wire

__all__ = [
    "DayBefore",
    "Kind",
    "Look",
    "Move",
    "Name",
    "NotToldYet",
    "NothingToLookAt",
    "State",
    "Status",
    "legal",
    "may",
    "move_from",
    "read",
    "wire",
]
