"""Trust of one direction: the next outcome, the honesty of the band, promisers who drift, and the time it takes.

Reads public data from the folder in TROTH_DATA. With FILE=x.csv (columns promiser, category, made, promised, actual,
resolved, status and stake) it measures on data of one's own instead. Everything is as of the moment at which a promise
is made: what was not resolved by then is not known. The last half in time is reported.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from benchmarks import scores
from benchmarks.figure import Figure
from benchmarks.promised import SETS, Promise, folder, of_file, reported_from
from troth.core.trust import BASE, Evidence, Facet, Opinion, opinion, shares
from troth.core.trust.evidence import DAY_MS
from troth.core.trust.opinion import PRIOR

SEED = 20261126
NEXT = 10
LEARNED_OVER_DAYS = 365.0
SHRINK = 20.0
BARS = {"scms": (0.402, 82.0, 97.0), "sip": (0.59, 88.0, 97.5)}
DRIFTS = (0.0, 0.15, 0.3, 0.6)
PROMISERS = 600


def run() -> list[Figure]:
    """Measure on the public data, or on one's own file."""
    if file := os.environ.get("FILE"):
        own = of_file(Path(file))
        if len(own) < 20:
            sys.exit(f"{file} holds {len(own)} promises that can be read; it takes 20 at least.")
        measured(file, own)
        return []
    data = folder()
    figures: list[Figure] = []
    for name in ("scms", "sip"):
        loss, held = measured(name, SETS[name](data))
        most, low, high = BARS[name]
        figures += [
            Figure(f"{name}: log loss of the next outcome", loss, most, "nats", True),
            Figure(f"{name}: bands of 90 % that held", held, low, "%"),
            Figure(f"{name}: bands of 90 % that held", held, high, "%", True),
        ]
    return [*figures, *_drifting(), _speed()]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one promise when it was made, with what the plain ways say."""

    opinion: Opinion
    base: float
    everybody: float
    own: float
    features: tuple[float, ...]


@dataclass(slots=True)
class Rate:
    """A share of kept promises that forgets, with a half-life of a year."""

    kept: float = 0.0
    all: float = 0.0
    at: float = 0.0

    def add(self, at: float, *, kept: bool) -> None:
        self._fade(at)
        self.kept += kept
        self.all += 1.0

    def drawn_to(self, prior: float, weight: float, at: float) -> float:
        self._fade(at)
        return (self.kept + weight * prior) / (self.all + weight)

    def _fade(self, at: float) -> None:
        factor = 2.0 ** ((self.at - at) / LEARNED_OVER_DAYS)
        self.kept, self.all, self.at = self.kept * factor, self.all * factor, at


@dataclass(slots=True)
class Past:
    """What is known by now of everybody, of each category and of each promiser."""

    everybody: Rate
    categories: defaultdict[str, Rate]
    evidence: defaultdict[str, list[Evidence]]

    def learn(self, promise: Promise, number: int, *, in_days: bool) -> None:
        known = promise.known or promise.made
        due = promise.made + promise.promised
        day = int(min(due, known) if in_days else known)
        self.everybody.add(known, kept=promise.kept)
        self.categories[promise.category].add(known, kept=promise.kept)
        self.evidence[promise.promiser].append(
            Evidence(
                id=str(number),
                facet=Facet.DELIVERY,
                at=day * DAY_MS,
                value=float(promise.kept),
                stake=promise.stake,
                batch=f"{promise.promiser} {day}",
                known=round(known * DAY_MS),
            )
        )

    def base(self, category: str, at: float) -> tuple[float, float]:
        """The rate of all, and the one of the category drawn to it; both between .05 and .95."""
        of_all = self.everybody.drawn_to(0.65, 2.0, at)
        rate = self.categories[category].drawn_to(of_all, SHRINK, at)
        return min(max(rate, 0.05), 0.95), of_all


def said(promises: Sequence[Promise]) -> list[Said]:
    """Say of each promise, in the order they were made, what is known when it is made."""
    order = sorted(
        (n for n, each in enumerate(promises) if each.known is not None),
        key=lambda n: promises[n].known or 0.0,
    )
    in_days = lengths_in_days(promises)
    past = Past(Rate(), defaultdict(Rate), defaultdict(list))
    found: list[Said] = []
    learned = 0
    for promise in promises:
        while learned < len(order) and (promises[order[learned]].known or 0.0) <= promise.made:
            past.learn(promises[order[learned]], order[learned], in_days=in_days)
            learned += 1
        found.append(_said(promise, past))
    return found


def _said(promise: Promise, past: Past) -> Said:
    base, of_all = past.base(promise.category, promise.made)
    mine = past.evidence[promise.promiser]
    now = round(promise.made * DAY_MS)
    says = opinion(mine, now, asked=promise.stake, base=base)
    kept = sum(each.value for each in mine)
    own = (kept + 1.0) / (len(mine) + 2.0)
    latest = [each.value for each in mine[-5:]]
    features = (
        log(promise.promised),
        base,
        of_all,
        says.likely,
        says.unsure,
        own,
        float(len(mine)),
        sum(latest) / len(latest) if latest else -1.0,
        promise.made,
    )
    return Said(says, base, of_all, own, features)


def lengths_in_days(promises: Sequence[Promise]) -> bool:
    """Whether a promised length is one in days, so that there is a due day: most came to their end after it."""
    there = [each for each in promises if each.actual is not None and each.resolved is not None]
    same = sum(abs((each.resolved or 0.0) - each.made - (each.actual or 0.0)) <= 1.0 for each in there)
    return same >= 0.9 * len(there)


def measured(name: str, promises: Sequence[Promise]) -> tuple[float, float]:
    """Print how well the next outcome is told beside the plain ways, and how many bands held; both (nats, %)."""
    says = said(promises)
    start = reported_from(promises)
    ended = [n for n in range(start, len(promises)) if promises[n].known is not None]
    if not ended:
        sys.exit(
            f"{name} holds no promise in the last half of its time of which it is known what became of it."
        )
    came = [promises[n].kept for n in ended]
    print(
        f"{name}: {len(promises):,} promises of {len({each.promiser for each in promises}):,};"
        f" reported {len(ended):,}, kept {100 * sum(came) / len(came):.0f} %"
    )
    ways = {
        "always .65": [0.65 for _ in ended],
        "rate of all": [says[n].everybody for n in ended],
        "rate of the category": [says[n].base for n in ended],
        "promiser's own rate": [says[n].own for n in ended],
        "opinion": [says[n].opinion.likely for n in ended],
    }
    for held in (False, True):
        boosted = _boosted(promises, says, start, held=held)
        if boosted is not None:
            ways[f"gradient boosting{', held' if held else ''}"] = [boosted[n - start] for n in ended]
    for way, chances in ways.items():
        print(
            f"  {way:22} log loss {scores.log_loss(chances, came):.4f}  AUC {scores.auc(chances, came):.3f}"
            f"  Brier {scores.brier(chances, came):.3f}  ECE {scores.ece(chances, came):.3f}"
        )
    return scores.log_loss(ways["opinion"], came), _bands(promises, says, start)


def _boosted(
    promises: Sequence[Promise], says: Sequence[Said], start: int, *, held: bool
) -> list[float] | None:
    return scores.boosted(
        [each.features for each in says],
        [each.kept for each in promises],
        [each.made for each in promises],
        [each.known if each.known is not None else float("inf") for each in promises],
        start,
        held=held,
    )


def _bands(promises: Sequence[Promise], says: Sequence[Said], start: int) -> float:
    """In how many of a hundred the next ten of a promiser, on days of their own, lie within the band that was said."""
    mine: defaultdict[str, list[Promise]] = defaultdict(list)
    places: list[int] = []
    for promise in promises:
        places.append(len(mine[promise.promiser]))
        if promise.known is not None:
            mine[promise.promiser].append(promise)
    dice = random.Random(SEED)
    found = []
    for n in range(start, len(promises)):
        ahead = _next_on_own_days(mine[promises[n].promiser][places[n] :])
        if len(ahead) == NEXT:
            band = says[n].opinion
            kept = sum(each.kept for each in ahead)
            found.append(scores.place(kept, NEXT, band.alpha, band.beta, dice.random()))
    if not found:
        print("  bands: nobody has ten more promises on days of their own")
        return 0.0
    held = {wide: _within(found, wide) for wide in (90, 80)}
    print(f"  bands: {len(found):,}; of 90 % {held[90]:.1f} % held, of 80 % {held[80]:.1f} %")
    return held[90]


def _next_on_own_days(promises: Sequence[Promise]) -> list[Promise]:
    days: dict[int, Promise] = {}
    for promise in promises:
        days.setdefault(int(promise.made), promise)
        if len(days) == NEXT:
            break
    return list(days.values())


def _within(places: Sequence[float], wide: int) -> float:
    edge = (100 - wide) / 200
    return 100 * sum(edge <= each <= 1 - edge for each in places) / len(places)


def _drifting() -> list[Figure]:
    """Simulated promisers whose chance to keep moves at random: does the band hold the next ten?"""
    figures = []
    for drift in DRIFTS:
        dice = random.Random(SEED)
        held = _within([_one_drifting(dice, drift) for _ in range(PROMISERS)], 90)
        name = f"drifting promisers, {drift:g} per 90 days: bands held"
        figures += [Figure(name, held, 89, "%"), Figure(name, held, 97, "%", True)]
    return figures


def _one_drifting(dice: random.Random, drift: float) -> float:
    """One promiser, drawn from the opinion without evidence, a promise about each week; where its next ten lie."""
    first = min(max(dice.betavariate(PRIOR * BASE, PRIOR * (1 - BASE)), 1e-4), 1 - 1e-4)
    odds, day = log(first / (1 - first)), 0.0
    kept: list[tuple[float, bool]] = []
    past = dice.randrange(1, 100)
    for _ in range(past + NEXT):
        gap = dice.expovariate(1 / 7)
        day += gap
        odds += dice.gauss(0.0, drift * (gap / 90) ** 0.5)
        kept.append((day, dice.random() < 1 / (1 + exp(-odds))))
    evidence = [
        Evidence(str(n), Facet.DELIVERY, round(at * DAY_MS), float(so))
        for n, (at, so) in enumerate(kept[:past])
    ]
    says = opinion(evidence, evidence[-1].at)
    return scores.place(sum(so for _, so in kept[past:]), NEXT, says.alpha, says.beta, dice.random())


def _speed() -> Figure:
    """An opinion on 500 pieces with the share of each, the best of seven."""
    evidence = [
        Evidence(str(n), Facet.DELIVERY, n * DAY_MS, float(n % 5 > 0), batch=str(n // 2)) for n in range(500)
    ]
    taken = []
    for _ in range(7):
        began = time.process_time()
        opinion(evidence, 500 * DAY_MS)
        taken.append((time.process_time() - began) * 1_000)
    began = time.process_time()
    shares(evidence, 500 * DAY_MS)
    print(f"the share of each of 500 pieces: {(time.process_time() - began) * 1_000:.1f} ms")
    return Figure("an opinion on 500 pieces", min(taken), 3, "ms", True)
