"""The differences and their bridges, as a list to take along."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import day_in
from troth.store.queries.charter import differences_in, looks_on
from troth.store.queries.people import Seat
from troth.web.differences.words import chip_of, kind_of
from troth.web.gate import in_alliance
from troth.web.sheets import Column, Sheet, answer


@require_safe
@in_alliance()
def differences(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give every difference as both sides told it, with the bridge and when both look again."""
    sides = sorted(seat.sides, key=lambda side: side.colour)
    columns = (
        Column("No.", 6),
        Column("Difference", 30),
        Column("In what", 26),
        *(Column(f"As {side.short} tells it", 50) for side in sides),
        Column("How it stands", 22),
        Column("Bridge", 50),
        Column("Agreed on", 12),
        Column("Looked at last", 14),
        Column("Look again", 12),
    )
    rows = (
        (
            row.number,
            row.text or "Words erased",
            kind_of(row),
            *(row.details["told"].get(side.colour, {}).get("words", "") for side in sides),
            chip_of(row).word,
            row.details["bridge"]["words"] if row.details["bridge"] else "",
            day_in(row.agreed_at, seat.person.zone) if row.agreed_at is not None else None,
            next(
                (date.fromisoformat(look["day"]) for look in reversed(row.details["looks"]) if look["said"]),
                None,
            ),
            looks_on(row),
        )
        for row in differences_in(seat)
    )
    return answer(seat, Sheet(f"{seat.name}, differences", columns, rows), form)
