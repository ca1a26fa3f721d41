"""The page for sponsors, to be printed: one sheet that both sides read in the same words, without any score."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import day_in
from troth.store.models import Joint, Promise
from troth.store.node import present
from troth.store.queries.alliance import Serving
from troth.store.queries.people import Seat
from troth.store.queries.promises import both, people_of
from troth.store.queries.steering import Steering, steering_of
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.meetings.agenda import place_of
from troth.web.meetings.words import ERASED, day_of
from troth.web.promises import raised
from troth.web.promises.words import chip_of, glyph_of

FEW = 8
CALLED = {
    Joint.PURPOSE: "What we do together",
    Joint.OBJECTIVE: "An objective",
    Joint.CLAUSE: "The charter",
    Joint.DIFFERENCE: "A bridge over a difference",
    Joint.AREA: "What is at stake in an area of work",
    Joint.CONTROL: "A control",
}


@require_safe
@in_alliance()
def steering(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what sponsors look at together."""
    return render(request, "meetings/steering.html", context(seat, steering_of(seat, present())))


def context(seat: Seat, found: Steering) -> dict[str, Any]:
    """This function will return everything that the page for sponsors shows."""
    mine, theirs = both(seat)
    now = present()
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "today": day_in(now, seat.person.zone),
        "since": found.since,
        "met": found.met,
        "purpose": found.purpose.text
        if found.purpose is not None and found.purpose.status == "agreed"
        else "",
        "objectives": [
            SimpleNamespace(
                title=each.joint.text or ERASED,
                agreed=each.joint.status == "agreed",
                serve=_serve(each),
            )
            for each in found.objectives
            if each.joint.status != "closed"
        ],
        "halves": [_half(seat, party, found, now) for party in seat.sides],
        "concerns": _concerns(seat, found),
        "questions": _questions(seat, found),
        "decisions": _decisions(seat, found),
        "differences": [
            SimpleNamespace(
                title=row.text or ERASED,
                bridge=(row.details.get("bridge") or {}).get("words") or ERASED,
                url=reverse("difference", args=[seat.slug, row.object]),
            )
            for row in found.differences
        ],
    }


def _concerns(seat: Seat, found: Steering) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            words=row.words or ERASED,
            who=f"{raised.raiser_of(row)}, {row.raiser.organisation}",
            chip=raised.chip_of(row),
            url=reverse("concern", args=[seat.slug, row.object]),
        )
        for row in found.concerns
    ]


def _serve(each: Serving) -> str:
    if not each.of:
        return "no promise serves it yet"
    return f"{say_number(each.kept)} of {say_number(each.of)} promises kept"


def _half(seat: Seat, party: Any, found: Steering, now: int) -> SimpleNamespace:
    """What one side promised: kept, moved or interrupted, due; each at most a few, with how many more there are."""

    def ended(*statuses: str) -> int:
        return sum(found.counts.get((party.colour, status), 0) for status in statuses)

    due = [row for row in found.due if row not in found.moved]
    groups = (
        ("Kept", "kept", found.kept, ended("kept")),
        ("Moved, or something came in between", "moved", found.moved, 0),
        ("Due in the next 90 days", "open", due, 0),
        ("Released, or ended with notice", "settled", found.ended, ended("released", "broken")),
    )
    home = reverse("promises", args=[seat.slug])
    listed = [
        _group(seat, title, own, max(count, len(own)), f"{home}?state={state}&side={party.colour}", now)
        for title, state, rows, count in groups
        if (own := _of(party, rows))
    ]
    return SimpleNamespace(party=party, groups=listed)


def _group(
    seat: Seat, title: str, rows: Sequence[Promise], count: int, url: str, now: int
) -> SimpleNamespace:
    """A few of these promises, of a series the first; `count` there are of them, and all stand at `url`."""
    once = _once_a_series(rows)
    return SimpleNamespace(
        title=title,
        rows=[_promise(seat, row, now, many) for row, many in once[:FEW]],
        more=max(0, len(once) - FEW) + count - len(rows),
        count=say_number(count),
        url=url,
    )


def _of(party: Any, rows: Sequence[Promise]) -> list[Promise]:
    return [row for row in rows if row.performer is not None and row.performer.colour == party.colour]


def _once_a_series(rows: Sequence[Promise]) -> list[tuple[Promise, int]]:
    """Each promise, and of a series the first that is named with how many there are."""
    found: dict[str, tuple[Promise, int]] = {}
    for row in rows:
        first, many = found.get(row.series or row.object, (row, 0))
        found[row.series or row.object] = (first, many + 1)
    return list(found.values())


def _promise(seat: Seat, row: Promise, now: int, many: int) -> SimpleNamespace:
    word = chip_of(row, day_in(now, row.zone or "UTC")).word
    return SimpleNamespace(
        many=f"{say_number(many)} of a series" if many > 1 else "",
        title=row.title or ERASED,
        url=reverse("promise", args=[seat.slug, row.object]),
        glyph=glyph_of(row),
        due=row.due_day,
        word=f"{word[:1].lower()}{word[1:]}",
    )


def _questions(seat: Seat, found: Steering) -> list[SimpleNamespace]:
    people = people_of(seat)
    return [
        SimpleNamespace(
            words=each.words or ERASED,
            who=people[each.who].name if each.who in people else "",
            due=day_of(each.due),
            day=each.meeting.day,
            url=f"{reverse('meeting', args=[seat.slug, each.meeting.object])}#line-{each.number}",
        )
        for each in found.questions
    ]


def _decisions(seat: Seat, found: Steering) -> list[SimpleNamespace]:
    """What waits for a yes, and what two people are asked to look at."""
    asked = [
        SimpleNamespace(
            what=CALLED[row.kind],
            words=_asked(row),
            by=next((party.short for party in seat.sides if party.colour in row.details["table"]), ""),
            url=place_of(seat, row),
        )
        for row in found.decisions
    ]
    looks = [
        SimpleNamespace(
            what="Two people are asked to look",
            words=row.title or ERASED,
            by="",
            url=f"{reverse('promise', args=[seat.slug, row.object])}#look",
        )
        for row in found.looks
    ]
    return [*asked, *looks]


def _asked(row: Joint) -> str:
    table = next(iter(row.details["table"].values()))
    return str(row.text or table.get("title") or table.get("words") or ERASED)
