"""With whom an organisation keeps promises, how many are open, and whom it knows from its own list only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from troth.core.promises import Status
from troth.store import models
from troth.store.node import present
from troth.store.queries.people import Party, Reader, Seat, newest_entry

IN_FORCE = tuple(status.name.lower() for status in (Status.AGREED, Status.DELIVERED))
OPEN = tuple(status.name.lower() for status in (Status.PROPOSED, Status.AGREED, Status.DELIVERED))


@dataclass(frozen=True)
class Row:
    """One alliance in the list; of its open promises how many are one's own, and of those how many may not make their
    day: it has passed without a word, something came in between, or a word would be worth while. `moved` counts days
    that both agreed to move."""

    seat: Seat
    partner: Party | None
    open: int
    ours: int
    risky: int
    moved: int
    changed: int | None


@dataclass(frozen=True)
class _Count:
    """Of one side's open promises."""

    open: int = 0
    risky: int = 0
    moved: int = 0


@dataclass(frozen=True)
class Known:
    """A partner of one's own list, with what was brought in about it."""

    name: str
    slug: str
    promises: int


def alliances_of(reader: Reader) -> list[Row]:
    """Return the alliances of the reader's organisation by the partner's name, those that ended last.

    There is no ranking: each is read on its own.
    """
    parties: dict[str, list[models.Party]] = {}
    rows = models.Party.objects.select_related("alliance", "organisation").order_by("colour")
    for party in rows.filter(alliance__parties__organisation=reader.organisation):
        parties.setdefault(party.alliance_id, []).append(party)
    held = _open_by_side(list(parties), reader.organisation.pk)
    found = [_row(reader, tuple(sides), held) for sides in parties.values()]
    seen = [row for row in found if not row.seat.out_of_sight]
    return sorted(seen, key=lambda row: (row.seat.parted is not None, row.seat.partner_name.casefold()))


def known_privately(reader: Reader) -> list[Known]:
    """Return the partners that the firm has named and has no alliance with, most promises first."""
    rows = models.Partner.objects.filter(organisation=reader.organisation, alliance=None)
    counted = rows.annotate(promises=Count("history")).order_by("-promises", "name")
    return [Known(each.name, each.slug, each.promises) for each in counted]


def _open_by_side(alliances: Sequence[str], organisation: int) -> Mapping[tuple[str, int | None], _Count]:
    """How many promises are open in each alliance, by the side that makes them, in one question."""
    in_force = Q(status__in=IN_FORCE)
    # What a firm's own record of dates says of a promise is its own; only the reader's side is told of it.
    doubtful = models.Lead.objects.filter(organisation=organisation, point__gt="").values("name")
    told = Q(warned_at__isnull=False) | Q(due__lt=present()) | Q(object__in=doubtful)
    risky = Q(status="agreed") & told
    moved = in_force & Q(first_due_day__isnull=False) & ~Q(first_due_day=F("due_day"))
    rows = models.Promise.objects.filter(alliance__in=alliances, status__in=OPEN).order_by()
    counted = rows.values_list("alliance", "performer").annotate(
        every=Count("pk"), at_risk=Count("pk", filter=risky), shifted=Count("pk", filter=moved)
    )
    return {(alliance, performer): _Count(*counts) for alliance, performer, *counts in counted}


def _row(
    reader: Reader, parties: tuple[models.Party, ...], held: Mapping[tuple[str, int | None], _Count]
) -> Row:
    alliance = parties[0].alliance
    seat = Seat(reader.person, reader.organisation, reader.role, alliance, parties)
    partner = next((side for side in seat.sides if not side.mine), None)
    counts = [each for (name, _), each in held.items() if name == alliance.pk] if seat.shared else []
    ours = held.get((alliance.pk, seat.party.pk), _Count()) if seat.shared else _Count()
    return Row(
        seat=seat,
        partner=partner,
        open=sum(each.open for each in counts),
        ours=ours.open,
        risky=ours.risky,
        moved=sum(each.moved for each in counts),
        changed=newest_entry(seat),
    )
