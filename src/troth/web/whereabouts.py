"""Time zones and countries to choose from, by the names people know them; names in a row."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from holidays.registry import COUNTRIES

CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
Choices = list[tuple[str, str]]


@cache
def zones() -> Choices:
    """This function will return every time zone that is named by a place, and UTC first."""
    named = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in CONTINENTS)
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ").replace("/", ", ")) for zone in named)]


@cache
def countries() -> Choices:
    """This function will return the countries whose public holidays are known, and none first."""
    known = {str(entry[1]): _words(str(entry[0])) for entry in COUNTRIES.values()}
    said = sorted(known.items(), key=lambda each: each[1])
    return [("", "None: Monday to Friday"), *said]


def listed(names: list[str]) -> str:
    """This function will say names in a row: `You, Joost and Haruka`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
