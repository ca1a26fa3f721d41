"""What is due in five weeks, of one alliance or of all, as a table and told day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, days_off, stamp_of
from troth.store.queries.calendar import Due, countries_of, due_between, sides_of
from troth.store.queries.feeds import Dated, Owner, both_do
from troth.store.queries.people import Party, Reader, Seat
from troth.store.queries.today import every_seat_of
from troth.web import live
from troth.web.calendar import shared
from troth.web.calendar.both import MEETS, Both, both
from troth.web.calendar.weeks import WEEKS, days_from, holidays_of, monday_of, told, weeks
from troth.web.days import MONTHS, say_number
from troth.web.figures.hours import Desk
from troth.web.gate import in_alliance, of_organisation

PROMISES, MEETINGS, LOOKS = "promises", "meetings", "looks"
KINDS = {"": "Everything", PROMISES: "Promises", MEETINGS: "Meetings and pulses", LOOKS: "Looking again"}


@require_safe
@in_alliance()
def calendar(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what is due on both sides of an alliance."""
    page = reverse("calendar", args=[seat.slug])
    shown = context(request, seat, [seat], page) | {"active": "promises"}
    return render(request, "calendar/calendar.html", shown)


@require_safe
@of_organisation()
def everything(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show what is due in all alliances of the reader's organisation."""
    seats = [seat for seat in every_seat_of(reader) if seat.shared]
    shown = context(request, reader, seats, reverse("calendar_of_all")) | {"active": "today"}
    return render(request, "calendar/calendar.html", shown)


def context(request: HttpRequest, reader: Reader, seats: Sequence[Seat], page: str) -> dict[str, Any]:
    """This function will return everything that the calendar shows."""
    now, zone = stamp_of(live.present()), reader.person.zone
    today = day_in(now, zone)
    first = monday_of(request.GET.get("from", ""), today)
    days, named = days_from(first), request.GET.get("whose") == "mine"
    what = request.GET.get("what", "")
    what = what if what in KINDS else ""
    due, more = due_between(seats, days[0], days[-1], named=named) if what in ("", PROMISES) else ([], False)
    owner = Owner(reader, seats, every=named)
    shown = both(_of(what, both_do(owner, days[0], now)), days[0], days[-1], today)
    countries = countries_of(seats) or {str(reader.organisation): reader.organisation.country}
    holidays = holidays_of(countries, days)
    return {
        "span": _span(days[0], days[-1], today),
        "summary": _summary(seats, due, shown, named=named),
        "weeks": weeks(days, today, due, holidays, shown, across=not isinstance(reader, Seat)),
        "lines": told(due, shown, today, now, zone),
        "more": more,
        "holidays": [holiday for day in days for holiday in holidays.get(day, ())],
        "silent": [name for name, country in countries.items() if not country],
        "hours": [_hours(seat, days, today) for seat in seats if seat.partner is not None and seat.opened],
        "filters": _filters(page, first, today, what, named=named),
        "kinds": _kinds(page, first, today, what, named=named),
        "turns": _turns(page, first, today, what, named=named),
        "seats": seats,
    }


def _of(what: str, dates: Sequence[Dated]) -> Sequence[Dated]:
    """What both do, as far as it was asked for."""
    if what == PROMISES:
        return []
    return [
        each for each in dates if what not in (MEETINGS, LOOKS) or (each.sort in MEETS) == (what == MEETINGS)
    ]


def _span(first: date, last: date, today: date) -> str:
    said = [f"{day.day} {MONTHS[day.month - 1]}" for day in (first, last)]
    years = {first.year, last.year} - {today.year}
    return " to ".join(said) + (f" {last.year}" if years else "")


def _summary(seats: Sequence[Seat], due: Sequence[Due], both: Sequence[Both], *, named: bool) -> str:
    """How much stands on each side, in a sentence; across alliances, in all. And how often both meet or look."""
    count = len(both)
    times = f" Both meet or look {'once' if count == 1 else f'{say_number(count)} times'}." if count else ""
    return _due(seats, due, named=named, nothing="No promise" if both else "Nothing") + times


def _due(seats: Sequence[Seat], due: Sequence[Due], *, named: bool, nothing: str) -> str:
    whose = " with your name" if named else ""
    if not due:
        return f"{nothing}{whose} is due in these weeks."
    if len(seats) != 1:
        count = say_number(len(due))
        many = "promises" if len(due) > 1 else "promise"
        return f"{count[:1].upper()}{count[1:]} {many}{whose}, of all your alliances."
    names = [side.short for side in seats[0].sides] or [seats[0].partner_name]
    counts = [(name, sum(each.by == name for each in due)) for name in names]
    said = (
        ", ".join(f"{say_number(count) if count else 'none'} on {name}’s side" for name, count in counts)
        + whose
    )
    return f"{said[:1].upper()}{said[1:]}."


def _hours(seat: Seat, days: Sequence[date], today: date) -> SimpleNamespace:
    mine, theirs = sides_of(seat)
    assert theirs is not None
    desks = _desk(mine), _desk(theirs)
    lines = shared.shared(*desks, days, _off(seat, mine), _off(seat, theirs))
    return SimpleNamespace(partner=theirs.short, sentences=shared.sentences(lines, *desks, days[-1], today))


def _desk(side: Party) -> Desk:
    return Desk(side.colour, side.place or side.short, side.zone, side.opens, side.closes)


def _off(seat: Seat, side: Party) -> Callable[[date], bool]:
    country = countries_of([seat])[side.short]
    return lambda day: day in days_off(country, day.year)


def _filters(page: str, first: date, today: date, what: str, *, named: bool) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            label=label, url=_address(page, first, today, what, named=mine), current=mine == named
        )
        for label, mine in (("Both sides", False), ("Yours", True))
    ]


def _kinds(page: str, first: date, today: date, what: str, *, named: bool) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            label=label, url=_address(page, first, today, kind, named=named), current=kind == what
        )
        for kind, label in KINDS.items()
    ]


def _turns(page: str, first: date, today: date, what: str, *, named: bool) -> Mapping[str, str]:
    step = timedelta(weeks=WEEKS)
    return {
        "back": _address(page, first - step, today, what, named=named),
        "now": _address(page, monday_of("", today), today, what, named=named),
        "on": _address(page, first + step, today, what, named=named),
    }


def _address(page: str, first: date, today: date, what: str, *, named: bool) -> str:
    asked = [f"from={first.isoformat()}"] if first != monday_of("", today) else []
    asked += ["whose=mine"] if named else []
    asked += [f"what={what}"] if what else []
    return f"{page}?{'&'.join(asked)}" if asked else page
