"""How far a side can be relied on, as its conduct shows: an expectation, how little is known, and a band.

A beta opinion (Jøsang) with a base rate, forgetting, weights by stake, batches that count by the root of their number,
and a cap on all evidence together. How each part was chosen and measured: docs/measures/trust.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from troth.core.trust.beta import quantile
from troth.core.trust.evidence import DAY_MS, MEDIUM, Evidence

PRIOR = 2.0
BASE = 0.65
CAP = 10.0
HALF_LIFE_DAYS = 180.0
LOWER, UPPER = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Opinion:
    """What evidence says of the next thing: how `likely` it will be kept, in [0, 1].

    `unsure`, in (0, 1], is how little is known; `low` to `high` is the band from 5 to 95 % of Beta(`alpha`, `beta`),
    and `low` what one can count on. `outcomes` is the number of pieces, `days` the time from the first to the last.
    `good` and `bad` are the evidence as it weighs now, before the cap, and `base` the base rate that it starts from.
    """

    likely: float
    unsure: float
    low: float
    high: float
    alpha: float
    beta: float
    outcomes: int = 0
    days: float = 0.0
    good: float = 0.0
    bad: float = 0.0
    base: float = BASE

    @property
    def variance(self) -> float:
        """The variance of the beta distribution."""
        whole = self.alpha + self.beta
        return self.alpha * self.beta / (whole * whole * (whole + 1.0))


@dataclass(frozen=True, slots=True)
class Share:
    """What one piece of evidence adds to, or takes from, the base rate; all of them add up to the whole difference."""

    evidence: Evidence
    weight: float
    share: float


def weigh(
    good: float,
    bad: float,
    *,
    base: float = BASE,
    cap: float = CAP,
    outcomes: int = 0,
    days: float = 0.0,
) -> Opinion:
    """Give the opinion that so much evidence (`good`, `bad` >= 0, before the cap) supports; `base` in [.05, .95]."""
    kept = cap / (cap + good + bad)
    alpha, beta = kept * good + PRIOR * base, kept * bad + PRIOR * (1.0 - base)
    # Without evidence it is the base rate itself, to the last digit.
    likely = alpha / (alpha + beta) if good or bad else base
    return Opinion(
        likely=likely,
        unsure=PRIOR / (PRIOR + kept * (good + bad)),
        low=min(quantile(LOWER, alpha, beta), likely),
        high=max(quantile(UPPER, alpha, beta), likely),
        alpha=alpha,
        beta=beta,
        outcomes=outcomes,
        days=days,
        good=good,
        bad=bad,
        base=base,
    )


def opinion(
    evidence: Iterable[Evidence],
    now: int,
    *,
    asked: float = MEDIUM,
    base: float = BASE,
    half_life_days: float = HALF_LIFE_DAYS,
    cap: float = CAP,
) -> Opinion:
    """Give the opinion that the evidence supports at an instant (ms UTC) about something of a stake `asked`.

    What comes later than `now` is not counted, and of two pieces with one id the first. Whoever reckons it from the
    same evidence has the same floats: it is summed in the order of its time and id.
    """
    pieces = once(evidence, now)
    good = bad = 0.0
    for piece, weight in zip(pieces, weights(pieces, now, asked, half_life_days), strict=True):
        good += weight * piece.value
        bad += weight * (1.0 - piece.value)
    return weigh(good, bad, base=base, cap=cap, outcomes=len(pieces), days=span_days(pieces))


def shares(
    evidence: Iterable[Evidence],
    now: int,
    *,
    asked: float = MEDIUM,
    base: float = BASE,
    half_life_days: float = HALF_LIFE_DAYS,
    cap: float = CAP,
) -> tuple[Share, ...]:
    """Tell what each piece adds to the base rate, oldest first: their sum is `likely` less `base`, to 1e-9."""
    pieces = once(evidence, now)
    weighed = weights(pieces, now, asked, half_life_days)
    total = sum(weighed)
    kept = cap / (cap + total)
    whole = PRIOR + kept * total
    return tuple(
        Share(piece, kept * weight, kept * weight * (piece.value - base) / whole)
        for piece, weight in zip(pieces, weighed, strict=True)
    )


def once(evidence: Iterable[Evidence], now: int | None = None) -> tuple[Evidence, ...]:
    """Put evidence in its fixed order, each id once, and nothing that comes later than `now` where it is given."""
    found: dict[str, Evidence] = {}
    for piece in sorted(evidence, key=order):
        if now is None or piece.since <= now:
            found.setdefault(piece.id, piece)
    return tuple(found.values())


def order(piece: Evidence) -> tuple[int, str, int, float, float, float, str]:
    """Where a piece stands among others: by time and id, and by what it says should two share an id."""
    return piece.at, piece.id, piece.known, piece.value, piece.stake, piece.weight, piece.batch


def weights(pieces: Sequence[Evidence], now: int, asked: float, half_life_days: float) -> list[float]:
    """What each piece weighs at an instant, before the cap. Pieces of one batch and instant share the root of their
    number, which is counted undecayed: else a large break could lift trust by thinning a batch of tiny keeps."""
    matters = [piece.weight * min(1.0, piece.stake / asked) for piece in pieces]
    loads: dict[tuple[str, int], float] = {}
    for piece, matter in zip(pieces, matters, strict=True):
        if piece.batch:
            key = (piece.batch, piece.at)
            loads[key] = loads.get(key, 0.0) + matter
    half_life = half_life_days * DAY_MS
    return [
        2.0 ** ((piece.at - now) / half_life)
        * matter
        / (sqrt(max(1.0, loads[piece.batch, piece.at])) if piece.batch else 1.0)
        for piece, matter in zip(pieces, matters, strict=True)
    ]


def span_days(pieces: Sequence[Evidence]) -> float:
    """The days from the first of pieces in their order to the last; 0 without any."""
    return (pieces[-1].at - pieces[0].at) / DAY_MS if pieces else 0.0
