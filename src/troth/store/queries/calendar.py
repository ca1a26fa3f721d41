"""What is due in a span of days, on both sides: each promise on the day that it has in its own zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from troth.store import models
from troth.store.queries.lists import OPEN
from troth.store.queries.people import Party, Seat
from troth.store.queries.seated import seated

MOST = 500
SHOWN = (*OPEN, "kept")


@dataclass(frozen=True)
class Due:
    """One promise that stands on a day of a calendar, in the seat from which it is looked at."""

    seat: Seat
    row: models.Promise

    @property
    def by(self) -> str:
        """The short name of the side that does it."""
        return str(self.row.performer.organisation) if self.row.performer else self.seat.partner_name

    @property
    def colour(self) -> str:
        """The colour of the side that does it."""
        other = "b" if self.seat.colour == "a" else "a"
        return self.row.performer.colour if self.row.performer else other


def due_between(
    seats: Sequence[Seat], first: date, last: date, *, named: bool = False
) -> tuple[Sequence[Due], bool]:
    """Return what is open or kept and due in a span of days, and whether there is more than is returned.

    `named` leaves only what names the reader, on either side.
    """
    by_alliance = {seat.alliance.pk: seat for seat in seats}
    rows = models.Promise.objects.filter(
        alliance_id__in=by_alliance, status__in=SHOWN, due_day__range=(first, last)
    )
    if named and seats:
        me = seats[0].person
        rows = rows.filter(Q(performer_person__person=me) | Q(customer_person__person=me))
    found = seated(seats, rows.order_by("due_day", "due", "number")[: MOST + 1])
    return [Due(by_alliance[row.alliance_id], row) for row in found[:MOST]], len(found) > MOST


def countries_of(seats: Sequence[Seat]) -> Mapping[str, str]:
    """Return the country whose holidays each organisation keeps, by its short name; empty where nobody said."""
    parties = [party for seat in seats for party in seat.parties]
    return {str(party.organisation): party.organisation.country for party in parties}


def sides_of(seat: Seat) -> tuple[Party, Party | None]:
    """Return the reader's side and the partner's, once it has joined."""
    mine = next(side for side in seat.sides if side.mine)
    return mine, next((side for side in seat.sides if not side.mine), None)
