"""The formula run forward: what would raise the lower end of a direction, and how many kept promises it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from troth.core.trust.direction import direction
from troth.core.trust.evidence import MEDIUM, Evidence
from troth.core.trust.opinion import BASE, CAP, HALF_LIFE_DAYS, opinion, weigh

MOST_KEEPS = 10_000


@dataclass(frozen=True, slots=True)
class Raise:
    """What the lower end of a direction would be once an open thing has gone well, beside what it is."""

    evidence: Evidence
    before: float
    after: float


def would_raise(
    evidence: Iterable[Evidence],
    candidates: Iterable[Evidence],
    now: int,
    *,
    asked: float = MEDIUM,
    base: float = BASE,
) -> tuple[Raise, ...]:
    """Tell of each open thing, given as the evidence it would be, what it would do if it came about now: the most
    first, then by id. What would raise nothing is told too."""
    there = tuple(evidence)
    before = direction(there, now, asked=asked, base=base).whole.opinion.low
    found = [Raise(candidate, before, _after(there, candidate, now, asked, base)) for candidate in candidates]
    return tuple(sorted(found, key=lambda each: (-each.after, each.evidence.id)))


def _after(there: tuple[Evidence, ...], candidate: Evidence, now: int, asked: float, base: float) -> float:
    known = replace(candidate, at=min(candidate.at, now), known=now)
    others = [piece for piece in there if piece.id != candidate.id]
    return direction([*others, known], now, asked=asked, base=base).whole.opinion.low


def keeps_needed(
    evidence: Iterable[Evidence],
    now: int,
    *,
    asked: float = MEDIUM,
    base: float = BASE,
    wanted: float,
    half_life_days: float = HALF_LIFE_DAYS,
    cap: float = CAP,
) -> int | None:
    """Count the further promises of the stake asked about, each kept on a day of its own, until the lower end is
    `wanted` or more; None where the cap on evidence never lets it be.

    They are counted as if all were kept now: what fades until the last of them is left out.
    """
    there = opinion(evidence, now, asked=asked, base=base, half_life_days=half_life_days, cap=cap)

    def enough(keeps: int) -> bool:
        return weigh(there.good + keeps, there.bad, base=base, cap=cap).low >= wanted

    if not enough(MOST_KEEPS):
        return None
    few, many = -1, MOST_KEEPS
    while many - few > 1:
        half = (few + many) // 2
        few, many = (few, half) if enough(half) else (half, many)
    return many
