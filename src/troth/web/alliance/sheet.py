"""The objectives of an alliance, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import day_in
from troth.store.queries.alliance import joints_in, open_or_serving, serving
from troth.store.queries.people import Seat
from troth.web.gate import in_alliance
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("Objective", 60),
    Column("How it stands", 14),
    Column("Agreed on", 12),
    Column("Promises that serve it", 22),
    Column("Of them kept", 13),
)


@require_safe
@in_alliance()
def objectives(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give what both want to reach, with how much of it is done together."""
    zone = seat.person.zone
    rows = (
        (
            each.joint.text,
            each.joint.status,
            day_in(each.joint.agreed_at, zone) if each.joint.agreed_at else None,
            each.of,
            each.kept,
        )
        for each in serving(joints_in(seat), open_or_serving(seat))
    )
    return answer(seat, Sheet(f"{seat.name}, objectives", COLUMNS, rows), form)
