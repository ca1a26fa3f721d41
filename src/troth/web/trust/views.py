"""Why one direction of trust is what it is, and what changed in it since."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from troth.actions.days import stamp_of
from troth.store.queries.people import Seat
from troth.web import live
from troth.web.gate import in_alliance
from troth.web.trust import since
from troth.web.trust.page import Direct, asked_of, context, direct


@require_safe
@in_alliance()
def why(request: HttpRequest, seat: Seat, colour: str) -> HttpResponse:
    """This function will show why a side relies on the other as it does; with a day (`on`), what came in that step of
    the course."""
    on, now = found(seat, colour), stamp_of(live.present())
    if "on" in request.GET:
        return render(request, "trust/changed.html", since.context(seat, on, request.GET, now))
    return render(request, "trust/why.html", context(seat, on, asked_of(request.GET), now))


@require_safe
@in_alliance()
def changed(request: HttpRequest, seat: Seat, colour: str) -> HttpResponse:
    """This function will show what changed in a direction since the last visit, in a month, a quarter or a year."""
    on, now = found(seat, colour), stamp_of(live.present())
    return render(request, "trust/changed.html", since.context(seat, on, request.GET, now))


def found(seat: Seat, colour: str) -> Direct:
    """This function will return the direction that an address names, else nothing is found there."""
    on = direct(seat, colour)
    if on is None:
        raise Http404
    return on
