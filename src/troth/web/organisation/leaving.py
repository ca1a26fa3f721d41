"""Handing on everything that is in somebody's hands, and letting somebody go, each on one page."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from troth.core.alliance import NotYourRole, Right, require
from troth.core.errors import Refusal
from troth.core.values import Role
from troth.store import departure
from troth.store.departure import Handing
from troth.store.models import Membership, Person
from troth.store.node import present
from troth.store.queries.hands import (
    Belongings,
    Hand,
    Line,
    belongings_of,
    colleague_of,
    could_take_over,
    hands_of,
)
from troth.store.queries.organisation import colleagues
from troth.store.queries.people import Reader
from troth.web.days import say_day, say_number
from troth.web.gate import of_organisation
from troth.web.organisation.faces import Face
from troth.web.promises.words import chip_of, first_name, today_of
from troth.web.whereabouts import listed

UNFIT = 422
CHOOSE = {"required": "Choose who answers from now on."}
SURE = {"required": "Look at it once more, and say so here. It cannot be taken back."}


class Over(forms.Form):
    """Who takes things over: one colleague for all, another for single lines."""

    to = forms.ChoiceField(error_messages=CHOOSE)
    words = forms.CharField(max_length=2000, required=False)

    def __init__(self, *args: Any, people: Sequence[Membership], lines: Sequence[Line], **more: Any) -> None:
        super().__init__(*args, **more)
        named = [(str(each.person_id), _named(each)) for each in people]
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices, to.required = [("", "Choose a colleague"), *named], bool(lines)
        for line in lines:
            field = forms.ChoiceField(choices=[("", "As above"), *named], required=False)
            self.fields[f"line-{line.key}"] = field

    def handing(self, lines: Sequence[Line]) -> Handing:
        """Return what was chosen."""
        said = self.cleaned_data
        own = {line.key: int(said[f"line-{line.key}"]) for line in lines if said[f"line-{line.key}"]}
        return Handing(int(said["to"]) if said["to"] else None, own, said["words"])


class Goes(Over):
    """The same for somebody who leaves, with what becomes of their texts and notes."""

    notes = forms.ChoiceField(choices=[("keep", ""), ("delete", "")], initial="keep", required=False)
    texts = forms.BooleanField(required=False)
    handed = forms.BooleanField(required=False)
    sure = forms.BooleanField(error_messages=SURE)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.PROMISE)
def hand_over(request: HttpRequest, reader: Reader, person: int) -> HttpResponse:
    """This function will hand everything that somebody answers for to colleagues; one's own, or as a manager."""
    whose, hands, lines = _whose(reader, person)
    if whose.pk != reader.person.pk:
        require(reader.role, Right.HAND_OVER)
    form = Over(_sent(request), people=could_take_over(reader, whose), lines=lines)
    if request.method == "POST" and form.is_valid():
        done = _tried(form, lambda: departure.hand_over(reader, whose, form.handing(lines)))
        if done is not None:
            messages.success(request, _handed(done))
            return redirect("organisation")
    return _page(request, reader, whose, hands, form)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.PEOPLE)
def let_go(request: HttpRequest, reader: Reader, person: int) -> HttpResponse:
    """This function will let somebody go: hand on, end their sign-in, erase their name, delete what was theirs."""
    whose, hands, lines = _whose(reader, person)
    form = Goes(_sent(request), people=could_take_over(reader, whose), lines=lines)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = _tried(
            form,
            lambda: departure.let_go(
                reader,
                whose,
                form.handing(lines),
                texts=said["texts"],
                files=said["handed"],
                notes=said["notes"] == "delete",
            ),
        )
        if done is not None:
            if person == reader.person.pk:
                logout(request)
                return redirect("account_login")
            # No name here: the message would bring it back into the database that has just forgotten it.
            messages.success(request, f"Done: the account and the name are gone. {_handed(done)}".strip())
            return redirect("organisation")
    return _page(request, reader, whose, hands, form, belongings_of(whose))


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _whose(reader: Reader, pk: int) -> tuple[Person, tuple[Hand, ...], list[Line]]:
    person = colleague_of(reader, pk)
    if person is None:
        raise Http404
    hands = hands_of(reader, person)
    return person, hands, [line for hand in hands for line in hand.lines]


def _tried(form: forms.Form, act: Any) -> tuple[Hand, ...] | None:
    try:
        done: tuple[Hand, ...] = act()
    except NotYourRole:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    return done


def _handed(hands: Sequence[Hand]) -> str:
    partners = [hand.seat.partner_name for hand in hands]
    if not partners:
        return ""
    sees = "sees" if len(partners) == 1 else "see"
    return f"{listed(partners)} {sees} who answers now."


def _page(
    request: HttpRequest,
    reader: Reader,
    person: Person,
    hands: Sequence[Hand],
    form: Over,
    belongings: Belongings | None = None,
) -> HttpResponse:
    shown = {
        "active": "settings",
        "person": Face(str(person), reader.colour),
        "given": first_name(str(person)),
        "is_me": person.pk == reader.person.pk,
        "goes": belongings is not None,
        "half_gone": not person.is_active,
        "form": form,
        "hands": [_hand(form, hand) for hand in hands if hand.lines or hand.resting],
        "nobody": not could_take_over(reader, person),
        "alone": not any(
            each.role == Role.ADMIN.value and each.person_id != person.pk and each.person.is_active
            for each in colleagues(reader.organisation)
        ),
        "go_url": reverse("let_go", args=[person.pk]) if reader.may(Right.PEOPLE) else "",
        "deleted": _deleted(belongings) if belongings else [],
        "passes": _passes(belongings) if belongings else [],
        "notes": belongings.notes if belongings else 0,
        "alliances": belongings.alliances if belongings else 0,
    }
    return render(request, "people/leaving.html", shown, status=UNFIT if form.errors else 200)


def _hand(form: Over, hand: Hand) -> SimpleNamespace:
    return SimpleNamespace(
        partner=hand.seat.partner_name,
        name=hand.seat.name,
        count=hand.count,
        lines=[_line(form, hand, line) for line in hand.lines],
        resting=[row.title or "Words erased" for row in hand.resting],
    )


def _line(form: Over, hand: Hand, line: Line) -> SimpleNamespace:
    row = line.first
    today = today_of(row, present())
    facts = [f"no. {row.number}"]
    if len(line.rows) > 1:
        facts = [f"a series, {say_number(len(line.rows))} of it open"]
    if row.due_day is not None:
        facts.append(f"{'from' if len(line.rows) > 1 else 'for'} {say_day(row.due_day, today)}")
    return SimpleNamespace(
        title=row.title or "Words erased",
        url=reverse("promise", args=[hand.seat.slug, row.object]),
        facts=facts,
        chip=chip_of(row, today),
        field=form[f"line-{line.key}"],
    )


def _deleted(found: Belongings) -> list[str]:
    said = [(found.drafts, "half-written act or promise", "half-written acts or promises")]
    said.append((found.lists, "list on its way in", "lists on their way in"))
    return [f"{say_number(n).capitalize()} {one if n == 1 else many}" for n, one, many in said if n]


def _passes(found: Belongings) -> list[str]:
    said = []
    if found.templates:
        said.append(f"Templates: {listed([f'“{name}”' for name in found.templates])}")
    if found.invitations:
        said.append(f"Invitations that wait: {listed(list(found.invitations))}")
    if found.recovery:
        said.append("A recovery key that nobody has taken away yet")
    return said


def _named(each: Membership) -> str:
    return f"{each.person}, {each.title}" if each.title else str(each.person)
