"""The pages of promises: the list, one promise, each act on it, and what one keeps about it for oneself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from troth.actions.days import moment_of
from troth.actions.ports import Changed
from troth.actions.promises import On
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.values import Side
from troth.store import private
from troth.store.node import StoreNode
from troth.store.queries import lists
from troth.store.queries.notices import untold_about
from troth.store.queries.people import Seat, last_number
from troth.store.queries.promises import Whole, read_whole
from troth.web import coach, live
from troth.web.arriving import takes_files
from troth.web.days import say_time
from troth.web.gate import in_alliance
from troth.web.promises import dates, listing, seconds
from troth.web.promises.acting import DESK_OF, MOVES, ONE_CLICK, Doing, perform
from troth.web.promises.desks import KINDS, Desk, desk_of, draft_key, fits, opens
from troth.web.promises.forms import as_day, day, typed_of
from troth.web.promises.handed import most, take_in
from troth.web.promises.page import context, url_of
from troth.web.promises.story import said_by
from troth.web.promises.words import today_of

CONFLICT, UNFIT = 409, 422


@in_alliance()
@require_GET
def promises(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show promises in both directions, found by whatever was asked for."""
    tag = live.tag_of(seat.heads)
    return live.answer(
        request,
        "promises/promises.html",
        "promises/promises_live.html",
        tag,
        lambda: listing.context(seat, lists.wanted_from(request.GET), live.present(), request.GET),
    )


@in_alliance()
@require_GET
def promise(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one promise; `?act=` opens the form of an act on it."""
    number = last_number(
        seat.alliance
    )  # first: what is done while the page is read shows with the next question
    whole = _whole(seat, object)
    kept = private.kept_about(seat, object)
    inner = (seconds.shown(seat, whole).tag, len(untold_about(seat, object)))
    tag = live.tag_of(number, len(kept.notes), kept.intended or "", *inner)

    def shown() -> dict[str, Any]:
        kind = request.GET.get("act", "")
        desk = desk_of(seat, whole, kind) if not live.asks(request) and _may_open(seat, whole, kind) else None
        return _page(seat, whole, desk) | {"news": _news(request, seat, whole)}

    if request.GET.get("act") == "accept" and _may_open(seat, whole, "accept"):
        return render(request, "promises/accept.html", _page(seat, whole, desk_of(seat, whole, "accept")))
    return live.answer(request, "promises/promise.html", "promises/promise_live.html", tag, shown)


@in_alliance(act=Right.PROMISE)
@require_POST
@takes_files(most)
def act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will sign one act, or show its form again with what was typed and what stands in the way."""
    whole = _whole(seat, object)
    move = request.POST.get("move", "")
    kind = request.POST.get("act", "") or DESK_OF.get(move, move)
    if kind not in KINDS and move not in ONE_CLICK:
        raise Http404
    if "act" in request.POST and not fits(kind, move):
        raise Http404
    faults = take_in(request, seat.person, object) if kind == "deliver" else []
    if faults:
        return _files_left(request, seat, whole, faults)
    if not move and "take" in request.POST:
        again = desk_of(seat, whole, kind, dates.taken(request.POST), bound=False)
        return _again(request, seat, whole, again, 200)
    if not move and ("more" in request.POST or "less" in request.POST):
        return _again(request, seat, whole, desk_of(seat, whole, kind, request.POST, bound=False), 200)
    if move not in MOVES:
        raise Http404
    one_click = move in ONE_CLICK and "act" not in request.POST
    desk = None if one_click else desk_of(seat, whole, kind, request.POST)
    if desk is not None and not desk.form.is_valid():
        return _unsent(request, seat, whole, desk, UNFIT)
    return _sign(request, seat, whole, move, desk)


@in_alliance(act=Right.PROMISE)
@require_POST
def draft(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep a half-written act for its writer alone, as typed, and say what the coach sees in it."""
    whole = _whole(seat, object)
    kind = request.POST.get("act", "")
    if kind not in KINDS:
        return HttpResponse(status=204)
    back = f"{url_of(seat, object)}?act={kind}#{kind}-coach"
    return coach.kept(request, seat.person, draft_key(whole, kind), form=kind, back=back)


@in_alliance(act=Right.NOTE)
@require_POST
def note(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep a note, and for the performer's side the day it means to be done."""
    whole = _whole(seat, object)
    private.keep_note(seat, object, request.POST.get("words", ""))
    if "intended" in request.POST and whole.mine is Side.PERFORMER:
        try:
            private.intend(seat, object, as_day(day().clean(request.POST["intended"])))
        except ValidationError as unread:
            messages.info(request, unread.messages[0], extra_tags="info")
    return redirect(url_of(seat, object))


def _whole(seat: Seat, object: str) -> Whole:
    whole = read_whole(seat, object)
    if whole is None:
        raise Http404
    return whole


def _may_open(seat: Seat, whole: Whole, kind: str) -> bool:
    return seat.may(Right.PROMISE) and opens(kind, whole)


def _page(seat: Seat, whole: Whole, desk: Desk | None) -> dict[str, Any]:
    shown = context(seat, whole, StoreNode().now()) | {"desk": desk}
    if whole.state.delivery is not None:
        shown["delivery"] = listing.delivery_of(seat, whole)
    return shown


def _sign(request: HttpRequest, seat: Seat, whole: Whole, move: str, desk: Desk | None) -> HttpResponse:
    stands = str(desk.form.cleaned_data.get("stands") or "") if desk else ""
    on = On(whole.row.object, request.POST.get("stamp", ""))
    try:
        doing = Doing(StoreNode(), seat, stands, whole, on, desk)
        if on.stamp != whole.state.stamp:
            raise Changed(whole.row.object)
        told = perform(doing, move)
    except NotYourRole:
        raise
    except Changed:
        return _conflict(request, seat, _whole(seat, whole.row.object), move, on.stamp)
    except Refusal as refusal:
        if desk is None:
            messages.info(request, str(refusal), extra_tags="info")
            return redirect(url_of(seat, whole.row.object))
        desk.form.add_error(None, str(refusal))
        return _unsent(request, seat, whole, desk, UNFIT)
    if desk is not None:
        private.forget_draft(seat.person, draft_key(whole, desk.kind))
    messages.success(request, told)
    return redirect(url_of(seat, whole.row.object))


def _conflict(request: HttpRequest, seat: Seat, whole: Whole, move: str, seen: str) -> HttpResponse:
    """What happened meanwhile is said; the form stays as typed and carries the state that is so now."""
    sentence = happened(seat, whole, seen)
    kind = request.POST.get("act", "") or DESK_OF.get(move, move)
    if kind not in KINDS:
        messages.info(request, f"{sentence} Nothing was signed. Look at it first.", extra_tags="info")
        return redirect(url_of(seat, whole.row.object))
    desk = desk_of(seat, whole, kind, request.POST, bound=False)
    desk.refusal = sentence
    return _unsent(request, seat, whole, desk, CONFLICT)


def happened(seat: Seat, whole: Whole, seen: str) -> str:
    """This function will return what was done here since the page with that stamp was read, with the time."""
    since = whole.since(seen)
    if not since:
        return "Something happened here after you opened this page."
    today = today_of(whole.row, since[-1].at)
    told = [
        f"{said_by(whole, move, today)} at {say_time(moment_of(move.at), seat.person.zone)}."
        for move in since
    ]
    return " ".join(told[-2:])


def _unsent(request: HttpRequest, seat: Seat, whole: Whole, desk: Desk, status: int) -> HttpResponse:
    private.keep_draft(seat.person, draft_key(whole, desk.kind), typed_of(request.POST))
    return _again(request, seat, whole, desk, status)


def _again(request: HttpRequest, seat: Seat, whole: Whole, desk: Desk, status: int) -> HttpResponse:
    in_time = desk.kind == "accept" and whole.state.delivery is not None
    template = "promises/accept.html" if in_time else "promises/promise.html"
    shown = _page(seat, whole, desk) | {"live_tag": live.tag_of(last_number(seat.alliance), "desk")}
    shown["live_url"] = url_of(seat, whole.row.object)
    return render(request, template, shown, status=status)


def _files_left(request: HttpRequest, seat: Seat, whole: Whole, faults: list[str]) -> HttpResponse:
    """Files that could not be taken are named, those that could are kept; nothing is signed."""
    desk = desk_of(seat, whole, "deliver", request.POST, bound=False)
    desk.file_faults = faults
    return _unsent(request, seat, whole, desk, UNFIT)


def _news(request: HttpRequest, seat: Seat, whole: Whole) -> str:
    """What the other side did since the page that asks was shown; the region says it to whoever is writing."""
    known = live.seen_up_to(request) if live.asks(request) else None
    if known is None:
        return ""
    fresh = [
        move for move in whole.moves if whole.places[move.id].number > known and not whole.who(move).is_me
    ]
    if not fresh:
        return ""
    move = fresh[-1]
    at = say_time(moment_of(move.at), seat.person.zone)
    return f"{said_by(whole, move, today_of(whole.row, move.at))} at {at}."
