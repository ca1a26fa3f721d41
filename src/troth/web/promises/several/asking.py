"""What is asked before several promises are signed: once for all, with room for other words, another day for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict

from troth.core.promises import Name
from troth.core.values import Side, Stake
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole
from troth.web.days import say_day
from troth.web.promises.choices import changes_of
from troth.web.promises.desks import Desk, base_facts, desk_of
from troth.web.promises.several.choosing import Kind
from troth.web.promises.story import text_of
from troth.web.promises.words import first_name, glyph_of, today_of

OWN = ("words", "due", "expect", "in_time", "met")
ALL_MET = "Say that its conditions are met, or take it out of the choice."


@dataclass
class Asked:
    """One promise on the page that asks: what will be signed for it, what is asked of it, what stands in the way."""

    object: str
    glyph: str
    title: str
    url: str
    facts: tuple[str, ...]
    signs: str
    stamp: str
    changes: list[SimpleNamespace] = field(default_factory=list)
    conditions: tuple[str, ...] = ()
    asks_time: bool = False
    asks_stake: bool = False
    own: dict[str, str] = field(default_factory=dict)
    error: str = ""
    chosen: bool = True


def asked_of(seat: Seat, whole: Whole, kind: Kind, url: str, now: int, data: QueryDict | None) -> Asked:
    """This function will return what the page shows of one promise, as it was typed when it was sent already."""
    row, today = whole.row, today_of(whole.row, now)
    desk = desk_of(seat, whole, kind.act, QueryDict(), bound=False)
    shown = Asked(
        object=row.object,
        glyph=glyph_of(row),
        title=row.title or "Words erased",
        url=url,
        facts=_facts(whole, today),
        signs=_signs(whole, kind, today),
        stamp=data.get(f"stamp-{row.object}", "") if data is not None else whole.state.stamp,
        asks_time=desk.asks_late,
        asks_stake=kind.name is Name.AGREE and desk.asks_stake,
    )
    text = {Name.AGREE: whole.state.table[whole.mine.other], Name.ACCEPT: whole.state.text}.get(kind.name)
    if text is not None:
        words = text_of(text).words
        shown.conditions = words.conditions if words else ()
        shown.changes = changes_of(whole, text_of(text), today) if kind.name is Name.AGREE else []
    if data is not None:
        shown.own = {name: data.get(f"{name}-{row.object}", "") for name in OWN}
        shown.chosen = row.object in data.getlist("promise")
    return shown


def desk_for(seat: Seat, whole: Whole, kind: Kind, data: QueryDict) -> Desk:
    """This function will return the form of the act on one promise, filled with what was said for it or for all."""

    def said(name: str) -> str:
        return data.get(f"{name}-{whole.row.object}", "").strip() or data.get(name, "")

    own = QueryDict(mutable=True)
    for name in ("words", "due", "expect", "in_time", "stake", "person", "then"):
        own[name] = said(name)
    own["zone"] = base_facts(whole).zone
    if data.get(f"due-{whole.row.object}", "").strip() and kind.act == "warn":
        own["then"] = "propose"
    if kind.act == "accept":
        own["outcome"] = "met"
        held = text_of(whole.state.text).words if whole.state.text else None
        met = "1" if said("met") else ""
        own.update({f"met_{n}": met for n in range(len(held.conditions) if held else 0)})
    return desk_of(seat, whole, kind.act, own)


def wrong_with(desk: Desk, kind: Kind, whole: Whole, data: QueryDict) -> str:
    """This function will say what is still missing before one promise can be signed; empty when nothing is."""
    if not desk.form.is_valid():
        return str(next(iter(desk.form.errors.values()))[0])
    if kind.act == "change" and not desk.form.cleaned_data.get("due"):
        return "Choose a day, for all of them or for this one."
    if kind.act == "accept" and not data.get(f"met-{whole.row.object}"):
        return ALL_MET
    if desk.asks_late and not desk.form.cleaned_data.get("in_time"):
        return "Say whether it was in time; the record alone cannot tell."
    if desk.asks_stake and kind.act == "agree" and not desk.form.cleaned_data.get("stake"):
        return "Say how much hangs on it for you: low, medium or high."
    return ""


def _facts(whole: Whole, today: date) -> tuple[str, ...]:
    row = whole.row
    performer, customer = row.performer_person, row.customer_person
    people = [
        first_name(person.name) if person and person.name else whole.sides[side].short
        for side, person in ((Side.PERFORMER, performer), (Side.CUSTOMER, customer))
    ]
    day = say_day(row.due_day, today) if row.due_day else "waits for its date"
    return (day, f"{people[0]} to {people[1]}", f"no. {row.number}")


def _signs(whole: Whole, kind: Kind, today: date) -> str:
    """What is signed for one promise, in a sentence."""
    them = whole.sides[whole.mine.other].short
    day = f" for {say_day(whole.row.due_day, today)}" if whole.row.due_day else ""
    return {
        "warn": f"You tell {them} that something came in between. What is agreed{day} stands until both change it.",
        "agree": f"You say yes to what {them} put{day}.",
        "accept": "You accept it: every condition is met, and the promise is kept.",
        "progress": f"You tell {them} how it stands.",
        "change": f"You propose another day. What is agreed{day} stands until {them} says yes.",
        "ask_status": f"You ask {them} how it stands.",
        "reassign": f"Somebody else of your side answers for it; {them} sees who.",
        "release": f"You let {them} go from it. It counts for nothing and against nobody.",
    }[kind.act]


def common(data: QueryDict | None, people: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """This function will return what is asked once for all, as typed."""
    names = ("words", "then", "due", "expect", "person", "stake")
    typed = {name: data.get(name, "") if data is not None else "" for name in names}
    return {"typed": typed, "people": people, "stakes": [each.value for each in Stake]}
