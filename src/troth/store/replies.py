"""Messages that arrive, each held until it is handled once; and whose mail comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from troth.actions.days import stamp_of
from troth.store import models, outbox

KIND = "reply"
MOST = 2_000_000  # bytes of a message that are looked at: what somebody writes stands at its beginning
KNOWN_FOR = timedelta(days=90)
HELD_FOR = timedelta(days=30)
WAY_IN = "troth.mail.in"


@dataclass(frozen=True)
class Told:
    """What came in: how many became what, how many wait, and when the mailbox was last read (None: never)."""

    became: Mapping[str, int]
    waiting: int
    read_at: datetime | None


def take_in(raw: bytes) -> bool:
    """Hold a message until it is handled; the same again, by its Message-ID, changes nothing and says so by False."""
    held = raw[:MOST]
    key = _key(held)
    with transaction.atomic():
        arrived = {"raw": held, "at": timezone.now()}
        fresh = models.Incoming.objects.get_or_create(key=key, defaults=arrived)[1]
        if fresh:
            outbox.put(KIND, f"{KIND}:{key}", {"key": key}, due=timezone.now() - outbox.AHEAD)
    return fresh


def begin(key: str) -> datetime | None:
    """Keep that a message is being handled; returns when it was first tried, if it was tried before."""
    with transaction.atomic():
        row = models.Incoming.objects.select_for_update().filter(key=key).first()
        earlier = row.begun_at if row is not None else None
        if earlier is None:
            models.Incoming.objects.filter(key=key).update(begun_at=timezone.now())
        return earlier


def was_said(log: str, by: str, words: str, since: datetime) -> bool:
    """Say whether somebody has said just these words since then, in their own log."""
    rows = models.Entry.objects.filter(log=log, by=by, at__gte=stamp_of(since), body__isnull=False)
    said = rows.values_list("body__content", flat=True)
    return any(words in json.loads(bytes(each)).values() for each in said)


def held(key: str) -> bytes | None:
    """Return a message that waits to be handled, locked until the transaction ends; None when it was handled."""
    row = models.Incoming.objects.select_for_update().filter(key=key, handled_at=None).first()
    return bytes(row.raw) if row is not None and row.raw is not None else None


def handled(key: str, became: str) -> None:
    """Keep that a message was handled; its words are gone from here with that."""
    models.Incoming.objects.filter(key=key).update(raw=None, handled_at=timezone.now(), became=became)


def way_in() -> str:
    """Return the last part of the address at which a provider hands messages over: whoever knows it may."""
    return salted_hmac(WAY_IN, settings.TROTH_REPLY_ADDRESS, algorithm="sha256").hexdigest()[:40]


def is_way_in(token: str) -> bool:
    """Say whether messages are handed over there, on a node that takes replies."""
    return bool(settings.TROTH_REPLY_ADDRESS) and constant_time_compare(token, way_in())


def came_back(person: models.Person, status: str) -> None:
    """Keep that mail to somebody did not arrive."""
    now = timezone.now()
    made, fresh = models.Bounce.objects.get_or_create(
        person=person, defaults={"first_at": now, "last_at": now, "status": status}
    )
    if not fresh:
        rows = models.Bounce.objects.filter(pk=made.pk)
        rows.update(last_at=now, status=status, count=F("count") + 1)


def came_back_to(email: str, status: str) -> None:
    """Keep that mail to an address did not arrive, if somebody signs in with it."""
    person = models.Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is not None:
        came_back(person, status)


def mended(organisation: models.Organisation, person: str) -> None:
    """Keep that mail to somebody of an organisation arrives again, as one of its managers says."""
    rows = models.Bounce.objects.filter(person__membership__organisation=organisation)
    if person.isdecimal() and len(person) <= 18:
        rows.filter(person=int(person)).delete()


def arrives(person: models.Person) -> None:
    """Keep that mail to somebody arrives, whatever came back before."""
    models.Bounce.objects.filter(person=person).delete()


def place_of(mailbox: str) -> models.MailboxPlace:
    """Return how far a mailbox has been read."""
    now = timezone.now()
    return models.MailboxPlace.objects.get_or_create(mailbox=mailbox[:200], defaults={"at": now})[0]


def read_up_to(place: models.MailboxPlace, *, validity: int, uid: int) -> None:
    """Keep how far a mailbox has been read."""
    place.validity, place.uid, place.at = validity, uid, timezone.now()
    place.save(update_fields=["validity", "uid", "at"])


def told() -> Told:
    """Return how many messages came in the last week and what became of them, and when the mailbox was last read."""
    rows = models.Incoming.objects.filter(at__gte=timezone.now() - timedelta(days=7))
    became = rows.exclude(handled_at=None).values_list("became").annotate(Count("pk")).order_by("became")
    read = models.MailboxPlace.objects.order_by("-at").values_list("at", flat=True).first()
    return Told(dict(became), rows.filter(handled_at=None).count(), read)


def forget(email: str) -> None:
    """Drop what was held of somebody's messages and could not be handled."""
    for row in models.Incoming.objects.exclude(raw=None):
        if email.encode() in bytes(row.raw or b"").lower():
            models.Incoming.objects.filter(pk=row.pk).update(raw=None, handled_at=timezone.now())


def tidy(now: datetime) -> None:
    """Forget what was handled long ago, and what nobody could handle."""
    models.Incoming.objects.filter(handled_at__lt=now - KNOWN_FOR).delete()
    models.Incoming.objects.filter(handled_at=None, at__lt=now - HELD_FOR).update(raw=None, handled_at=now)


def _key(raw: bytes) -> str:
    said = str(BytesHeaderParser().parsebytes(raw).get("Message-ID", "")).strip()
    return hashlib.sha256(said.encode(errors="replace") or raw).hexdigest()
