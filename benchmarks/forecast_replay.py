"""Promises replayed in the order they were made: at each, a method knows what had ended by then, and nothing more."""

from __future__ import annotations

import bisect
import heapq
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.promised import HAIR, Promise
from troth.core.promises.forecast import Ending, Forecast, Lead, Leads, Plan, plan_of

CHANCES = (0.5, 0.8, 0.9)
FAR = 1e6
"""A multiple of the promised length beyond which no date is spoken of."""


@dataclass(frozen=True)
class Said:
    """One promise with the multiples of its length that a method gave for `CHANCES`, and how it came out.

    `y` is ln(actual / promised); of one still open it is a lower bound; of one that never came it is infinite.
    """

    promise: Promise
    times: tuple[float, ...]
    y: float
    history: int


class Method(Protocol):
    """What is told of what was made and what ended, and asked for dates."""

    def made(self, number: int, promise: Promise) -> None: ...

    def ended(self, number: int, promise: Promise) -> None: ...

    def dates(self, promise: Promise) -> tuple[float, ...]: ...


class Raw:
    """The date as promised."""

    def made(self, number: int, promise: Promise) -> None: ...

    def ended(self, number: int, promise: Promise) -> None: ...

    def dates(self, promise: Promise) -> tuple[float, ...]:
        return (1.0, 1.0, 1.0)


class Quantiles:
    """Empirical quantiles of actual over promised: of everybody, or of the promiser from so many promises on."""

    def __init__(self, own_from: int | None = None) -> None:
        self.own_from = own_from
        self.all: list[float] = []
        self.own: dict[str, list[float]] = defaultdict(list)

    def made(self, number: int, promise: Promise) -> None: ...

    def ended(self, number: int, promise: Promise) -> None:
        y = outcome(promise, 0.0)
        bisect.insort(self.all, y)
        bisect.insort(self.own[promise.promiser], y)

    def dates(self, promise: Promise) -> tuple[float, ...]:
        own = self.own.get(promise.promiser, [])
        known = own if self.own_from is not None and len(own) >= self.own_from else self.all
        if not known:
            return (1.0, 1.0, 1.0)
        return tuple(math.exp(known[max(math.ceil(q * len(known)) - 1, 0)]) for q in CHANCES)


class Ours:
    """The forecast of the product; `open_counts` where lengths are time in the calendar, so that what is open tells."""

    def __init__(self, plan: Plan, first: float, *, open_counts: bool) -> None:
        self.leads = Leads(plan, reference=first)
        self.open_counts = open_counts
        self.seconds, self.asked = 0.0, 0

    def made(self, number: int, promise: Promise) -> None:
        if self.open_counts:
            self.leads.add(str(number), lead_of(promise))

    def ended(self, number: int, promise: Promise) -> None:
        ending = Ending.NEVER if promise.cancelled else Ending.DONE
        self.leads.add(str(number), lead_of(promise, ending))

    def forecast(self, promise: Promise, at: float) -> Forecast:
        return self.leads.forecast(at, lead_of(promise))

    def dates(self, promise: Promise) -> tuple[float, ...]:
        start = time.process_time()
        found = self.forecast(promise, promise.made)
        times = tuple(min(found.times(q), FAR) for q in CHANCES)
        self.seconds += time.process_time() - start
        self.asked += 1
        return times

    @property
    def milliseconds(self) -> float:
        """Processor time of one forecast with its three dates."""
        return 1000 * self.seconds / max(self.asked, 1)


def lead_of(promise: Promise, ending: Ending = Ending.OPEN) -> Lead:
    """A promise as the forecast sees it."""
    days = promise.actual or 0.0
    return Lead(promise.made, promise.promised, promise.promiser, promise.category, ending, days)


def plan_before(promises: Sequence[Promise], *, in_days: bool) -> Plan:
    """The size classes and the half-life, from the first quarter alone."""
    plan = plan_of([each.promised for each in promises[: len(promises) // 4]])
    return plan if in_days else Plan(plan.bounds, made_of=plan.made_of)


def in_calendar_days(promises: Sequence[Promise]) -> bool:
    """Whether the lengths are time in the calendar (made to delivered), not effort."""
    ends = [
        abs(each.resolved - each.made - each.actual) <= 1.0
        for each in promises
        if each.actual is not None and each.resolved is not None
    ]
    return sum(ends) >= 0.9 * len(ends)


def snapshot(promises: Sequence[Promise]) -> float:
    """The last day that the data know of."""
    return max(
        [each.made for each in promises] + [each.resolved for each in promises if each.resolved is not None]
    )


def outcome(promise: Promise, age: float) -> float:
    """ln(actual / promised); of an open one as far as it had come at an age, infinite where it never came."""
    if promise.cancelled:
        return math.inf
    length = promise.actual if promise.actual is not None else age
    return math.log(max(length, 1e-9) / promise.promised)


def replay(
    promises: Sequence[Promise],
    method: Method,
    *,
    first: int,
    last: int | None = None,
    known_to: float | None = None,
) -> list[Said]:
    """Ask a method for the dates of each promise from the `first` on, as of the moment it was made."""
    at_last = snapshot(promises) if known_to is None else known_to
    stop, found = len(promises) if last is None else last, []
    counts: dict[str, int] = defaultdict(int)
    ends: list[tuple[float, int]] = []
    for number, promise in enumerate(promises[:stop]):
        for _, done in _ended_by(ends, promise.made):
            method.ended(done, promises[done])
            counts[promises[done].promiser] += 1
        if number >= first:
            y = outcome(promise, at_last - promise.made)
            found.append(Said(promise, method.dates(promise), y, counts[promise.promiser]))
        method.made(number, promise)
        if promise.known is not None:
            heapq.heappush(ends, (promise.known, number))
    return found


def _ended_by(ends: list[tuple[float, int]], moment: float) -> Iterator[tuple[float, int]]:
    while ends and ends[0][0] <= moment:
        yield heapq.heappop(ends)


def pinball(said: Sequence[Said]) -> float:
    """Mean pinball loss of the three dates, in logarithms; what never came has no distance and is left out."""
    losses = [
        max(q * (each.y - math.log(times)), (q - 1) * (each.y - math.log(times)))
        for each in said
        if each.y < math.inf
        for q, times in zip(CHANCES, each.times, strict=True)
    ]
    return math.fsum(losses) / len(losses) if losses else math.nan


def kept(said: Sequence[Said], chance: float) -> float:
    """The share, 0 to 1, of promises that came by the date given; an open one counts as far as it has come."""
    place = CHANCES.index(chance)
    return sum(each.y <= math.log(each.times[place]) + HAIR for each in said) / max(len(said), 1)


CLASSES: tuple[tuple[str, Callable[[int], bool]], ...] = (
    ("0", lambda n: n == 0),
    ("1 to 2", lambda n: 1 <= n <= 2),
    ("3 to 9", lambda n: 3 <= n <= 9),
    ("10 to 29", lambda n: 10 <= n <= 29),
    ("30 and more", lambda n: n >= 30),
)
"""How many of a promiser's promises had ended when the next was made."""
