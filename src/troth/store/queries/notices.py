"""What a mail says of an act, read when it is sent: to somebody who is still here, of what is still in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.people import Seat


@dataclass(frozen=True)
class Notice:
    """One thing that waits for one person: who did it and for which organisation, and what it is about.

    `absent` is the colleague whom that person stands in for.
    """

    to: str
    name: str
    zone: str
    place: str
    firm: str
    by: str
    by_firm: str
    slug: str
    act: str
    object: str
    title: str
    count: int
    at: int
    absent: str = ""
    alliance: str = ""


@dataclass(frozen=True)
class Untold:
    """Something of one's own side that nobody was told of."""

    alliance: str
    slug: str
    object: str
    act: str
    whom: str
    title: str


def notice_of(details: Mapping[str, object]) -> Notice | None:
    """Read what a row of the outbox is about; None when the person left, or is of neither side any more."""
    rows = models.Membership.objects.select_related("person", "organisation")
    reader = rows.filter(person=int(str(details["person"])), person__is_active=True).first()
    party = (
        models.Party.objects.select_related("alliance", "organisation")
        .filter(pk=int(str(details["party"])))
        .first()
    )
    if reader is None or party is None:
        return None
    parties = models.Party.objects.select_related("organisation").filter(alliance=party.alliance)
    sides = {each.organisation_id: str(each.organisation) for each in parties.order_by("colour")}
    if reader.organisation_id not in sides:
        return None
    name = str(details["object"])
    return Notice(
        to=reader.person.email,
        name=str(reader.person),
        zone=reader.person.zone,
        place=reader.person.place,
        firm=str(reader.organisation),
        by=_by(party, str(details["by"])),
        by_firm=str(party.organisation),
        slug=party.alliance.slug,
        act=str(details["act"]),
        object=name,
        title=_title(party, name),
        count=int(str(details["count"])),
        at=int(str(details["at"])),
        absent=_by(party, str(details["absent"])) if details.get("absent") else "",
        alliance=" and ".join(sides.values()),
    )


def untold_of(seats: Sequence[Seat]) -> list[Untold]:
    """Return what people of the readers' own organisation did and nobody was told of, the newest first; nothing on a
    node that sends mail."""
    if not seats or settings.TROTH_MAIL:
        return []
    names = {seat.alliance.pk: seat for seat in seats}
    rows = _of_all(sorted(names), seats[0].organisation.pk)
    return [_untold(names[row.alliance_id], row) for row in rows]


def untold_about(seat: Seat, object_id: str) -> list[Untold]:
    """Return whom nobody has told of what one's own side did about one thing; nothing on a node that sends mail."""
    if settings.TROTH_MAIL:
        return []
    return [_untold(seat, row) for row in _about(seat.alliance.pk, seat.organisation.pk, object_id)]


@prepared
def _of_all(alliances: Sequence[str], organisation: int) -> QuerySet[models.Untold]:
    rows = models.Untold.objects.filter(alliance__in=alliances, organisation=organisation)
    return rows.order_by("-at", "-pk")


@prepared
def _about(alliance: str, organisation: int, object_id: str) -> QuerySet[models.Untold]:
    rows = models.Untold.objects.filter(alliance=alliance, organisation=organisation, object=object_id)
    return rows.order_by("pk")


def _untold(seat: Seat, row: models.Untold) -> Untold:
    return Untold(seat.name, seat.slug, row.object, row.act, row.whom, row.title)


def _by(party: models.Party, by: str) -> str:
    """A colleague by number, anybody else as the record names them; nobody where the record has no name any more."""
    if by.isdecimal():
        person = models.Person.objects.filter(pk=int(by)).first()
        return str(person) if person is not None else ""
    return (
        models.Member.objects.filter(party=party, pseudonym=by).values_list("name", flat=True).first() or ""
    )


def _title(party: models.Party, name: str) -> str:
    rows = models.Promise.objects.filter(alliance=party.alliance, object=name)
    return " ".join((rows.values_list("title", flat=True).first() or "").split())
