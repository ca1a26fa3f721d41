"""What needs the reader and what they wait for, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import stamp_of
from troth.store.queries.people import Reader
from troth.store.queries.today import WAITING, every_seat_of, needs_of
from troth.web import live
from troth.web.gate import of_organisation
from troth.web.links import link_to
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("Needs you", 11),
    Column("What", 56),
    Column("Why", 48),
    Column("Partner", 18),
    Column("Promised for", 13),
    Column("How many", 10),
    Column("Address", 40),
)


@require_safe
@of_organisation()
def today(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    """This function will give what needs the reader, and then what they wait for, across alliances."""
    seats = [seat for seat in every_seat_of(reader) if seat.shared]
    rows = (
        (
            "" if need.kind in WAITING else "yes",
            need.row.title or "Words erased",
            need.kind.value,
            need.seat.partner_name,
            need.row.due_day,
            need.count,
            link_to(request, reverse("promise", args=[need.seat.slug, need.row.object])),
        )
        for need in needs_of(seats, stamp_of(live.present()))
    )
    return answer(reader, Sheet(f"What needs {reader.person}", COLUMNS, rows), form)
