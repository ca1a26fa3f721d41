"""Putting down a statement: the form as typed, kept as a draft for its writer alone, sent."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from troth.actions import listening
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.store import private
from troth.store.node import StoreNode
from troth.store.queries.interpretations import read_round
from troth.store.queries.people import Seat
from troth.store.queries.promises import both, counterparts
from troth.web import coach
from troth.web.gate import in_alliance
from troth.web.listening.forms import Put
from troth.web.listening.subject import subject_of
from troth.web.promises.forms import typed_of

UNFIT = 422
FORM = "say"
SENT = "said"  # a form sent twice, by a double click or by going back, says it once


@in_alliance(Right.LISTEN)
def put(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will take a statement from the first word to the signed entry."""
    if request.method != "POST":
        return _shown(request, seat, _form(seat, initial=_begun(request, seat)))
    key = key_of(seat, request.POST.get("draft", ""))
    back = f"{request.path}?draft={quote(request.POST.get('draft', ''))}#{FORM}-coach"
    if (aside := coach.aside(request, seat.person, key, form=FORM, back=back)) is not None:
        return aside
    form = _form(seat, data=request.POST)
    if not form.is_valid():
        private.keep_draft(seat.person, key, typed_of(request.POST))
        return _shown(request, seat, form, status=UNFIT)
    sent = request.session.get(SENT, {})
    if key in sent:
        return redirect("statement", seat.slug, sent[key])
    try:
        made = _send(seat, form)
    except NotYourRole:
        raise
    except Refusal as refusal:
        private.keep_draft(seat.person, key, typed_of(request.POST))
        form.add_error(None, str(refusal))
        return _shown(request, seat, form, status=UNFIT)
    private.forget_draft(seat.person, key)
    request.session[SENT] = {**dict(list(sent.items())[-20:]), key: made}
    messages.success(request, _told(seat, asks=form.cleaned_data["asks"]))
    return redirect("statement", seat.slug, made)


def key_of(seat: Seat, name: str) -> str:
    """This function will return under which name a statement that is not sent yet is kept."""
    return f"say:{seat.slug}:{name}"


def _send(seat: Seat, form: Put) -> str:
    said = form.cleaned_data
    return listening.put(
        StoreNode(),
        seat.actor(),
        words=said["words"],
        asks=said["asks"],
        to=said["to"] or None,
        about=said["about"] if subject_of(seat, said["about"]) is not None else None,
    )


def _told(seat: Seat, *, asks: bool) -> str:
    partner = seat.partner_name
    return f"Said. {partner} is asked how they understand it." if asks else f"Said. {partner} can read it."


def _begun(request: HttpRequest, seat: Seat) -> dict[str, object]:
    name = request.GET.get("draft", "")
    kept = private.draft_of(seat.person, key_of(seat, name)) if name else {}
    begun: dict[str, object] = {key: values[0] for key, values in kept.items() if values}
    begun["asks"] = begun.get("asks", "") == "on" if kept else True
    begun.setdefault("about", request.GET.get("about", "")[:40])
    if "reading" in request.GET and not kept:
        begun["words"] = _own_reading(seat, str(begun["about"]))
    if "conditions" in request.GET and not kept:
        subject = subject_of(seat, str(begun["about"]))
        begun["words"] = subject.begin if subject is not None else ""
    begun["draft"] = name or private.new_draft_name()
    return begun


def _own_reading(seat: Seat, object_id: str) -> str:
    """What one's own side wrote a sentence means, as words to begin with."""
    found = read_round(seat, object_id)
    return found.answers.get(seat.log, "") if found is not None else ""


def _form(seat: Seat, *, data: QueryDict | None = None, initial: dict[str, object] | None = None) -> Put:
    return Put(data, initial=initial, people=counterparts(seat), partner=seat.partner_name)


def _shown(request: HttpRequest, seat: Seat, form: Put, *, status: int = 200) -> HttpResponse:
    mine, theirs = both(seat)
    about = str(form["about"].value() or "")
    subject = subject_of(seat, about)
    context = {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "form": form,
        "about": subject.title if subject is not None else "",
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {mine.short}.",
        "back": subject.url if subject is not None else reverse("listening", args=[seat.slug]),
    }
    return render(request, "listening/new.html", context, status=status)
