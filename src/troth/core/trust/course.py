"""How a direction came to be where it is: reckoned at many instants in one pass, and what changed between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt

from troth.core.trust.direction import (
    Direction,
    direction,
    direction_shares,
    half_life,
    whole_of,
)
from troth.core.trust.evidence import DAY_MS, MEDIUM, Evidence, Facet
from troth.core.trust.opinion import BASE, Opinion, once, weigh
from troth.core.trust.sums import HALF_LIVES


@dataclass(slots=True)
class _Batch:
    load: float = 0.0
    good: float = 0.0
    bad: float = 0.0


@dataclass(slots=True)
class _Running:
    """What one facet weighs as pieces come to be known, for one half-life, as of the instant `at`."""

    half_life_days: float
    at: int = 0
    good: float = 0.0
    bad: float = 0.0
    batches: dict[tuple[str, int], _Batch] = field(default_factory=dict)

    def fade(self, to: int) -> None:
        factor = 2.0 ** ((self.at - to) / (self.half_life_days * DAY_MS))
        self.good, self.bad, self.at = self.good * factor, self.bad * factor, to

    def add(self, piece: Evidence, asked: float) -> None:
        """Count a piece: of its batch all is taken out and put back, for the others weigh less with it."""
        matter = piece.weight * min(1.0, piece.stake / asked)
        batch = self.batches.setdefault((piece.batch, piece.at), _Batch()) if piece.batch else _Batch()
        decay = 2.0 ** ((piece.at - self.at) / (self.half_life_days * DAY_MS))
        before = decay / sqrt(max(1.0, batch.load))
        batch.load += matter
        after = decay / sqrt(max(1.0, batch.load))
        self.good -= before * batch.good
        self.bad -= before * batch.bad
        batch.good += matter * piece.value
        batch.bad += matter * (1.0 - piece.value)
        self.good += after * batch.good
        self.bad += after * batch.bad


class Tally:
    """What one facet has come to, piece by piece as they become known; for reading it at one instant after the other.

    Pieces are added in the order in which they became known, each id once; `opinion` is asked for an instant no
    earlier than that of the last.
    """

    def __init__(self, asked: float = MEDIUM, half_lives: Iterable[float] = HALF_LIVES) -> None:
        self.asked = asked
        self.running = {days: _Running(days) for days in half_lives}
        self.count = 0
        self.first = self.last = 0

    def add(self, piece: Evidence) -> None:
        """Count one piece more."""
        for running in self.running.values():
            running.fade(piece.since)
            running.add(piece, self.asked)
        self.first = min(self.first, piece.at) if self.count else piece.at
        self.last = max(self.last, piece.at) if self.count else piece.at
        self.count += 1

    def weighs(self, now: int, half_life_days: float) -> tuple[float, float]:
        """Tell what weighs for and against at an instant, before the cap."""
        running = self.running[half_life_days]
        running.fade(now)
        return max(running.good, 0.0), max(running.bad, 0.0)

    def opinion(self, now: int, half_life_days: float, *, base: float = BASE) -> Opinion:
        """Give the opinion at an instant; equal to that of all pieces so far to 1e-9."""
        good, bad = self.weighs(now, half_life_days)
        days = (self.last - self.first) / DAY_MS
        return weigh(good, bad, base=base, outcomes=self.count, days=days)


def course(
    evidence: Iterable[Evidence], instants: Iterable[int], *, asked: float = MEDIUM, base: float = BASE
) -> tuple[Direction, ...]:
    """Reckon a direction as it stood at each of some instants, which are taken in their order of time."""
    waiting = sorted(once(evidence), key=lambda piece: (piece.since, piece.at, piece.id))
    tallies = {facet: Tally(asked) for facet in Facet}
    found: list[Direction] = []
    next_one = 0
    for now in sorted(instants):
        while next_one < len(waiting) and waiting[next_one].since <= now:
            tallies[waiting[next_one].facet].add(waiting[next_one])
            next_one += 1
        promises = tallies[Facet.DELIVERY]
        days = half_life(promises.count, promises.first, promises.last)
        opinions = {facet: tally.opinion(now, days, base=base) for facet, tally in tallies.items()}
        found.append(whole_of(opinions, half_life_days=days))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """One piece that has come to be known since, and what it adds to the whole as it stands now."""

    evidence: Evidence
    share: float


@dataclass(frozen=True)
class Changed:
    """What changed between two instants: `came` are the pieces that came to be known, the largest share first.

    `rest` is what is left of the difference of the two most likely values: earlier pieces that have faded, or weigh
    less beside the new ones. The shares and `rest` add up to that difference.
    """

    before: Direction
    after: Direction
    came: tuple[Change, ...]
    rest: float


def changed(
    evidence: Iterable[Evidence], since: int, now: int, *, asked: float = MEDIUM, base: float = BASE
) -> Changed:
    """Tell what changed in a direction after one instant and up to another."""
    pieces = tuple(evidence)
    before = direction(pieces, since, asked=asked, base=base)
    after = direction(pieces, now, asked=asked, base=base)
    came = [
        Change(each.evidence, each.share)
        for each in direction_shares(pieces, now, asked=asked, base=base)
        if each.evidence.since > since
    ]
    difference = after.whole.opinion.likely - before.whole.opinion.likely
    return Changed(
        before=before,
        after=after,
        came=tuple(sorted(came, key=lambda each: (-abs(each.share), each.evidence.id))),
        rest=difference - sum(each.share for each in came),
    )
