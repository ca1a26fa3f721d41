"""The differences: all of them as both sides told them, and one with what may be said about it now."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions import differences as acts
from troth.actions.days import day_in, stamp_of
from troth.actions.differences import On
from troth.actions.ports import Changed
from troth.core.alliance import NotYourRole, Right
from troth.core.charter.differences import Name
from troth.core.errors import Refusal
from troth.store import private
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.charter import difference_of, differences_in
from troth.store.queries.people import Seat
from troth.store.queries.promises import both, people_of, titles_of
from troth.web import coach, live
from troth.web.differences import page
from troth.web.differences.words import headline
from troth.web.gate import in_alliance
from troth.web.promises.forms import typed_of

UNFIT, CONFLICT = 422, 409
ANSWERS = ("agree", "decline", "withdraw")
TOLD = {
    "tell": "Told. It stands beside what {theirs} tells.",
    "bridge": "Suggested. It holds once {theirs} has agreed to it.",
    "look": "Said. It stands beside what {theirs} says.",
    "agree": "Agreed: both sides hold this bridge now.",
}


@require_safe
@in_alliance()
def differences(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show every difference as both sides told it, with equal space."""
    tag = live.tag_of(seat.heads)
    return live.answer(
        request, "differences/differences.html", "differences/differences_live.html", tag, lambda: _list(seat)
    )


@require_safe
@in_alliance()
def difference(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one difference, and what the reader may say about it now."""
    row = _found(seat, object)
    tag = live.tag_of(seat.heads)
    return live.answer(
        request,
        "differences/difference.html",
        "differences/difference_live.html",
        tag,
        lambda: page.context(seat, row, _today(seat), writes=request.GET.get("write", "")),
    )


@in_alliance(act=Right.LISTEN)
@require_POST
def difference_act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will tell how it is with one side, suggest or answer a bridge, or say whether it holds."""
    row, move = _found(seat, object), request.POST.get("move", "")
    on = On(object, request.POST.get("stamp", ""))
    if move in ANSWERS:
        _answer(seat, row, on, move)
    elif move not in page.KINDS:
        raise Http404
    elif (aside := _aside(request, seat, object, move)) is not None:
        return aside
    else:
        form = page.form_of(seat, row, move, request.POST)
        if not form.is_valid():
            return _again(request, seat, row, move, form, "", UNFIT)
        try:
            _say(seat, on, move, form.cleaned_data)
        except NotYourRole:
            raise
        except Changed:
            sentence = f"{seat.partner_name} or a colleague said something here after you opened this page."
            return _again(request, seat, _found(seat, object), move, form, sentence, CONFLICT)
        except Refusal as refusal:
            return _again(request, seat, row, move, form, str(refusal), UNFIT)
        private.forget_draft(seat.person, page.draft_key(seat, object, move))
    messages.success(request, TOLD.get(move, "{theirs} knows.").format(theirs=seat.partner_name))
    return redirect("difference", seat.slug, object)


def _aside(request: HttpRequest, seat: Seat, object: str, move: str) -> HttpResponse | None:
    """The coach's answer while somebody writes, or asks for it; the page then opens what they write in."""
    back = f"{reverse('difference', args=[seat.slug, object])}?write={move}#{move}-coach"
    key = page.draft_key(seat, object, move)
    return coach.aside(request, seat.person, key, form=move, back=back)


def _answer(seat: Seat, row: Joint, on: On, move: str) -> None:
    own = move == "withdraw"
    table = row.details["table"]
    text = next((each["id"] for colour, each in table.items() if (colour == seat.colour) is own), "")
    acts.answer(StoreNode(), seat.actor(), on, Name(move), text=text)


def _say(seat: Seat, on: On, move: str, said: dict[str, Any]) -> None:
    node, actor = StoreNode(), seat.actor()
    if move == "tell":
        acts.tell(node, actor, on, words=said["words"])
    elif move == "bridge":
        acts.propose(node, actor, on, words=said["words"], day=said["day"], promise=said["promise"] or None)
    else:
        acts.look(node, actor, on, holds=said["holds"] == "yes", words=said["words"], again=said["again"])


def _again(
    request: HttpRequest, seat: Seat, row: Joint, move: str, form: Form, sentence: str, status: int
) -> HttpResponse:
    """What could not be sent stays as typed, and is kept for its writer alone."""
    private.keep_draft(seat.person, page.draft_key(seat, row.object, move), typed_of(request.POST))
    shown = page.context(seat, row, _today(seat), kind=move, form=form, refusal=sentence)
    shown["live_tag"] = live.tag_of(seat.heads, "desk")
    shown["live_url"] = reverse("difference", args=[seat.slug, row.object])
    return render(request, "differences/difference.html", shown, status=status)


def _list(seat: Seat) -> dict[str, Any]:
    mine, theirs = both(seat)
    rows = list(differences_in(seat))
    titles, people = titles_of(seat, page.promises_of(rows)), people_of(seat)
    return {
        "active": "differences",
        "mine": mine,
        "partner": theirs,
        "headline": headline(rows),
        "rows": [page.difference(seat, row, titles, people) for row in rows],
        "may": seat.may(Right.LISTEN),
    }


def _today(seat: Seat) -> date:
    return day_in(stamp_of(live.present()), seat.person.zone)


def _found(seat: Seat, object: str) -> Joint:
    row = difference_of(seat, object)
    if row is None:
        raise Http404
    return row
