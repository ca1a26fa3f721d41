"""All alliances of an organisation: each on its own, compared with how it was, made to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType, SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from troth.actions.days import stamp_of
from troth.core.alliance import Right
from troth.store.queries.alliances import Known, Row, alliances_of, known_privately
from troth.store.queries.people import Reader
from troth.store.queries.portfolio import Held, portfolio_of
from troth.web import live
from troth.web.alliances import words
from troth.web.days import say_number
from troth.web.gate import of_organisation
from troth.web.parted import readable, who_left

SINCE: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"quarter": ("a quarter ago", 91), "half": ("half a year ago", 182), "year": ("a year ago", 365)}
)
USUAL = "quarter"


@dataclass(frozen=True)
class Looked:
    """The portfolio as it is looked at: until when, since when, and the month that is looked back to."""

    rows: list[Row]
    held: list[Held]
    since: str
    month: str


def looked(request: HttpRequest, reader: Reader) -> Looked:
    """This function will read the reader's alliances, compared with a time that the address names."""
    since = request.GET.get("since", USUAL)
    since = since if since in SINCE else USUAL
    now = live.present()
    then = now - timedelta(days=SINCE[since][1])
    zone = ZoneInfo(reader.person.zone)
    rows = alliances_of(reader)
    month = words.month_of(_day(then, zone), _day(now, zone))
    return Looked(rows, portfolio_of(rows, stamp_of(now), stamp_of(then)), since, month)


@require_safe
@of_organisation()
def alliances(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show with whom the reader's organisation keeps promises, and how far each can be relied on."""
    may_begin = reader.may(Right.FOUND)
    seen = looked(request, reader)
    shown = {each.row.seat.slug for each in seen.held}
    context = {
        "active": "alliances",
        "lead": words.lead(seen.held, seen.month),
        "held": [_held(each, n, seen.month) for n, each in enumerate(seen.held)],
        "since": [
            SimpleNamespace(label=label, url=f"?since={key}", chosen=key == seen.since)
            for key, (label, _) in SINCE.items()
        ],
        "alliances": [_row(row) for row in seen.rows if row.seat.slug not in shown],
        "known": [_known(each) for each in known_privately(reader)],
        "may_begin": may_begin,
    }
    return render(request, "alliance/alliances.html", context)


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _held(held: Held, number: int, month: str) -> dict[str, Any]:
    seat, stands = held.row.seat, held.stands
    promises, surveys = (reverse(name, args=[seat.slug]) for name in ("promises", "surveys"))
    names = {side.colour: side.short for side in seat.sides}
    facts = (
        (words.kept(held, month), ""),
        (words.shifted(held), f"{promises}?state=moved"),
        (words.risky(held), promises),
        (words.out_of_balance(held), reverse("balance", args=[seat.slug])),
        (words.due(held), surveys),
    )
    return {
        "name": seat.partner_name,
        "url": reverse("alliance", args=[seat.slug]),
        "key": f"p{number}",
        "partner": held.row.partner,
        "purpose": held.purpose,
        "open": _open(held.row),
        "a": stands.directions["a"].whole,
        "b": stands.directions["b"].whole,
        "name_a": names["a"],
        "name_b": names["b"],
        "stated_a": _likely(held, "a"),
        "stated_b": _likely(held, "b"),
        "together": words.together(held),
        "then": words.then_words(held, month),
        "moved": words.moved(held),
        "changed": words.changed(held, month),
        "facts": [SimpleNamespace(words=said, url=url) for said, url in facts if said],
    }


def _likely(held: Held, colour: str) -> float | None:
    said = held.stands.stated(colour)
    return said.likely if said is not None else None


def _row(row: Row) -> dict[str, Any]:
    seat = row.seat
    return {
        "name": seat.partner_name,
        "url": reverse("alliance" if seat.shared else "pairing", args=[seat.slug]),
        "partner": row.partner,
        "open": _open(row),
        "changed": row.changed,
        "waiting": "" if seat.opened or seat.parted else _waiting(row),
        "ended": f"{who_left(seat)}.{readable(seat)}" if seat.parted else "",
    }


def _open(row: Row) -> str:
    if not row.open:
        return "No open promise"
    said = "One open promise" if row.open == 1 else f"{say_number(row.open).capitalize()} open promises"
    return f"{said}, {say_number(row.ours) if row.ours else 'none'} of them yours"


def _waiting(row: Row) -> str:
    if row.partner is None:
        return f"{row.seat.partner_name} has not opened the invitation yet"
    return "Twelve words wait to be compared; nothing is shared yet"


def _known(each: Known) -> dict[str, Any]:
    facts = "One promise on your list" if each.promises == 1 else f"{each.promises} promises on your list"
    return {
        "name": each.name,
        "url": reverse("supplier", args=[each.slug]),
        "facts": facts if each.promises else "Named, with nothing on your list yet",
        "invite_url": f"{reverse('invite')}?{urlencode({'partner': each.slug})}",
    }
