"""How well the dates advised have held: of the dates at five, eight and nine in ten, how many were kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

CHANCES = (0.5, 0.8, 0.9)
HAIR = 1e-9
FEWEST = 30
"""Under so many promises that have ended nothing is compared."""

TAIL = 0.05
"""Chance alone stays between its ends nine times in ten."""


@dataclass(frozen=True)
class Checked:
    """A promise beside what was advised when it was made, all as multiples of its intended lead.

    `actual` is infinite while it has not come, `age` how long ago it was made (infinite once it is certain that it will
    not come). `early` is the date that is met once in ten. `said` are the chances of `even`, `eight` and `nine` as they
    were reckoned: where many promises come on the very day no date has a chance of just five in ten. A date tells only
    when it has come: the quick ones of late would else be counted and the slow ones not.
    """

    actual: float
    age: float
    early: float
    even: float
    eight: float
    nine: float
    area: str = ""
    said: tuple[float, float, float] = CHANCES

    def by(self, chance: float) -> float:
        """The date that was advised at one of `CHANCES`."""
        return (self.even, self.eight, self.nine)[CHANCES.index(chance)]

    def has_come(self, chance: float) -> bool:
        """Whether the day of that date is here."""
        return self.age >= self.by(chance)

    @property
    def between(self) -> bool:
        """Whether it came inside the band that was to hold eight of ten."""
        return self.early - HAIR <= self.actual <= self.nine + HAIR


@dataclass(frozen=True)
class Held:
    """Of `count` dates named for a chance, how many were kept; chance alone gives `low` to `high` of them.

    `said` is the mean of what was reckoned for them, at least `chance`.
    """

    chance: float
    count: int
    kept: int
    low: int
    high: int
    said: float

    @property
    def share(self) -> float:
        """The share kept, 0 to 1."""
        return self.kept / self.count if self.count else 0.0

    @property
    def as_said(self) -> bool:
        """Whether chance alone explains the difference."""
        return self.low <= self.kept <= self.high


@dataclass(frozen=True)
class Calibration:
    """The comparison: one line for each chance, and one for the band from the tenth to the ninetieth."""

    lines: tuple[Held, ...]
    band: Held
    count: int

    @property
    def enough(self) -> bool:
        """Whether there are enough promises to compare at all."""
        return self.count >= FEWEST


def calibration(checked: Sequence[Checked]) -> Calibration:
    """Compare what was advised with what came, of every date whose day is here."""
    lines = []
    for place, chance in enumerate(CHANCES):
        come = [each for each in checked if each.has_come(chance)]
        kept = [each.actual <= each.by(chance) + HAIR for each in come]
        lines.append(_held(chance, kept, [each.said[place] for each in come]))
    whole = [each for each in checked if each.has_come(0.9)]
    band = _held(0.8, [each.between for each in whole], [each.said[2] - 0.1 for each in whole])
    return Calibration(tuple(lines), band, band.count)


def _held(chance: float, kept: Sequence[bool], said: Sequence[float]) -> Held:
    mean = math.fsum(said) / len(said) if said else chance
    low, high = by_chance(len(kept), mean)
    return Held(chance, len(kept), sum(kept), low, high, mean)


def by_chance(count: int, chance: float) -> tuple[int, int]:
    """How few and how many of `count` come true nine times in ten, each with `chance` in [0, 1]."""
    upto, low = 0.0, count
    chance = min(max(chance, HAIR), 1 - HAIR)
    yes, no, ways = math.log(chance), math.log(1 - chance), 0.0
    for kept in range(count):
        before, upto = upto, upto + math.exp(ways + kept * yes + (count - kept) * no)
        if before <= TAIL < upto:
            low = kept
        if upto >= 1 - TAIL:
            return low, kept
        ways += math.log((count - kept) / (kept + 1))
    return low, count
