"""Promises: what somebody gives their word for, from the first text to kept, released or broken."""

from troth.core.promises.crossing import Crossing, crossings
from troth.core.promises.dates import Calendar, Moved, Timing, first_day, follows_on, movements, timing
from troth.core.promises.lapse import Standing, lapsed_on, lapses_on, standing
from troth.core.promises.moves import (
    Acceptance,
    Agreement,
    Delivery,
    Facts,
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
from troth.core.promises.people import person, stake
from troth.core.promises.reading import read, stand, weighs
from troth.core.promises.reasons import Reason, Why
from troth.core.promises.rules import (
    AnsweredAlready,
    Closed,
    NotNow,
    NotOnTheTable,
    NotYourMove,
    OtherDelivery,
    OtherTerms,
    legal,
    may,
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
    "Calendar",
    "Closed",
    "Crossing",
    "Delivery",
    "Facts",
    "Handed",
    "Move",
    "Moved",
    "Name",
    "NotNow",
    "NotOnTheTable",
    "NotYourMove",
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
    "first_day",
    "follows_on",
    "lapsed_on",
    "lapses_on",
    "legal",
    "may",
    "move_from",
    "movements",
    "outcome",
    "person",
    "read",
    "stand",
    "stake",
    "standing",
    "timing",
    "weighs",
    "wire",
]
