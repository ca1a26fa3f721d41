"""Opening an invitation: as a newcomer, or with the organisation one looks after already."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from troth.core.alliance import Demand
from troth.core.errors import Refusal
from troth.store import invitations
from troth.store.models import Invitation, Person
from troth.store.queries.people import Reader, address_known, reader_of
from troth.web.account.views import enter
from troth.web.gate import to_second_factor
from troth.web.start.forms import form_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """This function will let somebody in by an invitation; a used or unknown one says what to do instead."""
    invitation = invitations.opened_by(token)
    if invitation is None:
        return render(request, "start/used.html", status=404)
    reader = reader_of(request.user) if isinstance(request.user, Person) else None
    if reader is not None:
        if reader.demand is Demand.NOW:
            return to_second_factor(request)
        return _with_organisation(request, invitation, reader)
    if address_known(invitation.email):
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    return _as_newcomer(request, invitation)


def _as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    begins = invitation.kind == Invitation.PARTNER
    form = form_of(begins, request.POST or None, "UTC" if begins else invitation.organisation.zone)
    if request.method == "POST" and form.is_valid():
        newcomer = form.newcomer(invitation.email, request.headers.get("Accept-Language", ""))
        person = invitations.accept_as_newcomer(invitation, newcomer, form.firm())
        return enter(request, person, _next(invitation))
    return _page(request, invitation, form=form)


def _with_organisation(request: HttpRequest, invitation: Invitation, reader: Reader) -> HttpResponse:
    if request.method != "POST":
        return _page(request, invitation, form=None)
    try:
        invitations.accept_for_organisation(invitation, reader.person, reader.role)
    except Refusal as refusal:
        return _page(request, invitation, form=None, refusal=str(refusal))
    return redirect(_next(invitation))


def _page(request: HttpRequest, invitation: Invitation, *, form: object, refusal: str = "") -> HttpResponse:
    shown = {
        "invitation": {
            "from_name": str(invitation.made_by or invitation.organisation),
            "from_org": str(invitation.organisation),
            "kind": invitation.kind,
            "organisation": str(invitation.organisation),
            "email": invitation.email,
        },
        "signed_in": form is None,
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if getattr(form, "errors", None) else 200
    return render(request, "start/join.html", shown, status=status)


def _next(invitation: Invitation) -> str:
    if invitation.alliance is None:
        return reverse("today")
    return reverse("recovery", args=[invitation.alliance.slug])
