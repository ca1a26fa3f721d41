"""A promise as a row of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.store.models import Member, Party, Promise
from troth.store.queries.people import Seat
from troth.web.days import say_day, say_days, say_short
from troth.web.promises.words import days_early, first_name, glyph_of, name_of, today_of


@dataclass(frozen=True)
class Row:
    """See promises/row.html."""

    key: str
    glyph: str
    url: str
    title: str
    strong: str
    facts: tuple[str, ...]
    more: str = ""
    act: str = ""
    act_url: str = ""


def row_of(seat: Seat, promise: Promise, now: int) -> Row:
    """This function will return a promise as a row of a list."""
    today = today_of(promise, now)
    url = reverse("promise", args=[seat.slug, promise.object])
    more, act, kind = _next(seat, promise, today)
    return Row(
        key=promise.object,
        glyph=glyph_of(promise),
        url=url,
        title=promise.title or "Words erased",
        strong=_strong(promise, today),
        facts=tuple(fact for fact in _facts(seat, promise, today) if fact),
        more=more,
        act=act,
        act_url=f"{url}?act={kind}#desk" if kind else url,
    )


def _strong(promise: Promise, today: date) -> str:
    if promise.status == "kept":
        days = days_early(promise)
        if days is None or days == 0:
            return "Kept"
        return f"Kept, {say_days(days)} early" if days > 0 else f"Done {say_days(-days)} after the date"
    if promise.status == "released":
        return f"Released by {name_of(promise, 'customer')}"
    if promise.status == "broken":
        return "Broken, with notice"
    if promise.status == "nothing":
        return "Nothing on the table"
    return say_day(promise.due_day, today) if promise.due_day else "Waits for its date"


def _facts(seat: Seat, promise: Promise, today: date) -> list[str]:
    people = f"{_person(seat, promise.performer_person, promise.performer)} to "
    people += _person(seat, promise.customer_person, promise.customer, after=True)
    facts = [people, f"no. {promise.number}"]
    if promise.first_due_day and promise.due_day and promise.first_due_day != promise.due_day:
        facts.append(f"first {say_short(promise.first_due_day, today)}")
    if promise.status in ("kept", "released", "broken") and promise.closed_at:
        facts.append(say_short(day_in(promise.closed_at, promise.zone or "UTC"), today))
    if promise.series_index:
        facts.append(f"{promise.series_index} of {promise.series_of}")
    if promise.stake == "high":
        facts.append("high stake")
    if promise.crossed:
        facts.append("messages crossed")
    return facts


def _person(seat: Seat, member: Member | None, party: Party | None, *, after: bool = False) -> str:
    if member is not None and member.person_id == seat.person.pk:
        return "you" if after else "You"
    if member is not None and member.name:
        return first_name(member.name)
    return str(party.organisation) if party else seat.partner_name


def _next(seat: Seat, promise: Promise, today: date) -> tuple[str, str, str]:
    """What the reader may do about it first: a sentence, the words of the link, and the form it opens."""
    able = seat.may(Right.PROMISE)
    performs = promise.performer_id == seat.party.pk
    them = name_of(promise, "customer" if performs else "performer")
    if promise.open_texts and ("c" if performs else "p") in promise.open_texts:
        waits = "asked for it" if performs and promise.status == "proposed" else "offered it"
        if promise.status != "proposed":
            waits = "proposed a change"
        return f"{them} {waits}.", "Answer" if able else "", ""
    if promise.status == "delivered":
        return (
            ("Waits for their answer.", "", "")
            if performs
            else (f"{them} says it is delivered.", "Accept or say what is missing" if able else "", "accept")
        )
    if promise.status != "agreed":
        return "", "", ""
    if promise.due_day is not None and promise.due_day < today and promise.warned_at is None:
        kind, words = ("warn", "Say how it stands") if performs else ("ask_status", "Ask how it stands")
        return "Date passed, no word yet.", words if able else "", kind
    if promise.expected_day and promise.expected_day != promise.due_day:
        return f"Now expected {say_day(promise.expected_day, today)}.", "", ""
    return "", "", ""
