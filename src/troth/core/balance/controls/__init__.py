"""Controls: what one side or both do so that a failure is caught in time, and how it is changed by both."""

from troth.core.balance.controls.moves import CHANGES, Change, Facts, Move, Name, Words
from troth.core.balance.controls.reading import State, Status, minutes, read
from troth.core.balance.controls.rules import AlreadyBack, NoDay, NotNow, NotOnTrial, legal, may, may_change
from troth.core.balance.controls.wire import move_from, wire

__all__ = [
    "CHANGES",
    "AlreadyBack",
    "Change",
    "Facts",
    "Move",
    "Name",
    "NoDay",
    "NotNow",
    "NotOnTrial",
    "State",
    "Status",
    "Words",
    "legal",
    "may",
    "may_change",
    "minutes",
    "move_from",
    "read",
    "wire",
]
