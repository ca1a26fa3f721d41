"""What was put down to be understood: all of it, and one conversation with what may be said in it now."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions import listening
from troth.actions.listening import On
from troth.actions.ports import Actor, Changed, Node
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.store import private
from troth.store.models import Round, Statement
from troth.store.node import StoreNode, present
from troth.store.queries.interpretations import rounds_in, waits_for
from troth.store.queries.listening import PAGE, Conversation, conversation, statements_in
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.store.queries.waits import waiting_for
from troth.web import live
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.listening import meter
from troth.web.listening.forms import FORMS
from troth.web.listening.page import context, draft_key
from troth.web.paged import Asked, asked_of
from troth.web.promises.forms import typed_of
from troth.web.promises.spoken import chip_of, glyph_of, speaker_of
from troth.web.today.heard import item_of_heard
from troth.web.today.raised import item_of_raised

UNFIT, CONFLICT = 422, 409
Answer = Callable[[Node, Actor, On, str], None]
SAY: dict[str, Answer] = {
    "play_back": lambda node, actor, on, words: listening.play_back(node, actor, on, words=words),
    "confirm": lambda node, actor, on, words: listening.confirm(node, actor, on),
    "correct": lambda node, actor, on, words: listening.correct(node, actor, on, words=words),
    "differ": lambda node, actor, on, words: listening.differ(node, actor, on, words=words),
    "leave": lambda node, actor, on, words: listening.leave(node, actor, on, words=words),
    "withdraw": lambda node, actor, on, words: listening.withdraw(node, actor, on),
}
TOLD = {
    "ask": "Asked.",
    "play_back": "Sent. Whether it is what was meant, only they can say.",
    "confirm": "You are on the same page.",
    "correct": "Said. They can say how they understand it now.",
    "differ": "Said. It is so once both have said it.",
    "leave": "Left for now. It can be taken up again at any time.",
    "withdraw": "Taken back.",
}


@require_safe
@in_alliance()
def statements(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what was put down to be understood, the newest first."""
    asked, tag = asked_of(request), live.tag_of(seat.heads)
    return live.answer(
        request, "listening/listening.html", "listening/listening_live.html", tag, lambda: _list(seat, asked)
    )


@require_safe
@in_alliance()
def statement(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one statement, each round of it, and what the reader may say now."""
    found = _found(seat, object)
    looks = "look" in request.GET

    def shown() -> dict[str, Any]:
        said = context(seat, found, again="again" in request.GET)
        desk = said["desks"].get("play_back") if looks else None
        return {**said, "meter": meter.shown(seat, found, desk["words"].value() or "") if desk else None}

    tag = live.tag_of(seat.heads)
    return live.answer(request, "listening/statement.html", "listening/statement_live.html", tag, shown)


@in_alliance(act=Right.LISTEN)
@require_POST
def act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will say one thing in a conversation: play back, confirm, correct, differ, leave it."""
    found = _found(seat, object)
    kind = request.POST.get("move", "")
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST)
    if not form.is_valid():
        return _again(request, seat, found, kind, form, "", UNFIT)
    on = On(object, request.POST.get("stamp", ""))
    try:
        _say(seat, on, kind, str(form.cleaned_data["words"]), request.POST.get("to", ""))
    except NotYourRole:
        raise
    except Changed:
        sentence = f"{seat.partner_name} or a colleague said something here after you opened this page."
        return _again(request, seat, _found(seat, object), kind, form, sentence, CONFLICT)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _again(request, seat, found, kind, form, str(refusal), UNFIT)
    private.forget_draft(seat.person, draft_key(seat, found, kind))
    messages.success(request, TOLD[kind])
    return redirect("statement", seat.slug, object)


def _say(seat: Seat, on: On, kind: str, words: str, to: str) -> None:
    node, actor = StoreNode(), seat.actor()
    if kind == "ask":
        listening.ask(node, actor, on, to=to or None)
    else:
        SAY[kind](node, actor, on, words)


def _found(seat: Seat, object: str) -> Conversation:
    found = conversation(seat, object)
    if found is None:
        raise Http404
    return found


def _again(
    request: HttpRequest, seat: Seat, found: Conversation, kind: str, form: Any, sentence: str, status: int
) -> HttpResponse:
    """What could not be sent stays as typed, and is kept for its writer alone."""
    private.keep_draft(seat.person, draft_key(seat, found, kind), typed_of(request.POST))
    shown = context(seat, found, kind=kind, form=form, refusal=sentence)
    shown["live_tag"] = live.tag_of(seat.heads, "desk")
    shown["live_url"] = reverse("statement", args=[seat.slug, found.row.object])
    return render(request, "listening/statement.html", shown, status=status)


def _list(seat: Seat, asked: Asked) -> dict[str, Any]:
    mine, theirs = both(seat)
    rows = statements_in(seat, show=asked.show, start=asked.start)
    page = reverse("listening", args=[seat.slug])
    waits = waiting_for([seat], present())
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "views": asked.views(page),
        "needs": [*map(item_of_heard, waits.heard), *map(item_of_raised, waits.raised)],
        "rows": [_row(seat, row) for row in rows[:PAGE]],
        "rounds": [_round(seat, row) for row in rounds_in(seat)],
        "older": asked.older(page, PAGE) if len(rows) > PAGE else "",
        "may": seat.may(Right.LISTEN) and seat.parted is None,
    }


def _round(seat: Seat, row: Round) -> SimpleNamespace:
    """A sentence that both sides read: whether one's own side is in is said, of the other side nothing."""
    said = {"opened": "Opened for both", "closed": "Called off", "both_in": "It opens now"}
    waits = waits_for(seat, row) and seat.may(Right.LISTEN) and seat.parted is None
    return SimpleNamespace(
        key=row.object,
        url=reverse("interpretation", args=[seat.slug, row.object]),
        words=row.words or "The words were erased.",
        short=str(row.asked_by.organisation),
        at=row.put_at,
        glyph="ff" if row.phase == "opened" else "ee",
        word=said.get(row.phase, "Waits for what it means to you" if waits else "It opens once both are in"),
        waits=waits,
    )


def _row(seat: Seat, row: Statement) -> SimpleNamespace:
    count = f"{say_number(row.rounds)} playback{'s' if row.rounds != 1 else ''}" if row.rounds else ""
    return SimpleNamespace(
        key=row.object,
        url=reverse("statement", args=[seat.slug, row.object]),
        glyph=glyph_of(row),
        words=row.words or "The words were erased.",
        speaker=speaker_of(row),
        short=str(row.speaker.organisation),
        at=row.put_at,
        chip=chip_of(row),
        count=count,
    )
