"""When both meet, on both clocks."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from troth.actions.days import NoSuchZone, zone_of
from troth.core.charter import Meeting
from troth.store.queries.calendar import sides_of
from troth.store.queries.people import Seat
from troth.web.days import say_clocks


def begins(meeting: Meeting | None, day: date) -> datetime | None:
    """This function will return when a meeting begins on a day of its own zone.

    None where only its day is agreed, or by a clock that nobody here knows.
    """
    hours = meeting.hours if meeting is not None else None
    if hours is not None:
        with suppress(NoSuchZone):
            return datetime.combine(day, hours.at, zone_of(hours.zone))
    return None


def on_both(seat: Seat, at: datetime, today: date) -> str:
    """This function will say a moment on the reader's clock, and beside it on that of the other side."""
    theirs = sides_of(seat)[1]
    zone, place = (theirs.zone, theirs.place or theirs.short) if theirs is not None else ("", "")
    return say_clocks(at, seat.person.zone, zone, place, today)
