"""The concerns of an alliance, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import day_in
from troth.core.judgement import Weight
from troth.store.models import Concern
from troth.store.queries.judgement import every_concern
from troth.store.queries.people import Seat
from troth.web.gate import in_alliance
from troth.web.promises.raised import chip_of, raiser_of
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("No.", 6),
    Column("Raised by", 24),
    Column("For", 16),
    Column("What happened, in their words", 70),
    Column("Happened on", 12),
    Column("Raised on", 12),
    Column("How it stands", 22),
    Column("Playbacks", 10),
    Column("How much it matters, to whoever raised it", 34),
    Column("To the other side", 34),
    Column("Ended on", 12),
)


@require_safe
@in_alliance()
def concerns(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give every concern of the alliance with how far both sides have come with it."""
    zone = seat.person.zone
    rows = (
        (
            row.number,
            raiser_of(row),
            str(row.raiser.organisation),
            row.words or "Words erased",
            row.day,
            day_in(row.raised_at, zone),
            chip_of(row).word,
            row.rounds,
            _weight(row, own=True),
            _weight(row, own=False),
            day_in(row.closed_at, zone) if row.closed_at is not None else None,
        )
        for row in every_concern(seat, show=request.GET.get("show", ""))
    )
    return answer(seat, Sheet(f"{seat.name}, concerns", COLUMNS, rows), form)


def _weight(row: Concern, *, own: bool) -> str:
    levels = [level for colour, level in row.weights.items() if (colour == row.raiser.colour) is own]
    return list(Weight)[levels[0] - 1].value if levels else ""
