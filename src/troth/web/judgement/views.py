"""The concerns of an alliance: all of them, and one with what may be said about it now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions import judgement
from troth.actions.judgement import On
from troth.actions.ports import Changed
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.judgement import Name, Weight, awaited
from troth.store import private
from troth.store.models import Concern as Row
from troth.store.node import StoreNode, present
from troth.store.queries.judgement import PAGE, Concern, concerns_in, days_of, one_concern
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.store.queries.waits import waiting_for
from troth.store.weighing import forget_weighing, weigh
from troth.web import coach, live
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.judgement.forms import FORMS
from troth.web.judgement.page import context, draft_key
from troth.web.paged import Asked, asked_of
from troth.web.promises.forms import typed_of
from troth.web.promises.raised import ERASED, chip_of, glyph_of, raiser_of
from troth.web.today.raised import item_of_raised

UNFIT, CONFLICT = 422, 409
Said = Mapping[str, str]
TOLD = {
    "tell": "Sent. They play it back until you say that they understood you.",
    "play_back": "Sent. They say whether you understood them, or say one part again.",
    "confirm": "Said. Both sides can now say how much it matters.",
    "correct": "Said. They play it back once more.",
    "park": "Set aside. Whatever is said next takes it up again.",
    "settle": "Settled.",
    "withdraw": "Taken back.",
}


@require_safe
@in_alliance()
def concerns(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what was raised, the newest first."""
    asked, tag = asked_of(request), live.tag_of(seat.heads)
    return live.answer(
        request, "judgement/concerns.html", "judgement/concerns_live.html", tag, lambda: _list(seat, asked)
    )


@require_safe
@in_alliance()
def concern(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one concern, both views of it, each playback, and what the reader may say now."""
    found = _found(seat, object)
    tag = live.tag_of(seat.heads, found.own_weight.level if found.own_weight else "")
    return live.answer(
        request,
        "judgement/concern.html",
        "judgement/concern_live.html",
        tag,
        lambda: context(seat, found, again="again" in request.GET),
    )


@in_alliance(act=Right.LISTEN)
@require_POST
def act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will say one thing about a concern: tell a view, play it back, confirm, correct, weigh, park it."""
    found = _found(seat, object)
    kind = request.POST.get("move", "")
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST)
    if not form.is_valid():
        return _again(request, seat, found, kind, form, "", UNFIT)
    try:
        told = _say(seat, found, On(object, request.POST.get("stamp", "")), kind, form.cleaned_data)
    except NotYourRole:
        raise
    except Changed:
        sentence = f"{seat.partner_name} or a colleague said something here after you opened this page."
        return _again(request, seat, _found(seat, object), kind, form, sentence, CONFLICT)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _again(request, seat, found, kind, form, str(refusal), UNFIT)
    private.forget_draft(seat.person, draft_key(found, kind))
    messages.success(request, told)
    return redirect("concern", seat.slug, object)


@in_alliance(act=Right.LISTEN)
@require_POST
def draft(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep half-written words for their writer alone, and say what the coach sees in them."""
    found = _found(seat, object)
    kind = request.POST.get("move", "")
    if kind not in FORMS:
        raise Http404
    again = "?again=1" if kind == Name.PLAY_BACK.value else ""
    back = f"{reverse('concern', args=[seat.slug, object])}{again}#{kind}-coach"
    return coach.kept(request, seat.person, draft_key(found, kind), form=kind, back=back)


def _say(seat: Seat, found: Concern, on: On, kind: str, said: Said) -> str:
    """Do it, and return what its maker is told."""
    node, words = StoreNode(), said["words"]
    if kind == "weigh":
        opened = weigh(seat, on, list(Weight)[int(said["weight"]) - 1])
        return "Both are in, and open." if opened else "Chosen. It opens once the other side has chosen too."
    actor = seat.actor()
    acts: dict[str, Callable[[], None]] = {
        "tell": lambda: judgement.tell(node, actor, on, words=words, know=said["know"]),
        "play_back": lambda: judgement.play_back(node, actor, on, words=words),
        "confirm": lambda: judgement.confirm(node, actor, on, words=words),
        "correct": lambda: judgement.correct(node, actor, on, words=words),
        "park": lambda: judgement.park(
            node, actor, on, words=words, days=days_of(seat, awaited(found.state), found.part, present())
        ),
        "settle": lambda: judgement.settle(node, actor, on, words=words),
        "withdraw": lambda: judgement.withdraw(node, actor, on),
    }
    acts[kind]()
    if kind in ("settle", "withdraw"):
        forget_weighing(seat, on.concern)
    return TOLD[kind]


def _found(seat: Seat, object: str) -> Concern:
    found = one_concern(seat, object, present())
    if found is None:
        raise Http404
    return found


def _again(
    request: HttpRequest, seat: Seat, found: Concern, kind: str, form: forms.Form, sentence: str, status: int
) -> HttpResponse:
    """What could not be sent stays as typed, and is kept for its writer alone."""
    private.keep_draft(seat.person, draft_key(found, kind), typed_of(request.POST))
    shown = context(seat, found, kind=kind, form=form, refusal=sentence)
    shown["live_tag"] = live.tag_of(seat.heads, "desk")
    shown["live_url"] = reverse("concern", args=[seat.slug, found.row.object])
    return render(request, "judgement/concern.html", shown, status=status)


def _list(seat: Seat, asked: Asked) -> dict[str, Any]:
    mine, theirs = both(seat)
    rows = concerns_in(seat, show=asked.show, start=asked.start)
    page = reverse("concerns", args=[seat.slug])
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "views": asked.views(page),
        "needs": [item_of_raised(each) for each in waiting_for([seat], present()).raised],
        "rows": [_row(seat, row) for row in rows[:PAGE]],
        "older": asked.older(page, PAGE) if len(rows) > PAGE else "",
        "may": seat.may(Right.LISTEN) and seat.parted is None,
    }


def _row(seat: Seat, row: Row) -> SimpleNamespace:
    return SimpleNamespace(
        key=row.object,
        url=reverse("concern", args=[seat.slug, row.object]),
        glyph=glyph_of(row),
        words=row.words or ERASED,
        raiser=raiser_of(row),
        short=str(row.raiser.organisation),
        at=row.raised_at,
        chip=chip_of(row),
        count=f"{say_number(row.rounds)} playback{'s' if row.rounds != 1 else ''}" if row.rounds else "",
    )
