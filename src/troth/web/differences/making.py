"""Naming a difference: the form as typed, kept as a draft for its writer alone, sent."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from troth.actions import differences
from troth.core.alliance import NotYourRole, Right
from troth.core.charter.differences import Kind
from troth.core.errors import Refusal
from troth.store import private
from troth.store.node import StoreNode
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web import coach
from troth.web.differences.forms import Named
from troth.web.gate import in_alliance
from troth.web.promises.forms import typed_of

UNFIT = 422
FORM = "name"
SENT = "differ"  # a form sent twice, by a double click or by going back, names it once


@in_alliance(Right.LISTEN)
def new_difference(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will take a difference from the first word to the signed entry."""
    if request.method != "POST":
        name = request.GET.get("draft", "")
        kept = private.draft_of(seat.person, _key(seat, name)) if name else {}
        begun = {key: values[0] for key, values in kept.items() if values}
        return _shown(request, seat, Named(initial={**begun, "draft": name or private.new_draft_name()}))
    key = _key(seat, request.POST.get("draft", ""))
    back = f"{request.path}?draft={quote(request.POST.get('draft', ''))}#{FORM}-coach"
    if (aside := coach.aside(request, seat.person, key, form=FORM, back=back)) is not None:
        return aside
    form, sent = Named(request.POST), request.session.get(SENT, {})
    if key in sent:
        return redirect("difference", seat.slug, sent[key])
    if form.is_valid():
        try:
            said = form.cleaned_data
            kind, title, words = Kind(said["kind"]), said["title"], said["words"]
            made = differences.name(StoreNode(), seat.actor(), kind, title=title, words=words)
        except NotYourRole:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            private.forget_draft(seat.person, key)
            request.session[SENT] = {**dict(list(sent.items())[-20:]), key: made}
            messages.success(request, f"Told. {seat.partner_name} is asked to tell how it is with them.")
            return redirect("difference", seat.slug, made)
    private.keep_draft(seat.person, key, typed_of(request.POST))
    return _shown(request, seat, form, status=UNFIT)


def _key(seat: Seat, name: str) -> str:
    """Under which name a difference that is not named yet is kept."""
    return f"differ:{seat.slug}:{name}"


def _shown(request: HttpRequest, seat: Seat, form: Named, *, status: int = 200) -> HttpResponse:
    mine, theirs = both(seat)
    context = {
        "active": "differences",
        "mine": mine,
        "partner": theirs,
        "form": form,
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {mine.short}.",
        "back": reverse("differences", args=[seat.slug]),
    }
    return render(request, "differences/new.html", context, status=status)
