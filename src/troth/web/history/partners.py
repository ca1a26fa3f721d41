"""Partners as one's own list knows them: how their dates were kept, in words, and the list kept by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from troth.core.alliance import Right
from troth.reading.punctuality import Punctuality, distance
from troth.store import history
from troth.store.models import Partner, PastPromise
from troth.store.queries.history import (
    PAGE,
    alliances_to_link,
    list_of,
    partner_of,
    partners_of,
    row_of,
    sources_of,
    standing_of,
    told_of,
)
from troth.store.queries.people import Reader, Seat, seat_of
from troth.web.figures.months import Month
from troth.web.gate import of_organisation, typed
from troth.web.history.forms import Noted, NotedFor, as_noted

MONTHS_DRAWN = 24


@dataclass(frozen=True)
class Told:
    """How dates were kept in one direction, as the page says it."""

    sentences: str
    facts: tuple[tuple[str, str], ...]
    months: tuple[Month, ...]
    drawn: tuple[Month, ...]
    early: int
    on_the_day: int
    within_a_week: int
    later: int
    delivered: int
    open: int


@require_http_methods(["GET", "HEAD"])
@of_organisation()
def partners(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will list the partners of the own list."""
    known = partners_of(reader)
    shown = {"active": "alliances", "partners": known, "may_import": reader.may(Right.IMPORT)}
    return render(request, "history/partners.html", shown)


@require_http_methods(["GET", "HEAD"])
@of_organisation()
def partner(request: HttpRequest, reader: Reader, slug: str) -> HttpResponse:
    """This function will say how one partner's dates were kept, and show one's own list of its promises."""
    found = _partner(reader, slug)
    today = today_of(reader)
    page = _page(request)
    rows, count = list_of(found, page=page)
    theirs, ours = (told_of(found, received=way, on=today) for way in (True, False))
    seat = seat_of(reader, found.alliance.slug) if found.alliance else None
    shown = {
        "active": "alliances",
        "partner": found,
        "seat": seat if seat and seat.opened else None,
        "standing": standing_of(found, seat) if seat and seat.opened else None,
        "invited": found.alliance is not None and found.alliance.opened_at is None,
        "colour": _colour(seat),
        "theirs": _told(theirs) if theirs.delivered or theirs.open else None,
        "ours": _told(ours) if ours.delivered or ours.open else None,
        "rows": [_row(row, today) for row in rows],
        "count": count,
        "page": page,
        "pages": max(1, -(-count // PAGE)),
        "sources": list(sources_of(found)[:5]),
        "alliances": [] if found.alliance else list(alliances_to_link(reader)),
        "may_import": reader.may(Right.IMPORT),
        "may_report": reader.may(Right.REPORT),
        "may_found": reader.may(Right.FOUND),
    }
    return render(request, "history/supplier.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.IMPORT)
def note(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will add a promise to the own list."""
    form = NotedFor(
        request.POST or typed(request), initial={"partner": request.GET.get("partner", ""), "received": "yes"}
    )
    if request.method == "POST" and form.is_valid():
        row = history.note(reader.organisation, form.cleaned_data["partner"], form.words())
        messages.success(request, "It is on your list. Only your side sees it.")
        return redirect("supplier", row.partner.slug)
    shown = {"active": "alliances", "form": form, "row": None}
    return render(request, "history/note.html", shown, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.IMPORT)
def amend(request: HttpRequest, reader: Reader, slug: str, pk: int) -> HttpResponse:
    """This function will change a promise of the own list."""
    found = _partner(reader, slug)
    row = _listed(found, pk)
    form = Noted(request.POST or typed(request), initial=as_noted(row))
    if request.method == "POST" and form.is_valid():
        history.amend(row, form.words())
        messages.success(request, "Changed.")
        return redirect("supplier", slug)
    shown = {"active": "alliances", "form": form, "row": row, "partner": found}
    return render(request, "history/note.html", shown, status=422 if request.method == "POST" else 200)


@require_POST
@of_organisation(Right.IMPORT)
def delivered(request: HttpRequest, reader: Reader, slug: str, pk: int) -> HttpResponse:
    """This function will note that a promise of the own list came, today or on the day said."""
    said = request.POST.get("day", "")
    try:
        day = date.fromisoformat(said) if said else today_of(reader)
    except ValueError:
        day = today_of(reader)
    history.mark_delivered(_listed(_partner(reader, slug), pk), day)
    messages.success(request, "Noted as delivered.")
    return redirect("supplier", slug)


@require_POST
@of_organisation(Right.REPORT)
def link(request: HttpRequest, reader: Reader, slug: str) -> HttpResponse:
    """This function will say which alliance a partner of the own list is."""
    found = _partner(reader, slug)
    seat = seat_of(reader, request.POST.get("alliance", ""))
    if seat is None:
        raise Http404
    history.link(found, seat.alliance)
    messages.success(
        request, f"{found.name} is {seat.partner_name}. Your list stays private until you say otherwise."
    )
    return redirect("supplier", slug)


def today_of(reader: Reader) -> date:
    """This function will return the day it is for the reader."""
    return timezone.now().astimezone(ZoneInfo(reader.person.zone)).date()


def _partner(reader: Reader, slug: str) -> Partner:
    found = partner_of(reader, slug)
    if found is None:
        raise Http404
    return found


def _listed(found: Partner, pk: int) -> PastPromise:
    row = row_of(found, pk)
    if row is None:
        raise Http404
    return row


def _colour(seat: Seat | None) -> str:
    return "a" if seat is not None and seat.colour == "b" else "b"


def _page(request: HttpRequest) -> int:
    said = request.GET.get("page", "1")
    return int(said) if said.isdecimal() and len(said) < 7 else 1


def _told(told: Punctuality) -> Told:
    months = tuple(Month(each.year, each.month, each.by_the_day, each.after) for each in told.months)
    return Told(
        sentences=" ".join(told.sentences()),
        facts=told.facts(),
        months=months,
        drawn=months[-MONTHS_DRAWN:],
        early=told.early,
        on_the_day=told.on_the_day,
        within_a_week=told.within_a_week,
        later=told.later,
        delivered=told.delivered,
        open=told.open,
    )


def _row(row: PastPromise, today: date) -> Mapping[str, Any]:
    passed = row.delivered is None and row.promised < today
    return {
        "row": row,
        "how": distance((row.delivered - row.promised).days) if row.delivered else "",
        "open": row.delivered is None and not row.promise,
        "passed": passed,
    }
