"""When both meet, how often and about what, and which day comes next.

A rhythm of months keeps the day of the week and its place in the month (the second Tuesday), so that a meeting stays on
the weekday that both agreed to. A fifth one is the last where a month has only four.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum


class Every(Enum):
    """How often a meeting takes place; its value is what stands in the record."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    NEEDED = "needed"


WEEKS = {Every.WEEK: 1, Every.FORTNIGHT: 2}
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}


@dataclass(frozen=True)
class Hours:
    """From when on both meet, for how many minutes, and by the clock of which zone."""

    at: time
    minutes: int
    zone: str


@dataclass(frozen=True)
class Meeting:
    """The rhythm of a meeting, the first day of it, and its hours where both said them.

    One that is held when needed has neither.
    """

    every: Every
    first: date | None = None
    hours: Hours | None = None


def next_day(meeting: Meeting, on: date) -> date | None:
    """Return the day of the next meeting, which is `on` itself when both meet then; None for one held when needed."""
    first = meeting.first
    if first is None or meeting.every is Every.NEEDED:
        return None
    if on <= first:
        return first
    if meeting.every in WEEKS:
        step = 7 * WEEKS[meeting.every]
        return on + timedelta(days=-(on - first).days % step)
    step = MONTHS[meeting.every]
    passed = (on.year - first.year) * 12 + on.month - first.month
    turn = passed // step
    day = _in_month(first, turn * step)
    return day if day >= on else _in_month(first, (turn + 1) * step)


def _in_month(first: date, months: int) -> date:
    """The same weekday at the same place of the month so many months later."""
    count = first.year * 12 + first.month - 1 + months
    begin = date(count // 12, count % 12 + 1, 1)
    day = begin + timedelta(days=(first.weekday() - begin.weekday()) % 7 + 7 * ((first.day - 1) // 7))
    return day if day.month == begin.month else day - timedelta(days=7)
