"""What a mail says of an act, read when it is sent: to somebody who is still here, of what is still in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.people import Seat, person_of, reader_of, seat_of


@dataclass(frozen=True)
class Notice:
    """One thing that waits for one person: who did it and for which organisation, what it is about, and where
    they sit.

    `absent` is the colleague whom that person stands in for, `things` all that it is about, as far as they are named.
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
    seat: Seat
    absent: str = ""
    things: tuple[str, ...] = ()


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
    person, number = person_of(int(str(details["person"]))), int(str(details["party"]))
    reader = reader_of(person) if person is not None and person.is_active else None
    slug = next(iter(_slug(number)), None)
    seat = seat_of(reader, slug) if reader is not None and slug is not None else None
    if seat is None:
        return None
    party, name = next(each for each in seat.parties if each.pk == number), str(details["object"])
    return Notice(
        to=seat.person.email,
        name=str(seat.person),
        zone=seat.person.zone,
        place=seat.person.place,
        firm=str(seat.organisation),
        by=_by(party, str(details["by"])),
        by_firm=str(party.organisation),
        slug=seat.slug,
        act=str(details["act"]),
        object=name,
        title=" ".join(next(iter(_title(seat.alliance.pk, name)), "").split()),
        count=int(str(details["count"])),
        at=int(str(details["at"])),
        absent=_by(party, str(details["absent"])) if details.get("absent") else "",
        things=_things(details),
        seat=seat,
    )


def _things(details: Mapping[str, object]) -> tuple[str, ...]:
    named = details.get("objects")
    return tuple(map(str, named)) if isinstance(named, list) else (str(details["object"]),)


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
    return next(iter(_name(party.pk, by)), "")


@prepared
def _slug(party: int) -> QuerySet[models.Party, str]:
    return models.Party.objects.filter(pk=party).values_list("alliance__slug", flat=True)


@prepared
def _name(party: int, pseudonym: str) -> QuerySet[models.Member, str]:
    return models.Member.objects.filter(party=party, pseudonym=pseudonym).values_list("name", flat=True)


@prepared
def _title(alliance: str, name: str) -> QuerySet[models.Promise, str]:
    return models.Promise.objects.filter(alliance=alliance, object=name).values_list("title", flat=True)
