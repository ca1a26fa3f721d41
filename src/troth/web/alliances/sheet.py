"""With whom the reader's organisation keeps promises, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.store.queries.alliances import alliances_of
from troth.store.queries.people import Reader
from troth.web.gate import of_organisation
from troth.web.promises.sheet import local
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("Partner", 28),
    Column("Open promises", 14),
    Column("Of them ours", 13),
    Column("Last act", 17),
    Column("Confirmed by both", 18),
)


@require_safe
@of_organisation()
def alliances(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    """This function will give the alliances, the one that changed last first."""
    zone = reader.person.zone
    rows = (
        (
            each.seat.partner_name,
            each.open,
            each.ours,
            local(each.changed, zone) if each.changed else None,
            "yes" if each.seat.opened else "not yet",
        )
        for each in alliances_of(reader)
    )
    return answer(reader, Sheet(f"Alliances of {reader.organisation}", COLUMNS, rows, {"Times": zone}), form)
