"""The page of a link that has done its work: what came of it and when, when it is read, and what can be done next.

A used link may lie in a mail that was passed on; so what leads further by itself is shown only in a browser that has
shown whose mailbox it is, or where that person is signed in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from troth.actions.days import zone_of
from troth.actions.rhythm import Work, usual
from troth.core.values import Side
from troth.store import mailed
from troth.store.models import MailLink, Member
from troth.store.queries.mailed import SERIES, TAKE_BACK, Asked, Thing, entry_of, thing_of
from troth.store.queries.people import Party, Seat
from troth.store.queries.pressing import next_for
from troth.store.queries.promises import Whole
from troth.store.queries.receipts import receipts_to
from troth.store.queries.rhythm import known_away
from troth.web.days import DAYS, say_long, say_time
from troth.web.mailed.about import about, page_of
from troth.web.templatetags.look import given
from troth.web.today.items import says

YES = ("agree", SERIES)
RECEIPTS = (*YES, "deliver", "accept", "release")
NO_WORD = ("answer",)
A_DAY = timedelta(days=1)


def done(request: HttpRequest, seat: Seat, link: MailLink, *, known: bool) -> HttpResponse:
    """This function will show what came of a link that has done its work."""
    thing, now = thing_of(seat, link.object), timezone.now()
    whole = thing if isinstance(thing, Whole) else None
    partner = next((each for each in seat.sides if not each.mine), None)
    shown = about(seat, link) | {
        "told": link.told,
        "at": link.used_at,
        "place": seat.person.place,
        "title": whole.row.title if whole is not None else "",
        "knows": _reads(seat, whole, partner, now) if partner is not None and link.act not in NO_WORD else "",
        "logs": _logs(seat, link),
        "add": "" if link.act in NO_WORD else f"{page_of(link)}#comments",
        "whom": given(person.name) if (person := _member(whole)) else seat.partner_name,
        "otherwise": _otherwise(seat, link, thing, known=known),
        "receipt": _receipt(seat) if link.act in RECEIPTS and link.done else "",
        "more": _more(seat, link) if known else None,
    }
    return render(request, "mailed/done.html", shown)


def _reads(seat: Seat, whole: Whole | None, partner: Party, now: datetime) -> str:
    """When it is read: the hours of the other side's organisation; of a person only on which day they are back."""
    person, zone = _member(whole), seat.person.zone
    away = {member.pk: back for member, back in known_away(seat, now)} if person is not None else {}
    if person is not None and person.pk in away:
        today = now.astimezone(zone_of(zone)).date()
        return f"{given(person.name)} is back on {say_long(away[person.pk].day, today)}."
    firm = next(each.organisation for each in seat.parties if each.organisation_id != seat.organisation.pk)
    return at_work(partner, Work(partner.zone, usual(firm.opens, firm.closes), firm.country), zone, now)


def at_work(side: Party, work: Work, zone: str, now: datetime) -> str:
    """This function will say until when a side is at work, or from when again, on its own clock and on the reader's."""
    begins = work.next(now)
    day = begins.astimezone(zone_of(side.zone)).date()
    at_once = begins == now
    spans = [span for each in (day - A_DAY, day) if (span := work.span(each)) is not None]
    until = next((span[1] for span in spans if span[0] <= now < span[1]), None) if at_once else None
    if until is not None:
        return f"{side.short} is at work until {say_time(until, side.zone)}{_yours(until, side.zone, zone)}."
    if at_once:
        return ""
    today = now.astimezone(zone_of(side.zone)).date()
    when = {0: "", 1: "tomorrow "}.get((day - today).days, f"on {say_long(day, today)} ")
    return f"{side.short} is at work again {when}from {say_time(begins, side.zone)}{_yours(begins, side.zone, zone)}."


def _yours(at: datetime, theirs: str, zone: str) -> str:
    """The same on the reader's clock; the day is named where it is another there."""
    here, there = at.astimezone(zone_of(zone)), at.astimezone(zone_of(theirs))
    if here.utcoffset() == there.utcoffset():
        return ""
    day = "" if here.date() == there.date() else f" on {DAYS[here.weekday()]}"
    return f", your {say_time(at, zone)}{day}"


def _logs(seat: Seat, link: MailLink) -> str:
    """Where it stands in the own log, and in the other side's once that names it: `kaido #0393 · veldsen #0417`."""
    entry = mailed.entry_of(link)
    if entry is None:
        return ""
    own = f"{str(seat.organisation).lower()} #{entry.seq:04}"
    named = mailed.named_by(entry, seat.partner) if seat.partner is not None else None
    theirs = f"{seat.partner_name.lower()} #{named:04}" if named is not None else ""
    return " · ".join(filter(None, (own, theirs)))


def _member(whole: Whole | None) -> Member | None:
    """Who answers for the other side of a promise, where somebody is named."""
    if whole is None:
        return None
    row = whole.row
    person = row.customer_person if whole.mine is Side.PERFORMER else row.performer_person
    return person if person is not None and person.name else None


def _otherwise(seat: Seat, link: MailLink, thing: Thing | None, *, known: bool) -> str:
    """What can be done about a press that was not meant: a yes is taken back while nothing was built on it, else it is
    put otherwise; whoever is not known here does so on its page."""
    if link.act in NO_WORD or thing is None:
        return ""
    if link.act == "agree" and known and (entry := entry_of(seat, thing, TAKE_BACK)):
        asked = Asked(TAKE_BACK, link.object, entry)
        (token,) = mailed.make(link.person, link.party, [asked], mail=f"after-{link.pk}")
        return reverse("mailed", args=[token])
    act = "change" if link.act in (*YES, "warn") else "counter" if link.act == "decline" else ""
    return f"{page_of(link)}?act={act}#desk" if act else page_of(link)


def _receipt(seat: Seat) -> str:
    if seat.person.email in receipts_to(seat.organisation):
        return "A receipt is on its way to your mailbox."
    return f"A receipt is on its way to the mailbox in which {seat.organisation} keeps them."


def _more(seat: Seat, link: MailLink) -> SimpleNamespace | None:
    """The one thing that waits most in the same alliance and is answered like this one, with a link of its own."""
    found = next_for(seat, but=link.object)
    if found is None:
        return None
    need, asked = found
    (token,) = mailed.make(link.person, link.party, [asked], mail=f"after-{link.pk}")
    return SimpleNamespace(
        title=need.row.title or "Words erased",
        says=says(need),
        day=need.row.due_day,
        url=reverse("mailed", args=[token]),
    )
