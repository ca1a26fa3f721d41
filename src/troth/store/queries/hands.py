"""What is in a person's hands, across all alliances of their organisation, and what else on this node is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from troth.core.alliance import Right, allowed
from troth.core.values import Role
from troth.store import models, uploads
from troth.store.forgetting import RECOVERY
from troth.store.queries.people import Reader, Seat

IN_HAND = ("proposed", "agreed", "delivered")
RESTING = "nothing"


@dataclass(frozen=True)
class Line:
    """One promise that somebody answers for, or the open occurrences of a series as one."""

    key: str
    rows: tuple[models.Promise, ...]

    @property
    def first(self) -> models.Promise:
        """The promise that speaks for the line: of a series, the nearest."""
        return self.rows[0]


@dataclass(frozen=True)
class Hand:
    """What somebody answers for in one alliance; `resting` has nothing on the table and waits for nobody."""

    seat: Seat
    lines: tuple[Line, ...]
    resting: tuple[models.Promise, ...]

    @property
    def count(self) -> int:
        """How many promises there are to hand on."""
        return sum(len(line.rows) for line in self.lines)


@dataclass(frozen=True)
class Belongings:
    """What else is somebody's on this node, counted."""

    drafts: int
    lists: int
    notes: int
    templates: Sequence[str]
    invitations: Sequence[str]
    recovery: int
    alliances: int


def colleague_of(reader: Reader, pk: int) -> models.Person | None:
    """Return somebody of the reader's own organisation; None for anybody else."""
    found = models.Person.objects.filter(pk=pk, membership__organisation=reader.organisation)
    return found.select_related("membership__organisation").first()


def could_take_over(reader: Reader, person: models.Person) -> list[models.Membership]:
    """Return the colleagues who may promise, by name, without the person whose things are handed on."""
    rows = models.Membership.objects.select_related("person").filter(
        organisation=reader.organisation, person__is_active=True
    )
    able = [each for each in rows.exclude(person=person) if allowed(Role(each.role), Right.PROMISE)]
    return sorted(able, key=lambda each: str(each.person).casefold())


def hands_of(reader: Reader, person: models.Person) -> tuple[Hand, ...]:
    """Return what somebody answers for in each alliance that still goes on, the oldest alliance first."""
    known = models.Member.objects.filter(person=person, party__organisation=reader.organisation)
    by_party = {member.party_id: member for member in known}
    sides: dict[str, list[models.Party]] = {}
    parties = models.Party.objects.filter(alliance__parties__in=by_party).select_related(
        "alliance", "organisation"
    )
    for party in parties.order_by("alliance__created_at", "colour"):
        sides.setdefault(party.alliance_id, []).append(party)
    seats = [
        Seat(reader.person, reader.organisation, reader.role, both[0].alliance, tuple(both))
        for both in sides.values()
    ]
    return tuple(
        _hand(seat, by_party[seat.party.pk]) for seat in seats if all(p.left_at is None for p in seat.parties)
    )


def _hand(seat: Seat, member: models.Member) -> Hand:
    own = Q(performer=seat.party, performer_person=member) | Q(customer=seat.party, customer_person=member)
    rows = models.Promise.objects.filter(own, alliance=seat.alliance, status__in=(*IN_HAND, RESTING))
    found = list(
        rows.select_related("performer__organisation", "customer__organisation").order_by(
            F("due_day").asc(nulls_last=True), "number"
        )
    )
    return Hand(
        seat=seat,
        lines=tuple(lines_of(seat.slug, (row for row in found if row.status != RESTING))),
        resting=tuple(row for row in found if row.status == RESTING),
    )


def lines_of(slug: str, rows: Iterable[models.Promise]) -> list[Line]:
    """Return promises as the lines of a page: the occurrences of one series are one line."""
    found: dict[str, list[models.Promise]] = {}
    for row in rows:
        found.setdefault(row.series or row.object, []).append(row)
    return [Line(f"{slug}:{key}", tuple(own)) for key, own in found.items()]


def belongings_of(person: models.Person) -> Belongings:
    """Count what is deleted with an account, and name what passes to whoever takes over."""
    drafts = models.Draft.objects.filter(person=person)
    open_ = models.Invitation.objects.filter(made_by=person, used_at=None, expires_at__gt=timezone.now())
    kinds: Mapping[str, int] = {
        prefix: drafts.filter(key__startswith=prefix).count() for prefix in (uploads.PREFIX, RECOVERY)
    }
    return Belongings(
        drafts=drafts.count() - sum(kinds.values()),
        lists=kinds[uploads.PREFIX],
        notes=models.Note.objects.filter(author=person).count(),
        templates=list(
            models.PromiseTemplate.objects.filter(author=person)
            .order_by("name")
            .values_list("name", flat=True)
        ),
        invitations=list(open_.order_by("pk").values_list("email", flat=True)),
        recovery=kinds[RECOVERY],
        alliances=models.Member.objects.filter(person=person).count(),
    )
