"""How far each side of an alliance can rely on the other, read from the promises that are over.

Both sides read the same: nothing here asks who the reader is, and nothing private goes into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from troth.core.promises import VALUE, Outcome
from troth.core.trust import Ahead, Direction, Evidence, Facet, Mutual, Opinion, direction, mutual
from troth.core.values import Stake
from troth.store import models
from troth.store.queries.people import Seat


@dataclass(frozen=True)
class Standing:
    """How an alliance stands at an instant: by colour of the side that relies, and what both can count on.

    `mutual` is None until both have joined.
    """

    directions: Mapping[str, Direction]
    known: Mapping[str, Sequence[Evidence]]
    mutual: Mutual | None
    at: int

    def stated(self, colour: str) -> Opinion | None:
        """What the people of a side say of the other in pulses; None where nobody did."""
        return None

    def gap(self, colour: str) -> Ahead | None:
        """Which is ahead, the record or the goodwill, where that is more than noise."""
        return None


def standing(seat: Seat, now: int) -> Standing:
    """Reckon how the reader's alliance stands, with one question."""
    return standings([seat], now)[seat.slug]


def standings(seats: Sequence[Seat], now: int) -> Mapping[str, Standing]:
    """Reckon how several alliances stand, by slug, with one question for all."""
    rows = models.Promise.objects.filter(alliance__in=[seat.alliance.pk for seat in seats]).exclude(
        outcome=""
    )
    told: dict[int, list[Evidence]] = {}
    for customer, object_id, outcome, stake, due, closed in rows.values_list(
        "customer", "object", "outcome", "stake", "due", "closed_at"
    ):
        value = VALUE[Outcome[outcome.upper()]]
        if value is not None and customer is not None and closed is not None:
            hangs = float(Stake(stake or Stake.MEDIUM.value).weight)
            at = min(due or closed, closed)
            piece = Evidence(object_id, Facet.DELIVERY, at, value, hangs, known=closed)
            told.setdefault(customer, []).append(piece)
    return {
        seat.slug: _standing({each.colour: told.get(each.pk, []) for each in seat.parties}, now)
        for seat in seats
    }


def before(stands: Standing, then: int) -> Standing:
    """Reckon from a standing how it was at an earlier instant."""
    return _standing(stands.known, then)


def _standing(known: Mapping[str, Sequence[Evidence]], now: int) -> Standing:
    directions = {colour: direction(each, now) for colour, each in known.items()}
    both = mutual(directions["a"], directions["b"]) if len(directions) == 2 else None
    return Standing(MappingProxyType(directions), known, both, now)
