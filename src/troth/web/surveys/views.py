"""Trust pulses and health checks: all of them, and one with what the reader may do about it now."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions.ports import Changed
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.sealed import Phase
from troth.store import private
from troth.store import surveys as kept
from troth.store.node import present
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.store.queries.surveys import Listed, Survey, due_again, one_survey, surveys_in
from troth.store.queries.waits import waiting_for
from troth.web import live
from troth.web.gate import in_alliance
from troth.web.promises.forms import typed_of
from troth.web.promises.surveyed import NAMES, stands, title_of
from troth.web.surveys.forms import Answers, remarked_of
from troth.web.surveys.page import able, context, draft_key
from troth.web.today.asked import item_of_asked

UNFIT, CONFLICT = 422, 409
MOVES = ("answer", "people", "close", "call_off")


@require_safe
@in_alliance()
def surveys(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what is asked of both sides, and what was opened, the newest first."""
    tag = live.tag_of(*tag_of_all(seat))
    return live.answer(request, "surveys/surveys.html", "surveys/surveys_live.html", tag, lambda: _list(seat))


@require_safe
@in_alliance()
def survey(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one round as far as the reader's side may see it."""
    found = _found(seat, object)
    tag = live.tag_of(*tag_of(seat, found))
    return live.answer(
        request, "surveys/survey.html", "surveys/survey_live.html", tag, lambda: context(seat, found)
    )


@in_alliance(act=Right.ANSWER)
@require_POST
def act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will seal the reader's answers, say who of their side is asked, close it, or call it off."""
    found = _found(seat, object)
    move = request.POST.get("move", "")
    if request.headers.get("HX-Request") == "true":
        if not able(seat, found).answer:
            return HttpResponse(status=204)
        private.keep_draft(seat.person, draft_key(seat, object), typed_of(request.POST))
        return HttpResponse(status=204)
    if move not in MOVES:
        raise Http404
    form = Answers(
        request.POST, instrument=found.listed.instrument, remarked=remarked_of(found.listed.instrument)
    )
    if move == "answer" and not form.is_valid():
        return _again(request, seat, found, form, "Something is left out. It is marked below.", UNFIT)
    try:
        told = _do(request, seat, found, move, form)
    except NotYourRole:
        raise
    except Refusal as refusal:
        status = CONFLICT if isinstance(refusal, Changed) else UNFIT
        return _again(
            request, seat, _found(seat, object), form if move == "answer" else None, str(refusal), status
        )
    messages.success(request, told)
    return redirect("survey", seat.slug, object)


def _do(request: HttpRequest, seat: Seat, found: Survey, move: str, form: Answers) -> str:
    """Do it, and return what its maker is told."""
    object_id, inner = found.listed.object, found.listed.inner
    if move == "answer":
        shown = request.POST.get("asked", "")
        done = kept.answer(seat, object_id, form.answer(), shown=int(shown) if _is_count(shown) else 0)
        private.forget_draft(seat.person, draft_key(seat, object_id))
        if inner:
            return "Sealed. You were the last." if done else "Sealed. It closes once all have answered."
        return (
            f"Sealed. {seat.organisation} is in."
            if done
            else "Sealed. Your side is in once all have answered."
        )
    if move == "people":
        chosen, shown_as = (
            [int(each) for each in request.POST.getlist(name) if _is_count(each)]
            for name in ("people", "was")
        )
        kept.ask(seat, object_id, chosen, shown=shown_as)
        return "Kept. Whoever is asked finds it on Today."
    if move == "close":
        kept.close(seat, object_id)
        return f"{seat.organisation} is in." if not inner else "Closed."
    kept.call_off(seat, object_id)
    return "Called off. Nothing of it is shown."


def tag_of(seat: Seat, found: Survey) -> tuple[object, ...]:
    """What the page of a round is as new as: nothing of it changes when the other side comes in before one's own."""
    row = found.listed
    if row.phase is Phase.OPENED:
        return (seat.heads,)
    return row.phase.name, row.in_, row.answered, found.count, found.done, found.mine is not None


def tag_of_all(seat: Seat) -> list[object]:
    """The same of the list of them all."""
    return [(row.object, row.phase.name, row.in_, row.answered) for row in surveys_in(seat)]


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 16


def _found(seat: Seat, object: str) -> Survey:
    found = one_survey(seat, object)
    if found is None:
        raise Http404
    return found


def _again(
    request: HttpRequest, seat: Seat, found: Survey, form: Answers | None, sentence: str, status: int
) -> HttpResponse:
    """What could not be sealed stays as it was filled in, and is kept for its writer alone."""
    if form is not None:
        private.keep_draft(seat.person, draft_key(seat, found.listed.object), typed_of(request.POST))
    shown = context(seat, found, form=form, refusal=sentence)
    shown["live_tag"] = live.tag_of(*tag_of(seat, found), "desk")
    shown["live_url"] = reverse("survey", args=[seat.slug, found.listed.object])
    return render(request, "surveys/survey.html", shown, status=status)


def _list(seat: Seat) -> dict[str, Any]:
    mine, theirs = both(seat)
    rows, now = surveys_in(seat), present()
    may = seat.may(Right.SURVEY) and seat.parted is None
    return {
        "active": "surveys",
        "mine": mine,
        "partner": theirs,
        "needs": [item_of_asked(each) for each in waiting_for([seat], now).asked],
        "open": [_row(seat, row) for row in rows if row.phase is Phase.SEALED and not _asks(row)],
        "rows": [_row(seat, row) for row in rows if row.phase is not Phase.SEALED],
        "begin": [
            SimpleNamespace(name=NAMES[each], day=day, key=each.value)
            for each, day in due_again(seat, now).items()
        ]
        if may
        else [],
        "may": may,
    }


def _row(seat: Seat, row: Listed) -> SimpleNamespace:
    """A round in the list: whether one's own side is in is said, of the other side nothing before both are."""
    opened = row.phase is Phase.OPENED
    own = ("fe" if seat.colour == "a" else "ef") if row.in_ else "ee"
    return SimpleNamespace(
        key=row.object,
        url=reverse("survey", args=[seat.slug, row.object]),
        title=title_of(row.instrument, row.begun_at, seat.person.zone),
        inner=row.inner,
        glyph="ff" if opened and not row.inner else own,
        until=row.until if row.phase is Phase.SEALED else None,
        opened_at=row.opened_at,
        word=stands(row),
    )


def _asks(row: Listed) -> bool:
    """Whether it stands among what waits for the reader."""
    return row.asked and not row.answered and row.phase is Phase.SEALED and not row.in_
