"""Break risk of promises that are still open, looked at on their way: how well it tells late ones from the others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.forecast_replay import Ours
from benchmarks.promised import HAIR, Promise, reported_from
from troth.core.promises.forecast import Plan

WAYS = (0.0, 0.25, 0.5, 0.75, 0.9, 0.99)
TENTHS = 10


@dataclass(frozen=True)
class Seen:
    """One look: how much of the promised length had passed, the risk said, and whether it came late."""

    way: float
    risk: float
    late: bool


def looks(promises: Sequence[Promise], plan: Plan, *, open_counts: bool) -> list[Seen]:
    """Look at each promise of the last half at each share of its length, while it is open."""
    events: list[tuple[float, int, int, float]] = []
    for number, each in enumerate(promises):
        events.append((each.made, 1, number, 0.0))
        if each.known is not None:
            events.append((each.known, 0, number, 0.0))
        if number >= reported_from(promises) and each.known is not None:
            length = math.inf if each.actual is None else each.actual
            on_way = (way for way in WAYS if length > way * each.promised)
            events.extend((each.made + way * each.promised, 2, number, way) for way in on_way)
    ours, found = Ours(plan, promises[0].made, open_counts=open_counts), []
    for moment, what, number, way in sorted(events):
        each = promises[number]
        if what == 0:
            ours.ended(number, each)
        elif what == 1:
            ours.made(number, each)
        else:
            risk = ours.forecast(each, moment).late(way * each.promised, each.promised, each.promised)
            found.append(Seen(way, risk, each.actual is None or each.actual > each.promised + HAIR))
    return found


def log_loss(seen: Sequence[Seen]) -> float:
    """Mean log loss in nats."""
    chances = (min(max(each.risk, 1e-12), 1 - 1e-12) for each in seen)
    return -math.fsum(
        math.log(p if each.late else 1 - p) for p, each in zip(chances, seen, strict=True)
    ) / len(seen)


def auc(seen: Sequence[Seen]) -> float:
    """How often a late one was given the higher risk than one in time; ties count half."""
    by_risk: dict[float, list[int]] = {}
    for each in seen:
        by_risk.setdefault(each.risk, [0, 0])[each.late] += 1
    below, wins = 0, 0.0
    for risk in sorted(by_risk):
        in_time, late = by_risk[risk]
        wins += late * (below + in_time / 2)
        below += in_time
    late_ones = sum(each.late for each in seen)
    return wins / max(late_ones * (len(seen) - late_ones), 1)


def off(seen: Sequence[Seen]) -> float:
    """Expected calibration error: the mean distance of risk said and share late, over tenths of risk."""
    apart = [0.0] * TENTHS
    for each in seen:
        apart[min(int(each.risk * TENTHS), TENTHS - 1)] += each.risk - each.late
    return sum(abs(each) for each in apart) / len(seen)
