"""The pages about one's own account, each behind the gate and, before anything changes, behind a second look."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.store import factors, people
from troth.store.models import Person
from troth.store.queries.account import factors_of
from troth.store.queries.alliances import alliances_of
from troth.store.queries.people import reader_of
from troth.web.account import alerts
from troth.web.account.again import require_fresh
from troth.web.account.factors import possible
from troth.web.gate import signed_in

View = Callable[..., HttpResponseBase]


def own(view: View, *, fresh: bool = False, removes: bool = False) -> View:
    """This function will let the owner of an account into one of allauth's pages about it, and nobody else.

    `fresh` pages ask for a code first where allauth would ask for nothing; one that `removes` a factor refuses to take
    the last one away while the organisation asks for it.
    """

    @wraps(view)
    @signed_in
    def shown(request: HttpRequest, person: Person, **kwargs: object) -> HttpResponseBase:
        if "pk" in kwargs and not factors.owns(person, kwargs["pk"]):
            raise Http404  # before anything is asked: a stranger's passkey is not there
        if fresh:
            require_fresh(request, person)
        if removes and request.method == "POST":
            factors.require_removal(person)
        return view(request, **kwargs)

    return shown


@require_safe
@signed_in
def second_factor(request: HttpRequest, person: Person) -> HttpResponse:
    """This function will show how to get a second factor, to somebody who has none; the way out is on it too."""
    if factors_of(person).any:
        return redirect(reverse("settings") + "#in")
    reader = reader_of(person)
    shown = {
        "active": "settings",
        "passkeys": possible(request),
        "demand": reader.demand.name if reader else "NONE",
        "firm": reader.organisation if reader else None,
        "alliances": [row.seat for row in alliances_of(reader) if row.seat.shared] if reader else [],
    }
    return render(request, "account/second_factor.html", shown)


@require_safe
@signed_in
def to_settings(request: HttpRequest, person: Person) -> HttpResponse:
    """This function will lead to where passkeys stand."""
    return redirect(reverse("settings") + "#in")


@require_POST
@signed_in
def remove_password(request: HttpRequest, person: Person) -> HttpResponseBase:
    """This function will take the password away; a code or a passkey still lets its owner in."""
    raise_if_reauthentication_required(request, app="allauth.account")
    people.remove_password(person)
    update_session_auth_hash(request, person)
    alerts.tell(request, person, alerts.REMOVED)
    messages.success(request, "The password is gone. You sign in with a code or a passkey.")
    return redirect(reverse("settings") + "#in")
