"""What a calendar shows, as a list to take along, with the columns that promises have everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, stamp_of
from troth.store.queries.calendar import due_between
from troth.store.queries.people import Reader, Seat
from troth.store.queries.today import every_seat_of
from troth.web import live
from troth.web.calendar.weeks import days_from, monday_of
from troth.web.gate import in_alliance, of_organisation
from troth.web.links import link_to
from troth.web.promises.sheet import COLUMNS, rows
from troth.web.sheets import Sheet, answer


@require_safe
@in_alliance()
def calendar(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give what is due in five weeks of one alliance."""
    return _taken(request, seat, [seat], f"{seat.name}, due", form)


@require_safe
@of_organisation()
def everything(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    """This function will give what is due in five weeks of all alliances."""
    seats = [seat for seat in every_seat_of(reader) if seat.shared]
    return _taken(request, reader, seats, f"{reader.organisation}, due", form)


def _taken(
    request: HttpRequest, reader: Reader, seats: Sequence[Seat], title: str, form: str
) -> HttpResponseBase:
    now = stamp_of(live.present())
    days = days_from(monday_of(request.GET.get("from", ""), day_in(now, reader.person.zone)))
    named = request.GET.get("whose") == "mine"
    due, _ = due_between(seats, days[0], days[-1], named=named)
    span = f"{days[0].isoformat()} to {days[-1].isoformat()}"
    about = {"Days": span, "Shown": "with your name" if named else "both sides"}
    found = rows(((each.seat, each.row) for each in due), now, partial(link_to, request))
    return answer(reader, Sheet(f"{title} {span}", COLUMNS, found, about), form)
