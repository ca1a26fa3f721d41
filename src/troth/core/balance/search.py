"""The cheapest sufficient set of controls, found exactly: a covering knapsack, searched with bounds.

Of sets that suffice the one with the least burden is taken; of equals the one that changes least today, then the one
that checks least (Malhotra and Lumineau 2011: clauses that coordinate leave goodwill whole), then the one that looks at
behaviour least, then the first by id. The answer is the same whatever order the controls are given in.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf, log

from troth.core.balance.reckoning import (
    HAIR,
    Balance,
    Control,
    Kind,
    Over,
    Stakes,
    Step,
    confidence,
    coverage,
    need,
    residual,
    suffices,
    verdict,
)

Rank = tuple[int, int, int, int, tuple[str, ...]]


def weigh(
    stakes: Stakes, trust: float, controls: Sequence[Control], available: Sequence[Control] = ()
) -> Balance:
    """Weigh the controls in place against what is at stake at this trust (0 to 1), and find the lightest change.

    `available` are controls that could be added. No two of all have the same id. Of an exposed area nothing is let go:
    its lightest change is the cheapest of what could be added, so that it is less exposed after each part of it.
    """
    if suffices(stakes, trust, controls):
        chosen = cheapest(stakes, trust, (*controls, *available))
    else:
        carried = confidence(trust, coverage(controls))
        added = cheapest(stakes, carried, available)
        chosen = None if added is None else (*controls, *added)
    minutes = None if chosen is None else sum(each.minutes for each in chosen)
    covered = coverage(controls)
    said, wastes = verdict(stakes, trust, controls, minutes)
    return Balance(
        verdict=said,
        trust=trust,
        coverage=covered,
        confidence=confidence(trust, covered),
        residual=residual(stakes, trust, covered),
        need=need(stakes),
        burden=sum(each.minutes for each in controls),
        lightest=None if chosen is None else step(controls, chosen),
        wasteful=wastes,
    )


def step(controls: Sequence[Control], chosen: Sequence[Control]) -> Step:
    """Return what leads from the controls in place to the chosen ones."""
    kept = {each.id for each in chosen}
    return Step(
        drop=tuple(sorted(each.id for each in controls if each.id not in kept)),
        add=tuple(sorted(each.id for each in chosen if not each.there)),
        minutes=sum(each.minutes for each in chosen),
    )


def cheapest(stakes: Stakes, trust: float, controls: Sequence[Control]) -> tuple[Control, ...] | None:
    """Return the cheapest set that suffices, by id; None when not even all of them do."""
    if not suffices(stakes, trust, controls):
        return None
    best = _Search(stakes, trust, controls).best()
    return tuple(sorted(best, key=lambda each: each.id))


def rank(chosen: Sequence[Control], controls: Sequence[Control]) -> Rank:
    """Return what sets are compared by, the lighter one first."""
    kept = {each.id for each in chosen}
    return (
        sum(each.minutes for each in chosen),
        sum((each.id in kept) is not each.there for each in controls),
        sum(each.kind is Kind.CHECKS for each in chosen),
        sum(each.over is Over.BEHAVIOUR for each in chosen),
        tuple(sorted(kept)),
    )


class _Search:
    """Depth first over the controls, the most covering for its burden first, with the relaxed rest as a bound."""

    def __init__(self, stakes: Stakes, trust: float, controls: Sequence[Control]) -> None:
        self.stakes, self.trust = stakes, trust
        self.weight = {each.id: _weight(each.share) for each in controls}
        self.order = sorted(controls, key=lambda each: (self._price(each), *_like(each), each.id))
        self.known: tuple[Rank, tuple[Control, ...]] = (rank(controls, controls), tuple(controls))
        open_, allowed = stakes.at_stake * (1.0 - trust), stakes.appetite + HAIR * stakes.at_stake
        self.asked = log(open_ / allowed) if open_ > allowed else 0.0

    def best(self) -> tuple[Control, ...]:
        self._go(0, (), 0, 0, 0.0)
        return self.known[1]

    def _go(self, at: int, chosen: tuple[Control, ...], minutes: int, changes: int, covered: float) -> None:
        if (minutes + self._rest(at, self.asked - covered), changes) > self.known[0][:2]:
            return
        if at == len(self.order):
            if suffices(self.stakes, self.trust, chosen):
                found = rank(chosen, self.order)
                self.known = min(self.known, (found, chosen), key=lambda each: each[0])
            return
        control = self.order[at]
        there = int(control.there)
        if not self._skipped_its_like(at, chosen):
            heavier = covered + self.weight[control.id]
            self._go(at + 1, (*chosen, control), minutes + control.minutes, changes + 1 - there, heavier)
        self._go(at + 1, chosen, minutes, changes + there, covered)

    def _skipped_its_like(self, at: int, chosen: Sequence[Control]) -> bool:
        """Of controls that are alike the first by id is taken first: a later one instead leads to nothing new."""
        before = self.order[at - 1] if at else None
        return before is not None and _like(before) == _like(self.order[at]) and before not in chosen[-1:]

    def _rest(self, at: int, wanted: float) -> float:
        """The least whole minutes for which the rest covers what is wanted, could one take a part of a control."""
        minutes = 0.0
        for control in self.order[at:]:
            if wanted <= HAIR:
                break
            weight = self.weight[control.id]
            part = min(1.0, wanted / weight) if weight > 0 else 0.0
            minutes += control.minutes * part
            wanted -= weight
        return ceil(minutes - HAIR * (1.0 + minutes)) if wanted <= HAIR else inf

    def _price(self, control: Control) -> float:
        weight = self.weight[control.id]
        return control.minutes / weight if weight > 0 else inf


def _like(control: Control) -> tuple[int, float, str, str, bool]:
    """What a control is reckoned by; two that are alike in it differ in their id alone."""
    return (control.minutes, control.share, control.kind.value, control.over.value, control.there)


def _weight(share: float) -> float:
    return -log(1.0 - share) if share < 1.0 else inf
