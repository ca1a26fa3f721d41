"""The entries of the record in words, as a list to take along; what proves anything is the bundle."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.core.alliance import Right
from troth.store.queries.people import Seat
from troth.store.queries.record import every_line
from troth.web.gate import in_alliance
from troth.web.sheets import Column, Sheet, answer, local

COLUMNS = (
    Column("Entry", 9),
    Column("Side", 18),
    Column("What", 44),
    Column("When", 17),
    Column("Cites", 24),
    Column("Id", 14),
)


@require_safe
@in_alliance(Right.EXPORT)
def entries(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give all entries that the reader may take away, the newest first."""
    zone = seat.person.zone
    rows = (
        (line.place, line.side.short, line.said, local(line.at, zone), line.cites, line.id)
        for line in every_line(seat)
    )
    about = {"Times": zone, "To check it": "Take the bundle of the record; this list proves nothing."}
    return answer(seat, Sheet(f"{seat.name}, entries of the record", COLUMNS, rows, about), form)
