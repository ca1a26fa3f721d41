"""Calendars at the edge: the instant a due day ends in its zone, and a country's working days as a value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from troth.core.errors import Refusal
from troth.core.promises.dates import Calendar
from troth.core.values import WorkingDays

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoSuchZone(Refusal):
    """The time zone's name is not one that this node knows."""


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of that name; raises `NoSuchZone` with an example of what is meant."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise NoSuchZone(
            f"“{name}” is not a time zone known here. Choose one such as Europe/Amsterdam."
        ) from unknown


def due_of(day: date, zone: str) -> int:
    """Return the last millisecond of `day` in `zone`, as ms UTC (facts: a due day belongs to its own zone)."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone_of(zone))
    return stamp_of(midnight.astimezone(UTC)) - 1


def stamp_of(moment: datetime) -> int:
    """Return an aware moment as whole ms UTC."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def moment_of(stamp: int) -> datetime:
    """Return a stamp in ms UTC as an aware moment."""
    return EPOCH + timedelta(milliseconds=stamp)


def day_in(stamp: int, zone: str) -> date:
    """Return the calendar day of a stamp in a zone."""
    return moment_of(stamp).astimezone(zone_of(zone)).date()


@lru_cache(maxsize=256)
def working_days(country: str, first_year: int, last_year: int) -> WorkingDays:
    """Return Monday to Friday less the public holidays of a country (ISO code); without one, no holidays."""
    if country.upper() not in _countries():
        return WorkingDays()
    kept = holidays.country_holidays(country.upper(), years=range(first_year, last_year + 1))
    return WorkingDays(frozenset(kept))


@lru_cache(maxsize=256)
def days_off(country: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a country (ISO code) in a year, with their English names; without one, none."""
    if country.upper() not in _countries():
        return MappingProxyType({})
    kept = holidays.country_holidays(country.upper(), years=year, language="en_US")
    return MappingProxyType({day: name for day, name in kept.items() if day.year == year})


def calendar_of(country: str, first_year: int, last_year: int) -> Calendar:
    """Return what a reading of dates needs to know of days: a country's working days, and zones."""
    return Calendar(working=working_days(country, first_year, last_year), day_of=day_in)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=False))
