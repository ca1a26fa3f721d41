"""Today: what needs the reader now, what they wait for, and what happened since they last looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import stamp_of
from troth.store.queries import judgement, meetings
from troth.store.queries.alliance import happened_in
from troth.store.queries.charter import Called, calls_for
from troth.store.queries.forecast import doubts_of
from troth.store.queries.listening import CALLS_WAITING
from troth.store.queries.notices import untold_of
from troth.store.queries.people import Party, Reader, Seat, newest_in
from troth.store.queries.promises import both
from troth.store.queries.second import mark_of, waiting_in
from troth.store.queries.today import (
    WAITING,
    Kind,
    Need,
    Yeses,
    every_seat_of,
    held_by,
    joints_for,
    needs_of,
    uncompared,
)
from troth.store.queries.waits import Waits, waiting_for
from troth.web import live
from troth.web.days import say_number
from troth.web.figures.hours import Desk
from troth.web.gate import of_organisation
from troth.web.parted import who_left
from troth.web.settings.rhythm_parts import standing
from troth.web.telling.views import listed_of
from troth.web.today.asked import item_of_asked
from troth.web.today.called import item_of_call
from troth.web.today.heard import item_of_heard
from troth.web.today.items import Item, item_of, item_of_joint, item_of_words, states_for
from troth.web.today.met import item_of_met
from troth.web.today.news import event_of, since_words
from troth.web.today.raised import item_of_parked, item_of_raised

FEW = 6
TALKS = (Kind.RELEASE, Kind.STATUS, Kind.SENT_BACK, Kind.CHANGE, Kind.PASSED, Kind.ANSWER)


@require_safe
@of_organisation()
def today(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show what needs the reader now, across alliances."""
    seats = every_seat_of(reader)
    yeses = waiting_in(seats)
    tag = live.tag_of("".join(seat.heads for seat in seats), *mark_of(yeses))
    return live.answer(
        request,
        "today/today.html",
        "today/today_live.html",
        tag,
        lambda: context(reader, seats, live.present(), yeses),
    )


def context(
    reader: Reader, every: Sequence[Seat], now: datetime, yeses: Yeses | None = None
) -> dict[str, Any]:
    """This function will return everything that Today shows."""
    seats = [seat for seat in every if seat.shared and seat.parted is None]
    needs = needs_of(seats, stamp_of(now), yeses, doubts=doubts_of(reader))
    act = [need for need in needs if need.kind not in WAITING]
    wait = [need for need in needs if need.kind in WAITING]
    waits, held = waiting_for(seats, stamp_of(now)), held_by(seats)
    called = meetings.not_begun(calls_for(seats, held, stamp_of(now)), waits.met)
    joints = [
        *(item_of_words(seat) for seat in uncompared(every)),
        *(item_of_call(each) for each in called),
        *(item_of_joint(put) for put in joints_for(seats, held)),
        *(item_of_heard(each) for each in waits.heard if each.call not in CALLS_WAITING),
        *(item_of_raised(each) for each in waits.raised if each.call not in judgement.CALLS_WAITING),
        *map(item_of_asked, waits.asked),
        *(item_of_met(each) for each in waits.met if each.call is not meetings.Call.CONFIRM_WAITS),
        *map(item_of_parked, waits.parked),
    ]
    groups, closing = _groups(reader, act, joints, now)
    total = len(act) + len(joints)
    band = _band(seats, needs)
    return {
        "active": "today",
        "record_upto": newest_in(every),
        "headline": _headline(total, closing),
        "next": _next(wait),
        "band": band,
        "sides": band or reader.sides,
        "groups": groups,
        "waiting": _waiting(seats, wait, waits),
        "since": _since(seats, now, reader.person.zone),
        "untold": listed_of(untold_of(every))[:FEW],
        "standing": standing(reader, asked=True),
        "alliances": [
            _alliance(seat, act, waits, called)
            for seat in sorted(every, key=lambda seat: seat.parted is not None)
        ],
    }


def _groups(
    reader: Reader, act: Sequence[Need], joints: Sequence[Item], now: datetime
) -> tuple[list[SimpleNamespace], tuple[str, str, int] | None]:
    """What the partner can still answer today comes first, then today, then the week."""
    states = states_for(act)
    closing = next(
        (found for need in act if need.kind in TALKS and (found := _closes(reader, need.seat, now))), None
    )
    before = [
        need for need in act if closing and need.kind in TALKS and _closes(reader, need.seat, now) == closing
    ]
    rest = [need for need in act if need not in before]
    soon = [
        need for need in rest if need.kind not in (Kind.DUE, Kind.DOUBT) or need.row.due_day == need.today
    ]
    week = [need for need in rest if need not in soon]
    named = [
        ("before", f"Before {closing[1]}, while {closing[0]} is at work" if closing else "", before, []),
        ("today", "Today", soon, list(joints)),
        ("week", "This week", week, []),
    ]
    groups = [
        SimpleNamespace(
            key=key, title=title, fine="", items=[*(item_of(need, states) for need in found), *more]
        )
        for key, title, found, more in named
        if found or more
    ]
    lead = before or soon or ([] if joints else week)
    if lead:
        groups[0].items[0] = item_of(lead[0], states, first=True)
    if closing and before:
        groups[0].fine = _left(closing[2])
    return groups, closing if before else None


def _closes(reader: Reader, seat: Seat, now: datetime) -> tuple[str, str, int] | None:
    """The partner's name, when it goes home on the reader's clock, and in how many minutes; None unless it is soon."""
    _, theirs = both(seat)
    if not seat.opened or not theirs.place:
        return None
    span = Desk(theirs.colour, theirs.place, theirs.zone, theirs.opens, theirs.closes).span(now)
    if span is None or not span[0] <= now < span[1] or span[1] - now > timedelta(hours=4):
        return None
    here = span[1].astimezone(ZoneInfo(reader.person.zone))
    return theirs.short, f"{here:%H:%M}", int((span[1] - now).total_seconds() // 60)


def _left(minutes: int) -> str:
    if minutes >= 120:
        return f"{minutes // 60} hours left"
    return f"{minutes} minutes left" if minutes != 1 else "a minute left"


def _headline(count: int, closing: tuple[str, str, int] | None) -> str:
    if not count:
        return "Nothing needs you now."
    word = say_number(count)
    said = f"{word[:1].upper()}{word[1:]} {'thing needs' if count == 1 else 'things need'} you."
    return f"{said} Some of it before {closing[0]} goes home at {closing[1]}." if closing else said


def _next(wait: Sequence[Need]) -> str:
    due = next((need for need in wait if need.row.due_day is not None), None)
    if due is None or due.row.due_day is None:
        return ""
    return f"Next comes “{due.row.title}”, for {due.row.due_day:%A %-d %B}."


def _band(seats: Sequence[Seat], needs: Sequence[Need]) -> Sequence[Party]:
    seat = next((need.seat for need in needs if need.seat.opened), None)
    seat = seat or next((each for each in seats if each.opened), None)
    return seat.sides if seat is not None else ()


def _waiting(seats: Sequence[Seat], wait: Sequence[Need], waits: Waits) -> list[SimpleNamespace]:
    groups = []
    for seat in seats:
        own = [need for need in wait if need.seat is seat]
        own.sort(key=lambda need: (need.kind is Kind.COMING, need.row.due_day or need.today))
        items = [item_of(need, {}) for need in own[:FEW]]
        heard = [each for each in waits.heard if each.seat is seat and each.call in CALLS_WAITING]
        raised = [each for each in waits.raised if each.seat is seat and each.call in judgement.CALLS_WAITING]
        met = [each for each in waits.met if each.seat is seat and each.call is meetings.Call.CONFIRM_WAITS]
        items += [*map(item_of_heard, heard), *map(item_of_raised, raised), *map(item_of_met, met)][:FEW]
        if items:
            groups.append(
                SimpleNamespace(
                    key=seat.slug,
                    title=f"With {seat.partner_name}, nothing for you to do",
                    items=items,
                )
            )
    return groups


def _since(seats: Sequence[Seat], now: datetime, zone: str) -> SimpleNamespace | None:
    start = now - timedelta(days=3)
    told = happened_in(seats, at=stamp_of(start), limit=FEW)
    found = [(seat, happened) for seat in seats for happened in told[seat.slug]]
    found.sort(key=lambda pair: -pair[1].at)
    if not found:
        return None
    return SimpleNamespace(
        title=since_words(start, now, zone),
        events=[event_of(seat, happened) for seat, happened in found[:FEW]],
    )


def _alliance(seat: Seat, act: Sequence[Need], waits: Waits, called: Sequence[Called]) -> SimpleNamespace:
    count = sum(need.seat is seat for need in act) + sum(each.seat is seat for each in called)
    count += sum(each.seat is seat and each.call not in CALLS_WAITING for each in waits.heard)
    count += sum(each.seat is seat and each.call not in judgement.CALLS_WAITING for each in waits.raised)
    count += sum(each.seat is seat for each in waits.asked)
    count += sum(each.seat is seat and each.call is not meetings.Call.CONFIRM_WAITS for each in waits.met)
    words = f"{say_number(count)} for you" if count else "quiet"
    if seat.parted is not None:
        words = who_left(seat)
    elif not seat.opened:
        words = "waits for both to confirm" if seat.partner else f"{seat.partner_name} has not come yet"
    room = "alliance" if seat.shared else "pairing"
    return SimpleNamespace(
        name=seat.name, url=reverse(room, args=[seat.slug]), words=words, ended=seat.parted is not None
    )
