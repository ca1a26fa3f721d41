"""Whom each side has named to look when two people are asked; each names its own, and the other sees it."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from troth.core.alliance import Right
from troth.store import sponsors
from troth.store.queries.people import Seat
from troth.store.queries.teams import Team, sponsors_of, who_may_look
from troth.web.gate import in_alliance


@require_POST
@in_alliance(Right.SPONSOR)
def name(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will name who of the reader's side is asked to look."""
    named = sponsors.name(seat, request.POST.get("person", ""))
    messages.success(request, f"{named} is named. {seat.partner_name} sees it.")
    return redirect("people", seat.slug)


def sponsor_of(seat: Seat, team: Team) -> SimpleNamespace:
    """This function will return what people/sponsor.html shows of one side."""
    pseudonym = sponsors_of(seat).get(team.side.log, "")
    found = next((each for each in team.people if pseudonym and each.pseudonym == pseudonym), None)
    may = team.side.mine and seat.may(Right.SPONSOR)
    people = who_may_look(seat) if may else ()
    return SimpleNamespace(
        side=team.side,
        name=found.name if found else "",
        is_me=found.is_me if found else False,
        choices=[(each.pk, str(each)) for each in people],
        chosen=next((each.pk for each in people if found and str(each) == found.name), None),
    )
