"""The burden of all controls over time: hours a quarter, as they were in force on each day that is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Since:
    """From when on (ms UTC) a control took so many minutes a quarter, of each side by its log or colour; none once it
    is let go.
    """

    control: str
    at: int
    minutes: Mapping[str, int]


def course(told: Iterable[Since], moments: Sequence[int]) -> tuple[Mapping[str, int], ...]:
    """Return for each moment (ms UTC) the minutes a quarter of each side, over all controls in force then."""
    ordered = sorted(told, key=lambda each: (each.at, each.control))
    found = []
    for moment in moments:
        latest = {each.control: each.minutes for each in ordered if each.at <= moment}
        sides = sorted({side for minutes in latest.values() for side in minutes})
        found.append({side: sum(minutes.get(side, 0) for minutes in latest.values()) for side in sides})
    return tuple(found)
