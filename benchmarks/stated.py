"""Stated trust: the sign of the next rating, from what the rated one gets and what the rater gives, with no fit.

Reads public ratings (Bitcoin OTC) from the folder in TROTH_DATA. With FILE=x.csv (columns rater, rated, rating, time)
it measures on ratings of one's own instead. Everything is as of the second of the rating; the last half is reported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from math import isfinite
from pathlib import Path

from benchmarks import scores
from benchmarks.figure import Figure
from benchmarks.promised import own_rows, rows
from troth.core.trust import HALF_LIFE_DAYS, Evidence, Facet, Tally, expected

SECONDS_FROM = 1e8
MILLISECONDS_FROM = 1e11
DAY_SECONDS = 86_400
NAMES = {"rater": "Source", "rated": "Target", "rating": "Weight", "time": "Timestamp"}


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating: who rates whom, whether it is a good one, and when (seconds)."""

    rater: str
    rated: str
    good: bool
    at: float


def run() -> list[Figure]:
    """Measure on the public ratings, or on one's own file."""
    if file := os.environ.get("FILE"):
        measured(file, _read(Path(file), own_rows(Path(file)), {name: name for name in NAMES}))
        return []
    path = Path(os.environ.get("TROTH_DATA", "")) / "F" / "bitcoin_otc" / "soc-sign-bitcoinotc.csv"
    if not path.is_file():
        sys.exit(
            "This benchmark reads public ratings that are not part of Troth. Set TROTH_DATA to the folder that has\n"
            "them, with F/bitcoin_otc in it. Or measure on your own: make bench NAME=stated FILE=x.csv, with the\n"
            "columns rater, rated, rating and time."
        )
    loss, order = measured("otc", _read(path, rows(path), NAMES))
    return [
        Figure("otc: log loss of the next sign", loss, 0.25, "nats", True),
        Figure("otc: AUC of the next sign", order, 0.90),
    ]


def _read(path: Path, lines: Sequence[dict[str, str]], names: dict[str, str]) -> tuple[Rating, ...]:
    """Read ratings in the order of their time. Good is over nought, or over the middle where no rating is below it."""
    missing = [name for name in names.values() if name not in (lines[0] if lines else {})]
    if missing:
        sys.exit(f"{path} has no column {', '.join(missing)}.")
    read = [(row, _level(row[names["rating"]]), _seconds(row[names["time"]])) for row in lines]
    whole = [(row, level, at) for row, level, at in read if level is not None and at is not None]
    if not whole:
        sys.exit(f"{path} holds no rating that can be read.")
    levels = [level for _, level, _ in whole]
    middle = 0.0 if min(levels) <= 0 else (min(levels) + max(levels)) / 2
    found = [Rating(row[names["rater"]], row[names["rated"]], level > middle, at) for row, level, at in whole]
    return tuple(sorted(found, key=lambda each: each.at))


def _level(said: str) -> float | None:
    try:
        found = float(said)
    except ValueError:
        return None
    return found if isfinite(found) else None


def _seconds(said: str) -> float | None:
    """An instant: an ISO date, seconds or milliseconds of Unix time, or a number of days; None if it is neither."""
    number = _level(said)
    if number is None:
        try:
            moment = datetime.fromisoformat(said.strip())
        except ValueError:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    if number >= MILLISECONDS_FROM:
        return number / 1_000
    return number if number >= SECONDS_FROM else number * DAY_SECONDS


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one rating before it was made."""

    base: float
    target: float
    rater: float
    features: tuple[float, ...]

    @property
    def chance(self) -> float:
        return expected(self.target, self.rater, self.base)


def said(ratings: Sequence[Rating]) -> Iterator[Said]:
    """Say of each rating what is known before its second."""
    got: dict[str, Tally] = {}
    given: dict[str, Tally] = {}
    pairs: dict[tuple[str, str], bool] = {}
    good, number = 0, 0
    for at, group in groupby(ratings, key=lambda each: each.at):
        now, together = round(at * 1_000), list(group)
        base = min(max((good + 0.65 * 2) / (number + 2), 0.05), 0.95)
        for each in together:
            yield _said(each, now, base, got, given, pairs)
        for each in together:
            number, good = number + 1, good + each.good
            pairs[each.rater, each.rated] = each.good
            piece = Evidence(str(number), Facet.OPENNESS, now, float(each.good))
            for tallies, name in ((got, each.rated), (given, each.rater)):
                tallies.setdefault(name, Tally(half_lives=(HALF_LIFE_DAYS,))).add(piece)


def _said(
    each: Rating,
    now: int,
    base: float,
    got: dict[str, Tally],
    given: dict[str, Tally],
    pairs: dict[tuple[str, str], bool],
) -> Said:
    nothing = Tally(half_lives=(HALF_LIFE_DAYS,))
    target = got.get(each.rated, nothing).opinion(now, HALF_LIFE_DAYS, base=base)
    rater = given.get(each.rater, nothing).opinion(now, HALF_LIFE_DAYS, base=base)
    back = pairs.get((each.rated, each.rater))
    features = (
        base,
        target.likely,
        target.unsure,
        float(target.outcomes),
        rater.likely,
        rater.unsure,
        float(rater.outcomes),
        -1.0 if back is None else float(back),
    )
    return Said(base, target.likely, rater.likely, features)


def measured(name: str, ratings: Sequence[Rating]) -> tuple[float, float]:
    """Print how well the next sign is told beside the plain ways; return log loss and AUC."""
    if len(ratings) < 20:
        sys.exit(f"{name} holds {len(ratings)} ratings; it takes 20 at least.")
    says = list(said(ratings))
    start = len(ratings) // 2
    came = [each.good for each in ratings[start:]]
    print(
        f"{name}: {len(ratings):,} ratings; reported {len(came):,}, good {100 * sum(came) / len(came):.0f} %"
    )
    ways = {
        "always .65": [0.65 for _ in came],
        "rate of all": [each.base for each in says[start:]],
        "what the rated one gets": [each.target for each in says[start:]],
        "what the rater gives": [each.rater for each in says[start:]],
        "both against the rate": [each.chance for each in says[start:]],
    }
    for held in (False, True):
        boosted = scores.boosted(
            [each.features for each in says],
            [each.good for each in ratings],
            [each.at for each in ratings],
            [each.at + 1e-3 for each in ratings],
            start,
            held=held,
        )
        if boosted is not None:
            ways[f"gradient boosting{', held' if held else ''}"] = boosted
    for way, chances in ways.items():
        print(
            f"  {way:24} log loss {scores.log_loss(chances, came):.4f}  AUC {scores.auc(chances, came):.3f}"
            f"  ECE {scores.ece(chances, came):.3f}"
        )
    ours = ways["both against the rate"]
    return scores.log_loss(ours, came), scores.auc(ours, came)
