"""Trust of two sides in each other: the weaker of the two directions, never their mean.

Once the weaker is known the stronger adds little (docs/measures/trust.md), and a mean would hide the one to work on.
"""

from __future__ import annotations

from dataclasses import dataclass

from troth.core.trust.beta import below, solved
from troth.core.trust.direction import WEIGHTS, Direction, Reach, whole_of
from troth.core.trust.evidence import Facet
from troth.core.trust.opinion import LOWER, UPPER, Opinion, weigh
from troth.core.trust.words import Word

STEP = 1e-7


@dataclass(frozen=True)
class Mutual:
    """What both can count on. `weaker` is 0 for the first direction and 1 for the second, `reach` that direction's.

    `low`, `likely` and `high` are those of the lesser of two values drawn from both. `little` names the directions
    that are little to go on; if one is, `word` says so for the whole. `raises` is the facet of the weaker direction
    in which one more kept thing of the stake asked about would lift its lower end most, to `to`.
    """

    weaker: int
    reach: Reach
    word: Word
    low: float
    likely: float
    high: float
    little: tuple[int, ...]
    raises: Facet
    to: float


def mutual(one: Direction, other: Direction) -> Mutual:
    """Reckon what two directions come to: the one with the lower `low`, then with the lower `likely`."""
    both = (one, other)
    weaker = min((0, 1), key=lambda n: (both[n].whole.opinion.low, both[n].whole.opinion.likely))
    little = tuple(n for n in (0, 1) if both[n].whole.word is Word.LITTLE)
    # Of two that are little to go on the weaker is named; of one, that one.
    named = little[0] if len(little) == 1 else weaker
    a, b = one.whole.opinion, other.whole.opinion
    facet, to = raised_most(both[named])
    likely = min(a.likely, b.likely)
    return Mutual(
        weaker=named,
        reach=both[named].whole,
        word=Word.LITTLE if little else both[weaker].whole.word,
        low=min(_lesser(LOWER, a, b), a.low, b.low),
        likely=likely,
        high=max(min(_lesser(UPPER, a, b), a.high, b.high), likely),
        little=little,
        raises=facet,
        to=to,
    )


def _lesser(p: float, a: Opinion, b: Opinion) -> float:
    """The value that the lesser of two lies below with chance `p`: P(min <= x) = 1 - (1 - F(x)) (1 - G(x))."""

    def chance(x: float) -> float:
        return 1.0 - (1.0 - below(x, a.alpha, a.beta)) * (1.0 - below(x, b.alpha, b.beta))

    def step(x: float) -> tuple[float, float]:
        value = chance(x)
        return value - p, (chance(x + STEP) - value) / STEP

    return solved(step, 0.0, 1.0, min(a.low, b.low) if p < 0.5 else min(a.high, b.high) * 0.99)


def raised_most(direction: Direction) -> tuple[Facet, float]:
    """Name the facet in which one more kept thing would lift the lower end of the whole most, and that lower end."""
    found = {facet: _one_more(direction, facet).whole.opinion.low for facet in WEIGHTS}
    return max(found.items(), key=lambda each: each[1])


def _one_more(direction: Direction, facet: Facet) -> Direction:
    opinions = {each: reach.opinion for each, reach in direction.facets.items()}
    was = opinions[facet]
    opinions[facet] = weigh(was.good + 1.0, was.bad, base=was.base, outcomes=was.outcomes + 1, days=was.days)
    return whole_of(opinions, half_life_days=direction.half_life_days)
