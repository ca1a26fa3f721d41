"""Commit, then reveal: each side writes what nobody of the other sees before both are in."""

from troth.core.sealed.blind import (
    AlreadyIn,
    Move,
    Name,
    NotBothIn,
    NotOpen,
    Phase,
    State,
    Subject,
    due,
    held_back,
    legal,
    may,
    read,
    visible,
)
from troth.core.sealed.wire import PAD, PAD_LONG, WITHHELD, move_from, released_by, wire

__all__ = [
    "PAD",
    "PAD_LONG",
    "WITHHELD",
    "AlreadyIn",
    "Move",
    "Name",
    "NotBothIn",
    "NotOpen",
    "Phase",
    "State",
    "Subject",
    "due",
    "held_back",
    "legal",
    "may",
    "move_from",
    "read",
    "released_by",
    "visible",
    "wire",
]
