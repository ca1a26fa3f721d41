"""Who somebody is on this node, and from which seat they look at an alliance. Private to the node."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from troth.actions.days import moment_of
from troth.actions.ports import Actor
from troth.core.alliance import AFTERWARDS, Demand, Right, allowed, reads_until
from troth.core.values import Role
from troth.store import factors, founding, models
from troth.store.node import present
from troth.store.prepared import prepared

BROUGHT = "_brought"
ASKED = ("has_factor", "has_alert", "is_asked")


@dataclass(frozen=True)
class Party:
    """One side as pages name it, with its clock; `mine` is the reader's own."""

    name: str
    short: str
    colour: str
    place: str
    zone: str
    opens: time
    closes: time
    mine: bool
    log: str = ""


@dataclass(frozen=True)
class Parted:
    """Which side left an alliance and when; `until` is how long the people of that side still read it."""

    who: str
    mine: bool
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Reader:
    """Somebody signed in, with the organisation they belong to and their role there."""

    person: models.Person
    organisation: models.Organisation
    role: Role

    def may(self, right: Right) -> bool:
        """Say whether the reader's role reaches so far."""
        return allowed(self.role, right)

    @property
    def demand(self) -> Demand:
        """Whether the reader's organisation asks them for a second factor that they have not."""
        has = bool(getattr(self.person.membership, "has_factor", False))
        rule, on = factors.rule_of(self.organisation), factors.today_at(self.organisation)
        return rule.demand(self.role, on=on, has=has)

    @property
    def colour(self) -> str:
        """The reader's colour where no alliance is meant."""
        return "a"

    @property
    def sides(self) -> tuple[Party, ...]:
        """The reader's own side, alone."""
        return (_party(self.organisation, "a", mine=True),)


@dataclass(frozen=True)
class Seat(Reader):
    """A reader in one alliance of their organisation: which side is theirs, and whether both have confirmed.

    `via` is the way they act by, where it is another than a page.
    """

    alliance: models.Alliance
    parties: tuple[models.Party, ...]
    via: str = ""

    @property
    def party(self) -> models.Party:
        """The reader's own log in this alliance."""
        return next(each for each in self.parties if each.organisation_id == self.organisation.pk)

    @property
    def partner(self) -> models.Party | None:
        """The other side's log, once it has joined."""
        return next((each for each in self.parties if each.organisation_id != self.organisation.pk), None)

    @property
    def log(self) -> str:
        """The id of the reader's own log."""
        return self.party.log

    @property
    def slug(self) -> str:
        """The alliance's name in addresses."""
        return self.alliance.slug

    @property
    def colour(self) -> str:
        """The reader's colour in this alliance, the same for both viewers."""
        return self.party.colour

    @property
    def heads(self) -> str:
        """Name how far the record went when the seat was read: another name with every entry."""
        return "".join(each.head_id[:10] for each in self.parties)

    @property
    def opened(self) -> bool:
        """Whether both sides have compared the words, so that what is written is shared."""
        return self.alliance.opened_at is not None

    @property
    def parted(self) -> Parted | None:
        """Who left the alliance, since when nobody acts in it; None while it goes on."""
        gone = [(each.left_at, each) for each in self.parties if each.left_at is not None]
        if not gone:
            return None
        stamp, party = min(gone, key=lambda each: each[0])
        at = moment_of(stamp)
        mine = party.organisation_id == self.organisation.pk
        return Parted(str(party.organisation), mine, at, reads_until(at))

    @property
    def out_of_sight(self) -> bool:
        """Whether the reader's side left so long ago that its people read the alliance no more."""
        parted = self.parted
        return parted is not None and parted.mine and moment_of(present()) >= parted.until

    def may(self, right: Right) -> bool:
        """Say whether the reader's role reaches so far, and the alliance still goes on or it is a matter of reading."""
        return super().may(right) and (right in AFTERWARDS or self.parted is None)

    @property
    def shared(self) -> bool:
        """Whether the reader may see the whole alliance: from both confirming on, and the founder's people before."""
        return self.opened or self.colour == "a"

    @property
    def halted(self) -> bool:
        """Whether the record was put back from a backup, and both sides have not said yet how it goes on."""
        return any(party.halted_at is not None for party in self.parties)

    @property
    def has_partner(self) -> bool:
        """Whether both sides are here and have confirmed; what the frame asks for."""
        return self.opened

    @property
    def partner_name(self) -> str:
        """The other side's short name; until it has joined, what the founder calls it."""
        partner = self.partner
        return str(partner.organisation) if partner else self.alliance.partner_name

    @property
    def name(self) -> str:
        """The alliance's name on pages, the founder first."""
        if self.colour == "a":
            return f"{self.organisation} and {self.partner_name}"
        return f"{self.partner_name} and {self.organisation}"

    @property
    def sides(self) -> tuple[Party, ...]:
        """The sides that have joined, the founder first."""
        return tuple(
            _party(
                each.organisation,
                each.colour,
                mine=each.organisation_id == self.organisation.pk,
                log=each.log,
            )
            for each in self.parties
        )

    def actor(self) -> Actor:
        """Return the reader as an actor; their first act introduces them to the record, so never for a mere look."""
        actor = founding.actor_of(self.person, self.alliance)
        return replace(actor, via=self.via) if self.via else actor


def person_of(pk: int) -> models.Person | None:
    """Return somebody by their number, with their membership: the question that every page begins with."""
    person = next(iter(_person(pk)), None)
    if person is not None:
        setattr(person, BROUGHT, True)
    return person


def reader_of(person: models.Person) -> Reader | None:
    """Return the person with their organisation; None while they belong to none.

    The membership brings along what every page asks of an account: a second factor, and an alert that waits. What came
    with the person is used once; whoever asks again in the same breath may have changed it.
    """
    # What a request hands over stands in for the person, and has no names of its own.
    brought = getattr(person, BROUGHT, False)
    found = getattr(person, "membership", None) if brought else next(iter(_memberships(person.pk)), None)
    setattr(person, BROUGHT, False)
    if found is None:
        return None
    if brought:
        vars(found).update({name: getattr(person, name) for name in ASKED})
    person.membership = found
    return Reader(person, found.organisation, Role(found.role))


def address_known(email: str) -> bool:
    """Say whether somebody signs in with that address."""
    return models.Person.objects.filter(email__iexact=email).exists()


def seat_of(reader: Reader, slug: str) -> Seat | None:
    """Return the reader's seat in the alliance of that name; None when their organisation is no side of it, or was."""
    parties = tuple(_parties(slug))
    if all(party.organisation_id != reader.organisation.pk for party in parties):
        return None
    seat = Seat(reader.person, reader.organisation, reader.role, parties[0].alliance, parties)
    return None if seat.out_of_sight else seat


def newest_entry(reader: Reader) -> int | None:
    """Return when the newest entry of the reader's alliance (outside one: of all of theirs) says it was made.

    Until an alliance is open to both, the partner's people are told of their own side's entries alone.
    """
    if isinstance(reader, Seat):
        heads = [party.head_high_at for party in reader.parties if reader.shared or party.log == reader.log]
    else:
        heads = _newest(reader.organisation.pk)
    return max(heads, default=0) or None


def newest_in(seats: Iterable[Seat]) -> int | None:
    """Return the same from seats that have been read, without a question."""
    heads = (
        party.head_high_at for seat in seats for party in seat.parties if seat.shared or party.log == seat.log
    )
    return max(heads, default=0) or None


def last_number(alliance: models.Alliance) -> int:
    """Return the number of the alliance's last entry: what a page is as new as."""
    return next(iter(_last_number(alliance.pk)), 0)


def templates_of(person: models.Person) -> list[models.PromiseTemplate]:
    """Return the templates of promises that the person made, by name."""
    return list(models.PromiseTemplate.objects.filter(author=person).order_by("name"))


@prepared
def _person(pk: int) -> QuerySet[models.Person]:
    rows = models.Person.objects.select_related("membership__organisation").filter(pk=pk)
    return rows.annotate(has_factor=factors.has_one("pk"), has_alert=_untold("pk"), is_asked=_asked("pk"))


@prepared
def _memberships(person: int) -> QuerySet[models.Membership]:
    rows = models.Membership.objects.select_related("organisation").filter(person=person)
    return rows.annotate(
        has_factor=factors.has_one("person"), has_alert=_untold("person"), is_asked=_asked("person")
    )


def _untold(person: str) -> Exists:
    return Exists(models.Alert.objects.filter(person=OuterRef(person), told_at=None))


def _asked(person: str) -> Exists:
    """Whether a colleague asks them to stand in."""
    rows = models.Rhythm.objects.filter(stand_in=OuterRef(person), stands=False, away_until__isnull=False)
    return Exists(rows)


@prepared
def _parties(slug: str) -> QuerySet[models.Party]:
    rows = models.Party.objects.select_related("alliance", "organisation")
    return rows.filter(alliance__slug=slug).order_by("colour")


@prepared
def _newest(organisation: int) -> QuerySet[models.Party, int]:
    own = models.Party.objects.filter(organisation=organisation)
    shared = own.exclude(alliance__opened_at=None, colour="b").values("alliance")
    seen = models.Party.objects.filter(Q(alliance__in=shared) | Q(pk__in=own))
    return seen.values_list("head_high_at", flat=True)


@prepared
def _last_number(alliance: str) -> QuerySet[models.Entry, int]:
    rows = models.Entry.objects.filter(alliance=alliance).order_by("-number")
    return rows.values_list("number", flat=True)[:1]


def _party(organisation: models.Organisation, colour: str, *, mine: bool, log: str = "") -> Party:
    return Party(
        name=organisation.name,
        short=str(organisation),
        colour=colour,
        place=organisation.place,
        zone=organisation.zone,
        opens=organisation.opens,
        closes=organisation.closes,
        mine=mine,
        log=log,
    )
