"""The first run: the node's first person, two ways to begin, and the invitation of a partner."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from troth.core.alliance import Right
from troth.store import invitations, people, tokens
from troth.store.models import Person
from troth.store.queries.invitations import open_invitation, partner_named
from troth.store.queries.people import Reader, Seat, reader_of
from troth.web.account.views import enter
from troth.web.gate import in_alliance, of_organisation, signed_in, typed
from troth.web.links import link_to
from troth.web.start.forms import Again, First, Invite

NOWHERE = (
    "You belong to no organisation here at present. Ask the people who look after yours for an invitation."
)


@require_safe
@signed_in
def start(request: HttpRequest, person: Person) -> HttpResponse:
    """This function will show the two ways to begin."""
    reader = reader_of(person)
    if reader is None:
        return render(request, "403.html", {"reason": NOWHERE}, status=403)
    return render(request, "start/start.html", {"active": "alliances"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """This function will make the node's first account and organisation, once."""
    if not (tokens.is_setup(token) and people.empty()):
        raise Http404
    form = First(request.POST or None, initial={"zone": "UTC"})
    if request.method == "POST" and form.is_valid():
        firm = form.firm()
        assert firm is not None
        asked = request.headers.get("Accept-Language", "")
        person = people.set_up(form.newcomer(form.cleaned_data["email"], asked), firm)
        return enter(request, person, reverse("start"))
    return render(request, "start/organisation.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.FOUND)
def invite(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will begin an alliance with a partner by name and invite one person there."""
    known = partner_named(reader.organisation, request.GET.get("partner", ""))
    form = Invite(request.POST or typed(request), initial={"partner": known.name if known else ""})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = invitations.invite_partner(
            reader.organisation, reader.person, reader.role, partner=said["partner"], email=said["email"]
        )
        assert made.invitation.alliance is not None
        if settings.TROTH_MAIL:
            invitations.send(made, link=link_to(request, made.path), words=said["words"])
            messages.success(request, f"The invitation to {said['email']} is on its way.")
        return redirect("recovery", made.invitation.alliance.slug)
    shown = {"form": form, "sends": settings.TROTH_MAIL, "active": "alliances"}
    return render(request, "start/invite.html", shown, status=422 if form.errors else 200)


@require_safe
@in_alliance(Right.FOUND)
def invitation(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the link that waits for the partner, and let another person be asked."""
    if seat.partner is not None:
        return redirect("pairing", seat.slug)
    waiting = open_invitation(seat.alliance)
    by_hand = None if settings.TROTH_MAIL else waiting
    shown = {
        "active": "home",
        "waiting": waiting,
        "link": link_to(request, invitations.path_of(by_hand)) if by_hand else "",
        "sends": settings.TROTH_MAIL,
        "form": Again(initial={"email": waiting.email if waiting else ""}),
    }
    return render(request, "start/invitation.html", shown)


@require_POST
@in_alliance(Right.FOUND)
def invite_again(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will make another invitation for the partner's side; the one before opens nothing any more."""
    form = Again(request.POST)
    if not form.is_valid():
        messages.info(request, str(form.errors["email"][0]), extra_tags="info")
        return redirect("invitation", seat.slug)
    if seat.partner is None:
        made = invitations.invite_again(
            seat.alliance, seat.organisation, seat.person, seat.role, email=form.cleaned_data["email"]
        )
        if settings.TROTH_MAIL:
            invitations.send(made, link=link_to(request, made.path))
            messages.success(request, f"The invitation to {made.invitation.email} is on its way.")
    return redirect("invitation", seat.slug)
