"""What the frame of every page shows: the reader, both clocks, who runs the node, how far the record goes."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from troth.store.models import Person
from troth.store.queries.people import Reader, Seat, newest_entry, reader_of
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
    }
    if isinstance(reader, Seat):
        shown["alliance"] = reader
        shown["ended"] = ended(reader)
    return shown


def _reader(request: HttpRequest) -> Reader | None:
    known = getattr(request, "reader", None)
    if isinstance(known, Reader):
        return known
    person = getattr(request, "user", None)
    return reader_of(person) if isinstance(person, Person) else None
