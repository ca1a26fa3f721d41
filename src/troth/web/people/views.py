"""Who is here on both sides of an alliance, where, and when they are at work."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from troth.core.alliance import Right
from troth.store.queries.invitations import open_colleagues
from troth.store.queries.people import Party, Seat
from troth.store.queries.teams import Team, Teammate, teams
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.people.sponsors import sponsor_of


@require_safe
@in_alliance()
def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show both sides' people; each side's colleagues are its own to invite."""
    now = timezone.now()
    invites = seat.may(Right.INVITE_COLLEAGUE)
    shown = {
        "active": "people",
        "teams": [_team(seat, team, now) | {"sponsor": sponsor_of(seat, team)} for team in teams(seat)],
        "waiting": [
            {"email": each.email, "role": each.role, "at": each.made_at}
            for each in (open_colleagues(seat.organisation) if invites else [])
        ],
        "may_invite": invites,
        "invite_url": reverse("organisation") + "#invite",
    }
    return render(request, "people/people.html", shown)


def _team(seat: Seat, team: Team, now: datetime) -> dict[str, Any]:
    return {
        "side": team.side,
        "people": [_person(seat, team.side, each, now) for each in team.people],
        "none": f"Nobody of {team.side.short} has acted here yet; their names come with their first act.",
    }


class Shown:
    """One person as the page names them."""

    def __init__(self, seat: Seat, side: Party, mate: Teammate, now: datetime) -> None:
        self.name, self.title, self.place, self.zone = mate.name, mate.title, mate.place, mate.zone
        self.colour, self.is_me, self.role = side.colour, mate.is_me, mate.role
        self.hours = hours(side, mate.zone, now)
        holds = "one open promise" if mate.holds == 1 else f"{say_number(mate.holds)} open promises"
        self.promises = f"Holds {holds}" if mate.holds else ""
        self.url = f"{reverse('promises', args=[seat.slug])}?{urlencode({'person': mate.pseudonym})}"


def _person(seat: Seat, side: Party, mate: Teammate, now: datetime) -> Shown:
    return Shown(seat, side, mate, now)


def hours(side: Party, zone: str, now: datetime) -> str:
    """This function will say until or from when somebody is at work today, by their own clock; empty after hours."""
    here = now.astimezone(ZoneInfo(zone)).time()
    if here < side.opens:
        return f"from {side.opens:%H:%M}"
    return f"until {side.closes:%H:%M}" if here < side.closes else ""
