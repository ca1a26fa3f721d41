"""How trust and control together cover what is at stake in an area of work, and what that says of the controls.

Trust and control are taken as two sources that supplement each other (Das and Teng 1998): what trust does not carry, a
control may still catch in time. Both verdicts are reckoned at the trust one can count on, the lower end of its band, so
that "over-controlled" holds even if the partner is only as good as the evidence bears out.
docs/measures/balance.md has the formulas with their symbols.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import inf, prod

HAIR = 1e-9
"""How far a residual may lie above the appetite and still be within it: floats, not judgement."""
SPARE_OF_FOUR = 3
"""Over-controlled: the cheapest sufficient set costs less than three quarters of today's burden."""


class Kind(Enum):
    """Whether a control looks over somebody's shoulder or lets both see; its value is what stands in the record."""

    CHECKS = "checks"
    COORDINATES = "coordinates"


class Over(Enum):
    """What a control is on (Das and Teng 2001); its value is what stands in the record."""

    BEHAVIOUR = "behaviour"
    OUTPUT = "output"
    SOCIAL = "social"


class Verdict(Enum):
    """What is said of an arrangement, never of a person or a firm; a member's value says it to a person."""

    EXPOSED = "Exposed"
    OVER_CONTROLLED = "Over-controlled"
    WASTEFUL = "One takes more than it saves"
    IN_BALANCE = "In balance"


@dataclass(frozen=True)
class Stakes:
    """What hangs on an area: loss per failed promise and promises per quarter, both above 0; the loss a quarter that
    its owner accepts (`appetite`, 0 or more); and what an hour of work is worth (`hour`), 0 where nobody said. Losses
    and hours are in one unit, whichever it is.
    """

    loss: float
    count: float
    appetite: float
    hour: float = 0.0

    @property
    def at_stake(self) -> float:
        """What would be lost in a quarter if every promise failed."""
        return self.loss * self.count


@dataclass(frozen=True)
class Control:
    """A control as it is reckoned with: the share of failures it catches in time (0 to 1), and its burden in minutes
    a quarter, of both sides together. `there` says whether it is in place today.
    """

    id: str
    share: float
    minutes: int
    kind: Kind = Kind.CHECKS
    over: Over = Over.OUTPUT
    there: bool = True


@dataclass(frozen=True)
class Step:
    """What to let go and what to add, by id; `minutes` is the burden once that is done."""

    drop: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    minutes: int = 0


@dataclass(frozen=True)
class Balance:
    """How an area stands: each share between 0 and 1, losses a quarter, the burden in minutes a quarter.

    `lightest` is the cheapest sufficient arrangement, told as what would change; None when no set of what there is and
    could be had suffices. `wasteful` are controls that save less than their hours are worth.
    """

    verdict: Verdict
    trust: float
    coverage: float
    confidence: float
    residual: float
    need: float
    burden: int
    lightest: Step | None = None
    wasteful: tuple[str, ...] = field(default=())


def coverage(controls: Iterable[Control]) -> float:
    """Return the share of failures that at least one of the controls catches in time, as if they were independent."""
    return 1.0 - missed(controls)


def missed(controls: Iterable[Control]) -> float:
    """Return the share that none of them catches; multiplied in the order of their ids, so that both sides agree."""
    return prod((1.0 - each.share for each in sorted(controls, key=lambda each: each.id)), start=1.0)


def confidence(trust: float, covered: float) -> float:
    """Return how far trust and control together carry: 1 less what neither of them does."""
    return 1.0 - (1.0 - trust) * (1.0 - covered)


def residual(stakes: Stakes, trust: float, covered: float) -> float:
    """Return the loss to be expected in a quarter, in the unit of the stakes."""
    return stakes.at_stake * (1.0 - trust) * (1.0 - covered)


def need(stakes: Stakes) -> float:
    """Return how far both have to carry for the owner to accept what is left; 0 when it accepts all of it."""
    return max(0.0, 1.0 - stakes.appetite / stakes.at_stake)


def suffices(stakes: Stakes, trust: float, controls: Iterable[Control]) -> bool:
    """Say whether what is left is no more than the owner accepts."""
    left = stakes.at_stake * (1.0 - trust) * missed(controls)
    return left <= stakes.appetite + HAIR * stakes.at_stake


def trust_wanted(stakes: Stakes, covered: float) -> float:
    """Return the trust at which these controls would be enough, 0 to 1; 0 when they are enough without any."""
    open_ = stakes.at_stake * (1.0 - covered)
    return max(0.0, 1.0 - stakes.appetite / open_) if open_ > 0 else 0.0


def wasteful(stakes: Stakes, trust: float, controls: Sequence[Control]) -> tuple[str, ...]:
    """Name the controls whose hours are worth more than what they save, beside the others and at this trust."""
    found = []
    for each in controls:
        others = [other for other in controls if other is not each]
        saves = stakes.at_stake * (1.0 - trust) * missed(others) * each.share
        if saves < each.minutes / 60 * stakes.hour:
            found.append(each.id)
    return tuple(sorted(found))


def verdict(
    stakes: Stakes, trust: float, controls: Sequence[Control], cheapest: int | None
) -> tuple[Verdict, tuple[str, ...]]:
    """Judge the controls in place against the burden of the cheapest sufficient set (None when there is none)."""
    burden = sum(each.minutes for each in controls)
    if not suffices(stakes, trust, controls):
        return Verdict.EXPOSED, ()
    wastes = wasteful(stakes, trust, controls)
    if 4 * (inf if cheapest is None else cheapest) < SPARE_OF_FOUR * burden:
        return Verdict.OVER_CONTROLLED, wastes
    return (Verdict.WASTEFUL if wastes else Verdict.IN_BALANCE), wastes
