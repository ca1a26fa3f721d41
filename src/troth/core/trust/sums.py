"""The same opinion from sums that are kept: what weighs for and against, so that reading need not go through all of it.

A batch must lie whole within what one sum is made of: its pieces share their weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from troth.core.trust.evidence import DAY_MS, MEDIUM, Evidence
from troth.core.trust.opinion import BASE, CAP, HALF_LIFE_DAYS, Opinion, once, weigh, weights

LONG_HALF_LIFE_DAYS = 365.0
STAKES = (1.0, 3.0, 10.0)
HALF_LIVES = (HALF_LIFE_DAYS, LONG_HALF_LIFE_DAYS)

Kept = Mapping[tuple[float, float], "Sums"]


@dataclass(frozen=True, slots=True)
class Sums:
    """What evidence weighs for (`good`) and against (`bad`) at the instant `reference`, for one stake asked about and
    one half-life; how many pieces there are, and the instants of the first and the last (0 without any)."""

    reference: int
    good: float = 0.0
    bad: float = 0.0
    count: int = 0
    first: int = 0
    last: int = 0
    asked: float = MEDIUM
    half_life_days: float = HALF_LIFE_DAYS

    def faded(self, to: int) -> Sums:
        """Tell the same as of another instant."""
        factor = 2.0 ** ((self.reference - to) / (self.half_life_days * DAY_MS))
        return replace(self, reference=to, good=self.good * factor, bad=self.bad * factor)


def sums_of(
    evidence: Iterable[Evidence],
    reference: int,
    *,
    asked: float = MEDIUM,
    half_life_days: float = HALF_LIFE_DAYS,
) -> Sums:
    """Sum up all evidence that is handed in, as it weighs at `reference`; whoever hands it in has left out what is
    not known yet."""
    return _summed(once(evidence), reference, asked, half_life_days)


def _summed(pieces: Sequence[Evidence], reference: int, asked: float, half_life_days: float) -> Sums:
    weighed = weights(pieces, reference, asked, half_life_days)
    return Sums(
        reference=reference,
        good=sum(weight * piece.value for piece, weight in zip(pieces, weighed, strict=True)),
        bad=sum(weight * (1.0 - piece.value) for piece, weight in zip(pieces, weighed, strict=True)),
        count=len(pieces),
        first=pieces[0].at if pieces else 0,
        last=pieces[-1].at if pieces else 0,
        asked=asked,
        half_life_days=half_life_days,
    )


def kept_sums(evidence: Iterable[Evidence], reference: int) -> Kept:
    """Sum evidence up for each stake that is asked about and each half-life, by (stake, half-life in days)."""
    pieces = once(evidence)
    return MappingProxyType(
        {(asked, days): _summed(pieces, reference, asked, days) for asked in STAKES for days in HALF_LIVES}
    )


def merge(one: Sums, other: Sums) -> Sums:
    """Add two sums of different evidence, as of the later instant; both of one stake asked about and one half-life."""
    to = max(one.reference, other.reference)
    a, b = one.faded(to), other.faded(to)
    both = [each for each in (a, b) if each.count]
    return replace(
        a,
        good=a.good + b.good,
        bad=a.bad + b.bad,
        count=a.count + b.count,
        first=min((each.first for each in both), default=0),
        last=max((each.last for each in both), default=0),
    )


def grown(sums: Sums, batch: Sequence[Evidence], piece: Evidence) -> Sums:
    """Add one piece of a new id to sums that hold the rest of its batch, `batch`, already: it touches that alone."""
    before = _summed(batch, sums.reference, sums.asked, sums.half_life_days)
    after = _summed(once([*batch, piece]), sums.reference, sums.asked, sums.half_life_days)
    gained = replace(after, good=after.good - before.good, bad=after.bad - before.bad, count=1)
    return merge(sums, replace(gained, first=piece.at, last=piece.at))


def opinion_of(sums: Sums, now: int, *, base: float = BASE, cap: float = CAP) -> Opinion:
    """Give the opinion that summed evidence supports at an instant; equal to that of the evidence itself to 1e-9."""
    at_now = sums.faded(now)
    days = (sums.last - sums.first) / DAY_MS
    return weigh(at_now.good, at_now.bad, base=base, cap=cap, outcomes=sums.count, days=days)
