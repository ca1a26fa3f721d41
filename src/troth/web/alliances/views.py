"""The list of an organisation's alliances."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from troth.core.alliance import Right
from troth.store.queries.alliances import Known, Row, alliances_of, known_privately
from troth.store.queries.people import Reader
from troth.web.days import say_number
from troth.web.gate import of_organisation
from troth.web.parted import readable, who_left


@require_safe
@of_organisation()
def alliances(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show with whom the reader's organisation keeps promises."""
    may_begin = reader.may(Right.FOUND)
    shown = {
        "active": "alliances",
        "alliances": [_row(row) for row in alliances_of(reader)],
        "known": [_known(each) for each in known_privately(reader)],
        "may_begin": may_begin,
    }
    return render(request, "alliance/alliances.html", shown)


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
