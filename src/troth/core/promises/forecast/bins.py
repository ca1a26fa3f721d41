"""The scale of every forecast: y = ln(actual lead / intended lead) in 135 bins, fine around "on the day"."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

EARLY, AFTER = 47, 87
FINEST = 0.004
EARLY_GROWTH, AFTER_GROWTH = 1.104, 1.0432
ON_THE_DAY = EARLY
BINS = EARLY + 1 + AFTER
NEVER = BINS
"""The place of what never comes; a forecast has one number for each bin, and this one behind them."""

HAIR = 1e-9
"""Two leads that differ by less, in logarithms, are the same lead."""

PRIOR_MEAN, PRIOR_SPREAD = 0.1, 0.5


def _steps(count: int, growth: float) -> list[float]:
    """The upper edges of `count` bins above 0, each wider than the one before by the same factor."""
    return [FINEST * (growth**n - 1) / (growth - 1) for n in range(1, count + 1)]


UPPER: tuple[float, ...] = (
    *(-edge for edge in reversed(_steps(EARLY - 1, EARLY_GROWTH))),
    -HAIR,
    HAIR,
    *_steps(AFTER, AFTER_GROWTH),
)
"""The upper edge of each bin; the last bin also holds whatever came later still."""


def bin_of(y: float) -> int:
    """The bin of a logarithm of a ratio of leads, 0 to `BINS` - 1."""
    return min(bisect_left(UPPER, y), BINS - 1)


def ratio(actual_days: float, lead_days: float) -> float:
    """Give y = ln(actual / lead) of two leads in the same unit, `lead_days` > 0; what took no time is -inf."""
    return math.log(actual_days) - math.log(lead_days) if actual_days > 0 else -math.inf


def below(mass: Sequence[float], y: float) -> float:
    """The share of a distribution over the bins that lies at or under `y`; inside a bin it is spread evenly."""
    at = bin_of(y)
    if at == ON_THE_DAY:
        return math.fsum(mass[: at + 1])
    start = UPPER[at - 1] if at else UPPER[0] - FINEST
    within = min(max((y - start) / (UPPER[at] - start), 0.0), 1.0)
    return math.fsum(mass[:at]) + mass[at] * within


def _normal_up_to(y: float) -> float:
    return 0.5 * math.erfc((PRIOR_MEAN - y) / (PRIOR_SPREAD * math.sqrt(2)))


def _normal_above(y: float) -> float:
    return 0.5 * math.erfc((y - PRIOR_MEAN) / (PRIOR_SPREAD * math.sqrt(2)))


def _between(low: float, high: float) -> float:
    """The normal's mass between two points, taken on the side of the mean where no digits are lost."""
    if low >= PRIOR_MEAN:
        return _normal_above(low) - _normal_above(high)
    return _normal_up_to(high) - _normal_up_to(low)


def any_promise() -> tuple[float, ...]:
    """What is thought of a promise before any evidence: y normal around 0.1 with spread 0.5."""
    inner = [_between(low, high) for low, high in zip(UPPER[:-2], UPPER[1:-1], strict=True)]
    return (_normal_up_to(UPPER[0]), *inner, _normal_above(UPPER[-2]), 0.0)


TRACE = 1e-6
"""No bin is quite without a share beforehand: what never was may still come."""

FIRST_DATES = ((0.5, 0.0), (1.0, 0.08), (1.8, 0.50001), (2.5, 0.80001), (3.5, 0.90001), (8.0, 1.0))
"""Of first dates of whole projects: how many had come by so many times the intended lead."""


def first_date() -> tuple[float, ...]:
    """What is thought of the first date of a whole project before any evidence."""
    points = [(_edge_at(math.log(times)), share) for times, share in FIRST_DATES]
    upto = [_along(points, edge) for edge in UPPER[:-1]]
    steps = [upto[0], *(high - low for low, high in zip(upto, upto[1:], strict=False)), 1.0 - upto[-1], 0.0]
    return tuple((1 - TRACE) * step + TRACE * any_ for step, any_ in zip(steps, any_promise(), strict=True))


def _edge_at(y: float) -> float:
    """The edge of a bin that is nearest, so that a share said to be reached there is reached there."""
    return min(UPPER, key=lambda edge: abs(edge - y))


def _along(points: Sequence[tuple[float, float]], y: float) -> float:
    """The height at `y` of the line through the points, level before the first and behind the last."""
    if y <= points[0][0]:
        return points[0][1]
    for (y0, f0), (y1, f1) in zip(points, points[1:], strict=False):
        if y <= y1:
            return f0 + (f1 - f0) * (y - y0) / (y1 - y0)
    return points[-1][1]
