"""The agenda beside the note: what is due, what is open and what changed, as a list of a few words each."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from django.urls import reverse

from troth.actions.days import day_in
from troth.store.models import Joint, Promise
from troth.store.queries.agenda import Agenda
from troth.store.queries.people import Seat
from troth.store.queries.promises import people_of
from troth.web.days import say_short
from troth.web.meetings.words import ERASED
from troth.web.promises import raised, spoken
from troth.web.promises.words import chip_of, glyph_of

FEW = {"due": 6, "open": 6, "changed": 3}
LONG = 90
PLACES = {
    Joint.CLAUSE: "clause",
    Joint.DIFFERENCE: "difference",
    Joint.OBJECTIVE: "objective",
    Joint.AREA: "area",
    Joint.CONTROL: "control",
}


def groups_of(seat: Seat, found: Agenda, now: int) -> list[SimpleNamespace]:
    """This function will return what the meeting may be about in three groups; empty ones are left out."""
    today = day_in(now, seat.person.zone)
    since = f"Since {say_short(found.last.day, today)}" if found.last is not None else "Changed lately"
    named = (
        ("due", "Due this week, or passed", [_promise(seat, row, now) for row in found.due]),
        ("open", "Open", list(_open(seat, found, now))),
        ("changed", since, [_promise(seat, row, now) for row in found.changed]),
    )
    return [
        SimpleNamespace(key=key, title=title, rows=rows[: FEW[key]], more=max(0, len(rows) - FEW[key]))
        for key, title, rows in named
        if rows
    ]


def _open(seat: Seat, found: Agenda, now: int) -> Iterator[SimpleNamespace]:
    """Questions of the last meeting first, then what waits for a yes, then what waits to be understood."""
    people = people_of(seat)
    for question in found.questions:
        who = people.get(question.who)
        url = f"{reverse('meeting', args=[seat.slug, question.meeting.object])}#line-{question.number}"
        yield _row(
            "ee", question.words, url, f"{who.given} finds out" if who is not None else "a question left open"
        )
    yield from (_promise(seat, row, now) for row in found.table)
    for row in found.joints:
        yield _row(
            "fe" if seat.colour in row.details["table"] else "ef", row.text, place_of(seat, row), "for a yes"
        )
    for said in found.statements:
        url = reverse("statement", args=[seat.slug, said.object])
        yield _row(spoken.glyph_of(said), said.words, url, spoken.speaker_of(said))
    for concern in found.concerns:
        url = reverse("concern", args=[seat.slug, concern.object])
        yield _row(raised.glyph_of(concern), concern.words, url, f"a concern of {raised.raiser_of(concern)}")


def place_of(seat: Seat, row: Joint) -> str:
    """This function will return the page of what both hold, or may hold, together."""
    if row.kind == Joint.PURPOSE:
        return reverse("purpose", args=[seat.slug])
    return reverse(PLACES[row.kind], args=[seat.slug, row.object])


def _promise(seat: Seat, row: Promise, now: int) -> SimpleNamespace:
    today = day_in(now, row.zone or "UTC")
    url = reverse("promise", args=[seat.slug, row.object])
    day, word = say_short(row.due_day, today) if row.due_day else "", chip_of(row, today).word
    return _row(glyph_of(row), row.title, url, f"{word[:1].lower()}{word[1:]}", day)


def _row(glyph: str, words: str, url: str, fine: str, day: str = "") -> SimpleNamespace:
    line = " ".join(words.split()) or ERASED
    short = line if len(line) <= LONG else f"{line[: LONG - 1].rstrip()}…"
    return SimpleNamespace(glyph=glyph, words=short, url=url, fine=", ".join(filter(None, (day, fine))))
