"""When somebody is at work, by their own clock and calendar: what their mail waits for, and when they are back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from troth.actions.days import days_off, zone_of

A_DAY = timedelta(days=1)
WEEK = 7
FARTHEST = 800  # days looked ahead; who is away for longer is written to as if they were here


class Pace(Enum):
    """How soon a kind of mail reaches somebody."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Sort(Enum):
    """The kinds of mail that somebody sets a pace for; what needs them never stops altogether."""

    NEEDS = "needs"
    COMMENTS = "comments"
    NEWS = "news"
    LETTER = "letter"


PACES: Mapping[Sort, tuple[Pace, ...]] = {
    Sort.NEEDS: (Pace.ONCE, Pace.DAILY, Pace.WEEKLY),
    Sort.COMMENTS: tuple(Pace),
    Sort.NEWS: tuple(Pace),
    Sort.LETTER: (Pace.DAILY, Pace.WEEKLY, Pace.NEVER),
}
STOPPED: Mapping[Sort, Pace] = {sort: paces[-1] for sort, paces in PACES.items()}
"""What a kind is set to by whoever wants no more of it: the slowest there is."""


@dataclass(frozen=True)
class Hours:
    """From when to when somebody is at work on one day; an end before the beginning is on the next day."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Work:
    """The days and hours of one person: seven days from Monday on, their zone, whose holidays they keep, their absence.

    `away` names the first and the last day, both included.
    """

    zone: str
    hours: Sequence[Hours | None]
    country: str = ""
    away: tuple[date, date] | None = None

    def day_of(self, at: datetime) -> date:
        """Return the calendar day that it is for them."""
        return at.astimezone(zone_of(self.zone)).date()

    def is_away(self, day: date) -> bool:
        """Say whether they are away on a day."""
        return self.away is not None and self.away[0] <= day <= self.away[1]

    def works_on(self, day: date) -> bool:
        """Say whether a day is one of their working days: no day off, no holiday, not away."""
        return (
            self.hours[day.weekday()] is not None
            and day not in days_off(self.country, day.year)
            and not self.is_away(day)
        )

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the instants between which they are at work on a day; None on a day off."""
        hours = self.hours[day.weekday()]
        if hours is None or not self.works_on(day):
            return None
        zone = zone_of(self.zone)
        last = day if hours.closes > hours.opens else day + A_DAY
        start, end = datetime.combine(day, hours.opens, zone), datetime.combine(last, hours.closes, zone)
        return start.astimezone(UTC), end.astimezone(UTC)

    def next(self, at: datetime) -> datetime:
        """Return the first instant from `at` on at which they are at work: `at` itself while they are."""
        for day in self._days(self.day_of(at) - A_DAY):
            span = self.span(day)
            if span is not None and span[1] > at:
                return max(span[0], at)
        return at

    def first_day(self, day: date) -> date:
        """Return the first working day from a day on, that day included; the day itself where there is none."""
        return next((each for each in self._days(day) if self.works_on(each)), day)

    def back_on(self, day: date) -> date | None:
        """Return the first working day after their absence; None while they are not away on `day`."""
        if self.away is None or not self.is_away(day):
            return None
        return self.first_day(self.away[1] + A_DAY)

    def begins_week(self, day: date) -> bool:
        """Say whether a day is the first on which they work in its week."""
        return self.works_on(day) and self.first_day(day - day.weekday() * A_DAY) == day

    def letter_day(self, at: datetime, *, weekly: bool) -> date:
        """Return the day whose morning letter is the next to go out: of every working day, or of a week's first."""
        for day in self._days(self.day_of(at)):
            span = self.span(day)
            if span is not None and span[0] > at and (not weekly or self.begins_week(day)):
                return day
        return self.day_of(at) + A_DAY

    def opening(self, day: date) -> datetime:
        """Return when their working day begins, or the ninth hour of a day on which they do not work."""
        span = self.span(day)
        if span is not None:
            return span[0]
        return datetime.combine(day, time(9), zone_of(self.zone)).astimezone(UTC)

    def _days(self, first: date) -> Iterator[date]:
        return (first + n * A_DAY for n in range(FARTHEST))


def usual(opens: time, closes: time) -> Sequence[Hours | None]:
    """Return the hours of somebody who set none: those of their organisation, from Monday to Friday."""
    return (*(Hours(opens, closes),) * 5, None, None)


def read_hours(said: Sequence[object], opens: time, closes: time) -> Sequence[Hours | None]:
    """Return the hours that were kept as `[["08:30", "17:30"], ..., null, null]`; the usual ones where none were."""
    if len(said) != WEEK or not any(said):
        return usual(opens, closes)
    return tuple(_read(each) for each in said)


def _read(said: object) -> Hours | None:
    if not isinstance(said, Sequence) or isinstance(said, str) or len(said) != 2:
        return None
    return Hours(time.fromisoformat(str(said[0])), time.fromisoformat(str(said[1])))
