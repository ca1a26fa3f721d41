"""An organisation as its own page shows it: colleagues, codes that wait, and the keys of its logs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from troth.core.alliance import Right
from troth.store import models
from troth.store.queries.people import Reader, seat_of

MOST_CODES = 3


@dataclass(frozen=True)
class Code:
    """A sign-in code that no mail carried."""

    email: str
    code: str
    until: datetime
    words: str
    known: bool


@dataclass(frozen=True)
class Key:
    """One log's key, by what tells it apart, and where its recovery half is."""

    alliance: str
    since: int
    fingerprint: str
    shown_at: datetime | None
    slug: str
    waits: bool


def colleagues(organisation: models.Organisation) -> list[models.Membership]:
    """Return everybody of an organisation, by name."""
    rows = models.Membership.objects.select_related("person").filter(organisation=organisation)
    return sorted(rows, key=lambda each: str(each.person).casefold())


def waiting_codes(organisation: models.Organisation) -> list[Code]:
    """Return the newest codes of an organisation's own people that can still be used.

    Those asked for from a browser the person is known by stand apart: nobody can push them out by asking often.
    """
    rows = models.WaitingCode.objects.select_related("person").filter(
        person__membership__organisation=organisation, until__gt=timezone.now()
    )
    shown: dict[tuple[int, bool], list[Code]] = {}
    for each in rows.order_by("person__email", "-known", "-until", "-pk"):
        alike = shown.setdefault((each.person_id, each.known), [])
        alike.append(Code(each.person.email, each.code, each.until, each.words, each.known))
    return [code for alike in shown.values() for code in alike[:MOST_CODES]]


def keys_of(reader: Reader) -> list[Key]:
    """Return the keys that sign for the reader's organisation, one for each alliance."""
    rows = models.Party.objects.select_related("alliance").filter(organisation=reader.organisation)
    return [_key(reader, party) for party in rows.order_by("alliance__created_at")]


def _key(reader: Reader, party: models.Party) -> Key:
    seat = seat_of(reader, party.alliance.slug)
    began = models.Entry.objects.filter(log=party.log, seq=0).values_list("at", flat=True).get()
    waits = models.Draft.objects.filter(person=reader.person, key=f"recovery:{party.log}").exists()
    return Key(
        alliance=seat.name if seat else party.alliance.slug,
        since=began,
        fingerprint=" ".join(party.keyid[at : at + 4] for at in range(0, 16, 4)),
        shown_at=party.recovery_shown_at,
        slug=party.alliance.slug,
        waits=waits and reader.may(Right.KEYS),
    )
