"""The meetings of an alliance, as a list to take along: one row for each line of each note."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.core.listening.meetings import Kind
from troth.store.queries.meetings import every_meeting
from troth.store.queries.people import Seat
from troth.store.queries.promises import people_of
from troth.web.gate import in_alliance
from troth.web.meetings.words import KINDS, day_of
from troth.web.sheets import Column, Sheet, answer

COLUMNS = (
    Column("Day", 12),
    Column("Meeting", 30),
    Column("Line", 6),
    Column("Kind", 14),
    Column("Whose", 16),
    Column("Who", 24),
    Column("To", 24),
    Column("In words", 70),
    Column("By", 12),
    Column("Confirmed by", 22),
    Column("Answer", 40),
)


@require_safe
@in_alliance()
def meetings(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give every line of every meeting that has ended, with which side has confirmed it."""
    people, shorts = people_of(seat), {party.colour: party.short for party in seat.sides}

    def name(pseudonym: str) -> str:
        return people[pseudonym].name if pseudonym in people else ""

    rows = (
        (
            row.day,
            row.title or "Words erased",
            number,
            KINDS[Kind(line["kind"])],
            shorts.get(line["colour"], ""),
            name(line["who"]),
            name(line["to"]),
            line["words"] or "Words erased",
            day_of(line["due"]),
            ", ".join(shorts[colour] for colour in sorted(line["confirmed"])),
            line["answer"]["words"] if line["answer"] else "",
        )
        for row in every_meeting(seat)
        for number, line in enumerate(row.lines, 1)
    )
    return answer(seat, Sheet(f"{seat.name}, meetings", COLUMNS, rows), form)
