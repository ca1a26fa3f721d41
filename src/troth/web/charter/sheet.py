"""The clauses of the charter, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, stamp_of
from troth.store.queries.charter import clauses_in, next_meeting, versions_of
from troth.store.queries.people import Seat
from troth.web.charter.words import KINDS, chip_of, often_of
from troth.web.gate import in_alliance
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("Kind", 14),
    Column("No.", 6),
    Column("Name", 30),
    Column("Words", 70),
    Column("How it stands", 18),
    Column("Agreed on", 12),
    Column("Since version", 13),
    Column("Who meets", 24),
    Column("How often", 40),
    Column("Next day", 12),
)


@require_safe
@in_alliance()
def clauses(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give every clause of the charter as it stands, with the version that brought it."""
    rows, zone = clauses_in(seat), seat.person.zone
    today = day_in(stamp_of(timezone.now()), zone)
    number = {version.change.yes: version.number for version in versions_of(rows)}
    listed = (
        (
            KINDS[row.sort],
            row.number,
            row.text or "Words erased",
            row.details["words"],
            chip_of(row).word,
            day_in(row.agreed_at, zone) if row.agreed_at is not None else None,
            number[row.history[-1]["yes"]["id"]] if row.history else None,
            row.details["who"],
            often_of(row.details),
            next_meeting(row, today),
        )
        for row in rows
    )
    return answer(seat, Sheet(f"{seat.name}, charter", COLUMNS, listed), form)
