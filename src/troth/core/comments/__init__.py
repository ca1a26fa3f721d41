"""Comments: what people of both firms say to each other on a promise, a statement, a concern or a difference."""

from troth.core.comments.mentions import Mention, mentions
from troth.core.comments.moves import Move, Name
from troth.core.comments.reading import State, read
from troth.core.comments.rules import NotThere, NotYours, OtherThing, SaidAlready, TakenBack, legal
from troth.core.comments.wire import MOST_TOLD, move_from, wire

__all__ = [
    "MOST_TOLD",
    "Mention",
    "Move",
    "Name",
    "NotThere",
    "NotYours",
    "OtherThing",
    "SaidAlready",
    "State",
    "TakenBack",
    "legal",
    "mentions",
    "move_from",
    "read",
    "wire",
]
