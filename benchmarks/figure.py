"""One measured figure with the goal it is held to; a ratio is measured in one run, so machines can be compared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """A figure by name; `goal` is the least value that will do, or the most where `less_is_better`."""

    name: str
    value: float
    goal: float
    unit: str = ""
    less_is_better: bool = False

    @property
    def ok(self) -> bool:
        return self.value <= self.goal if self.less_is_better else self.value >= self.goal

    def __str__(self) -> str:
        bound = "at most" if self.less_is_better else "at least"
        value, goal = (
            f"{number:,.0f}" if number >= 100 else f"{number:.2f}" for number in (self.value, self.goal)
        )
        return f"{self.name:44} {value:>10} {self.unit:10} {bound} {goal:>8}   {'ok' if self.ok else 'short'}"


def ratio(ours: Callable[[], int], peer: Callable[[], int], *, times: int = 12) -> float:
    """Give how fast `ours` is beside its peer, the median of runs in turn: a slow moment of the machine meets both."""
    return median(rate(ours, times=1) / rate(peer, times=1) for _ in range(times))


def rate(work: Callable[[], int], *, times: int = 6) -> float:
    """Give how many pieces a second of processor time `work` does, by the number it returns; the best run."""
    best = 0.0
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        done = work()
        best = max(best, done / (time.process_time() - start))
    return best
