"""A need as one thing in a list, with the one act that answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.promises import State
from troth.store.models import Joint, Promise
from troth.store.queries.people import Seat
from troth.store.queries.promises import stamps_of
from troth.store.queries.today import Kind, Need, Put
from troth.web.days import say_day, say_short
from troth.web.promises import dates
from troth.web.promises.words import Act, Chip, chip_of, distance, first_name, glyph_of

States = Mapping[str, State]
LOOKS = {Kind.SECOND: ("Look, and sign too", "second"), Kind.SPONSOR: ("Look at it", "look")}


@dataclass(frozen=True)
class Item:
    """See parts/item.html."""

    key: str
    glyph: str
    url: str
    words: str = ""
    title: str = ""
    facts: tuple[str, ...] = ()
    strong: str = ""
    more: str = ""
    acts: tuple[Act, ...] = ()
    chip: Chip | None = None


def states_for(needs: Sequence[Need]) -> Mapping[str, State]:
    """This function will return the states of the promises that one click answers, one question for each alliance."""
    wanted: dict[str, tuple[Seat, list[str]]] = {}
    for need in needs:
        if need.kind in (Kind.ANSWER, Kind.CHANGE, Kind.DATE):
            wanted.setdefault(need.seat.slug, (need.seat, []))[1].append(need.row.object)
    found: dict[str, State] = {}
    for seat, objects in wanted.values():
        found |= stamps_of(seat, objects)
    return found


def item_of(need: Need, states: States, *, first: bool = False) -> Item:
    """This function will return one need as a thing to do; `first` is the dark button of the page."""
    row, seat = need.row, need.seat
    url = reverse("promise", args=[seat.slug, row.object])
    acts = _acts(need, states, url, first) if seat.may(Right.PROMISE) else ()
    return Item(
        key=row.object,
        glyph=glyph_of(row),
        url=url,
        words=row.title or "Words erased",
        facts=(says(need), *([f"a series of {need.count}"] if need.count > 1 else [])),
        strong=f"{'from' if need.count > 1 else 'for'} {say_day(row.due_day, need.today)}"
        if row.due_day
        else "",
        more=_more(need),
        acts=acts,
        chip=None if acts else chip_of(row, need.today),
    )


def item_of_joint(put: Put) -> Item:
    """This function will return a purpose or an objective that waits for an answer."""
    room = "purpose" if put.row.kind == Joint.PURPOSE else "objective"
    page = (
        reverse(room, args=[put.seat.slug])
        if room == "purpose"
        else reverse(room, args=[put.seat.slug, put.row.object])
    )
    what = "What we do together" if room == "purpose" else "An objective"
    return Item(
        key=put.row.object,
        glyph="ef" if put.seat.colour == "a" else "fe",
        url=page,
        words=put.text or "Words erased",
        facts=(f"{what}, put by {put.seat.partner_name}",),
        acts=(Act("Read and answer", page),),
    )


def item_of_words(seat: Seat) -> Item:
    """This function will return the twelve words that the reader's side has not confirmed yet."""
    page = reverse("pairing", args=[seat.slug])
    return Item(
        key=f"words-{seat.slug}",
        glyph="ee",
        url=page,
        title=f"Compare twelve words with {seat.partner_name}",
        facts=("Nothing is shared before both have confirmed",),
        acts=(Act("Compare them", page),),
    )


def _acts(need: Need, states: States, url: str, first: bool) -> tuple[Act, ...]:
    look = "go" if first else ""

    def form(label: str, kind: str) -> Act:
        return Act(label, f"{url}?act={kind}#desk" if kind else url, look=look)

    simple = {
        Kind.SENTENCE: ("Say yours in one sentence", "escalate"),
        Kind.RELEASE: ("Release them, or answer", "release"),
        Kind.STATUS: ("Say how it stands", "progress"),
        Kind.SENT_BACK: ("See what is missing", ""),
        Kind.PASSED: ("Something came in between", "warn"),
        Kind.DOUBT: ("Something came in between", "warn"),
        Kind.LOOK: ("Accept or say what is missing", "accept"),
        Kind.ASK: ("Ask how it stands", "ask_status"),
    }
    if need.kind in simple:
        return (form(*simple[need.kind]),)
    if need.kind in LOOKS:
        label, place = LOOKS[need.kind]
        return (Act(label, f"{url}#{place}", look=look),)
    if need.kind is Kind.DUE:
        near = need.row.due_day is not None and need.row.due_day <= need.today + timedelta(days=1)
        return (
            form("Say it is delivered", "deliver") if near else form("Something came in between", "warn"),
        )
    if need.kind is Kind.DATE:
        return (form("Put the date", ""),)
    return _answer(need, states, url, look) if need.kind in (Kind.ANSWER, Kind.CHANGE) else ()


def _answer(need: Need, states: States, url: str, look: str) -> tuple[Act, ...]:
    row, state = need.row, states.get(need.row.object)
    customer = row.customer_id == need.seat.party.pk
    if state is None or (customer and not row.stake):
        return (Act("Answer", f"{url}?act=agree#desk", look=look),)
    sent = reverse("promise_act", args=[need.seat.slug, row.object])
    if need.count > 1:
        everything = Act(
            f"Agree to all {need.count}", sent, look=look, now=True, stamp=state.stamp, move="agree_series"
        )
        return (everything, Act("Look first", url, look="quiet"))
    return (
        Act("Agree", sent, look=look, now=True, stamp=state.stamp, move="agree"),
        Act("Look first", url, look="quiet"),
    )


def says(need: Need) -> str:
    """This function will say in a few words why something needs its reader, or why they wait."""
    """This function will say in a few words why something needs its reader."""
    row = need.row
    performs = row.performer_id == need.seat.party.pk
    them = _person(row, performs) or need.seat.partner_name
    return {
        Kind.SECOND: f"{first_name(need.who)} said yes and asks for your signature too",
        Kind.SENTENCE: f"{need.seat.partner_name} asks two people to look, one of each side",
        Kind.SPONSOR: "You are asked to look at it, with somebody of the other side",
        Kind.SECOND_WAITS: f"Your yes waits for a second signature of {need.seat.organisation}",
        Kind.RELEASE: f"{them} asks to be released",
        Kind.STATUS: f"{them} asks how it stands",
        Kind.SENT_BACK: f"{them} sent it back",
        Kind.CHANGE: f"{them} proposes a change",
        Kind.PASSED: f"You promised {them}",
        Kind.LOOK: f"{need.seat.partner_name} says this is delivered",
        Kind.ANSWER: f"{them} {'asks for it' if performs else 'offers it'}",
        Kind.DATE: "What it follows is accepted",
        Kind.DOUBT: f"You promised {them}. Only your side sees this",
        Kind.DUE: f"You promised {them}",
        Kind.ASK: f"{them} promised you",
        Kind.OFFERED: f"You {'offered it to' if performs else 'asked'} {them}",
        Kind.JUDGED: f"Delivered; {them} looks at it",
        Kind.COMING: f"{them} promised you",
    }[need.kind]


def _person(row: Promise, performs: bool) -> str:
    member = row.customer_person if performs else row.performer_person
    return member.name if member is not None else ""


def _more(need: Need) -> str:
    row = need.row
    if need.kind in (Kind.PASSED, Kind.ASK):
        return "Date passed, no word yet."
    if need.kind is Kind.DOUBT and need.why is not None:
        return f"Worth a word to {need.seat.partner_name}? {dates.why(need.why)}"
    if need.kind is Kind.DUE and row.due_day is not None:
        said = f"{distance(row.due_day, need.today)}."
        return (
            f"{said} Should it become doubtful, notice now is worth more than later."
            if row.stake == "high"
            else said
        )
    if need.kind is Kind.CHANGE and row.due_day is not None:
        return f"What was agreed stands until you say yes: {say_short(row.due_day, need.today)}."
    if need.kind is Kind.LOOK and row.delivered_at is not None:
        day = day_in(row.delivered_at, row.zone or "UTC")
        return f"Said on {say_short(day, need.today)}."
    return ""
