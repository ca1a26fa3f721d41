"""The beta distribution in plain Python: its distribution function, its density and its quantiles.

The regularised incomplete beta function by its continued fraction (Lentz), the quantile by Newton steps that a bracket
keeps in bounds. Accurate to 1e-10 for the shapes that an opinion has, .05 to about 20.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log, log1p

TINY = 1e-300
CLOSE = 1e-15
MOST_TERMS = 300
MOST_STEPS = 200
NEAR = 1e-13


def below(x: float, alpha: float, beta: float) -> float:
    """Give the chance, in [0, 1], that a value of Beta(alpha, beta) is at most `x`; both shapes must be over 0."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = exp(_log_front(x, alpha, beta))
    if x < (alpha + 1.0) / (alpha + beta + 2.0):
        return front * _fraction(x, alpha, beta) / alpha
    return 1.0 - front * _fraction(1.0 - x, beta, alpha) / beta


def _log_front(x: float, alpha: float, beta: float) -> float:
    return lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta) + alpha * log(x) + beta * log1p(-x)


def _fraction(x: float, alpha: float, beta: float) -> float:
    """The continued fraction of the incomplete beta function, two of its terms a turn."""
    c, d = 1.0, 1.0 / _not_nought(1.0 - (alpha + beta) * x / (alpha + 1.0))
    found = d
    for m in range(1, MOST_TERMS):
        even = m * (beta - m) * x / ((alpha + 2 * m - 1.0) * (alpha + 2 * m))
        odd = -(alpha + m) * (alpha + beta + m) * x / ((alpha + 2 * m) * (alpha + 2 * m + 1.0))
        for term in (even, odd):
            d = 1.0 / _not_nought(1.0 + term * d)
            c = _not_nought(1.0 + term / c)
            found *= c * d
        if abs(c * d - 1.0) < CLOSE:
            break
    return found


def _not_nought(value: float) -> float:
    return value if abs(value) > TINY else TINY


def quantile(p: float, alpha: float, beta: float) -> float:
    """Give the value that a share `p`, in (0, 1), of Beta(alpha, beta) lies below."""

    def step(x: float) -> tuple[float, float]:
        density = exp(_log_front(x, alpha, beta)) / (x * (1.0 - x))
        return below(x, alpha, beta) - p, density

    return solved(step, 0.0, 1.0, alpha / (alpha + beta))


def solved(step: Callable[[float], tuple[float, float]], low: float, high: float, x: float) -> float:
    """Find where a rising function of (low, high) is nought: `step` gives its value and its slope, `x` is a guess.

    Newton's step is taken where it stays within what is known, else the half of it.
    """
    for _ in range(MOST_STEPS):
        value, slope = step(x)
        if value > 0.0:
            high = x
        else:
            low = x
        after = x - value / slope if slope > 0.0 else low
        if not low < after < high:
            after = (low + high) / 2.0
        if abs(after - x) <= NEAR * x or not low < after < high:
            return after
        x = after
    return x
