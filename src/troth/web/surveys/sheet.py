"""What both sides told in pulses and health checks, as a list to take along: what was opened, and nothing before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import day_in
from troth.core.judgement.survey import Instrument, SideAnswer, gaps, items_of
from troth.store.node import present
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.store.queries.surveys import opened_before
from troth.web.gate import in_alliance
from troth.web.promises.surveyed import NAMES
from troth.web.sheets import Column, Sheet, answer
from troth.web.surveys.words import spread, where

Row = tuple[str | date, ...]


@require_safe
@in_alliance()
def surveys(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give where both sides stood on each item of each opened round."""
    one, other = sorted(both(seat), key=lambda side: side.colour)
    columns = (
        Column("What", 14),
        Column("Opened on", 12),
        Column("Sentence or question", 60),
        Column(one.short, 30),
        Column(f"{one.short}, spread", 40),
        Column(other.short, 30),
        Column(f"{other.short}, spread", 40),
    )
    return answer(seat, Sheet(f"{seat.name}, pulses", columns, _rows(seat, one.log, other.log)), form)


def _rows(seat: Seat, one: str, other: str) -> Iterator[Row]:
    now = present()
    for instrument in Instrument:
        items = {item.key: item for item in items_of(instrument)}
        for at, told in opened_before(seat, instrument, now, most=None):
            sides = [told.get(log) or SideAnswer({}) for log in (one, other)]
            by_key = {gap.key: gap for gap in gaps(instrument, *sides)}
            for key, item in items.items():
                gap = by_key[key]
                yield (
                    NAMES[instrument],
                    day_in(at, seat.person.zone),
                    item.says,
                    where(item, gap.one),
                    spread(item, gap.one),
                    where(item, gap.other),
                    spread(item, gap.other),
                )
