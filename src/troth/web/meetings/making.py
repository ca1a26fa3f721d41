"""Beginning a note: for a meeting of the charter, or for one that both simply have; who is here, and when it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from troth.actions.days import day_in
from troth.actions.meetings import MOST_TITLE
from troth.core.alliance import Right
from troth.store import meetings
from troth.store.models import Joint
from troth.store.node import present
from troth.store.queries.charter import clause_of, meeting_of, next_meeting
from troth.store.queries.meetings import came_last, held_on, named_in
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web.gate import in_alliance
from troth.web.promises import forms

UNFIT = 422


class Begin(django_forms.Form):
    """What a meeting is called and when it is; who is here is chosen from the people of both sides."""

    title = django_forms.CharField(
        max_length=MOST_TITLE,
        error_messages={"required": "Give the meeting a name, such as: Promises of the week."},
    )
    day = forms.day(needed="Say on which day you meet.")
    here = django_forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["here"]
        assert isinstance(field, django_forms.MultipleChoiceField)
        field.choices = people


@in_alliance(Right.LISTEN)
def new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will begin a note, or lead to the one that was begun for that meeting on that day."""
    row = _clause(seat, request.GET.get("of", ""))
    today = day_in(present(), seat.person.zone)
    if request.method != "POST":
        day = next_meeting(row, today) if row is not None else None
        held = held_on(seat, row.object, today) or held_on(seat, row.object, day or today) if row else ""
        if held:
            return redirect("meeting", seat.slug, held)
        here = came_last(seat, row.object) if row is not None else []
        begun = {"title": row.text if row is not None else "", "day": day or today, "here": here}
        return _shown(request, seat, row, Begin(initial=begun, people=_people(seat)))
    form = Begin(request.POST, people=_people(seat))
    if not form.is_valid():
        return _shown(request, seat, row, form, status=UNFIT)
    said = form.cleaned_data
    held = held_on(seat, row.object, said["day"]) if row is not None else ""
    if held:
        return redirect("meeting", seat.slug, held)
    clause = row.object if row is not None else ""
    note = meetings.begin(seat, title=said["title"], day=said["day"], clause=clause, here=said["here"])
    return redirect("meeting", seat.slug, note.object)


def meets_next(seat: Seat, clause: str, on: date) -> date | None:
    """This function will return when both meet again by that meeting of the charter, after a day."""
    row = _clause(seat, clause)
    if row is None or meeting_of(row) is None:
        return None
    return next_meeting(row, date.fromordinal(on.toordinal() + 1))


def _clause(seat: Seat, name: str) -> Joint | None:
    row = clause_of(seat, name[:40]) if name else None
    return row if row is not None and meeting_of(row) is not None else None


def _people(seat: Seat) -> list[tuple[str, str]]:
    mine, theirs = both(seat)
    return [
        (each.pseudonym, f"{each.name}, {(mine if each.own else theirs).short}") for each in named_in(seat)
    ]


def _shown(
    request: HttpRequest, seat: Seat, row: Joint | None, form: Begin, *, status: int = 200
) -> HttpResponse:
    mine, theirs = both(seat)
    chosen = set(form["here"].value() or [])
    context = {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "form": form,
        "clause": row,
        "groups": [
            (party, [(each, each.pseudonym in chosen) for each in named_in(seat) if each.own is party.mine])
            for party in seat.sides
        ],
        "back": reverse("meetings", args=[seat.slug]),
    }
    return render(request, "meetings/new.html", context, status=status)
