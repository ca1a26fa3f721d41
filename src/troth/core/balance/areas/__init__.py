"""Areas of work: what one side relies on the other for, what hangs on it, and how much loss its owner accepts."""

from troth.core.balance.areas.moves import SCALE, Facts, Move, Whose
from troth.core.balance.areas.reading import State, Status, read
from troth.core.balance.areas.rules import NothingToLetGo, legal, may
from troth.core.balance.areas.wire import move_from, wire

__all__ = [
    "SCALE",
    "Facts",
    "Move",
    "NothingToLetGo",
    "State",
    "Status",
    "Whose",
    "legal",
    "may",
    "move_from",
    "read",
    "wire",
]
