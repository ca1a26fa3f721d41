"""The pages of the balance: all areas, one area with what may be done there, and the acts on it."""

from __future__ import annotations

from typing import Any

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
from troth.core.balance import list_of
from troth.core.balance.controls import Change
from troth.core.errors import Refusal
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.balance import area_of, balance_in, weighed_in
from troth.store.queries.people import Seat
from troth.web import live
from troth.web.balance import areas, listing
from troth.web.balance.desk import told_again
from troth.web.balance.forms import AreaForm, ControlForm, LightestForm
from troth.web.balance.making import _row
from troth.web.gate import in_alliance

UNFIT, CONFLICT = 422, 409
FORMS: dict[str, type[Form]] = {"area": AreaForm, "control": ControlForm, "lightest": LightestForm}
TOLD = {
    "area": "Put. It holds once {theirs} has agreed to it.",
    "control": "Put. It is in place once {theirs} has agreed to it.",
    "lightest": "Proposed. Until {theirs} agrees, everything stays as it is.",
    "agree": "Agreed: both sides hold this now.",
    "let_go": "Proposed. The area stays until {theirs} agrees to let it go.",
}
ANSWERS = {"agree": Act.AGREE, "decline": Act.DECLINE, "withdraw": Act.WITHDRAW}


@require_safe
@in_alliance()
def balance(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show every area of work: what is at stake, and what trust and controls carry of it."""
    tag = live.tag_of(seat.heads)
    return live.answer(
        request, "balance/balance.html", "balance/balance_live.html", tag, lambda: listing.context(seat)
    )


@require_safe
@in_alliance()
def area(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one area with its controls, and what the reader may do about it."""
    row = _found(seat, object)
    tag = live.tag_of(seat.heads)
    return live.answer(
        request,
        "balance/area.html",
        "balance/area_live.html",
        tag,
        lambda: areas.context(seat, row, kind=request.GET.get("write", "")),
    )


@in_alliance(act=Right.PURPOSE)
@require_POST
def area_act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will answer what is put of an area, change it, add a control, or propose the lightest change."""
    row, move = _found(seat, object), request.POST.get("move", "")
    on = On(object, request.POST.get("stamp", ""))
    form: Form | None = None
    if move in FORMS:
        form = FORMS[move](request.POST, auto_id=f"{AUTO[move]}_%s")
        if not form.is_valid():
            return _again(request, seat, row, move, form, "", UNFIT)
    elif move not in ANSWERS and move != "let_go":
        raise Http404
    try:
        _say(seat, row, on, move, form)
    except NotYourRole:
        raise
    except Changed:
        sentence = f"{seat.partner_name} or a colleague did something here after you opened this page."
        return _again(request, seat, _found(seat, object), move, form, sentence, CONFLICT)
    except Refusal as refusal:
        return _again(request, seat, row, move, form, str(refusal), UNFIT)
    messages.success(request, TOLD.get(move, "{theirs} knows.").format(theirs=seat.partner_name))
    return redirect("area", seat.slug, object)


AUTO = {"area": "area", "control": "add", "lightest": "light"}


def _say(seat: Seat, row: Joint, on: On, move: str, form: Form | None) -> None:
    node, actor, today = StoreNode(), seat.actor(), areas.today(seat)
    if isinstance(form, AreaForm):
        acts.set_up(
            node, actor, acts.Area(form.facts, form.cleaned_data["title"], form.cleaned_data["words"]), on=on
        )
    elif isinstance(form, ControlForm):
        acts.propose(node, actor, form.told(Change.ADD, area=row.object), today=today)
    elif isinstance(form, LightestForm):
        acts.propose_several(node, actor, _lightest(seat, row, form.cleaned_data), today=today)
    elif move == "let_go":
        acts.let_area_go(node, actor, on)
    else:
        _answer(seat, row, on, ANSWERS[move])


def _answer(seat: Seat, row: Joint, on: On, act: Act) -> None:
    """What was put together with the area is agreed to with it."""
    node, actor, own = StoreNode(), seat.actor(), act is Act.WITHDRAW
    table = row.details["table"]
    text = next((each["id"] for colour, each in table.items() if (colour == seat.colour) is own), "")
    if act is not Act.AGREE or row.changes:
        acts.answer_area(node, actor, on, act, text=text)
        return
    _, controls = balance_in(seat)
    texts = [
        (On(name, on.stamp if name == row.object else stamp), said)
        for name, stamp, said in areas.waiting_texts(seat, row, controls)
    ]
    acts.agree_all(node, actor, texts)


def _lightest(seat: Seat, row: Joint, said: dict[str, Any]) -> list[tuple[On, acts.Control]]:
    """The lightest change as it is now: what is let go as a trial, what is brought back, what is added of the list."""
    _, controls = balance_in(seat)
    own = {each.object: each for each in controls if each.details.get("area") == row.object}
    (weighed,) = weighed_in(seat, [row], list(own.values()), StoreNode().now())
    step = weighed.balance.lightest
    found: list[tuple[On, acts.Control]] = []
    for name in (*step.drop, *step.add) if step else ():
        if name in own:
            change = Change.TRIAL if step and name in step.drop else _back(own[name])
            told = told_again(seat, own[name], {**said, "change": change.value})
            found.append((On(name, own[name].details["stamp"]), told))
        else:
            found.append((On(), _listed(seat, row, name, said)))
    return found


def _back(row: Joint) -> Change:
    return Change.ADD if row.status == "proposed" else Change.BRING_BACK


def _listed(seat: Seat, row: Joint, name: str, said: dict[str, Any]) -> acts.Control:
    chosen = list_of(row.details["list"])
    one = next(each for each in chosen.controls if each.key == name) if chosen else None
    if one is None:
        raise Http404
    form = ControlForm({**_row(one, "own" if row.sort == seat.colour else "partner"), "asked": "both"})
    form.is_valid()
    form.cleaned_data["words"] = said["words"]
    return form.told(Change.ADD, area=row.object)


def _again(
    request: HttpRequest, seat: Seat, row: Joint, move: str, form: Form | None, sentence: str, status: int
) -> HttpResponse:
    shown = areas.context(seat, row, form=form, kind=move, refusal=sentence)
    shown["live_tag"] = live.tag_of(seat.heads, "desk")
    shown["live_url"] = reverse("area", args=[seat.slug, row.object])
    return render(request, "balance/area.html", shown, status=status)


def _found(seat: Seat, object: str) -> Joint:
    row = area_of(seat, object)
    if row is None or "loss" not in row.details:
        raise Http404
    return row
