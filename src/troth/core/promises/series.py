"""The days of a series: a weekly feed, a monthly report. Each day becomes a promise of its own.

A series has no rule of its own in the record: one act puts a text for each day, one yes answers them all.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice, takewhile

from troth.core.errors import Refusal

LONGEST = 60
LAST = -1


class NotASeries(Refusal):
    """The days asked for are none, too many, or cannot be."""


@dataclass(frozen=True)
class Weekly:
    """Every `every` weeks, on the weekday of the first day."""

    every: int = 1


@dataclass(frozen=True)
class MonthlyOnDay:
    """Every `every` months on one day of the month; in a shorter month on its last day."""

    day: int
    every: int = 1


@dataclass(frozen=True)
class MonthlyOnWeekday:
    """Every `every` months on the `nth` weekday (Monday is 0); `nth` 1 to 4, or LAST."""

    nth: int
    weekday: int
    every: int = 1


Rhythm = Weekly | MonthlyOnDay | MonthlyOnWeekday


def days(
    rhythm: Rhythm, first: date, *, times: int | None = None, until: date | None = None
) -> tuple[date, ...]:
    """List the days of a series from `first` on, so many times or until a day; at most 60.

    Raises `NotASeries` when neither end is given, the rhythm cannot be, or the days are none or too many.
    """
    _check(rhythm, times, until)
    found = _endless(rhythm, first)
    if until is not None:
        found = takewhile(lambda each: each <= until, found)
    listed = tuple(islice(found, LONGEST + 1 if times is None else times))
    if not listed:
        raise NotASeries("No day of the series falls before its end.")
    if len(listed) > LONGEST:
        raise NotASeries(
            f"A series has at most {LONGEST} days. Choose an earlier end; it can be continued later."
        )
    return listed


def _check(rhythm: Rhythm, times: int | None, until: date | None) -> None:
    if times is None and until is None:
        raise NotASeries("Say how often, or until when.")
    if times is not None and not 1 <= times <= LONGEST:
        raise NotASeries(f"A series has from 1 to {LONGEST} days; it can be continued later.")
    if not 1 <= rhythm.every <= 52:
        raise NotASeries("Choose a distance of 1 to 52 weeks or months.")
    if isinstance(rhythm, MonthlyOnDay) and not 1 <= rhythm.day <= 31:
        raise NotASeries("Choose a day of the month from 1 to 31.")
    if isinstance(rhythm, MonthlyOnWeekday) and not (
        rhythm.nth in {1, 2, 3, 4, LAST} and 0 <= rhythm.weekday <= 6
    ):
        raise NotASeries("Choose the first to the fourth, or the last, of a weekday.")


def _endless(rhythm: Rhythm, first: date) -> Iterator[date]:
    match rhythm:
        case Weekly(every=every):
            return (first + timedelta(weeks=every * n) for n in count())
        case MonthlyOnDay(day=day, every=every):
            return _months(first, every, lambda year, month: _on_day(year, month, day))
    return _months(
        first, rhythm.every, lambda year, month: _on_weekday(year, month, rhythm.nth, rhythm.weekday)
    )


def _months(first: date, every: int, day_in: Callable[[int, int], date]) -> Iterator[date]:
    start = first.year * 12 + first.month - 1
    if day_in(first.year, first.month) < first:
        start += 1
    return (day_in(month // 12, month % 12 + 1) for month in count(start, every))


def _on_day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _on_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    if nth == LAST:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))
