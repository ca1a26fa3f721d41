"""One control: its page, a change proposed or answered, a touch of the trip-wire, the question to both sides."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions import balance as acts
from troth.actions.balance import On
from troth.actions.ports import Changed
from troth.core.alliance import Act, NotYourRole, Right
from troth.core.balance import Answer
from troth.core.errors import Refusal
from troth.store.blind import open_when_both_in
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.balance import control_of
from troth.store.queries.people import Seat
from troth.web import live
from troth.web.balance import controls, desk
from troth.web.balance.areas import today
from troth.web.balance.forms import ChangeForm, EffectForm, TripForm
from troth.web.gate import in_alliance

UNFIT, CONFLICT = 422, 409
ANSWERS = {"agree": Act.AGREE, "decline": Act.DECLINE, "withdraw": Act.WITHDRAW}
TOLD = {
    "change": "Proposed. Until {theirs} agrees, everything stays as it is.",
    "agree": "Agreed: both sides hold this now.",
    "decline": "It stays as it is.",
    "withdraw": "Withdrawn.",
    "trip": "Said. It is back in place, and {theirs} is told.",
    "ask": "Asked. Neither side sees the other’s answer before both are in.",
    "effect": "Sealed. It opens for both once both are in.",
}


@require_safe
@in_alliance()
def control(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one control, what is proposed of it, and what the reader may do."""
    row = _found(seat, object)
    tag = live.tag_of(*controls.tag_parts(seat, row))
    return live.answer(
        request,
        "balance/control.html",
        "balance/control_live.html",
        tag,
        lambda: controls.context(seat, row, kind=request.GET.get("write", "")),
    )


@in_alliance(act=Right.LISTEN)
@require_POST
def control_act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will propose or answer a change, say that the wire was touched, or ask and answer the question."""
    row, move = _found(seat, object), request.POST.get("move", "")
    if move not in TOLD:
        raise Http404
    form = _form(request, row, move)
    if form is not None and not form.is_valid():
        return _again(request, seat, row, move, form, "", UNFIT)
    try:
        _say(seat, row, On(object, request.POST.get("stamp", "")), move, form)
    except NotYourRole:
        raise
    except Changed:
        sentence = f"{seat.partner_name} or a colleague did something here after you opened this page."
        return _again(request, seat, _found(seat, object), move, form, sentence, CONFLICT)
    except Refusal as refusal:
        return _again(request, seat, row, move, form, str(refusal), UNFIT)
    messages.success(request, TOLD[move].format(theirs=seat.partner_name))
    return redirect("control", seat.slug, object)


def _form(request: HttpRequest, row: Joint, move: str) -> Form | None:
    if move == "change":
        return ChangeForm(request.POST, changes=desk.MAY[row.status], auto_id="change_%s")
    if move == "trip":
        return TripForm(request.POST, auto_id="trip_%s")
    return EffectForm(request.POST, auto_id="effect_%s") if move == "effect" else None


def _say(seat: Seat, row: Joint, on: On, move: str, form: Form | None) -> None:
    node, actor = StoreNode(), seat.actor()
    if isinstance(form, ChangeForm):
        told = desk.told_again(seat, row, form.cleaned_data)
        acts.propose(node, actor, told, today=today(seat), on=on)
    elif isinstance(form, TripForm):
        said = form.cleaned_data
        acts.trip(node, actor, on, day=said["day"], words=said["words"], today=today(seat))
    elif isinstance(form, EffectForm):
        asked = row.details.get("question") or {}
        answer = Answer(form.effect_said, form.cleaned_data["words"])
        acts.say_effect(node, actor, asked.get("round", ""), answer)
        open_when_both_in(seat.alliance.pk, asked["round"])
    elif move == "ask":
        acts.ask(node, actor, row.object)
    else:
        own = move == "withdraw"
        table = row.details["table"]
        text = next((each["id"] for colour, each in table.items() if (colour == seat.colour) is own), "")
        acts.answer(node, actor, on, ANSWERS[move], text=text)


def _again(
    request: HttpRequest, seat: Seat, row: Joint, move: str, form: Form | None, sentence: str, status: int
) -> HttpResponse:
    shown = controls.context(seat, row, form=form, kind=move, refusal=sentence)
    shown["live_tag"] = live.tag_of(*controls.tag_parts(seat, row), "desk")
    shown["live_url"] = reverse("control", args=[seat.slug, row.object])
    return render(request, "balance/control.html", shown, status=status)


def _found(seat: Seat, object: str) -> Joint:
    row = control_of(seat, object)
    if row is None or "minutes" not in row.details:
        raise Http404
    return row
