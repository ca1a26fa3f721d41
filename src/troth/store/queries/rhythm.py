"""Who is away and who stands in: as one's own side reads it, and of a partner's people on which day they are back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.people import Seat
from troth.store.rhythm import work_of


def stands_in_for(person: models.Person) -> Sequence[models.Rhythm]:
    """Return the absences, on or ahead, in which somebody stands in for a colleague, the nearest first."""
    rows = models.Rhythm.objects.filter(stand_in=person, away_until__isnull=False, person__is_active=True)
    return list(rows.select_related("person").order_by("away_from"))


def away_in(seat: Seat, now: datetime) -> Mapping[int, date]:
    """Return on which day those of both sides who are away now are back, by their number; nobody else, and no more.

    Of the partner those whom the record names.
    """
    rows = _away([party.organisation_id for party in seat.parties])
    works = {row.person_id: work_of(row) for row in rows}
    days = {pk: work.back_on(work.day_of(now)) for pk, work in works.items()}
    return {pk: day for pk, day in days.items() if day is not None}


def known_away(seat: Seat, now: datetime) -> Sequence[tuple[models.Member, date]]:
    """Return those whom the record names and who are away now, each with the day on which they are back."""
    found = [(member, _back(member, now)) for member in _members_away(seat.alliance.pk)]
    return [(member, day) for member, day in found if day is not None]


def _back(member: models.Member, now: datetime) -> date | None:
    work = work_of(member.person.membership) if member.person is not None else None
    return work.back_on(work.day_of(now)) if work is not None else None


@prepared
def _members_away(alliance: str) -> QuerySet[models.Member]:
    rows = models.Member.objects.select_related("person__rhythm", "person__membership__organisation", "party")
    rows = rows.filter(alliance=alliance, person__rhythm__away_until__isnull=False, name__gt="")
    return rows.filter(person__membership__isnull=False).order_by("name")


@prepared
def _away(organisations: Sequence[int]) -> QuerySet[models.Membership]:
    rows = models.Membership.objects.select_related("person__rhythm", "organisation")
    return rows.filter(organisation__in=organisations, person__rhythm__away_until__isnull=False)
