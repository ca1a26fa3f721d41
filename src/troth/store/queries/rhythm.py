"""Who is away and who stands in: as one's own side reads it, and of a partner's people on which day they are back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.people import Seat
from troth.store.rhythm import of, work_of


def stands_in_for(person: models.Person) -> Sequence[models.Rhythm]:
    """Return the absences, on or ahead, in which somebody stands in or is asked to, the nearest first."""
    rows = models.Rhythm.objects.filter(stand_in=person, away_until__isnull=False, person__is_active=True)
    return list(rows.select_related("person").order_by("away_from"))


@dataclass(frozen=True)
class Back:
    """On which day somebody is back, and what they wrote for whoever looks for them."""

    day: date
    words: str


def stands_now(person: models.Person, absent: int, now: datetime) -> bool:
    """Say whether somebody has said yes to standing in for a colleague who is away now."""
    rows = models.Membership.objects.select_related("person__rhythm", "organisation")
    row = rows.filter(person=absent, person__rhythm__stand_in=person, person__rhythm__stands=True).first()
    work = work_of(row) if row is not None else None
    return work is not None and work.is_away(work.day_of(now))


def away_in(seat: Seat, now: datetime) -> Mapping[int, Back]:
    """Return when those of both sides who are away now are back, by their number; nobody else, and no more.

    Of the partner those whom the record names.
    """
    rows = _away([party.organisation_id for party in seat.parties])
    found = {row.person_id: _back(row, now) for row in rows}
    return {pk: back for pk, back in found.items() if back is not None}


def known_away(seat: Seat, now: datetime) -> Sequence[tuple[models.Member, Back]]:
    """Return those whom the record names and who are away now, each with when they are back."""
    people = [(member, member.person) for member in _members_away(seat.alliance.pk)]
    found = [(member, _back(person.membership, now)) for member, person in people if person is not None]
    return [(member, back) for member, back in found if back is not None]


def _back(row: models.Membership, now: datetime) -> Back | None:
    work = work_of(row)
    day = work.back_on(work.day_of(now))
    return Back(day, of(row.person).away_words) if day is not None else None


@prepared
def _members_away(alliance: str) -> QuerySet[models.Member]:
    rows = models.Member.objects.select_related("person__rhythm", "person__membership__organisation", "party")
    rows = rows.filter(alliance=alliance, person__rhythm__away_until__isnull=False, name__gt="")
    return rows.filter(person__membership__isnull=False).order_by("name")


@prepared
def _away(organisations: Sequence[int]) -> QuerySet[models.Membership]:
    rows = models.Membership.objects.select_related("person__rhythm", "organisation")
    return rows.filter(organisation__in=organisations, person__rhythm__away_until__isnull=False)
