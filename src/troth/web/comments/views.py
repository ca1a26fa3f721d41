"""Comments: said, said otherwise, taken back, always on the page of the thing they are on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from troth.actions import comments
from troth.actions.comments import On
from troth.actions.ports import Changed
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.store import private
from troth.store.models import Comment
from troth.store.node import StoreNode
from troth.store.queries.comments import is_thing, names_in, one_comment
from troth.store.queries.people import Seat
from troth.web import coach
from troth.web.comments.forms import Said
from troth.web.comments.page import FORM, anchor_of, draft_key, thing_url
from troth.web.gate import in_alliance
from troth.web.typed import typed_of

SENT = "commented"  # a form sent twice, by a double click or by going back, says it once


@require_safe
@in_alliance()
def comment(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will lead to where a comment stands, on the page of the thing that it is on."""
    row = _found(seat, object)
    return redirect(thing_url(seat, row.about, anchor_of(row)))


@in_alliance(act=Right.LISTEN)
@require_POST
def say(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will say something on a thing: `object` is a promise, a statement, a concern or a difference."""
    if not is_thing(seat, object):
        raise Http404
    once, sent = request.POST.get("draft", "")[:20], request.session.get(SENT, [])
    if once and once in sent:
        return redirect(thing_url(seat, object))
    said, names = str(request.POST.get("words", "")), names_in(seat)

    def act() -> str:
        made = comments.say(StoreNode(), seat.actor(), about=object, words=said, names=names)
        request.session[SENT] = [*sent[-20:], once]
        return f"comment-{made}"

    return _done(request, seat, object, object, act, FORM, f"Said. {seat.partner_name} can read it now.")


@in_alliance(act=Right.LISTEN)
@require_POST
def change(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will say the reader's own comment otherwise, or take it back."""
    row = _found(seat, object)
    on, node = On(object, request.POST.get("stamp", "")), StoreNode()
    anchor = anchor_of(row)
    if request.POST.get("move") == "withdraw":

        def take_back() -> str:
            comments.withdraw(node, seat.actor(), on)
            return anchor

        return _done(request, seat, row.about, object, take_back, anchor, "Taken back.")

    def edit() -> str:
        said = str(request.POST.get("words", ""))
        comments.edit(node, seat.actor(), on, words=said, names=names_in(seat))
        return anchor

    return _done(
        request, seat, row.about, object, edit, anchor, "Changed. What it said before can still be read."
    )


@in_alliance(act=Right.LISTEN)
@require_POST
def draft(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep a half-written comment for its writer alone, and say what the coach sees in it."""
    row = one_comment(seat, object)
    if row is None and not is_thing(seat, object):
        raise Http404
    form = FORM if row is None else f"change_{object}"
    back = thing_url(seat, object if row is None else row.about, f"{form}-coach")
    return coach.kept(request, seat.person, draft_key(seat, object), form=form, back=back)


def _done(
    request: HttpRequest, seat: Seat, about: str, key: str, act: Callable[[], str], form: str, told: str
) -> HttpResponse:
    """Do it and lead to where it stands; what stands in the way is said there, and what was typed is kept."""
    typed = Said(request.POST)
    withdraws = request.POST.get("move") == "withdraw"
    sentence = "" if withdraws or typed.is_valid() else str(typed.errors["words"][0])
    try:
        place = act() if not sentence else form
    except NotYourRole:
        raise
    except Changed:
        sentence = "This comment was changed after you opened this page. Look at it first."
    except Refusal as refusal:
        sentence = str(refusal)
    if not sentence:
        private.forget_draft(seat.person, draft_key(seat, key))
        messages.success(request, told)
        return redirect(thing_url(seat, about, place))
    if not withdraws:
        private.keep_draft(seat.person, draft_key(seat, key), typed_of(request.POST))
    messages.info(request, f"{sentence} What you typed is kept.", extra_tags="info")
    return redirect(thing_url(seat, about, form))


def _found(seat: Seat, object: str) -> Comment:
    row = one_comment(seat, object)
    if row is None or not is_thing(seat, row.about):
        raise Http404
    return row
