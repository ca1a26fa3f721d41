"""Naming who of one's own organisation is asked to look: one of those whose role reaches so far, introduced by it."""

from __future__ import annotations

from troth.actions import alliance as together
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.store import founding, models
from troth.store.node import StoreNode
from troth.store.queries.people import Seat
from troth.store.queries.teams import who_may_look


class NotOneOfThem(Refusal):
    """The person named is no manager or administrator of the organisation."""


def name(seat: Seat, person: str) -> models.Person:
    """Name a manager or an administrator of the reader's organisation, by their number; returns whom."""
    require(seat.role, Right.SPONSOR)
    found = next((each for each in who_may_look(seat) if str(each.pk) == person), None)
    if found is None:
        raise NotOneOfThem("Choose a manager or an administrator of your organisation.")
    named = founding.actor_of(
        found, seat.alliance
    ).by  # introduced, where they are not yet, by an entry of its own
    together.name_sponsor(StoreNode(), seat.actor(), named)
    return found
