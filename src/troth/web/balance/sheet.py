"""Every area of work with its controls, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.store.node import StoreNode
from troth.store.queries.balance import Weighed, balance_in, look_on, weighed_in
from troth.store.queries.people import Seat
from troth.web.balance.listing import relies
from troth.web.balance.words import ERASED, KINDS, OVERS, VERDICTS, chip_of_control, lightest
from troth.web.gate import in_alliance
from troth.web.sheets import Column, Sheet, Value, answer


@require_safe
@in_alliance()
def balance(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give each control in a row with its area; an area without any has a row of its own."""
    sides = sorted(seat.sides, key=lambda side: side.colour)
    columns = (
        Column("Area", 30),
        Column("Who relies", 26),
        Column("Unit", 8),
        Column("Loss if one is not kept", 12),
        Column("Promises a quarter", 10),
        Column("Accepted a quarter", 12),
        Column("Trust counted on", 10),
        Column("Trust most likely", 10),
        Column("Coverage", 10),
        Column("Needed", 10),
        Column("Left a quarter", 12),
        Column("Verdict", 22),
        Column("Lightest change", 40),
        Column("Control", 34),
        Column("Kind", 14),
        Column("On", 26),
        Column("Catches of a hundred", 10),
        *(Column(f"Hours a quarter, {side.short}", 12) for side in sides),
        Column("How it stands", 30),
        Column("Look again", 12),
    )
    areas, controls = balance_in(seat)
    found = weighed_in(seat, areas, controls, StoreNode().now())
    rows = (line for each in found for line in _lines(seat, each))
    return answer(seat, Sheet(f"{seat.name}, balance", columns, rows), form)


def _lines(seat: Seat, weighed: Weighed) -> list[tuple[Value, ...]]:
    facts, balance = weighed.area.details, weighed.balance
    head: tuple[Value, ...] = (
        weighed.area.text or ERASED,
        relies(seat, weighed.area),
        facts["unit"],
        facts["loss"],
        facts["count"],
        facts["appetite"],
        round(balance.trust, 2),
        round(weighed.trust.likely, 2),
        round(balance.coverage, 2),
        round(balance.need, 2),
        round(balance.residual, 2),
        VERDICTS[balance.verdict].word if not weighed.previewed else "Not agreed yet",
        lightest(weighed),
    )
    sides = sorted(seat.sides, key=lambda side: side.colour)
    nothing: tuple[Value, ...] = ("", "", "", None, *(None for _ in sides), "", None)
    lines: list[tuple[Value, ...]] = [
        (
            *head,
            row.text or ERASED,
            KINDS[row.details["kind"]],
            OVERS[row.details["over"]],
            row.details["share"],
            *(round(row.details["minutes"].get(side.colour, 0) / 60, 2) for side in sides),
            chip_of_control(row).word,
            look_on(row),
        )
        for row in weighed.controls
    ]
    return lines or [(*head, *nothing)]
