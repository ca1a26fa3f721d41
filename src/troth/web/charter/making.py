"""Putting a clause, or a change of one: the form as typed, kept as a draft for its writer alone, sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from troth.actions import charter
from troth.actions.charter import On, Words
from troth.actions.ports import Changed
from troth.core.alliance import NotYourRole, Right
from troth.core.charter import PRINCIPLES, Every, Kind
from troth.core.errors import Refusal
from troth.store import private
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.charter import clause_of
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web import coach
from troth.web.charter.forms import Put
from troth.web.charter.words import KINDS
from troth.web.gate import in_alliance
from troth.web.promises.forms import typed_of

UNFIT, CONFLICT = 422, 409
FORM = "put"
# What a change begins with, by the names of the form and of the row.
BEGINS = {
    "words": "words", "who": "who", "every": "every", "first": "first", "at": "time", "minutes": "minutes",
    "zone": "zone",
}  # fmt: skip
SENT = "put"  # a form sent twice, by a double click or by going back, puts it once


@in_alliance(Right.PURPOSE)
def new_clause(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will take a new clause from the choice of its kind to the signed entry."""
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        shown = {"active": "charter", "principles": PRINCIPLES, "back": reverse("charter", args=[seat.slug])}
        return render(request, "charter/choose.html", shown)
    return _page(request, seat, Kind(kind), None)


@in_alliance(Right.PURPOSE)
def change_clause(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will take a change of a clause from the words as they stand to the signed entry."""
    row = clause_of(seat, object)
    if row is None:
        raise Http404
    return _page(request, seat, Kind(row.sort), row)


def _page(request: HttpRequest, seat: Seat, kind: Kind, row: Joint | None) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, seat, row, Put(initial=_begun(request, seat, kind, row), kind=kind))
    key = _key(seat, row, request.POST.get("draft", ""))
    if (aside := coach.aside(request, seat.person, key, form=FORM, back=_again(request))) is not None:
        return aside
    form = Put(request.POST, kind=kind)
    sent = request.session.get(SENT, {})
    if row is None and key in sent:
        return redirect("clause", seat.slug, sent[key])
    sentence, status = "", UNFIT
    if form.is_valid():
        try:
            made = _send(request.POST, seat, form, row)
        except NotYourRole:
            raise
        except Changed:
            sentence, status = f"{seat.partner_name} or a colleague said something here meanwhile.", CONFLICT
            row = clause_of(seat, row.object) if row is not None else None
        except Refusal as refusal:
            sentence = str(refusal)
        else:
            private.forget_draft(seat.person, key)
            request.session[SENT] = {**dict(list(sent.items())[-20:]), key: made}
            messages.success(
                request, f"Suggested. It holds once {seat.partner_name} has agreed to the same words."
            )
            return redirect("clause", seat.slug, made)
    private.keep_draft(seat.person, key, typed_of(request.POST))
    return _shown(request, seat, row, form, refusal=sentence, status=status)


def _again(request: HttpRequest) -> str:
    """The page on which what is half-written stands as it was typed."""
    asked = request.GET.copy()
    asked["draft"] = request.POST.get("draft", "")
    return f"{request.path}?{asked.urlencode()}#{FORM}-coach"


def _send(typed: QueryDict, seat: Seat, form: Put, row: Joint | None) -> str:
    said = form.cleaned_data
    words = Words(title=said["title"], words=said["words"], who=said["who"])
    on = On(row.object, typed.get("stamp", "")) if row is not None else On()
    return charter.put(StoreNode(), seat.actor(), form.kind, words, meeting=form.meeting, on=on)


def _key(seat: Seat, row: Joint | None, name: str) -> str:
    """Under which name a clause that is not sent yet is kept."""
    return f"clause:{seat.slug}:{row.object if row is not None else name}"


def _begun(request: HttpRequest, seat: Seat, kind: Kind, row: Joint | None) -> dict[str, object]:
    """What was typed before, else the words as they stand, else a principle to begin with."""
    name = request.GET.get("draft", "")
    kept = private.draft_of(seat.person, _key(seat, row, name)) if name or row is not None else {}
    begun: dict[str, object] = {key: values[0] for key, values in kept.items() if values}
    if not kept and row is not None:
        shown = _answered(seat, row)
        begun = {"title": row.text, **{name: shown.get(key) or "" for name, key in BEGINS.items()}}
    principle = next((each for each in PRINCIPLES if each.key == request.GET.get("of")), None)
    if not kept and kind is Kind.PRINCIPLE and principle is not None:
        begun = {"title": principle.title, "words": principle.words}
    begun.setdefault("every", Every.WEEK.value)
    begun["zone"] = begun.get("zone") or seat.organisation.zone
    begun["minutes"] = begun.get("minutes") or 60
    begun["draft"] = name or private.new_draft_name()
    return begun


def _answered(seat: Seat, row: Joint) -> dict[str, str]:
    """The words that a change begins with: the other side's proposal, so that it can be answered, else what holds."""
    table = row.details.get("table", {})
    theirs = next(
        (text for colour, text in table.items() if colour != seat.colour and not text["ends"]), None
    )
    found: dict[str, str] = theirs or row.details
    return found


def _shown(
    request: HttpRequest, seat: Seat, row: Joint | None, form: Put, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    mine, theirs = both(seat)
    charter_page = reverse("charter", args=[seat.slug])
    context = {
        "active": "charter",
        "mine": mine,
        "partner": theirs,
        "form": form,
        "kind": form.kind.value,
        "called": KINDS[form.kind.value],
        "changes": row is not None,
        "held": row if row is not None and row.changes else None,
        "stamp": row.details.get("stamp", "") if row is not None else "",
        "refusal": refusal,
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {mine.short}.",
        "back": reverse("clause", args=[seat.slug, row.object]) if row is not None else charter_page,
    }
    return render(request, "charter/write.html", context, status=status)
