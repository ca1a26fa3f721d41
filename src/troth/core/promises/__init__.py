"""Promises: what somebody gives their word for, from the first text to kept, released or broken."""

from troth.core.promises.crossing import Crossing, crossings
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
from troth.core.promises.reading import read
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
    "Acceptance",
    "Agreement",
    "AnsweredAlready",
    "Closed",
    "Crossing",
    "Delivery",
    "Facts",
    "Handed",
    "Move",
    "Name",
    "NotNow",
    "NotOnTheTable",
    "NotYourMove",
    "Occurrence",
    "OtherDelivery",
    "OtherTerms",
    "Plain",
    "Reason",
    "Relative",
    "SentBack",
    "State",
    "Status",
    "Text",
    "Warning",
    "Why",
    "Words",
    "crossings",
    "legal",
    "may",
    "move_from",
    "read",
    "wire",
]
