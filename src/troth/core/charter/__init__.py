"""The charter: what both agreed about working together, its versions, when they meet, and the words they agreed on."""

from troth.core.alliance import Act
from troth.core.charter.cadence import Every, Hours, Meeting, next_day
from troth.core.charter.clause import Agreement, Kind, Move, State, Status, read
from troth.core.charter.glossary import used
from troth.core.charter.principles import PRINCIPLES, Principle
from troth.core.charter.rules import NothingToLetGo, legal, may
from troth.core.charter.versions import Change, Version, versions
from troth.core.charter.wire import move_from, wire

__all__ = [
    "PRINCIPLES",
    "Act",
    "Agreement",
    "Change",
    "Every",
    "Hours",
    "Kind",
    "Meeting",
    "Move",
    "NothingToLetGo",
    "Principle",
    "State",
    "Status",
    "Version",
    "legal",
    "may",
    "move_from",
    "next_day",
    "read",
    "used",
    "versions",
    "wire",
]
