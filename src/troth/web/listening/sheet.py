"""What was put down to be understood, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import day_in
from troth.store.queries.listening import every_statement
from troth.store.queries.people import Seat
from troth.web.gate import in_alliance
from troth.web.promises.spoken import chip_of, speaker_of
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("No.", 6),
    Column("Said by", 24),
    Column("For", 16),
    Column("In their words", 70),
    Column("Said on", 12),
    Column("How it stands", 26),
    Column("Playbacks", 10),
    Column("Ended on", 12),
)


@require_safe
@in_alliance()
def statements(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give every statement of the alliance with how far both sides have come with it."""
    zone = seat.person.zone
    found = every_statement(seat, show=request.GET.get("show", ""))
    rows = (
        (
            row.number,
            speaker_of(row),
            str(row.speaker.organisation),
            row.words or "Words erased",
            day_in(row.put_at, zone),
            chip_of(row).word,
            row.rounds,
            day_in(row.closed_at, zone) if row.closed_at is not None else None,
        )
        for row in found
    )
    return answer(seat, Sheet(f"{seat.name}, listening", COLUMNS, rows), form)
