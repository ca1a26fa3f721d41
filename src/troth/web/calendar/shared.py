"""The hours both sides are at work, over a span of days: days off are left out, and clocks that change are followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.web.days import say_short
from troth.web.figures.hours import Desk

Off = Callable[[date], bool]
NOON = time(12)


@dataclass(frozen=True)
class Hours:
    """When both are at work from a day to a day, in words of each side's clock, and on how many days that is so."""

    first: date
    last: date
    mine: str
    theirs: str
    days: int


def shared(mine: Desk, theirs: Desk, days: Sequence[date], off: Off, off_there: Off) -> list[Hours]:
    """This function will return the hours both are at work, one line as long as the clocks show the same."""
    found: list[Hours] = []
    for day, start, end in _common(mine, theirs, days, off, off_there):
        here, there = _said(start, end, mine.zone), _said(start, end, theirs.zone)
        if found and (found[-1].mine, found[-1].theirs) == (here, there):
            before = found[-1]
            same_day = before.last == day
            found[-1] = Hours(before.first, day, here, there, before.days + (not same_day))
        else:
            found.append(Hours(day, day, here, there, 1))
    return found


def sentences(lines: Sequence[Hours], mine: Desk, theirs: Desk, last: date, today: date) -> list[str]:
    """This function will say the shared hours: on which clock, from when where they change, and on how many days."""
    if not lines:
        return [f"Your hours and those of {theirs.place} do not meet in these weeks."]
    said = []
    for n, line in enumerate(lines):
        begins = f"From {say_short(line.first, today)}: " if n else ""
        said.append(f"{begins}{line.mine} in {mine.place}, {line.theirs} in {theirs.place}.")
    count = sum(line.days for line in lines)
    days = "One day" if count == 1 else f"{count} days"
    return [*said, f"{days} with shared hours until {say_short(last, today)}."]


def _common(
    mine: Desk, theirs: Desk, days: Sequence[date], off: Off, off_there: Off
) -> Iterator[tuple[date, datetime, datetime]]:
    for day in days:
        own = _span(mine, day, off)
        if own is None:
            continue
        for shift in (-1, 0, 1):
            other = _span(theirs, day + timedelta(days=shift), off_there)
            if other is None:
                continue
            start, end = max(own[0], other[0]), min(own[1], other[1])
            if start < end:
                yield day, start, end


def _span(desk: Desk, day: date, off: Off) -> tuple[datetime, datetime] | None:
    return None if off(day) else desk.span(datetime.combine(day, NOON, ZoneInfo(desk.zone)))


def _said(start: datetime, end: datetime, zone: str) -> str:
    here = ZoneInfo(zone)
    return f"{start.astimezone(here):%H:%M} to {end.astimezone(here):%H:%M}"
