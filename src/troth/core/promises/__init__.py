"""Promises: what somebody gives their word for, from the first text to kept, released or broken."""

from troth.core.promises.crossing import Crossing, crossings
from troth.core.promises.dates import Calendar, Moved, Timing, first_day, follows_on, movements, timing
from troth.core.promises.ending import endings
from troth.core.promises.lapse import Standing, lapsed_on, lapses_on, standing
from troth.core.promises.look import Look, look_of, looks_of
from troth.core.promises.moves import (
    Acceptance,
    Agreement,
    Asked,
    Delivery,
    Facts,
    File,
    Handed,
    Move,
    Name,
    Occurrence,
    Plain,
    Relative,
    SentBack,
    Text,
    Warning,
    Words,
)
from troth.core.promises.outcome import VALUE, Outcome, Result, outcome
from troth.core.promises.people import person, stake, stake_at_yes
from troth.core.promises.reading import read, stand, weighs
from troth.core.promises.reasons import Reason, Why
from troth.core.promises.rules import (
    AnsweredAlready,
    Closed,
    NothingToLookAt,
    NotNow,
    NotOnTheTable,
    NotYourMove,
    OtherDelivery,
    OtherTerms,
    legal,
    may,
    why_not,
)
from troth.core.promises.state import State
from troth.core.promises.table import TABLE, Status
from troth.core.promises.wire import move_from, wire

__all__ = [
    "TABLE",
    "VALUE",
    "Acceptance",
    "Agreement",
    "AnsweredAlready",
    "Asked",
    "Calendar",
    "Closed",
    "Crossing",
    "Delivery",
    "Facts",
    "File",
    "Handed",
    "Look",
    "Move",
    "Moved",
    "Name",
    "NotNow",
    "NotOnTheTable",
    "NotYourMove",
    "NothingToLookAt",
    "Occurrence",
    "OtherDelivery",
    "OtherTerms",
    "Outcome",
    "Plain",
    "Reason",
    "Relative",
    "Result",
    "SentBack",
    "Standing",
    "State",
    "Status",
    "Text",
    "Timing",
    "Warning",
    "Why",
    "Words",
    "crossings",
    "endings",
    "first_day",
    "follows_on",
    "lapsed_on",
    "lapses_on",
    "legal",
    "look_of",
    "looks_of",
    "may",
    "why_not",
    "move_from",
    "movements",
    "outcome",
    "person",
    "read",
    "stand",
    "stake",
    "stake_at_yes",
    "standing",
    "timing",
    "weighs",
    "wire",
]
