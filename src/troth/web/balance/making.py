"""Setting up an area of work: which starting list, then what is at stake and which controls there are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from troth.actions import balance
from troth.core.alliance import NotYourRole, Right
from troth.core.balance import LISTS, StartingList, list_of
from troth.core.balance.controls import Change
from troth.core.errors import Refusal
from troth.store import private
from troth.store.node import StoreNode
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web.balance.forms import AreaForm, RowForm
from troth.web.balance.words import KINDS, OVERS
from troth.web.gate import in_alliance
from troth.web.promises.forms import typed_of

UNFIT = 422
SENT = "set_up"  # a form sent twice, by a double click or by going back, sets it up once
OWN_ROWS = 2
Rows = formset_factory(RowForm, extra=0, max_num=balance.MOST_CONTROLS)


@in_alliance(Right.PURPOSE)
def new_area(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will take an area of work from the choice of a starting list to the signed entries."""
    if request.method != "POST":
        if "list" not in request.GET:
            return _choose(request, seat)
        return _begun(request, seat)
    form, rows = AreaForm(request.POST), Rows(request.POST, prefix="c")
    key = f"set_up:{seat.slug}:{request.POST.get('draft', '')}"
    sent = request.session.get(SENT, {})
    if key in sent:
        return redirect("area", seat.slug, sent[key])
    fits = form.is_valid()
    if rows.is_valid() and fits:
        try:
            made = _set_up(seat, form, rows)
        except NotYourRole:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            private.forget_draft(seat.person, key)
            request.session[SENT] = {**dict(list(sent.items())[-20:]), key: made}
            messages.success(
                request, f"Put. It holds once {seat.partner_name} has agreed; until then nothing changes."
            )
            return redirect("area", seat.slug, made)
    private.keep_draft(seat.person, key, typed_of(request.POST))
    return _shown(request, seat, form, rows, status=UNFIT)


def _set_up(seat: Seat, form: AreaForm, rows: Any) -> str:
    inventory = [row.told(Change.ADD) for row in rows if row.cleaned_data.get("there")]
    said = form.cleaned_data
    area = balance.Area(form.facts, said["title"], said["words"])
    return balance.set_up(StoreNode(), seat.actor(), area, inventory)


def _choose(request: HttpRequest, seat: Seat) -> HttpResponse:
    mine, theirs = both(seat)
    context = {
        "active": "balance",
        "mine": mine,
        "partner": theirs,
        "lists": [_listed(each) for each in LISTS],
        "back": reverse("balance", args=[seat.slug]),
    }
    return render(request, "balance/choose.html", context)


def _listed(each: StartingList) -> SimpleNamespace:
    return SimpleNamespace(
        key=each.key,
        title=each.title,
        means=each.means,
        controls=[
            SimpleNamespace(
                title=one.title, catches=one.catches, kind=KINDS[one.kind.value], over=OVERS[one.over.value]
            )
            for one in each.controls
        ],
    )


def _begun(request: HttpRequest, seat: Seat) -> HttpResponse:
    chosen = list_of(request.GET["list"])
    relies = "partner" if request.GET.get("relies") == "partner" else "own"
    form = AreaForm(
        initial={
            "relies": relies,
            "list": chosen.key if chosen else "",
            "unit": "points",
            "stake": "medium",
            "draft": private.new_draft_name(),
        }
    )
    listed = [_row(one, relies) for one in chosen.controls] if chosen else []
    initial = [*listed, *({"share": 30} for _ in range(OWN_ROWS if chosen else OWN_ROWS + 1))]
    return _shown(request, seat, form, Rows(initial=initial, prefix="c"))


def _row(one: Any, relies: str) -> dict[str, Any]:
    own, partner = (one.relying, one.relied) if relies == "own" else (one.relied, one.relying)
    return {
        "title": one.title,
        "catches": one.catches,
        "kind": one.kind.value,
        "over": one.over.value,
        "share": one.share,
        "own": own,
        "partner": partner,
    }


def _shown(request: HttpRequest, seat: Seat, form: AreaForm, rows: Any, *, status: int = 200) -> HttpResponse:
    mine, theirs = both(seat)
    chosen = list_of(str(form["list"].value() or ""))
    first, second = (mine, theirs) if form["relies"].value() != "partner" else (theirs, mine)
    context = {
        "active": "balance",
        "mine": mine,
        "partner": theirs,
        "form": form,
        "rows": rows,
        "chosen": chosen,
        "relies": f"{first.short} relies on {second.short}",
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {mine.short}.",
        "back": reverse("new_area", args=[seat.slug]),
    }
    return render(request, "balance/new.html", context, status=status)
