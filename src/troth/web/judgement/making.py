"""Raising a concern: the form as typed, kept as a draft for its writer alone, sent, or parked for them alone."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from troth.actions import judgement
from troth.actions.judgement import Seen
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.judgement import Saw
from troth.store import parked, private
from troth.store.models import Parked
from troth.store.node import StoreNode, present
from troth.store.queries.judgement import evidence_in, own_days
from troth.store.queries.people import Seat
from troth.store.queries.promises import both, counterparts
from troth.web import coach
from troth.web.gate import in_alliance
from troth.web.judgement.forms import MOST_EVIDENCE, Raise
from troth.web.promises.forms import rows_of, typed_of

UNFIT = 422
FORM = "raise"
SENT = "raised"  # a form sent twice, by a double click or by going back, raises it once


@in_alliance(Right.LISTEN)
def new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will take a concern from the first word to the signed entry."""
    if request.method != "POST":
        return _shown(request, seat, _form(seat, initial=_begun(request, seat)))
    key = key_of(seat, request.POST.get("draft", ""))
    back = f"{request.path}?draft={quote(request.POST.get('draft', ''))}#{FORM}-coach"
    if (aside := coach.aside(request, seat.person, key, form=FORM, back=back)) is not None:
        return aside
    if "more" in request.POST or "less" in request.POST:
        return _shown(request, seat, _form(seat, initial=_linked(request, seat, key)))
    if request.POST.get("do") == "park":
        return _parked(request, seat, key)
    form = _form(seat, data=request.POST)
    if not form.is_valid():
        private.keep_draft(seat.person, key, typed_of(request.POST))
        return _shown(request, seat, form, status=UNFIT)
    sent = request.session.get(SENT, {})
    if key in sent:
        return redirect("concern", seat.slug, sent[key])
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
    messages.success(request, f"Asked. {seat.partner_name} tells how they see it.")
    return redirect("concern", seat.slug, made)


def key_of(seat: Seat, name: str) -> str:
    """This function will return under which name a concern that is not sent yet is kept."""
    return f"concern:{seat.slug}:{name[:20]}"


def _send(seat: Seat, form: Raise) -> str:
    said = form.cleaned_data
    seen = Seen(
        Saw(said["observation"], said["effect"], said["question"]),
        day=said["day"],
        about=next(iter(said["about"]), None),
        to=said["to"] or None,
        also=said["about"][1:],
    )
    made = judgement.raise_concern(StoreNode(), seat.actor(), seen, days=own_days(seat, present()))
    thought = _thought(seat, said["parked"])
    if thought is not None:
        parked.end(thought, Parked.ASKED)
    return made


def _parked(request: HttpRequest, seat: Seat, key: str) -> HttpResponse:
    """What is half-written becomes a thought to park, with a day to be chosen; nobody else hears of it."""
    said = [request.POST.get(name, "").strip() for name in ("observation", "effect")]
    thought = {
        "thought": [" ".join(filter(None, said))],
        "unknown": [request.POST.get("question", "")],
        "alliance": [seat.slug],
    }
    private.keep_draft(seat.person, parked.DRAFT, thought)
    private.forget_draft(seat.person, key)
    return redirect(f"{reverse('parked')}#park")


def _begun(request: HttpRequest, seat: Seat) -> dict[str, object]:
    name = request.GET.get("draft", "")
    kept = private.draft_of(seat.person, key_of(seat, name)) if name else {}
    begun: dict[str, object] = {key: values[0] for key, values in kept.items() if values}
    begun["about"] = kept.get("about") or [request.GET.get("about", "")[:40]]
    thought = _thought(seat, request.GET.get("parked", ""))
    if thought is not None:
        begun |= {"parked": str(thought.pk), "question": begun.get("question") or thought.unknown}
    begun["draft"] = name or private.new_draft_name()
    return begun


def _linked(request: HttpRequest, seat: Seat, key: str) -> dict[str, object]:
    """What was typed, with room for one more thing that shows it, or without one."""
    rows = rows_of(request.POST, "about")
    private.keep_draft(seat.person, key, {**typed_of(request.POST), "about": rows})
    return {**request.POST.dict(), "about": rows}


def _thought(seat: Seat, pk: str) -> Parked | None:
    return parked.one_parked(seat.person, int(pk)) if pk.isdecimal() and len(pk) < 18 else None


def _form(seat: Seat, *, data: QueryDict | None = None, initial: dict[str, object] | None = None) -> Raise:
    about = data.getlist("about") if data is not None else (initial or {}).get("about", ())
    return Raise(
        data,
        initial=initial,
        people=counterparts(seat),
        partner=seat.partner_name,
        evidence=evidence_in(seat, [str(name) for name in about] if isinstance(about, list | tuple) else ()),
    )


def _shown(request: HttpRequest, seat: Seat, form: Raise, *, status: int = 200) -> HttpResponse:
    mine, theirs = both(seat)
    context = {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "form": form,
        "evidence": form["about"].value() or [""],
        "may_link": len(form["about"].value() or ()) < MOST_EVIDENCE,
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {mine.short}.",
        "back": reverse("concerns", args=[seat.slug]),
    }
    return render(request, "judgement/new.html", context, status=status)
