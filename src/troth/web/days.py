"""Days, times and small numbers in the wording of the pages: weekday, day, month; the year only when it is another."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from troth.store.languages import IN_WORDS

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_day(day: date, today: date) -> str:
    """This function will return `Fri 27 Nov`, with the year when it is another than today's."""
    return f"{DAYS[day.weekday()][:3]} {say_short(day, today)}"


def say_short(day: date, today: date) -> str:
    """This function will return `27 Nov`, with the year when it is another than today's."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + ("" if day.year == today.year else f" {day.year}")


def say_plain(day: date, today: date) -> str:
    """This function will return `27 November`, with the year when it is another than today's."""
    return f"{day.day} {MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def say_long(day: date, today: date) -> str:
    """This function will return `Friday 27 November`, with the year when it is another than today's."""
    return f"{DAYS[day.weekday()]} {say_plain(day, today)}"


def say_date(at: datetime, zone: str, now: datetime) -> str:
    """This function will return `Today`, `Yesterday` or the day that `at` is in `zone`."""
    here, today = at.astimezone(ZoneInfo(zone)).date(), now.astimezone(ZoneInfo(zone)).date()
    return {0: "Today", 1: "Yesterday"}.get((today - here).days) or say_day(here, today)


def say_time(at: datetime, zone: str) -> str:
    """This function will return the time of day that `at` is in `zone`, as `09:06`."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def say_clocks(at: datetime, zone: str, other: str, place: str, today: date) -> str:
    """This function will return `Wed 25 Nov, 08:30 · 16:30 Yokohama`: a moment on one's own clock and on another.

    The other day is named where it is another; one clock alone where both show the same, or there is no other.
    """
    here = at.astimezone(ZoneInfo(zone))
    said = f"{say_day(here.date(), today)}, {here:%H:%M}"
    there = at.astimezone(ZoneInfo(other)) if other else here
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return said
    day = f"{DAYS[there.weekday()][:3]} " if there.date() != here.date() else ""
    return f"{said} · {day}{there:%H:%M} {place}"


def say_days(count: int) -> str:
    """This function will return a distance in days: `a day`, `two days`, `14 days`."""
    return "a day" if count == 1 else f"{say_number(count)} days"


def say_number(count: int) -> str:
    """This function will return a number as a sentence says it: a word up to twelve, `no` for none."""
    return IN_WORDS[count] if 0 <= count < len(IN_WORDS) else f"{count:,}".replace(",", "\u202f")


def say_size(size: int) -> str:
    """This function will say a size as people do: `340 kB`, `2.1 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
