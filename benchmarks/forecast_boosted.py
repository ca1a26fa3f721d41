"""Gradient boosting as the reference forecasts are measured beside; it needs scikit-learn, which no node does."""

from __future__ import annotations

import math
import os
import warnings
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from benchmarks.forecast_replay import CHANCES, Said, outcome
from benchmarks.promised import Promise, reported_from

REFITS = 10
MOST_CODES = 250
MISSING = "gradient boosting: not measured here; it needs scikit-learn (tools/bootstrap bench)"


def boosted(promises: Sequence[Promise]) -> list[Said] | None:
    """Dates of the last half from quantile regression, fitted anew ten times on what had ended; None if not here."""
    os.environ.setdefault(
        "OMP_NUM_THREADS", "1"
    )  # several hands that wait for each other are slower than one
    try:
        import numpy
        from sklearn.ensemble import HistGradientBoostingRegressor
    except ImportError:
        return None
    first, features = reported_from(promises), numpy.array(_features(promises))
    ends = [_or_far(each) for each in promises]
    found: list[Said] = []
    step = math.ceil((len(promises) - first) / REFITS)
    for start in range(first, len(promises), step):
        now, part = promises[start].made, list(range(start, min(start + step, len(promises))))
        known = [n for n in range(start) if ends[n] <= now and promises[n].actual is not None]
        ys = [outcome(promises[n], 0.0) for n in known]
        said: list[list[float]] = []
        for chance in CHANCES:
            model: Any = HistGradientBoostingRegressor(
                loss="quantile", quantile=chance, categorical_features=[1, 2], random_state=1
            )
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                said.append(list(model.fit(features[known], ys).predict(features[part])))
        for place, n in enumerate(part):
            times = tuple(sorted(math.exp(min(each[place], 14.0)) for each in said))
            found.append(Said(promises[n], times, outcome(promises[n], 0.0), 0))
    return found


def _or_far(promise: Promise) -> float:
    return math.inf if promise.known is None else promise.known


def _features(promises: Sequence[Promise]) -> list[list[float]]:
    """Length, promiser, category, time, and the promiser's own mean and last outcome as of each promise."""
    codes: tuple[dict[str, int], dict[str, int]] = ({}, {})
    ended = sorted((each.known, n) for n, each in enumerate(promises) if each.known is not None)
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    rows, at = [], 0
    for each in promises:
        while at < len(ended) and (ended[at][0] or 0.0) <= each.made:
            done = promises[ended[at][1]]
            at += 1
            if done.actual is not None:
                own, y = sums[done.promiser], outcome(done, 0.0)
                own[0], own[1], own[2] = own[0] + 1, own[1] + y, y
        count, total, latest = sums[each.promiser]
        names = (each.promiser, each.category)
        who, what = (
            min(table.setdefault(name, len(table)), MOST_CODES - 1)
            for table, name in zip(codes, names, strict=True)
        )
        rows.append([math.log(each.promised), who, what, each.made, count, total / max(count, 1), latest])
    return rows
