"""One tip for one person in one alliance: beside the alliance's home, or as a page of its own.

The home asks for it once it stands, so that what it rests on costs the page no question.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions.days import day_in, stamp_of
from troth.core.tips import Tip, Where
from troth.store import tips as kept
from troth.store.queries.people import Reader, Seat
from troth.store.queries.tips import tip_for
from troth.web import live
from troth.web.gate import came_from, in_alliance, of_organisation

ROOMS: Mapping[Where, str] = MappingProxyType(
    {
        Where.PROMISES: "promises",
        Where.LISTENING: "listening",
        Where.CONCERNS: "concerns",
        Where.MEETINGS: "meetings",
        Where.CHARTER: "charter",
        Where.DIFFERENCES: "differences",
        Where.PULSE: "surveys",
        Where.BALANCE: "balance",
        Where.PEOPLE: "people",
    }
)
OWN: Mapping[Where, str] = MappingProxyType({Where.OWN: "settings", Where.PARKED: "parked"})


@require_safe
@in_alliance()
def tip(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the reader's tip of today, alone for the home of the alliance, else as a page."""
    now = stamp_of(live.present())
    found = tip_for(seat, now)
    if found is not None and not kept.keep_shown(seat, found.key, day_in(now, seat.person.zone)):
        found = None
    part = "tips/tip.html" if request.headers.get("HX-Request") == "true" else "tips/page.html"
    return render(request, part, {"tip": _shown(seat, found), "active": "alliance"})


@require_POST
@in_alliance()
def put_away(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will put a tip away that the reader was shown."""
    today = day_in(stamp_of(live.present()), seat.person.zone)
    if not kept.put_away(seat, request.POST.get("key", "")[:40], today):
        raise Http404
    messages.success(request, "Put away. It comes back in half a year at the earliest.")
    return redirect(came_from(request))


@require_POST
@of_organisation()
def tips(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will turn the reader's tips on or off."""
    kept.keep_tips(reader.person, request.POST.get("tips") == "on")
    messages.success(request, "Kept.")
    return redirect(reverse("settings") + "#tips")


def _shown(seat: Seat, found: Tip | None) -> dict[str, str] | None:
    if found is None:
        return None
    texts = {"title": found.title, "fact": found.fact, "do": found.do, "why": found.why}
    said = {name: found.said(words, seat.partner_name) for name, words in texts.items()}
    return {
        **said,
        "key": found.key,
        "url": _url(seat, found.where),
        "where": found.where.value,
        "source": found.source.title,
        "address": found.source.address,
    }


def _url(seat: Seat, where: Where) -> str:
    """Where the fact can be seen; the alliance's home while that room has no page."""
    if where in OWN:
        return reverse(OWN[where])
    try:
        return reverse(ROOMS[where], args=[seat.slug])
    except NoReverseMatch:
        return reverse("alliance", args=[seat.slug])
