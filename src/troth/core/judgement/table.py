"""The life of a concern as one table: where it stands, whose move it is, and what each move leads to.

There is no way past the one state in which a side has said "you understood us": what comes before it cannot be weighed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from troth.core.judgement.moves import Name


class Part(Enum):
    """The part of a side in a concern."""

    RAISER = "raiser"
    ASKED = "asked"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__


class Status(Enum):
    """Where a concern stands; a member's value says it to a person."""

    NOTHING_YET = "nothing said yet"
    RAISED = "raised"
    TOLD = "the other view is told"
    PLAYED_BACK = "played back"
    CORRECTED = "one part is said again"
    UNDERSTOOD = "understood"
    WEIGHED = "weighed by both"
    PARKED = "parked"
    SETTLED = "settled"
    WITHDRAWN = "taken back"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__

    @property
    def is_open(self) -> bool:
        """Whether somebody may still move it on."""
        return self not in CLOSED


CLOSED = frozenset({Status.SETTLED, Status.WITHDRAWN})
UNHEARD = (Status.RAISED, Status.TOLD, Status.PLAYED_BACK, Status.CORRECTED)
HEARD = (Status.UNDERSTOOD, Status.WEIGHED)
WAITS_FOR: Mapping[Status, frozenset[Part]] = MappingProxyType(
    {
        Status.RAISED: frozenset({Part.ASKED}),
        Status.TOLD: frozenset({Part.RAISER}),
        Status.PLAYED_BACK: frozenset({Part.ASKED}),
        Status.CORRECTED: frozenset({Part.RAISER}),
        Status.UNDERSTOOD: frozenset(Part),
    }
)

Rows = dict[tuple[Status, Part, Name], Status]


def _rows() -> Rows:
    raiser, asked = Part.RAISER, Part.ASKED
    rows: Rows = {
        (Status.NOTHING_YET, raiser, Name.RAISE): Status.RAISED,
        (Status.RAISED, asked, Name.TELL): Status.TOLD,
        (Status.PLAYED_BACK, asked, Name.CONFIRM): Status.UNDERSTOOD,
        (Status.PLAYED_BACK, asked, Name.CORRECT): Status.CORRECTED,
    }
    for status in (Status.TOLD, Status.PLAYED_BACK, Status.CORRECTED):
        rows[status, raiser, Name.PLAY_BACK] = Status.PLAYED_BACK
    for status in HEARD:
        rows[status, raiser, Name.SETTLE] = Status.SETTLED
    for status in (*UNHEARD, *HEARD):
        rows[status, raiser, Name.PARK] = Status.PARKED
        rows[status, raiser, Name.WITHDRAW] = Status.WITHDRAWN
    for status in (Status.TOLD, Status.CORRECTED, *HEARD):
        rows[status, asked, Name.PARK] = Status.PARKED
    for part in Part:
        rows[Status.UNDERSTOOD, part, Name.WEIGH] = Status.WEIGHED
    return rows


TABLE: Mapping[tuple[Status, Part, Name], Status] = MappingProxyType(_rows())
"""What is parked has no rows of its own: whatever may be done where it stood takes it up again."""
