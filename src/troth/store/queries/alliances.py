"""With whom an organisation keeps promises, how many are open, and whom it knows from its own list only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from troth.core.promises import Status
from troth.store import models
from troth.store.queries.people import Party, Reader, Seat, newest_entry

OPEN = tuple(status.name.lower() for status in (Status.PROPOSED, Status.AGREED, Status.DELIVERED))


@dataclass(frozen=True)
class Row:
    """One alliance in the list."""

    seat: Seat
    partner: Party | None
    open: int
    ours: int
    changed: int | None


@dataclass(frozen=True)
class Known:
    """A partner of one's own list, with what was brought in about it."""

    name: str
    slug: str
    promises: int


def alliances_of(reader: Reader) -> list[Row]:
    """Return the alliances of the reader's organisation, the one that changed last first, those that ended last."""
    parties: dict[str, list[models.Party]] = {}
    rows = models.Party.objects.select_related("alliance", "organisation").order_by("colour")
    for party in rows.filter(alliance__parties__organisation=reader.organisation):
        parties.setdefault(party.alliance_id, []).append(party)
    held = _open_by_side(list(parties))
    found = [_row(reader, tuple(sides), held) for sides in parties.values()]
    seen = [row for row in found if not row.seat.out_of_sight]
    return sorted(seen, key=lambda row: (row.seat.parted is not None, -(row.changed or 0)))


def known_privately(reader: Reader) -> list[Known]:
    """Return the partners that the firm has named and has no alliance with, most promises first."""
    rows = models.Partner.objects.filter(organisation=reader.organisation, alliance=None)
    counted = rows.annotate(promises=Count("history")).order_by("-promises", "name")
    return [Known(each.name, each.slug, each.promises) for each in counted]


def _open_by_side(alliances: Sequence[str]) -> Mapping[tuple[str, int | None], int]:
    """How many promises are open in each alliance, by the side that makes them."""
    rows = models.Promise.objects.filter(alliance__in=alliances, status__in=OPEN).order_by()
    counted = rows.values_list("alliance", "performer").annotate(Count("pk"))
    return {(alliance, performer): n for alliance, performer, n in counted}


def _row(
    reader: Reader, parties: tuple[models.Party, ...], held: Mapping[tuple[str, int | None], int]
) -> Row:
    alliance = parties[0].alliance
    seat = Seat(reader.person, reader.organisation, reader.role, alliance, parties)
    partner = next((side for side in seat.sides if not side.mine), None)
    every = sum(n for (name, _), n in held.items() if name == alliance.pk) if seat.shared else 0
    ours = held.get((alliance.pk, seat.party.pk), 0) if seat.shared else 0
    return Row(seat, partner, every, ours, newest_entry(seat))
