"""The forecast: from what is thought of any promise, through each level's evidence, to this promise of this promiser.

A beta-Stacy process for each level, whose prior is what the level before it came to (Walker and Muliere 1997).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from troth.core.promises.forecast.bins import NEVER, ON_THE_DAY, UPPER, below, ratio

SURE = 1e-12
"""A sum of shares that misses a level by less has reached it."""


@dataclass(frozen=True)
class Level:
    """The evidence of one level as of a day: weight by bin (`NEVER` last) of what ended and of what is still open.

    `strength` is kappa: how many promises the level before it is worth. `own` says that what it saw is of this promiser
    alone.
    """

    done: Sequence[float]
    open: Sequence[float]
    strength: float
    own: bool = False


@dataclass(frozen=True)
class Forecast:
    """When a promise will be done, in its intended lead: a share for each bin, and one for never.

    `own_share` is how much of it comes from the promiser's own record, `house_share` from that of their own side's
    others, both 0 to 1; the rest is what is usual elsewhere.
    """

    mass: tuple[float, ...]
    own_share: float = 0.0
    house_share: float = 0.0

    def times(self, chance: float) -> float:
        """The least multiple of the intended lead that is kept with a chance in (0, 1); infinite if none is.

        It is the upper edge of a bin: to one decimal of precision later, never earlier, than the record says.
        """
        for at, upto in enumerate(accumulate(self.mass[:NEVER])):
            if upto >= chance - SURE:
                return 1.0 if at == ON_THE_DAY else math.exp(UPPER[at])
        return math.inf

    def kept_within(self, days: float, lead_days: float) -> float:
        """The chance, 0 to 1, that it is done within `days` of making when `lead_days` are intended."""
        return min(max(below(self.mass, ratio(days, lead_days)), 0.0), 1.0)

    def late(self, age_days: float, promised_days: float, lead_days: float) -> float:
        """The risk, 0 to 1, that what is still open at an age comes after the day promised; 1 once that has passed."""
        if age_days > promised_days:
            return 1.0
        still_open = 1.0 - self.kept_within(age_days, lead_days)
        after = 1.0 - self.kept_within(promised_days, lead_days)
        return min(after / still_open, 1.0) if still_open > SURE else 1.0


def reckon(prior: Sequence[float], levels: Sequence[Level]) -> Forecast:
    """Give the forecast that a prior over the bins and the evidence of the levels, coarse to fine, come to."""
    mass, not_own, not_here = tuple(prior), 1.0, 1.0
    for level in levels:
        mass = _beside(mass, level)
        left = level.strength / (level.strength + math.fsum(level.done) + math.fsum(level.open))
        if level.own:
            not_own *= left
        else:
            not_here *= left
    return Forecast(mass, 1.0 - not_own, not_own * (1.0 - not_here))


def _beside(prior: tuple[float, ...], level: Level) -> tuple[float, ...]:
    """One level: at each bin the hazard is the prior's and the evidence's, each by how much of it is still at risk.

    Sums from the far end are kept rather than differences, so that no digits are lost in the tail; half of what is
    open in a bin is still at risk behind it.
    """
    strength, still = level.strength, level.open
    scaled = [strength * mass for mass in prior]
    ahead = _behind(
        [mass + done + waiting for mass, done, waiting in zip(scaled, level.done, still, strict=True)]
    )
    left, found = 1.0, []
    for mass, done, waiting, after in zip(scaled[:NEVER], level.done, still, ahead, strict=False):
        ending = mass + done
        share = left / (ending + after + waiting / 2)
        found.append(share * ending)
        left = share * (after + waiting / 2)
    found.append(left)
    return tuple(found)


def _behind(shares: Sequence[float]) -> list[float]:
    """The sum of all that lies behind each place."""
    sums = list(accumulate(reversed(shares), initial=0.0))
    sums.pop()
    sums.reverse()
    return sums
