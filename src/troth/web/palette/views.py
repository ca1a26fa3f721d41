"""The palette and the list of shortcuts: pages of their own, and the parts that a script opens above any page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from troth.actions.days import stamp_of
from troth.store import people
from troth.store.queries.people import Reader
from troth.store.queries.today import every_seat_of
from troth.web import live
from troth.web.gate import came_from, of_organisation
from troth.web.palette.keys import SHORTCUTS
from troth.web.palette.search import found

LONGEST = 200


@require_safe
@of_organisation()
def go(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show what a few words find, as a page or as the part that the palette asks for."""
    q = " ".join(request.GET.get("q", "").split())[:LONGEST]
    seats = every_seat_of(reader)
    here = next((seat for seat in seats if seat.slug == request.GET.get("in")), None)
    groups = found(reader, seats, here, q, stamp_of(live.present()))
    shown = {
        "active": "",
        "q": q,
        "here": here.slug if here else "",
        "groups": groups,
        "count": sum(len(group.ways) for group in groups),
    }
    part = request.headers.get("HX-Request") == "true"
    return _varied(render(request, f"palette/{'found' if part else 'go'}.html", shown))


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation()
def shortcuts(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will list the shortcuts, and keep whether letters alone do something for the reader."""
    if request.method == "POST":
        people.keep_single_keys(reader.person, "single" in request.POST)
        said = (
            "A letter alone does something again."
            if reader.person.single_keys
            else "Letters alone do nothing now."
        )
        messages.success(request, said)
        return redirect(came_from(request))
    part = request.headers.get("HX-Request") == "true"
    shown = {"active": "settings", "shortcuts": SHORTCUTS.items()}
    return _varied(render(request, f"palette/{'keys' if part else 'shortcuts'}.html", shown))


def _varied(response: HttpResponse) -> HttpResponse:
    response["Vary"] = "HX-Request, Cookie"
    return response
