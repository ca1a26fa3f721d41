"""Judgement suspended: a concern that is understood before anybody weighs it, and a coach for whoever writes."""

from troth.core.judgement.clear import Clear, Says
from troth.core.judgement.coach import LEAST_PROBABILITY, Judged, Remark, clear, remarks
from troth.core.judgement.kinds import Kind
from troth.core.judgement.moves import Move, Name, Saw, Weight
from troth.core.judgement.reading import read
from troth.core.judgement.rules import (
    Ended,
    NotHeardYet,
    NotNow,
    NotYourPart,
    OtherPlayback,
    SaidAlready,
    legal,
    may,
)
from troth.core.judgement.silence import (
    SILENCE,
    Days,
    TheyHaveTime,
    answer_by,
    awaited,
    has_time,
    require_time,
    unanswered_on,
)
from troth.core.judgement.state import Round, State
from troth.core.judgement.table import CLOSED, TABLE, Part, Status
from troth.core.judgement.wire import MOST_ALSO, move_from, wire

__all__ = [
    "CLOSED",
    "LEAST_PROBABILITY",
    "MOST_ALSO",
    "SILENCE",
    "TABLE",
    "Clear",
    "Days",
    "Ended",
    "Judged",
    "Kind",
    "Move",
    "Name",
    "NotHeardYet",
    "NotNow",
    "NotYourPart",
    "OtherPlayback",
    "Part",
    "Remark",
    "Round",
    "SaidAlready",
    "Saw",
    "Says",
    "State",
    "Status",
    "TheyHaveTime",
    "Weight",
    "answer_by",
    "awaited",
    "clear",
    "has_time",
    "legal",
    "may",
    "move_from",
    "read",
    "remarks",
    "require_time",
    "unanswered_on",
    "wire",
]
