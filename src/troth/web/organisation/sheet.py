"""The members of the reader's organisation, as a list to take along."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.store.queries.organisation import colleagues
from troth.store.queries.people import Reader
from troth.web.gate import of_organisation
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("Name", 28),
    Column("Role", 12),
    Column("What they do", 30),
    Column("Address", 32),
    Column("Since", 12),
)


@require_safe
@of_organisation()
def members(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    """This function will give the members by name."""
    here = ZoneInfo(reader.person.zone)
    rows = (
        (str(each.person), each.role, each.title, each.person.email, each.since.astimezone(here).date())
        for each in colleagues(reader.organisation)
    )
    return answer(reader, Sheet(f"{reader.organisation}, members", COLUMNS, rows), form)
