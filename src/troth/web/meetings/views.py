"""The meetings of an alliance: what comes next, what is written, what has ended; and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.store.models import Joint, Meeting, MeetingNote
from troth.store.node import present
from troth.store.queries.charter import IN_FORCE, clauses_in, meeting_of, next_meeting
from troth.store.queries.meetings import PAGE, meetings_in, note_of, notes_in, recap_of
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, both, people_of
from troth.store.queries.waits import waiting_for
from troth.web import live
from troth.web.charter.words import often_of
from troth.web.clocks import begins, on_both
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.meetings import recap, writing
from troth.web.meetings.words import listed
from troth.web.paged import Asked, asked_of
from troth.web.promises.words import Chip
from troth.web.today.met import item_of_met


@require_safe
@in_alliance()
def meetings(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show which meetings come next, which note is written, and the ones that have ended."""
    asked = asked_of(request)
    notes = notes_in(seat)
    tag = live.tag_of(seat.heads, *(f"{note.pk}.{note.version}" for note in notes))
    return live.answer(
        request,
        "meetings/meetings.html",
        "meetings/meetings_live.html",
        tag,
        lambda: _list(seat, notes, asked),
    )


@require_safe
@in_alliance()
def meeting(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show a note while it is written, and its recap once the meeting has ended."""
    note = note_of(seat, object)
    if note is not None:
        return live.answer(
            request,
            "meetings/write.html",
            "meetings/write_live.html",
            writing.tag_of(seat, note),
            lambda: writing.context(seat, note),
        )
    found = recap_of(seat, object)
    if found is None:
        raise Http404
    return live.answer(
        request,
        "meetings/recap.html",
        "meetings/recap_live.html",
        live.tag_of(seat.heads),
        lambda: recap.context(seat, found),
    )


def _list(seat: Seat, notes: list[MeetingNote], asked: Asked) -> dict[str, Any]:
    mine, theirs = both(seat)
    page = reverse("meetings", args=[seat.slug])
    rows = meetings_in(seat, start=asked.start)
    people = people_of(seat)
    waits = waiting_for([seat], present())
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "needs": [item_of_met(each) for each in waits.met],
        "next": _next(seat, notes),
        "rows": [_row(seat, people, row) for row in rows[:PAGE]],
        "older": asked.older(page, PAGE) if len(rows) > PAGE else "",
        "may": seat.may(Right.LISTEN) and seat.parted is None,
    }


def _next(seat: Seat, notes: list[MeetingNote]) -> list[SimpleNamespace]:
    """What the cadence says comes next, the nearest day first; what is held when needed, last."""
    today = day_in(present(), seat.person.zone)
    begun = {note.clause: note for note in notes if note.clause}
    held = [row for row in clauses_in(seat) if row.status == IN_FORCE and meeting_of(row) is not None]
    found = [_comes(seat, row, today, begun) for row in held]
    return sorted(found, key=lambda each: (each.day is None, each.day or today))


def _comes(seat: Seat, row: Joint, today: Any, begun: Mapping[str, MeetingNote]) -> SimpleNamespace:
    day = next_meeting(row, today)
    at = begins(meeting_of(row), day) if day is not None else None
    note = begun.get(row.object)
    begin = f"{reverse('new_meeting', args=[seat.slug])}?of={row.object}"
    return SimpleNamespace(
        key=row.object,
        url=reverse("clause", args=[seat.slug, row.object]),
        title=row.text or "Words erased",
        day=day,
        at=on_both(seat, at, today) if at is not None else "",
        often=often_of(row.details),
        who=row.details["who"],
        open=reverse("meeting", args=[seat.slug, note.object]) if note is not None else begin,
        begun=note is not None,
    )


def _row(seat: Seat, people: Mapping[str, Someone], row: Meeting) -> SimpleNamespace:
    asks = [line for line in row.lines if line["kind"] != "note"]
    both_have = sum(len(line["confirmed"]) > 1 for line in asks)
    done = row.status == "confirmed"
    said = {colour for line in asks for colour in line["confirmed"]}
    return SimpleNamespace(
        key=row.object,
        url=reverse("meeting", args=[seat.slug, row.object]),
        title=row.title or "Words erased",
        day=row.day,
        here=listed(people[each].given for each in row.here if each in people),
        lines=f"{say_number(len(row.lines))} line{'s' if len(row.lines) != 1 else ''}",
        glyph="ff" if done else ("f" if "a" in said else "e") + ("f" if "b" in said else "e"),
        chip=Chip("Confirmed by both", glyph="ff")
        if done
        else Chip(
            f"{say_number(both_have)} of {say_number(len(asks))} confirmed by both".capitalize(), open=True
        ),
    )
