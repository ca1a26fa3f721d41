"""What a record of leads is sorted by: three classes of size, and how fast evidence fades. Made anew as it doubles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

SHORT_DAYS, LONG_DAYS = 3.0, 14.0
OWN_CLASSES_FROM = 100
HALF_LIFE_DAYS = 180.0
MEDIANS = 2.0


@dataclass(frozen=True)
class Plan:
    """The bounds of the size classes in days (each class holds its upper bound), and the half-life in days.

    `made_of` is the number of promises that the plan was made of.
    """

    bounds: tuple[float, ...] = (SHORT_DAYS, LONG_DAYS)
    half_life_days: float = HALF_LIFE_DAYS
    made_of: int = 0

    def size(self, lead_days: float) -> int:
        """The size class of an intended lead: 0, 1 or 2."""
        return bisect_left(self.bounds, lead_days)

    def outgrown(self, count: int) -> bool:
        """Say whether so many promises ask for a plan made anew: at the hundredth, then at each doubling."""
        return count >= max(OWN_CLASSES_FROM, 2 * self.made_of)


def plan_of(leads: Sequence[float]) -> Plan:
    """Make the plan for a record of intended leads in days: fixed classes under 100 promises, then thirds."""
    if not leads:
        return Plan()
    half_life = max(HALF_LIFE_DAYS, MEDIANS * median(leads))
    if len(leads) < OWN_CLASSES_FROM:
        return Plan(half_life_days=half_life, made_of=len(leads))
    inner = sorted(leads)
    bounds = (inner[(len(inner) - 1) // 3], inner[2 * (len(inner) - 1) // 3])
    return Plan(bounds, half_life, len(leads))
