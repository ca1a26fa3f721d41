"""The purpose and the objectives: written by one side, in force once both have agreed to the same words."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.actions import alliance as together
from troth.actions.ports import Changed
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.alliance import joint_of, joints_in, purpose_of
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import both
from troth.web.alliance.forms import Put
from troth.web.alliance.views import brings
from troth.web.gate import in_alliance
from troth.web.promises.words import Act

UNFIT, CONFLICT = 422, 409


@in_alliance(act=Right.PURPOSE)
def purpose(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the purpose, and put it in one's own words."""
    return _page(request, seat, Joint.PURPOSE, purpose_of(joints_in(seat)))


@in_alliance(act=Right.PURPOSE)
def new_objective(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will put an objective that is not there yet."""
    return _page(request, seat, Joint.OBJECTIVE, None)


@in_alliance(act=Right.PURPOSE)
def objective(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one objective, and put it in other words."""
    row = joint_of(seat, object)
    if row is None or row.kind != Joint.OBJECTIVE:
        raise Http404
    return _page(request, seat, Joint.OBJECTIVE, row)


@in_alliance(act=Right.PURPOSE)
@require_POST
def act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will answer the other side's words, take one's own back, or close an objective."""
    row = joint_of(seat, object)
    if row is None or row.kind not in (Joint.PURPOSE, Joint.OBJECTIVE):
        raise Http404
    node, actor, stamp = StoreNode(), seat.actor(), request.POST.get("stamp", "")
    move, table = request.POST.get("move", ""), row.details.get("table", {})
    own, other = seat.colour, "b" if seat.colour == "a" else "a"
    text = table.get(own if move == "withdraw" else other, {}).get("id", "")
    answers = {"agree": together.agree, "decline": together.decline, "withdraw": together.withdraw}
    if move == "close":
        together.close(node, actor, object, stamp=stamp)
    elif move in answers:
        answers[move](node, actor, object, stamp=stamp, text=text)
    else:
        raise Http404
    told = {"agree": "Agreed: both sides hold it now.", "close": "Closed by your side."}
    messages.success(request, told.get(move, f"{seat.partner_name} knows."))
    return redirect("alliance", seat.slug)


def _page(request: HttpRequest, seat: Seat, kind: str, row: Joint | None) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, seat, kind, row, Put(initial=_initial(seat, row)))
    form = Put(request.POST)
    if not form.is_valid():
        return _shown(request, seat, kind, row, form, status=UNFIT)
    try:
        _put(request, seat, kind, row, form)
    except NotYourRole:
        raise
    except Changed as changed:
        row = joint_of(seat, changed.object_id)
        return _shown(request, seat, kind, row, form, refusal=_happened(seat), status=CONFLICT)
    except Refusal as refusal:
        return _shown(request, seat, kind, row, form, refusal=str(refusal), status=UNFIT)
    messages.success(request, f"Put. It stands once {seat.partner_name} has agreed to the same words.")
    return redirect("alliance", seat.slug)


def _happened(seat: Seat) -> str:
    return f"{seat.partner_name} said something here after you opened this page; it is above."


def _put(request: HttpRequest, seat: Seat, kind: str, row: Joint | None, form: Put) -> None:
    said = form.cleaned_data
    node, actor = StoreNode(), seat.actor()
    object_id = row.object if row is not None else ""
    stamp = request.POST.get("stamp", "")
    if kind == Joint.OBJECTIVE:
        day: date | None = said.get("day")
        together.put_objective(node, actor, title=said["text"], day=day, object_id=object_id, stamp=stamp)
        return
    words = _brought(seat, row, str(said.get("ours") or ""))
    together.put_purpose(node, actor, title=said["text"], words=words, object_id=object_id, stamp=stamp)


def _sides(seat: Seat) -> list[Party]:
    return sorted(both(seat), key=lambda side: side.colour)


def _brought(seat: Seat, row: Joint | None, ours: str) -> str:
    """What each side brings, a line each that begins with its name; the other side's line is left as it is."""
    sides = _sides(seat)
    held = dict(brings(_words(seat, row), sides))
    held[seat.colour] = " ".join(ours.split())
    return "\n".join(f"{side.short} {held[side.colour]}" for side in sides if held.get(side.colour))


def _words(seat: Seat, row: Joint | None) -> str:
    if row is None:
        return ""
    proposed = row.details.get("table", {})
    other = next((text for colour, text in proposed.items() if colour != seat.colour), None)
    return str((other or row.details).get("words", ""))


def _initial(seat: Seat, row: Joint | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "text": row.text,
        "ours": brings(_words(seat, row), _sides(seat)).get(seat.colour, ""),
        "day": row.details.get("day", ""),
    }


def _shown(
    request: HttpRequest,
    seat: Seat,
    kind: str,
    row: Joint | None,
    form: Put,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    mine, theirs = both(seat)
    seen = (
        f"{theirs.short} sees it at once"
        if seat.opened
        else f"{theirs.short} sees it once both have confirmed"
    )
    context = {
        "active": "home",
        "mine": mine,
        "partner": theirs,
        "kind": kind,
        "form": form,
        "may": seat.may(Right.PURPOSE),
        "table": _table(seat, row, theirs),
        "own": _own(seat, row),
        "held": row.text if row is not None else "",
        "stamp": row.details.get("stamp", "") if row is not None else "",
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {mine.short}. {seen}.",
        "refusal": refusal,
        "back": reverse("alliance", args=[seat.slug]),
    }
    return render(request, "alliance/joint.html", context, status=status)


def _act(seat: Seat, row: Joint, label: str, move: str, look: str = "") -> Act:
    url = reverse("joint_act", args=[seat.slug, row.object])
    return Act(label, url, look=look, now=True, stamp=row.details.get("stamp", ""), move=move)


def _table(seat: Seat, row: Joint | None, theirs: Party) -> SimpleNamespace | None:
    """The other side's words that wait for an answer."""
    table = row.details.get("table", {}) if row is not None else {}
    text = next((text for colour, text in table.items() if colour != seat.colour), None)
    if row is None or text is None:
        return None
    acts = [
        _act(seat, row, "Agree to these words", "agree", "go"),
        _act(seat, row, "Decline", "decline", "quiet"),
    ]
    shown = acts if seat.may(Right.PURPOSE) else []
    words = f"{text['title']}\n{text['words']}" if text.get("words") else text["title"]
    return SimpleNamespace(text=words, by=theirs, acts=shown)


def _own(seat: Seat, row: Joint | None) -> list[Act]:
    """What one's own side may do besides: take its words back, or close the objective."""
    if row is None or not seat.may(Right.PURPOSE):
        return []
    acts = []
    if seat.colour in row.details.get("table", {}):
        acts.append(_act(seat, row, "Withdraw your words", "withdraw", "quiet"))
    closed = row.details.get("closed_by", [])
    if row.kind == Joint.OBJECTIVE and row.status == "agreed" and seat.colour not in closed:
        acts.append(_act(seat, row, "Close it: we have reached it, or let it go", "close", "quiet"))
    return acts
