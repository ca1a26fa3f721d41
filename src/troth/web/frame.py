"""What the frame of every page shows: the reader, both clocks, who runs the node, how far the record goes."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from troth.core.alliance import Demand
from troth.store.alerts import shown_to
from troth.store.models import Person
from troth.store.queries.people import Reader, Seat, newest_entry, reader_of
from troth.web.account.alerts import sentence
from troth.web.account.devices import session_of
from troth.web.parted import ended


def frame(request: HttpRequest) -> dict[str, Any]:
    """This function will return the context that `base.html` documents; the reader's part only for a reader."""
    shown: dict[str, Any] = {
        "operator": settings.TROTH_OPERATOR,
        "host": request.get_host(),
        "sends": settings.TROTH_MAIL,
        "now": timezone.now(),
        "active": "",
    }
    reader = _reader(request)
    if reader is None:
        return shown
    shown |= {
        "me": reader.person,
        "zone": reader.person.zone,
        "my_org": reader.organisation,
        "my_colour": reader.colour,
        "sides": reader.sides,
        "record_upto": cache(lambda: newest_entry(reader)),
        "alerts": _alerts(request, reader.person),
        "factor_soon": reader.organisation.factor_since if reader.demand is Demand.SOON else None,
    }
    if isinstance(reader, Seat):
        shown["alliance"] = reader
        shown["ended"] = ended(reader)
    return shown


def _alerts(request: HttpRequest, person: Person) -> list[str]:
    """What waits to be read; asked for only when something does, which came along with the reader."""
    if not getattr(person.membership, "has_alert", False):
        return []
    return [sentence(alert, person) for alert in shown_to(person, session_of(request))]


def _reader(request: HttpRequest) -> Reader | None:
    known = getattr(request, "reader", None)
    if isinstance(known, Reader):
        return known
    person = getattr(request, "user", None)
    return reader_of(person) if isinstance(person, Person) else None
