"""A sentence that both sides read for themselves: asked, answered unseen, opened for both at once, side by side."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions import interpretation
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.listening import Kind, read_back
from troth.core.sealed import Name, Phase, held_back, may
from troth.store import private
from troth.store.blind import open_when_both_in
from troth.store.node import StoreNode
from troth.store.queries.interpretations import Read, read_round
from troth.store.queries.listening import about
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web import coach, live
from troth.web.gate import in_alliance
from troth.web.listening.forms import Ask, Said
from troth.web.promises.forms import typed_of
from troth.web.promises.spoken import chip_of, glyph_of

UNFIT = 422
TEMPLATES = (
    "What does “alliance” mean to you?",
    "What would “success” of this alliance look like in two years?",
    "When something comes in between, how soon is “in time” to say so?",
    "What does “done” mean, when you say that something is done?",
    "What do you hope the other side never does without asking you?",
)
ERASED = "The words were erased."


@in_alliance(Right.LISTEN)
def ask(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will put a sentence that both sides are to read for themselves."""
    if request.method != "POST":
        return _asking(request, seat, Ask(initial={"words": request.GET.get("words", "")[:400]}))
    form = Ask(request.POST)
    if not form.is_valid():
        return _asking(request, seat, form, status=UNFIT)
    try:
        made = interpretation.ask(StoreNode(), seat.actor(), words=form.cleaned_data["words"])
    except NotYourRole:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _asking(request, seat, form, status=UNFIT)
    messages.success(
        request, "Asked. Write what it means to you; nobody sees the other’s before both are in."
    )
    return redirect("interpretation", seat.slug, made)


@require_safe
@in_alliance()
def shown(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show a round as far as the reader's side may see it."""
    found = _found(seat, object)
    template = "listening/interpretation"
    # Nothing of the page may tell that the other side came in, so the heads are no part of its tag before it is opened.
    opened = found.state.phase is Phase.OPENED
    tag = live.tag_of(*((seat.heads,) if opened else (found.row.phase, seat.log in found.state.answers)))
    return live.answer(
        request, f"{template}.html", f"{template}_live.html", tag, lambda: _context(seat, found)
    )


@in_alliance(act=Right.LISTEN)
@require_POST
def act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will seal what a sentence means to the reader's side, or call the round off."""
    _found(seat, object)
    move, form = request.POST.get("move", ""), Said(request.POST)
    if move not in ("answer", "call_off"):
        raise Http404
    words = request.POST.get("words", "")
    back = f"{reverse('interpretation', args=[seat.slug, object])}#answer-coach"
    key = _key(seat, object)
    if (aside := coach.aside(request, seat.person, key, form="answer", back=back)) is not None:
        return aside
    node = StoreNode()
    try:
        if move == "answer":
            interpretation.answer(node, seat.actor(), object, words=words)
        else:
            interpretation.call_off(node, seat.actor(), object)
    except NotYourRole:
        raise
    except Refusal as refusal:
        private.keep_draft(seat.person, key, typed_of(request.POST))
        return _again(request, seat, _found(seat, object), form, str(refusal))
    private.forget_draft(seat.person, key)
    open_when_both_in(seat.alliance.pk, object)
    messages.success(
        request, "Sealed. It opens for both once both are in." if move == "answer" else "Called off."
    )
    return redirect("interpretation", seat.slug, object)


def _key(seat: Seat, object: str) -> str:
    return f"reads:{seat.slug}:{object}"


def _found(seat: Seat, object: str) -> Read:
    found = read_round(seat, object)
    if found is None:
        raise Http404
    return found


def _asking(request: HttpRequest, seat: Seat, form: Ask, *, status: int = 200) -> HttpResponse:
    mine, theirs = both(seat)
    context = {"active": "listening", "mine": mine, "partner": theirs, "form": form, "templates": TEMPLATES}
    return render(request, "listening/ask_both.html", context, status=status)


def _again(request: HttpRequest, seat: Seat, found: Read, form: Said, sentence: str) -> HttpResponse:
    context = _context(seat, found) | {"form": form, "refusal": sentence}
    context["live_tag"] = live.tag_of(seat.heads, "desk")
    context["live_url"] = reverse("interpretation", args=[seat.slug, found.row.object])
    return render(request, "listening/interpretation.html", context, status=UNFIT)


def _context(seat: Seat, found: Read) -> dict[str, Any]:
    mine, theirs = both(seat)
    state = found.state
    able = may(state, seat.log) if seat.may(Right.LISTEN) and seat.parted is None else frozenset()
    kept = private.draft_of(seat.person, _key(seat, found.row.object))
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "round": _round(seat, found),
        "readings": [
            _side(seat, found, side.log) for side in sorted((mine, theirs), key=lambda side: side.colour)
        ],
        "apart": _apart(found),
        "may": {"answer": Name.COMMIT in able, "call_off": Name.CLOSE in able},
        "form": Said(initial={"words": next(iter(kept.get("words", [])), "")}),
        "refusal": "",
        "said": [
            SimpleNamespace(
                words=row.words or ERASED,
                url=reverse("statement", args=[seat.slug, row.object]),
                glyph=glyph_of(row),
                chip=chip_of(row),
            )
            for row in about(seat, found.row.object)
        ],
    }


def _round(seat: Seat, found: Read) -> SimpleNamespace:
    """The sentence, who asked, and the phase it is in."""
    state, asked, now = found.state, found.state.asked, StoreNode().now()
    return SimpleNamespace(
        object=found.row.object,
        words=found.row.words or ERASED,
        asked=_by(seat, found, asked.log, asked.stands_for or asked.by) if asked else None,
        at=found.row.put_at,
        opened_at=state.opened_at,
        sealed=state.phase is Phase.SEALED,
        closed=state.phase is Phase.CLOSED,
        opening=state.phase is Phase.BOTH_IN,
        opened=state.phase is Phase.OPENED,
        held=[side.short for side in both(seat) if held_back(state, side.log, now)],
    )


def _side(seat: Seat, found: Read, log: str) -> SimpleNamespace:
    """What one side wrote, as far as the reader may see it; of the other nothing at all before both are opened."""
    side = next(each for each in both(seat) if each.log == log)
    answer = found.state.answers.get(log)
    seen = log in found.answers
    ask = f"{reverse('new_statement', args=[seat.slug])}?about={found.row.object}&reading=1"
    opened = found.state.phase is Phase.OPENED
    return SimpleNamespace(
        party=side,
        words=(found.answers[log] or ERASED) if seen else "",
        person=_by(seat, found, log, answer.stands_for or answer.by) if answer is not None and seen else None,
        at=answer.at if answer is not None and seen else None,
        mine=log == seat.log,
        ask=ask if opened and log == seat.log and seat.may(Right.LISTEN) and seat.parted is None else "",
    )


def _by(seat: Seat, found: Read, log: str, pseudonym: str) -> SimpleNamespace:
    side = next(each for each in both(seat) if each.log == log)
    known = found.people.get(pseudonym)
    return SimpleNamespace(name=known.name if known else side.short, colour=side.colour)


def _apart(found: Read) -> SimpleNamespace | None:
    """Where two opened readings are alike and where the rules notice a difference; both texts in the same order."""
    if found.state.phase is not Phase.OPENED:
        return None
    one, other = (found.answers.get(log, "") for log in sorted(found.answers))
    if not one or not other:
        return None
    reading = read_back(one, other)
    doubts = [each for each in reading.doubts if each.kind is not Kind.LEFT_OUT]
    return SimpleNamespace(
        alike=[
            " ".join(one[run.statement.start : run.statement.end].split()) for run in reading.own_words.runs
        ][:4],
        differ=[
            SimpleNamespace(
                kind=each.kind.value,
                one=one[each.statement.start : each.statement.end] if each.statement else "",
                other=other[each.playback.start : each.playback.end] if each.playback else "",
            )
            for each in doubts[:5]
        ],
    )
