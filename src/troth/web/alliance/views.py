"""The home of an alliance: purpose, both directions with equal weight, objectives, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, stamp_of
from troth.core.alliance import Right
from troth.store import private
from troth.store.models import Joint, Promise, Visit
from troth.store.queries import judgement, lists, meetings
from troth.store.queries.alliance import (
    Serving,
    farewell_of,
    happened_since,
    joints_in,
    open_by_side,
    open_or_serving,
    purpose_of,
    serving,
)
from troth.store.queries.charter import calls_for
from troth.store.queries.listening import CALLS_WAITING
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import both
from troth.store.queries.rhythm import known_away
from troth.store.queries.second import mark_of, waiting_in
from troth.store.queries.today import WAITING, Yeses, joints_for, needs_of
from troth.store.queries.waits import waiting_for
from troth.web import live
from troth.web.alliance.reliance import reliance
from troth.web.charter.words import working_together
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.promises.rows import row_of
from troth.web.promises.words import Act
from troth.web.today.asked import item_of_asked
from troth.web.today.called import item_of_call
from troth.web.today.heard import item_of_heard
from troth.web.today.items import item_of, item_of_joint, states_for
from troth.web.today.met import item_of_met
from troth.web.today.news import event_of, since_words
from troth.web.today.raised import item_of_raised

FEW = 5


@require_safe
@in_alliance()
def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the home of an alliance, and remember that the reader has looked."""
    yeses = waiting_in([seat])
    tag = live.tag_of(seat.heads, *mark_of(yeses))

    def shown() -> dict[str, Any]:
        now = live.present()
        visit = private.visit(seat, now)
        return context(seat, visit, now, yeses)

    return live.answer(request, "alliance/alliance.html", "alliance/alliance_live.html", tag, shown)


def context(seat: Seat, visit: Visit, now: datetime, yeses: Yeses | None = None) -> dict[str, Any]:
    """This function will return everything that the home of an alliance shows."""
    stamp = stamp_of(now)
    mine, theirs = both(seat)
    sides = sorted((mine, theirs), key=lambda side: side.colour)
    joints, promises = joints_in(seat), open_or_serving(seat)
    still = [row for row in promises if row.status in lists.OPEN]
    needs = [need for need in needs_of([seat], stamp, yeses, still) if need.kind not in WAITING]
    states = states_for(needs)
    may, waits = seat.may(Right.PURPOSE), waiting_for([seat], stamp)
    return {
        "active": "home",
        "mine": mine,
        "partner": theirs,
        "purpose": purpose_shown(seat, sides, joints),
        "trust": reliance(seat, sides, stamp) if seat.opened else None,
        "needs": [
            *(item_of(need, states, first=n == 0) for n, need in enumerate(needs[:FEW])),
            *(item_of_call(each) for each in meetings.not_begun(calls_for([seat], joints, stamp), waits.met)),
            *(item_of_joint(put) for put in joints_for([seat], joints)),
            *(item_of_heard(each) for each in waits.heard if each.call not in CALLS_WAITING),
            *map(item_of_asked, waits.asked),
            *(item_of_raised(each) for each in waits.raised if each.call not in judgement.CALLS_WAITING),
            *(item_of_met(each) for each in waits.met if each.call is not meetings.Call.CONFIRM_WAITS),
        ],
        "lists": _lists(seat, sides, still, stamp),
        "objectives": [_objective(seat, each, stamp) for each in serving(joints, promises)],
        "objective_url": reverse("new_objective", args=[seat.slug]) if may else "",
        "changed": _changed(seat, visit, now),
        "away": [
            SimpleNamespace(name=member.name, day=back.day, words=back.words, side=member.party.colour)
            for member, back in known_away(seat, now)
        ],
        "farewell": farewell_of(seat),
        "working": working_together(joints, seat.person.zone),
    }


def purpose_shown(seat: Seat, sides: list[Party], joints: Sequence[Joint]) -> SimpleNamespace:
    """This function will return the purpose with what each side brings, and how it can be put or answered."""
    row = purpose_of(joints)
    page = reverse("purpose", args=[seat.slug])
    may = seat.may(Right.PURPOSE)
    if row is None:
        act = Act("Write it down", page, look="go") if may else None
        return SimpleNamespace(text="", agreed=None, put_by="", brings=[], act=act)
    words = str(row.details.get("words", ""))
    said = brings(words, sides)
    waits = [colour for colour in row.details.get("table", {}) if colour != seat.colour]
    act = Act("Read what they propose", page) if waits else Act("Say it differently", page, look="quiet")
    put_by = str(row.put_by.organisation) if row.put_by is not None else ""
    return SimpleNamespace(
        text=row.text or "The words were erased.",
        agreed=_agreed(row, seat.person.zone),
        put_by="" if row.status == "agreed" else put_by,
        brings=[SimpleNamespace(side=side, words=said[side.colour]) for side in sides if side.colour in said],
        act=act if may else None,
    )


def brings(words: str, sides: list[Party]) -> Mapping[str, str]:
    """This function will return what each side brings, by its colour: its own line begins with its name."""
    found = {}
    for line in words.splitlines():
        for side in sides:
            if line.startswith(f"{side.short} "):
                found[side.colour] = line.removeprefix(f"{side.short} ").strip()
    return found


def _agreed(row: Joint, zone: str) -> date | None:
    return day_in(row.agreed_at, zone) if row.agreed_at is not None else None


def _lists(seat: Seat, sides: list[Party], promises: Sequence[Promise], now: int) -> list[SimpleNamespace]:
    rows = open_by_side(seat, promises)
    page = reverse("promises", args=[seat.slug])
    shown = []
    for side, other in zip(sides, reversed(sides), strict=True):
        own = rows[side.colour]
        all_ = f"All {say_number(len(own))}" if len(own) > FEW else ""
        shown.append(
            SimpleNamespace(
                side=side,
                title=f"{side.short} promised {other.short}",
                rows=[row_of(seat, row, now) for row in own[:FEW]],
                none="" if own else "Nothing open now.",
                all_url=f"{page}?side={side.colour}",
                all=all_,
            )
        )
    return shown


def _objective(seat: Seat, found: Serving, now: int) -> SimpleNamespace:
    joint = found.joint
    page = reverse("objective", args=[seat.slug, joint.object])
    return SimpleNamespace(
        key=joint.object,
        text=joint.text or "Words erased",
        glyph=_glyph(joint),
        url=page,
        rows=[row_of(seat, row, now) for row in found.rows],
        together=_together(seat, found),
    )


def _glyph(joint: Joint) -> str:
    if joint.status == "closed":
        return "done"
    if joint.status == "agreed":
        return "ff"
    return "fe" if joint.put_by is not None and joint.put_by.colour == "a" else "ef"


def _together(seat: Seat, found: Serving) -> str:
    joint = found.joint
    if joint.status == "proposed":
        own = joint.put_by_id == seat.party.pk
        return (
            f"Put by your side; {seat.partner_name} has not agreed yet." if own else "It waits for your side."
        )
    closed = [str(each) for each in joint.details.get("closed_by", [])]
    ending = {0: "", 1: "One side has closed it."}.get(len(closed), "Both sides have closed it.")
    if not found.of:
        return f"No promise serves it yet. {ending}".strip()
    kept = say_number(found.kept) if found.kept else "none"
    word = f"{kept[:1].upper()}{kept[1:]}"
    return f"{word} of {say_number(found.of)} {'is' if found.kept == 1 else 'are'} done together. {ending}".strip()


def _changed(seat: Seat, visit: Visit, now: datetime) -> SimpleNamespace:
    if visit.number == 0:
        events = happened_since(seat, limit=8)
        title = "What happened last"
    else:
        events = happened_since(seat, number=visit.number)
        title = "Since your last visit"
        if events:
            title = since_words(_when(events[-1].at), now, seat.person.zone)
    return SimpleNamespace(
        title=title,
        events=[event_of(seat, happened) for happened in events],
        none="" if events else "Nothing of the other people’s here since you last looked.",
    )


def _when(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, live.present().tzinfo)
