"""Thoughts that somebody set aside until they know more: a page for their author alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.errors import Refusal
from troth.store import parked, private
from troth.store.models import Parked
from troth.store.node import present
from troth.store.queries.people import Reader, Seat
from troth.store.queries.today import every_seat_of
from troth.web.gate import of_organisation
from troth.web.judgement.forms import words
from troth.web.promises.forms import day, typed_of

UNFIT = 422
FORTNIGHT = timedelta(days=14)


class Park(forms.Form):
    """A thought, what one does not know yet, and when to look again."""

    thought = words(needed="Write down what you think; only you read it.")
    unknown = words()
    day = day(needed="Choose a day on which you look again.")
    alliance = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, seats: list[Seat], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["alliance"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody in particular"), *((seat.slug, seat.partner_name) for seat in seats)]


class Again(forms.Form):
    """When to look again."""

    day = day(needed="Choose a day on which you look again.")


@of_organisation(Right.NOTE)
def page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show what the reader has set aside, and set another thought aside."""
    seats = [seat for seat in every_seat_of(reader) if seat.shared]
    if request.method != "POST":
        kept = private.draft_of(reader.person, parked.DRAFT)
        begun: dict[str, object] = {key: values[0] for key, values in kept.items() if values}
        begun.setdefault("day", (_today(reader) + FORTNIGHT).isoformat())
        return _shown(request, reader, Park(initial=begun, seats=seats))
    if request.headers.get("HX-Request") == "true":
        private.keep_draft(reader.person, parked.DRAFT, typed_of(request.POST))
        return HttpResponse(status=204)
    form = Park(request.POST, seats=seats)
    if form.is_valid():
        try:
            _park(reader, seats, form.cleaned_data)
        except Refusal as refusal:
            form.add_error("day", str(refusal))
        else:
            private.forget_draft(reader.person, parked.DRAFT)
            messages.success(request, "Parked. Only you see it.")
            return redirect("parked")
    private.keep_draft(reader.person, parked.DRAFT, typed_of(request.POST))
    return _shown(request, reader, form, status=UNFIT)


@of_organisation(Right.NOTE)
@require_POST
def act(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """This function will look at one thought again: let it go, put another day, or delete it."""
    row = parked.one_parked(reader.person, pk)
    if row is None:
        raise Http404
    acts: dict[str, Callable[[], str]] = {
        "let_go": lambda: _let_go(row, request.POST.get("learnt", "")),
        "again": lambda: _again(row, request, _today(reader)),
        "delete": lambda: _delete(row),
    }
    if request.POST.get("do") not in acts:
        raise Http404
    try:
        messages.success(request, acts[request.POST["do"]]())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("parked")


def _park(reader: Reader, seats: list[Seat], said: dict[str, Any]) -> None:
    alliance = next((seat.alliance for seat in seats if seat.slug == said["alliance"]), None)
    parked.park(
        reader.person,
        thought=said["thought"],
        unknown=said["unknown"],
        day=said["day"],
        today=_today(reader),
        alliance=alliance,
    )


def _let_go(row: Parked, learnt: str) -> str:
    parked.end(row, Parked.LET_GO, learnt=learnt)
    return "Let go."


def _again(row: Parked, request: HttpRequest, today: date) -> str:
    form = Again(request.POST)
    chosen = form.cleaned_data["day"] if form.is_valid() else today
    parked.look_again(row, chosen, today=today)
    return "Put aside until that day."


def _delete(row: Parked) -> str:
    parked.delete(row)
    return "Deleted."


def _today(reader: Reader) -> date:
    return day_in(present(), reader.person.zone)


def _shown(request: HttpRequest, reader: Reader, form: Park, *, status: int = 200) -> HttpResponse:
    today = _today(reader)
    rows = [_row(row, today) for row in parked.parked_by(reader.person)]
    done = parked.looked_at_again(reader.person)
    context = {
        "active": "parked",
        "rows": rows,
        "count": sum(row.due for row in rows),
        "done": [_row(row, today) for row in done],
        "let_go": sum(row.ending == Parked.LET_GO for row in done),
        "asked": sum(row.ending == Parked.ASKED for row in done),
        "form": form,
        "next": (today + FORTNIGHT).isoformat(),
    }
    return render(request, "judgement/parked.html", context, status=status)


def _row(row: Parked, today: date) -> SimpleNamespace:
    new = reverse("new_concern", args=[row.alliance.slug]) if row.alliance is not None else ""
    return SimpleNamespace(
        pk=row.pk,
        thought=row.thought,
        unknown=row.unknown,
        day=row.day,
        due=row.day <= today,
        at=row.at,
        learnt=row.learnt,
        ended_at=row.ended_at,
        asked=row.ending == Parked.ASKED,
        concern=f"{new}?parked={row.pk}" if new else "",
    )
