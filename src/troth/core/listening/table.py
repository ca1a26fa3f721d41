"""The life of a statement as one table: where it stands, whose move it is, and what each move leads to.

Nobody is to blame for a round more: a correction says again what did not come across; it checks the explaining.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from troth.core.listening.moves import Name


class Part(Enum):
    """The part of a side in a conversation about one statement."""

    SPEAKER = "speaker"
    LISTENER = "listener"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__


class Status(Enum):
    """Where a statement stands; a member's value says it to a person."""

    NOTHING_YET = "nothing said yet"
    SAID = "said"
    ASKED = "a playback is asked for"
    PLAYED_BACK = "played back"
    CORRECTED = "one part is said again"
    SAME_PAGE = "on the same page"
    DIFFERED = "agreed to differ"
    LEFT = "left for now"
    WITHDRAWN = "taken back"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__

    @property
    def is_open(self) -> bool:
        """Whether somebody may still move it on."""
        return self not in CLOSED


CLOSED = frozenset({Status.SAME_PAGE, Status.DIFFERED, Status.WITHDRAWN})
SPOKEN = (Status.SAID, Status.ASKED, Status.PLAYED_BACK, Status.CORRECTED, Status.LEFT)
WAITS_FOR: Mapping[Status, Part] = MappingProxyType(
    {Status.ASKED: Part.LISTENER, Status.CORRECTED: Part.LISTENER, Status.PLAYED_BACK: Part.SPEAKER}
)

Rows = dict[tuple[Status, Part, Name], Status]


def _rows() -> Rows:
    speaker, listener = Part.SPEAKER, Part.LISTENER
    rows: Rows = {(Status.NOTHING_YET, speaker, Name.PUT): Status.SAID}
    for status in SPOKEN:
        rows[status, listener, Name.PLAY_BACK] = Status.PLAYED_BACK
        rows[status, speaker, Name.WITHDRAW] = Status.WITHDRAWN
    for status in (Status.SAID, Status.LEFT):
        rows[status, speaker, Name.ASK] = Status.ASKED
    for status in (Status.ASKED, Status.CORRECTED):
        rows[status, listener, Name.LEAVE] = Status.LEFT
    for status in (Status.PLAYED_BACK, Status.CORRECTED):
        for part in Part:
            rows[status, part, Name.DIFFER] = Status.DIFFERED
    rows[Status.PLAYED_BACK, speaker, Name.CONFIRM] = Status.SAME_PAGE
    rows[Status.PLAYED_BACK, speaker, Name.CORRECT] = Status.CORRECTED
    return rows


TABLE: Mapping[tuple[Status, Part, Name], Status] = MappingProxyType(_rows())
