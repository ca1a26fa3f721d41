"""Leaving an alliance: what is open gets an end, each by its own act; then the last entry is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from troth.core.alliance import NotYourRole, Right, reads_until
from troth.core.errors import Refusal
from troth.core.promises import Name
from troth.store import parting, private
from troth.store.models import Promise
from troth.store.node import present
from troth.store.parting import Ends
from troth.store.queries.hands import lines_of
from troth.store.queries.people import Seat
from troth.web import coach
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.links import link_to
from troth.web.promises.rows import Row, row_of

UNFIT = 422
SURE = {"required": "Look at it once more, and say so here. It cannot be taken back."}
WAYS: dict[str, tuple[tuple[Name, ...], str]] = {
    "release": ((Name.RELEASE,), "Released: {}. Nobody has broken anything."),
    "break": ((Name.BREAK,), "Broken, with notice: {}. {theirs} knows, from you."),
    "table": ((Name.WITHDRAW, Name.DECLINE), "Off the table: {}."),
}


class Ending(forms.Form):
    """What one writes with an end that is given to several promises at once."""

    words = forms.CharField(max_length=2000, required=False)


class Last(forms.Form):
    """What one writes on leaving, and what becomes of the private half."""

    words = forms.CharField(max_length=2000, required=False)
    private = forms.ChoiceField(choices=[("keep", ""), ("delete", "")], initial="keep", required=False)
    sure = forms.BooleanField(error_messages=SURE)


@require_http_methods(["GET", "HEAD", "POST"])
@in_alliance(Right.LEAVE, before_open=True)
def leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what still needs an end, end some of it in one act, or sign that one leaves."""
    if request.method != "POST":
        return _page(request, seat)
    do = request.POST.get("do", "")
    if do not in WAYS and do != "leave":
        raise Http404
    key, back = _draft_key(seat, do), f"{request.path}#{do}-coach"
    if (aside := coach.aside(request, seat.person, key, form=do, back=back)) is not None:
        return aside
    if do == "leave":
        return _leave(request, seat)
    form = Ending(request.POST, auto_id=f"id_{do}_%s")
    try:
        if form.is_valid():
            count = parting.end(seat, WAYS[do][0], form.cleaned_data["words"])
            private.forget_draft(seat.person, key)
            messages.success(request, WAYS[do][1].format(_many(count), theirs=seat.partner_name))
            return redirect("leave", seat.slug)
    except NotYourRole:
        raise
    except Refusal as refusal:
        form.add_error("words", str(refusal))
    return _page(request, seat, endings={do: form})


def _draft_key(seat: Seat, do: str) -> str:
    """Under which name is kept what somebody writes with an end and has not sent."""
    return f"leave:{seat.slug}:{do}"


def _words(seat: Seat, do: str) -> dict[str, str]:
    kept = private.draft_of(seat.person, _draft_key(seat, do))
    return {name: values[0] for name, values in kept.items() if values}


@require_safe
@in_alliance(before_open=True)
def private_half(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will give what the reader's organisation keeps about the alliance for itself, as a text file."""
    name = f"{seat.slug}-private.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(parting.private_half(seat), content_type="text/plain; charset=utf-8", headers=headers)


def _leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = Last(request.POST)
    try:
        if form.is_valid():
            said = form.cleaned_data
            link = link_to(request, reverse("record", args=[seat.slug]))
            parting.leave(seat, said["words"], keep_private=said["private"] != "delete", link=link)
            messages.success(request, "You have left. Take the bundle: it is yours, and needs no node.")
            return redirect("record" if seat.opened else "alliances", *([seat.slug] if seat.opened else []))
    except NotYourRole:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return _page(request, seat, last=form)


def _page(
    request: HttpRequest, seat: Seat, *, endings: dict[str, Ending] | None = None, last: Last | None = None
) -> HttpResponse:
    found = parting.ends_of(seat) if seat.opened else Ends((), (), (), (), ())
    filled = endings or {}
    shown = {
        "active": "home",
        "partner_name": seat.partner_name,
        "groups": _groups(seat, found, filled),
        "judge": _rows(seat, found.judge),
        "theirs": _rows(seat, found.theirs),
        "ready": found.ready,
        "form": last or Last(initial=_words(seat, "leave")),
        "until": reads_until(timezone.now()),
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {seat.organisation}.",
    }
    unfit = any(form.errors for form in (*filled.values(), *((last,) if last else ())))
    return render(request, "alliance/leave.html", shown, status=UNFIT if unfit else 200)


def _groups(seat: Seat, found: Ends, filled: dict[str, Ending]) -> list[SimpleNamespace]:
    them = seat.partner_name
    kinds: list[tuple[str, Sequence[Promise], str, str, str]] = [
        ("release", found.release, f"{them} promised you", f"Release {them} from all of it", "optional"),
        ("break", found.break_, f"You promised {them}", "Break all of it, with notice", ""),
        ("table", found.table, "Not agreed yet", "Take all of it off the table", "optional"),
    ]
    return [
        SimpleNamespace(
            do=do,
            title=title,
            count=len(rows),
            rows=_rows(seat, rows),
            button=button,
            optional=bool(optional),
            form=filled.get(do) or Ending(initial=_words(seat, do), auto_id=f"id_{do}_%s"),
        )
        for do, rows, title, button, optional in kinds
        if rows
    ]


def _rows(seat: Seat, rows: Sequence[Promise]) -> list[Row]:
    """As in every list, with the open occurrences of a series as one row."""
    shown = []
    for line in lines_of(seat.slug, rows):
        row = row_of(seat, line.first, present())
        many = f"a series, {say_number(len(line.rows))} of it open"
        shown.append(replace(row, facts=(*row.facts, many)) if len(line.rows) > 1 else row)
    return shown


def _many(count: int) -> str:
    return "one promise" if count == 1 else f"{say_number(count)} promises"
