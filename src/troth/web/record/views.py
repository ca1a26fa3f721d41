"""The record's pages: how far both logs go, a check on request, the bundle to take away, and who runs the node."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.core.alliance import Right
from troth.reading.bundle import pack
from troth.store.export import bundle_of
from troth.store.queries import record as queries
from troth.store.queries.people import Seat
from troth.web.gate import in_alliance


@in_alliance()
def record(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the state of both logs, their newest entries, and what this node can promise."""
    check = queries.last_check(seat)
    context = {
        "active": "record",
        "check": check,
        "logs": queries.logs_of(seat, check),
        "last": [_shown(seat, line) for line in queries.newest(seat)],
        "one_node": True,
    }
    return render(request, "record/record.html", context)


@require_POST
@in_alliance()
def check(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will check the whole record as this node holds it, and show what was found."""
    queries.check_now(seat)
    return redirect("record", seat.slug)


@in_alliance(Right.EXPORT, to_leave=True)
def bundle(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will give the record as a file: all of it once both sides have confirmed, one's own log before."""
    files = bundle_of(seat.alliance.pk, log=None if seat.opened else seat.log)
    response = HttpResponse(pack(files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{seat.slug}.zip"'
    return response


def node(request: HttpRequest) -> HttpResponse:
    """This function will say who runs this node and what that means, to anybody."""
    return render(request, "record/node.html", {"one_node": True})


def _shown(seat: Seat, line: queries.Line) -> dict[str, Any]:
    url = reverse("promise", args=[seat.slug, line.object]) if line.object else ""
    return {**vars(line), "url": url}
