"""A direction known by its sums: what some pieces add to its whole, and how it would stand once more has come about.

What the sums hold is not gone through again, so that it takes no longer after years of work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from troth.core.trust.direction import Direction, rescaled, whole_of
from troth.core.trust.evidence import MEDIUM, Evidence, Facet
from troth.core.trust.opinion import CAP, PRIOR, Opinion, Share, once, weigh, weights
from troth.core.trust.words import Word

MOST_KEEPS = 40
RISING: Mapping[Word, int] = MappingProxyType({each: place for place, each in enumerate(Word)})


def adds(direction: Direction, facet: Facet, good: float, bad: float) -> float:
    """Tell what evidence of a facet that weighs so much now, before the cap, adds to the whole that it is a part of."""
    said = direction.facets[facet].opinion
    if not said.outcomes:
        return 0.0
    kept = CAP / (CAP + said.good + said.bad)
    part = rescaled(direction.known)[facet]
    return part * kept * (good - said.base * (good + bad)) / (PRIOR + kept * (said.good + said.bad))


def shares_within(
    direction: Direction, evidence: Iterable[Evidence], now: int, *, asked: float = MEDIUM
) -> tuple[Share, ...]:
    """Tell what some pieces of a direction add to its whole, each as `direction_shares` of all of them would.

    All pieces of a batch must be among them. The `weight` of a share is the one before the cap.
    """
    pieces = once(evidence, now)
    found: list[Share] = []
    for facet in Facet:
        mine = [piece for piece in pieces if piece.facet is facet]
        weighed = weights(mine, now, asked, direction.half_life_days)
        found += [
            Share(piece, weight, adds(direction, facet, weight * piece.value, weight * (1.0 - piece.value)))
            for piece, weight in zip(mine, weighed, strict=True)
        ]
    return tuple(found)


def ahead(
    direction: Direction,
    coming: Iterable[Evidence],
    now: int,
    *,
    asked: float = MEDIUM,
    instead: Iterable[Share] = (),
) -> Direction:
    """Tell how a direction would stand once open things, given as the evidence they would be, had all come about now.

    `instead` are the shares, as `shares_within` tells them, whose place they take. The half-life stays as it is.
    """
    pieces = once(replace(piece, at=now, known=now) for piece in coming)
    opinions = {facet: reach.opinion for facet, reach in direction.facets.items()}
    gone = tuple(instead)
    for facet, was in tuple(opinions.items()):
        mine = [piece for piece in pieces if piece.facet is facet]
        weighed = weights(mine, now, asked, direction.half_life_days)
        left = [share for share in gone if share.evidence.facet is facet]
        if mine or left:
            more = sum(weight * piece.value for piece, weight in zip(mine, weighed, strict=True))
            opinions[facet] = _grown(was, more, sum(weighed) - more, len(mine), left)
    return whole_of(opinions, half_life_days=direction.half_life_days)


def _grown(was: Opinion, good: float, bad: float, count: int, left: list[Share]) -> Opinion:
    less = sum(share.weight * share.evidence.value for share in left)
    all_less = sum(share.weight for share in left)
    return weigh(
        max(was.good - less, 0.0) + good,
        max(was.bad - (all_less - less), 0.0) + bad,
        base=was.base,
        outcomes=was.outcomes - len(left) + count,
        days=was.days,
    )


def keeps_to_next(direction: Direction, now: int, *, most: int = MOST_KEEPS) -> tuple[int, Direction] | None:
    """Count the further kept promises of the stake asked about, on different days, until the whole has a better word;
    returns them with how it would stand then, None where `most` would not bring it about."""
    here = RISING[direction.whole.word]
    none, enough = 0, most
    found = ahead(direction, kept_ones(most, now), now)
    if RISING[found.whole.word] <= here:
        return None
    while enough - none > 1:
        half = (none + enough) // 2
        there = ahead(direction, kept_ones(half, now), now)
        if RISING[there.whole.word] > here:
            enough, found = half, there
        else:
            none = half
    return enough, found


def kept_ones(count: int, now: int) -> tuple[Evidence, ...]:
    """Give so many promises of a medium stake, each kept on a day of its own, as the evidence that they would be."""
    return tuple(Evidence(f"next {number}", Facet.DELIVERY, now, 1.0) for number in range(count))
