"""Beside a date that is typed: whether both sides work on that day, and the next on which both do."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from troth.actions.days import days_off
from troth.core.alliance import Right
from troth.store.queries.calendar import countries_of
from troth.store.queries.people import Seat
from troth.web.days import DAYS, say_long
from troth.web.gate import in_alliance
from troth.web.promises import forms
from troth.web.whereabouts import listed

FARTHEST = 60  # no two countries have as many days off in a row


@in_alliance(act=Right.PROMISE)
@require_POST
def common_day(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will answer a date that is typed with the next day on which both sides work."""
    return render(request, "promises/common.html", {"common": common_of(seat, request.POST)})


def common_of(seat: Seat, data: QueryDict) -> SimpleNamespace | None:
    """This function will return what promises/common.html shows; None while both work on the day, or there is none."""
    try:
        day = forms.as_day(forms.day().clean(data.get("due", "")))
    except ValidationError:
        return None
    off = off_on(seat, day) if day is not None else ""
    if day is None or not off:
        return None
    days = (day + timedelta(days=n) for n in range(1, FARTHEST))
    found = next((each for each in days if not off_on(seat, each)), None)
    if found is None:
        return None
    return SimpleNamespace(why=off, day=found, value=found.isoformat(), said=say_long(found, day))


def off_on(seat: Seat, day: date) -> str:
    """This function will say who does not work on a day, and why; empty where both do."""
    if day.weekday() > 4:
        return f"It is a {DAYS[day.weekday()]}."
    named: dict[str, list[str]] = {}
    for organisation, country in countries_of([seat]).items():
        name = days_off(country, day.year).get(day)
        if name is not None:
            named.setdefault(name, []).append(organisation)
    return " ".join(
        f"{listed(who)} {'is' if len(who) == 1 else 'are'} off: {name}." for name, who in named.items()
    )
