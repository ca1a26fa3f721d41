"""From the chosen promises to their acts: what all allow, a page that asks, each signed by itself, what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from troth.actions.ports import Changed
from troth.actions.promises import On
from troth.core.alliance import Right
from troth.core.errors import Refusal
from troth.store import private, several
from troth.store.node import StoreNode
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, both, colleagues, read_several, read_whole
from troth.store.queries.second import waiting_on
from troth.web import coach
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.promises.acting import Doing, perform
from troth.web.promises.desks import Desk
from troth.web.promises.page import url_of
from troth.web.promises.several.asking import asked_of, common, desk_for, wrong_with
from troth.web.promises.several.choosing import BY_ACT, MOST, Kind, choices, refusal, summary
from troth.web.promises.views import happened
from troth.web.promises.words import glyph_of

UNFIT = 422
NAME = re.compile(r"[-\w]{1,20}", re.ASCII)


@require_http_methods(["GET", "HEAD", "POST"])
@in_alliance(Right.PROMISE)
def several_at_once(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will say what may be done with the chosen promises, ask what an act needs, or sign it."""
    said = request.POST if request.method == "POST" else request.GET
    named = list(dict.fromkeys(said.getlist("promise")))
    wrong = _wrong(named)
    chosen = [] if wrong else read_several(seat, named)
    if len(chosen) != len(named) and not wrong:
        raise Http404
    if coach.is_typing(request) and "once" in said:
        return coach.answered(request, seat.person, form="several")
    if coach.is_typing(request):
        return render(request, "promises/several/bar.html", _bar(seat, chosen) | {"wrong": wrong})
    if wrong:
        messages.info(request, wrong, extra_tags="info")
        return redirect("promises", seat.slug)
    if "act" not in said:
        return render(request, "promises/several/choose.html", _bar(seat, chosen))
    kind = BY_ACT.get(said["act"])
    if kind is None:
        raise Http404
    if request.method == "POST" and not coach.wants_coach(request.POST):
        return _sign(request, seat, chosen, kind)
    coach.heed(seat.person, request.POST)
    return _ask(request, seat, chosen, kind)


@require_safe
@in_alliance(Right.PROMISE)
def done(request: HttpRequest, seat: Seat, once: str) -> HttpResponse:
    """This function will show which of several promises were signed, and why the others were not."""
    told = several.told_of(seat, once)
    if told is None:
        raise Http404
    rows = {whole.row.object: whole.row for whole in read_several(seat, [each[0] for each in told])}
    lines = [
        SimpleNamespace(
            signed=signed,
            said=said,
            title=rows[promise].title or "Words erased",
            glyph=glyph_of(rows[promise]),
            url=url_of(seat, promise),
        )
        for promise, said, signed in told
        if promise in rows
    ]
    signed = sum(line.signed for line in lines)
    return render(
        request,
        "promises/several/done.html",
        {"active": "promises", "lines": lines, "title": _title(signed, len(lines) - signed)},
    )


def _wrong(named: Sequence[str]) -> str:
    if not named:
        return "Choose at least one promise first."
    if len(named) > MOST:
        return f"Choose up to {MOST} at once, so that each can be looked at before it is signed."
    return ""


def _bar(seat: Seat, chosen: Sequence[Whole]) -> dict[str, Any]:
    count, together = summary(chosen) if chosen else ("", "")
    return {
        "active": "promises",
        "count": count,
        "together": together,
        "choices": choices(seat, chosen) if chosen else [],
        "chosen": [SimpleNamespace(object=each.row.object, title=each.row.title) for each in chosen],
    }


def _ask(
    request: HttpRequest,
    seat: Seat,
    chosen: Sequence[Whole],
    kind: Kind,
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    """The page that asks: each promise that allows the act, and those that do not with the reason."""
    data = request.POST if request.method == "POST" else None
    now, them, people = StoreNode().now(), both(seat)[1].short, colleagues(seat)
    asked, left = [], []
    for whole in chosen:
        reason, url = refusal(whole, kind, alone=not people), url_of(seat, whole.row.object)
        if reason:
            left.append(SimpleNamespace(title=whole.row.title, url=url, reason=reason))
            continue
        one = asked_of(seat, whole, kind, url, now, data)
        one.error = (errors or {}).get(one.object, "")
        asked.append(one)
    count = say_number(len(asked))
    shown = {
        "active": "promises",
        "kind": kind,
        "title": kind.title.format(them=them),
        "button": kind.button.format(them=them, count=f"all {count}" if len(asked) > 1 else "it"),
        "asked": asked,
        "left": left,
        "once": data.get("once", "") if data is not None else private.new_draft_name(),
        "partner": both(seat)[1],
        "asks_stake": any(one.asks_stake for one in asked),
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {seat.organisation}.",
        "errors": sorted(set((errors or {}).values())),
        **common(data, people),
    }
    return render(request, "promises/several/ask.html", shown, status=UNFIT if errors else 200)


def _sign(request: HttpRequest, seat: Seat, chosen: Sequence[Whole], kind: Kind) -> HttpResponse:
    """Nothing is signed before everything is filled in; then each is signed by itself."""
    data, alone = request.POST, not colleagues(seat)
    reasons = {whole.row.object: refusal(whole, kind, alone=alone) for whole in chosen}
    desks = [(whole, desk_for(seat, whole, kind, data)) for whole in chosen if not reasons[whole.row.object]]
    errors = {
        whole.row.object: wrong for whole, desk in desks if (wrong := wrong_with(desk, kind, whole, data))
    }
    if errors:
        return _ask(request, seat, chosen, kind, errors)
    once = data.get("once", "")
    once = once if NAME.fullmatch(once) else private.new_draft_name()
    if several.begin(seat, once):
        told = [_signed(request, seat, whole, kind, desk) for whole, desk in desks]
        told += [(promise, reason, "") for promise, reason in reasons.items() if reason]
        several.finish(seat, once, told)
    return redirect("several_done", seat.slug, once)


def _signed(request: HttpRequest, seat: Seat, whole: Whole, kind: Kind, desk: Desk) -> tuple[str, str, str]:
    """Sign one, in a transaction of its own; whatever stands in its way is told and undoes nothing else."""
    promise = whole.row.object
    on = On(promise, request.POST.get(f"stamp-{promise}", ""))
    try:
        if on.stamp != whole.state.stamp:
            raise Changed(promise)
        said = perform(Doing(StoreNode(), seat, "", whole, on, desk), kind.act)
        return promise, said, "" if waiting_on(seat, promise) else "yes"
    except Changed:
        now = read_whole(seat, promise) or whole
        return promise, f"{happened(seat, now, on.stamp)} Look at it first.", ""
    except Refusal as refused:
        return promise, str(refused), ""


def _title(signed: int, left: int) -> str:
    """How many were signed, in a sentence."""
    if not signed and not left:
        return "This is being signed."
    word = say_number(signed) if signed else "none"
    verb = "is" if signed == 1 else "are"
    rest = f", {say_number(left)} {'is' if left == 1 else 'are'} not" if left and signed else ""
    return f"{word[:1].upper()}{word[1:]} {verb} signed{rest}."
