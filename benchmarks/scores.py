"""How good chances are, by what came of them: log loss, order, honesty; and a reference that learns from features."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import exp, lgamma, log

EDGE = 1e-6
BINS = 10
REFITS = 10
SEED = 20261126
HELD = {"learning_rate": 0.03, "max_leaf_nodes": 6, "min_samples_leaf": 100}


def log_loss(chances: Sequence[float], came: Sequence[bool]) -> float:
    """The mean log loss, in nats."""
    held = [min(max(each, EDGE), 1 - EDGE) for each in chances]
    return -sum(log(p if so else 1 - p) for p, so in zip(held, came, strict=True)) / len(held)


def brier(chances: Sequence[float], came: Sequence[bool]) -> float:
    """The mean of the squared distances."""
    return sum((p - so) ** 2 for p, so in zip(chances, came, strict=True)) / len(chances)


def auc(chances: Sequence[float], came: Sequence[bool]) -> float:
    """How often what came had the higher chance of the two; equal ones count a half. .5 where all or none came."""
    others = sorted(p for p, so in zip(chances, came, strict=True) if not so)
    yes = [p for p, so in zip(chances, came, strict=True) if so]
    if not yes or not others:
        return 0.5
    wins = sum((bisect_left(others, each) + bisect_right(others, each)) / 2 for each in yes)
    return wins / (len(yes) * len(others))


def ece(chances: Sequence[float], came: Sequence[bool]) -> float:
    """The expected error of calibration over ten bins of equal width."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for p, so in zip(chances, came, strict=True):
        bins[min(int(p * BINS), BINS - 1)].append((p, so))
    return sum(abs(sum(p - so for p, so in each)) for each in bins) / len(chances)


def beta_binomial(k: int, n: int, alpha: float, beta: float) -> float:
    """The chance of `k` among `n` where the chance of each is a draw from Beta(alpha, beta)."""
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    there = lgamma(k + alpha) + lgamma(n - k + beta) - lgamma(n + alpha + beta)
    return exp(ways + there + lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta))


def place(k: int, n: int, alpha: float, beta: float, dice: float) -> float:
    """Where `k` lies in that distribution, in [0, 1], spread over its own step by `dice` (randomised PIT)."""
    before = sum(beta_binomial(each, n, alpha, beta) for each in range(k))
    return before + dice * beta_binomial(k, n, alpha, beta)


def boosted(
    features: Sequence[Sequence[float]],
    came: Sequence[bool],
    made: Sequence[float],
    known: Sequence[float],
    start: int,
    *,
    held: bool = False,
) -> list[float] | None:
    """The chances that gradient boosting gives from `start` on, fitted anew ten times on what was known by then.

    As it comes, or `held` back: few leaves, many cases in each, slow steps. None where there is too little to learn
    from, or where scikit-learn is not installed (`make bench` installs it).
    """
    # On a machine that others use too, threads that wait for each other take many times as long as one.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import numpy
        from sklearn.ensemble import HistGradientBoostingClassifier
    except ImportError:
        return None
    x, y = numpy.array(features, dtype=float), numpy.array(came, dtype=int)
    found: list[float] = []
    size = max(1, (len(came) - start + REFITS - 1) // REFITS)
    for begin in range(start, len(came), size):
        there = [n for n in range(begin) if known[n] <= made[begin]]
        if len(there) < 100 or len(set(y[there])) < 2:
            return None
        model = HistGradientBoostingClassifier(random_state=SEED, **(HELD if held else {})).fit(
            x[there], y[there]
        )
        found += model.predict_proba(x[begin : begin + size])[:, 1].tolist()
    return found
