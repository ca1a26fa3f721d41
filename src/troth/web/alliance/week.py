"""The week of an alliance on one page: both halves with the same space, what comes next, what else was said."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, stamp_of
from troth.store.models import Promise
from troth.store.queries.people import Seat
from troth.store.queries.week import BECAME, Half, Week, week_of
from troth.web import live
from troth.web.days import say_day, say_number, say_plain
from troth.web.gate import in_alliance
from troth.web.promises.words import glyph_of

FIRST = date(2000, 1, 3)
STEP = timedelta(weeks=1)
A_SIDE = 14
TALKED = {
    "statement": ("statement", "statements", "listening"),
    "concern": ("concern", "concerns", "concerns"),
    "difference": ("difference", "differences", "differences"),
    "clause": ("clause of the charter", "clauses of the charter", "charter"),
    "meeting": ("meeting", "meetings", "meetings"),
    "objective": ("objective", "objectives", "alliance"),
    "purpose": ("purpose", "purposes", "alliance"),
    "area": ("area of work", "areas of work", "balance"),
    "control": ("control", "controls", "balance"),
}


@require_safe
@in_alliance()
def week(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the week that the day asked for is in, else this one."""
    today = day_in(stamp_of(live.present()), seat.person.zone)
    day = _day(request.GET.get("of", ""), today)
    found = week_of(seat, day, today)
    return render(request, "alliance/week.html", context(seat, found, today))


def context(seat: Seat, found: Week, today: date) -> dict[str, Any]:
    """This function will return everything that the page of a week shows."""
    page, this = reverse("week", args=[seat.slug]), found.first <= today <= found.last
    years = "" if found.last.year == today.year else f" {found.last.year}"
    return {
        "active": "home",
        "span": f"{say_plain(found.first, found.first)} to {say_plain(found.last, found.last)}{years}",
        "this": this,
        "quiet": found.quiet,
        "halves": [_half(seat, half, found, today) for half in found.halves],
        "talked": [_talked(seat, room, count) for room, count in found.talked.items() if room in TALKED],
        "whole": found.whole,
        "back": f"{page}?of={(found.first - STEP).isoformat()}",
        "on": "" if found.last >= today else f"{page}?of={(found.first + STEP).isoformat()}",
    }


def _day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said) if said else today
    except ValueError:
        day = today
    return min(max(day, FIRST), today)


def _half(seat: Seat, half: Half, found: Week, today: date) -> SimpleNamespace:
    became = [
        _row(seat, each.row, ", ".join(BECAME[act] for act in each.acts), today)
        for each in half.became[:A_SIDE]
    ]
    coming = [_row(seat, row, "", today) for row in half.coming[:A_SIDE]]
    return SimpleNamespace(
        side=half.side,
        became=became,
        became_more=max(len(half.became) - A_SIDE, 0),
        coming=coming,
        coming_more=max(len(half.coming) - A_SIDE, 0),
        until=say_day(found.until, today),
    )


def _row(seat: Seat, row: Promise, said: str, today: date) -> SimpleNamespace:
    return SimpleNamespace(
        title=row.title or "Words erased",
        url=reverse("promise", args=[seat.slug, row.object]),
        glyph=glyph_of(row),
        said=f"{said[:1].upper()}{said[1:]}",
        due=say_day(row.due_day, today) if row.due_day else "",
    )


def _talked(seat: Seat, room: str, count: int) -> SimpleNamespace:
    one, many, place = TALKED[room]
    words = f"{say_number(count)} {one if count == 1 else many}"
    return SimpleNamespace(said=f"{words[:1].upper()}{words[1:]}", url=reverse(place, args=[seat.slug]))
