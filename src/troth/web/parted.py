"""An alliance that one side has left, in words: who left when, and how long the people of that side still read it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from troth.store.queries.people import Seat
from troth.web.days import say_day, say_long


def ended(seat: Seat) -> str:
    """This function will say that nothing more is signed, and since when; empty while the alliance goes on."""
    if seat.parted is None:
        return ""
    return (
        f"{who_left(seat, long=True)}. What was said stays and can be read; nothing more is signed here."
        + readable(seat)
    )


def who_left(seat: Seat, *, long: bool = False) -> str:
    """This function will say which side left and on which day; empty while the alliance goes on."""
    parted = seat.parted
    if parted is None:
        return ""
    here = ZoneInfo(seat.person.zone)
    say = say_long if long else say_day
    day = say(parted.at.astimezone(here).date(), timezone.now().astimezone(here).date())
    return f"{'You' if parted.mine else parted.who} left{' this alliance' if long else ''} on {day}"


def readable(seat: Seat) -> str:
    """This function will say until when the people of the side that left can read; empty for the other side."""
    parted = seat.parted
    return (
        f" You can read and take it with you until {_day(seat, parted.until)}."
        if parted and parted.mine
        else ""
    )


def _day(seat: Seat, at: datetime) -> str:
    here = ZoneInfo(seat.person.zone)
    return say_long(at.astimezone(here).date(), timezone.now().astimezone(here).date())
