"""Who is here on both sides of an alliance, where, when they are at work, and how each likes to be worked with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from troth.core.alliance import Right
from troth.store import replies
from troth.store.queries.invitations import open_colleagues
from troth.store.queries.people import Party, Seat
from troth.store.queries.teams import Team, Teammate, introduced, teams
from troth.web.days import say_day, say_number
from troth.web.gate import in_alliance
from troth.web.people.sponsors import sponsor_of

YOUNG = timedelta(days=90)
FRIDAY = 4


@require_safe
@in_alliance()
def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show both sides' people; each side's colleagues are its own to invite."""
    now = timezone.now()
    invites = seat.may(Right.INVITE_COLLEAGUE)
    found = teams(seat)
    shown = {
        "active": "people",
        "teams": [_team(seat, team, now) | {"sponsor": sponsor_of(seat, team)} for team in found],
        "waiting": [
            {"email": each.email, "role": each.role, "at": each.made_at}
            for each in (open_colleagues(seat.organisation) if invites else [])
        ],
        "may_invite": invites,
        "invite_url": reverse("organisation") + "#invite",
        "round": _round(seat, found, now),
        "unknown": _unknown(seat, found),
    }
    return render(request, "people/people.html", shown)


@require_POST
@in_alliance(Right.PROMISE)
def introduce(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will give the reader's name and own words to the partner, before their first act."""
    seat.actor()
    messages.success(request, f"{seat.partner_name} knows you now.")
    return redirect("people", seat.slug)


@require_POST
@in_alliance(Right.HAND_OVER)
def mended(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will keep that mail to a colleague arrives again."""
    replies.mended(seat.organisation, request.POST.get("person", ""))
    messages.success(request, "Noted. It is said here again if mail comes back once more.")
    return redirect("people", seat.slug)


def _unknown(seat: Seat, found: Sequence[Team]) -> bool:
    """Whether the reader could introduce themselves and has not acted here yet."""
    own = next((mate for team in found for mate in team.people if mate.is_me), None)
    return seat.opened and seat.may(Right.PROMISE) and own is not None and not own.pseudonym


def _round(seat: Seat, found: Sequence[Team], now: datetime) -> SimpleNamespace | None:
    """A first promise that connects: while an alliance is young and not all have written."""
    everybody = [(team.side, mate) for team in found for mate in team.people]
    wrote = [(side, mate) for side, mate in everybody if mate.has_written]
    opened = seat.alliance.opened_at
    if opened is None or now - opened > YOUNG or len(found) < 2 or len(wrote) == len(everybody):
        return None
    if not seat.may(Right.PROMISE) or introduced(seat):
        return None
    today = now.astimezone(ZoneInfo(seat.person.zone)).date()
    day = today + timedelta(days=7 + (FRIDAY - today.weekday()) % 7)
    begins = urlencode({"begin": "introductions", "due": day.isoformat()})
    return SimpleNamespace(
        count=len(everybody),
        others=len(everybody) - 1,
        wrote=[Shown(seat, side, mate, now) for side, mate in wrote],
        said=_have(len(wrote)),
        label=f"Promise it for {say_day(day, today)}",
        url=f"{reverse('new_promise', args=[seat.slug])}?{begins}",
    )


def _have(count: int) -> str:
    if not count:
        return "Nobody has yet."
    return f"{say_number(count).capitalize()} {'has' if count == 1 else 'have'}."


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
        self.hours = "" if mate.back else hours(side, mate.zone, now)
        self.back = mate.back
        self.work, self.bad_news = mate.work, mate.bad_news
        self.pk, self.comes_back = mate.pk, mate.comes_back
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
