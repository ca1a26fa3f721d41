"""Who is here on both sides, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.store.queries.people import Seat
from troth.store.queries.teams import teams
from troth.web.gate import in_alliance
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("Name", 28),
    Column("Side", 18),
    Column("What they do", 30),
    Column("Role", 12),
    Column("Place", 20),
    Column("Time zone", 20),
    Column("Open promises held", 19),
)


@require_safe
@in_alliance()
def people(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give the people of both sides, the founder's first."""
    rows = (
        (each.name, team.side.short, each.title, each.role, each.place, each.zone, each.holds)
        for team in teams(seat)
        for each in team.people
    )
    return answer(seat, Sheet(f"{seat.name}, people", COLUMNS, rows), form)
