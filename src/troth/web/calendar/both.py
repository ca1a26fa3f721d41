"""What both sides do on a day of a calendar: they meet, look again, or close a pulse; by the reader's clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from troth.actions.days import zone_of
from troth.core.charter import next_day
from troth.store.queries.feeds import Dated, Sort
from troth.web.calendar.feed import ROOMS, SAID
from troth.web.clocks import begins, on_both
from troth.web.days import say_day, say_time

MEETS = frozenset({Sort.MEETING, Sort.PULSE, Sort.CHECK})
CLOSES = frozenset({Sort.PULSE, Sort.CHECK})
ERASED = "Words erased"


@dataclass(frozen=True)
class Both:
    """One thing on one day; `at` is its time by the reader's clock, `told` the day with both clocks, or the day alone.

    `glyph` shows what both have still to do as empty halves.
    """

    day: date
    at: str
    told: str
    title: str
    partner: str
    url: str
    glyph: str
    key: str

    @property
    def iso(self) -> str:
        """The day as pages name it."""
        return self.day.isoformat()


def both(dates: Iterable[Dated], first: date, last: date, today: date) -> Sequence[Both]:
    """This function will return what both do from a day to a day, a meeting on each day on which it takes place."""
    found = [one for each in dates if not each.off for one in _days(each, first, last, today)]
    return sorted(found, key=lambda one: (one.day, one.at, one.title))


def _days(dated: Dated, first: date, last: date, today: date) -> Iterator[Both]:
    day = _next(dated, first - timedelta(days=1))
    while day is not None and day <= last + timedelta(days=1):
        one = _on(dated, day, today)
        if first <= one.day <= last:
            yield one
        day = _next(dated, day + timedelta(days=1))


def _next(dated: Dated, day: date) -> date | None:
    if dated.meeting is not None:
        return next_day(dated.meeting, day)
    return dated.day if dated.day >= day else None


def _on(dated: Dated, day: date, today: date) -> Both:
    at = begins(dated.meeting, day)
    seat, zone = dated.seat, dated.seat.person.zone
    here = at.astimezone(zone_of(zone)).date() if at is not None else day
    return Both(
        day=here,
        at=say_time(at, zone) if at is not None else "",
        told=on_both(seat, at, today) if at is not None else say_day(day, today),
        title=SAID[dated.sort].format(title=" ".join(dated.title.split()).rstrip(".") or ERASED),
        partner=seat.partner_name,
        url=reverse(ROOMS[dated.sort], args=[seat.slug, dated.object]),
        glyph="ee" if dated.sort in CLOSES else "ff",
        key=f"{dated.key}-{day.isoformat()}",
    )
