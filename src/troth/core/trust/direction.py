"""One direction of trust: delivery, listening and openness each by itself, and what they come to together.

No facet is averaged away: one that is weak is named before any word for the whole is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from troth.core.trust.beta import quantile
from troth.core.trust.evidence import DAY_MS, MEDIUM, Evidence, Facet
from troth.core.trust.opinion import (
    BASE,
    HALF_LIFE_DAYS,
    LOWER,
    UPPER,
    Opinion,
    Share,
    once,
    opinion,
    shares,
    weigh,
)
from troth.core.trust.sums import LONG_HALF_LIFE_DAYS, Kept, opinion_of
from troth.core.trust.words import Word, word

WEIGHTS: Mapping[Facet, float] = MappingProxyType(
    {Facet.DELIVERY: 0.5, Facet.LISTENING: 0.25, Facet.OPENNESS: 0.25}
)
WEAK_UNDER = 0.5
FEW_A_YEAR = 6.0
YEAR_MS = 365 * DAY_MS


@dataclass(frozen=True)
class Reach:
    """How far one can rely on somebody, as an opinion and its word; `only` is the one facet that there is evidence of
    where it stands for the whole, else None."""

    opinion: Opinion
    word: Word
    only: Facet | None = None

    @property
    def says(self) -> str:
        """The word as it is said: of a whole that rests on one facet, with that facet."""
        return f"{self.only.value}: {self.word.value}" if self.only else self.word.value


@dataclass(frozen=True)
class Direction:
    """How far one side can rely on the other: `facets` holds each of the three, also one without evidence.

    `weak` are the facets to be named before any word for the whole. `half_life_days` is 180, or 365 where there are
    fewer than six promises a year.
    """

    facets: Mapping[Facet, Reach]
    whole: Reach
    weak: tuple[Facet, ...] = ()
    half_life_days: float = HALF_LIFE_DAYS

    @property
    def known(self) -> tuple[Facet, ...]:
        """The facets that there is evidence of."""
        return known(self.facets)


def known(facets: Mapping[Facet, Reach]) -> tuple[Facet, ...]:
    """Name, of facets, those that there is evidence of."""
    return tuple(facet for facet in Facet if facets[facet].opinion.outcomes)


def half_life(promises: int, first: int, last: int) -> float:
    """Give the half-life in days that suits a pace: promises between two instants, over a year at least."""
    years = max((last - first) / YEAR_MS, 1.0)
    return LONG_HALF_LIFE_DAYS if promises / years < FEW_A_YEAR else HALF_LIFE_DAYS


def direction(
    evidence: Iterable[Evidence], now: int, *, asked: float = MEDIUM, base: float = BASE
) -> Direction:
    """Reckon one direction from all evidence of it, at an instant, about something of a stake `asked`."""
    pieces = once(evidence, now)
    days = half_life_of(pieces)
    return whole_of(
        {
            facet: opinion(_of(pieces, facet), now, asked=asked, base=base, half_life_days=days)
            for facet in Facet
        },
        half_life_days=days,
    )


def direction_of(
    sums: Mapping[Facet, Kept], now: int, *, asked: float = MEDIUM, base: float = BASE
) -> Direction:
    """Reckon one direction from the sums kept of each facet; of one that is missing there is no evidence."""
    promises = sums[Facet.DELIVERY][asked, HALF_LIFE_DAYS] if Facet.DELIVERY in sums else None
    days = half_life(promises.count, promises.first, promises.last) if promises else LONG_HALF_LIFE_DAYS
    nothing = weigh(0.0, 0.0, base=base)
    return whole_of(
        {
            facet: opinion_of(sums[facet][asked, days], now, base=base) if facet in sums else nothing
            for facet in Facet
        },
        half_life_days=days,
    )


def half_life_of(pieces: Iterable[Evidence]) -> float:
    """Give the half-life that suits the promises among pieces in their order."""
    at = [piece.at for piece in pieces if piece.facet is Facet.DELIVERY]
    return half_life(len(at), at[0], at[-1]) if at else LONG_HALF_LIFE_DAYS


def _of(pieces: Iterable[Evidence], facet: Facet) -> list[Evidence]:
    return [piece for piece in pieces if piece.facet is facet]


def whole_of(opinions: Mapping[Facet, Opinion], *, half_life_days: float) -> Direction:
    """Put the opinions of the three facets together."""
    facets = MappingProxyType({facet: Reach(said, word(said)) for facet, said in opinions.items()})
    there = known(facets)
    weak = tuple(facet for facet in there if facets[facet].opinion.high < WEAK_UNDER)
    if len(there) < 2:
        said = facets[there[0] if there else Facet.DELIVERY]
        whole = Reach(said.opinion, said.word, there[0] if there else None)
    else:
        together = _together({facet: opinions[facet] for facet in there})
        whole = Reach(together, word(together))
    return Direction(facets, whole, weak, half_life_days)


def rescaled(there: Iterable[Facet]) -> Mapping[Facet, float]:
    """The weights of the facets that there is evidence of, so that they add up to one."""
    each = {facet: WEIGHTS[facet] for facet in there}
    return {facet: weight / sum(each.values()) for facet, weight in each.items()}


def _together(opinions: Mapping[Facet, Opinion]) -> Opinion:
    """The weighted mean, with the band of the beta distribution that has its mean and variance."""
    part = rescaled(opinions)
    likely = sum(part[facet] * said.likely for facet, said in opinions.items())
    variance = sum(part[facet] ** 2 * said.variance for facet, said in opinions.items())
    size = likely * (1.0 - likely) / variance - 1.0
    alpha, beta = likely * size, (1.0 - likely) * size
    return Opinion(
        likely=likely,
        unsure=sum(part[facet] * said.unsure for facet, said in opinions.items()),
        low=min(quantile(LOWER, alpha, beta), likely),
        high=max(quantile(UPPER, alpha, beta), likely),
        alpha=alpha,
        beta=beta,
        outcomes=sum(said.outcomes for said in opinions.values()),
        days=max(said.days for said in opinions.values()),
        good=sum(said.good for said in opinions.values()),
        bad=sum(said.bad for said in opinions.values()),
        base=next(iter(opinions.values())).base,
    )


def direction_shares(
    evidence: Iterable[Evidence], now: int, *, asked: float = MEDIUM, base: float = BASE
) -> tuple[Share, ...]:
    """Tell what each piece adds to the whole of a direction: their sum is its `likely` less `base`, to 1e-9."""
    pieces = once(evidence, now)
    days = half_life_of(pieces)
    there = [facet for facet in Facet if _of(pieces, facet)]
    part = rescaled(there)
    return tuple(
        Share(each.evidence, each.weight, part[facet] * each.share)
        for facet in there
        for each in shares(_of(pieces, facet), now, asked=asked, base=base, half_life_days=days)
    )
