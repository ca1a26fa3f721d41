"""History reported by one side: a period of rows that the partner confirms or disputes."""

from troth.core.promises.reports.period import (
    MOST_ROWS_AN_ANSWER,
    About,
    Closing,
    Move,
    Name,
    Period,
    Row,
    State,
    Word,
    digest_of,
    read,
    without_overlaps,
)
from troth.core.promises.reports.rules import (
    NoSuchRow,
    NotWhole,
    NotYourReport,
    PeriodClosed,
    PeriodNotClosed,
    PeriodsOverlap,
    RowDoesNotFit,
    legal,
    may_open,
)
from troth.core.promises.reports.wire import move_from, wire

__all__ = [
    "MOST_ROWS_AN_ANSWER",
    "About",
    "Closing",
    "Move",
    "Name",
    "NoSuchRow",
    "NotWhole",
    "NotYourReport",
    "Period",
    "PeriodClosed",
    "PeriodNotClosed",
    "PeriodsOverlap",
    "Row",
    "RowDoesNotFit",
    "State",
    "Word",
    "digest_of",
    "legal",
    "may_open",
    "move_from",
    "read",
    "wire",
    "without_overlaps",
]
