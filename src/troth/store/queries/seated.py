"""What the rows of a page name, given to them from what the page knows already: its seats' sides, and their people.

A promise names two sides, their organisations and two people. Read again with each row, they were two thirds of all
columns of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.people import Seat

KNOWN = "known_members"


def seated(seats: Sequence[Seat], rows: Iterable[models.Promise]) -> list[models.Promise]:
    """Return promises of the reader's alliances together with the sides and the people they are in the hands of."""
    found = list(rows)
    parties = {party.pk: party for seat in seats for party in seat.parties}
    people: dict[int | None, models.Member] = dict(members_of(seats).items()) if found else {}
    for row in found:
        if row.performer_id in parties:
            row.performer = parties[row.performer_id]
        if row.customer_id in parties:
            row.customer = parties[row.customer_id]
        if row.performer_person_id in people:
            row.performer_person = people[row.performer_person_id]
        if row.customer_person_id in people:
            row.customer_person = people[row.customer_person_id]
    return found


def members_of(seats: Sequence[Seat]) -> Mapping[int, models.Member]:
    """Return everybody whom the records of these alliances know, by number and in the order of names; read once for
    each seat."""
    fresh = {seat.alliance.pk: seat for seat in seats if KNOWN not in vars(seat)}
    if fresh:
        read: dict[str, list[models.Member]] = {name: [] for name in fresh}
        for member in _members(sorted(fresh)):
            read[member.alliance_id].append(member)
        for name, seat in fresh.items():
            sides = {party.pk: party for party in seat.parties}
            for member in read[name]:
                if member.party_id in sides:
                    member.party = sides[member.party_id]
            vars(seat)[KNOWN] = read[name]
    return {member.pk: member for seat in seats for member in vars(seat)[KNOWN]}


@prepared
def _members(alliances: Sequence[str]) -> QuerySet[models.Member]:
    return models.Member.objects.filter(alliance__in=alliances).order_by("name", "pk")
