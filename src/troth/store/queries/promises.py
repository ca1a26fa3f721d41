"""One promise whole: its state, its people, where each act stands in the log, and what it hangs together with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from troth.actions.days import day_in, working_days
from troth.actions.rooms import promise_of
from troth.core.errors import Refusal
from troth.core.promises import Move, State, Status
from troth.core.promises.dates import Calendar
from troth.core.promises.reading import stamp
from troth.core.values import Side
from troth.store import models
from troth.store.ledger import Heads, by_mail, heads_of, rows_of, sight
from troth.store.prepared import prepared
from troth.store.queries.people import Party, Seat
from troth.store.queries.seated import members_of, seated

LETTER = {Side.PERFORMER: "p", Side.CUSTOMER: "c"}


@dataclass(frozen=True)
class Someone:
    """A person as a page names them, with the side they belong to.

    `whole` while a whole organisation is meant, `gone` when the name was erased.
    """

    name: str
    colour: str
    short: str
    is_me: bool = False
    whole: bool = False
    zone: str = "UTC"
    place: str = ""
    pseudonym: str = ""
    gone: bool = False

    @property
    def given(self) -> str:
        """What a colleague would call them; the whole of it where no name is meant."""
        return self.name if self.whole or self.gone else self.name.split()[0]

    @property
    def side_short(self) -> str:
        """The short name of the organisation they speak for."""
        return self.short


@dataclass(frozen=True)
class Place:
    """Where an act stands: its number in its own log, its id, whether the partner has cited it, and whether it was
    said by a link in a mail."""

    number: int
    log: str
    seq: int
    id: str
    settled: bool
    mailed: bool = False


@dataclass(frozen=True)
class Whole:
    """A promise as its page needs it."""

    row: models.Promise
    state: State
    refused: Sequence[tuple[Move, Refusal]]
    places: Mapping[str, Place]
    people: Mapping[str, Someone]
    sides: Mapping[Side, Party]
    mine: Side

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """All that was said and counts as said, oldest first as it came about."""
        return tuple(sorted(self.state.moves, key=lambda m: (m.at, len(m.sees), m.id)))

    @cached_property
    def calendar(self) -> Calendar:
        """The performer's working days, and the calendar that the promise's days are read by."""
        row = self.row
        country = row.performer.organisation.country if row.performer else ""
        first, last = (day_in(at, row.zone or "UTC").year for at in (row.opened_at, row.changed_at))
        return Calendar(working_days(country, first - 1, last + 3), day_in)

    def who(self, move: Move) -> Someone:
        """Return who made a move."""
        return self.person(move.by, move.side)

    def person(self, pseudonym: str | None, side: Side) -> Someone:
        """Return a person of a side by their pseudonym; the organisation where nobody is named."""
        party = self.sides[side]
        found = self.people.get(pseudonym or "")
        return found or Someone(
            party.name, party.colour, party.short, whole=not pseudonym, zone=party.zone, place=party.place
        )

    def since(self, seen: str) -> tuple[Move, ...]:
        """Return what was said and done after a page with the stamp `seen` was read; all of it if none fits."""
        said = [move for move in self.moves if not move.name.is_fact]
        for count in range(len(said) + 1):
            if stamp(said[:count]) == seen:
                return tuple(said[count:])
        return tuple(said[-1:])


def read_whole(seat: Seat, object_id: str) -> Whole | None:
    """Read a promise of the reader's alliance; None when there is none of that name."""
    return next(iter(read_several(seat, [object_id])), None)


def read_several(seat: Seat, objects: Sequence[str]) -> Sequence[Whole]:
    """Read promises of the reader's alliance in the order named; those that are not there are left out."""
    rows = _named(seat.alliance.pk, objects)
    found = {row.object: row for row in seated([seat], rows)}
    if not found:
        return []
    entries: dict[str, list[models.Entry]] = {name: [] for name in found}
    for entry in rows_of(seat.alliance.pk, list(found)):
        entries[entry.object].append(entry)
    heads, people = heads_of(seat.parties), people_of(seat)
    return [
        _whole(seat, found[name], entries[name], heads, people)
        for name in dict.fromkeys(objects)
        if name in found
    ]


def _whole(
    seat: Seat, row: models.Promise, entries: list[models.Entry], heads: Heads, people: Mapping[str, Someone]
) -> Whole:
    sightings = sight(entries, heads)
    folded = promise_of(sightings)
    sides = sides_of(seat, row)
    return Whole(
        row=row,
        state=folded.state,
        refused=folded.refused,
        places={
            each.id: Place(each.number, each.log, each.seq, each.id, seen.settled, by_mail(seen.entry))
            for each, seen in zip(entries, sightings, strict=True)
        },
        people=people,
        sides=sides,
        mine=next(side for side, party in sides.items() if party.mine),
    )


def is_here(seat: Seat, object_id: str) -> bool:
    """Say whether there is a promise of that name in the reader's alliance."""
    return models.Promise.objects.filter(alliance=seat.alliance, object=object_id).exists()


def stamps_of(seat: Seat, objects: Sequence[str]) -> Mapping[str, State]:
    """Read the states of several promises at once, for acts that one click makes in a list."""
    by_object: dict[str, list[models.Entry]] = {}
    for entry in rows_of(seat.alliance.pk, objects):
        by_object.setdefault(entry.object, []).append(entry)
    heads = heads_of(seat.parties)
    return {name: promise_of(sight(rows, heads)).state for name, rows in by_object.items()}


def both(seat: Seat) -> tuple[Party, Party]:
    """Return the reader's side and the other one; until the partner has joined, as the founder calls it."""
    mine = next(side for side in seat.sides if side.mine)
    theirs = next((side for side in seat.sides if not side.mine), None)
    if theirs is None:
        theirs = Party(
            name=seat.partner_name,
            short=seat.partner_name,
            colour="b" if mine.colour == "a" else "a",
            place="",
            zone=mine.zone,
            opens=mine.opens,
            closes=mine.closes,
            mine=False,
        )
    return mine, theirs


def sides_of(seat: Seat, row: models.Promise) -> Mapping[Side, Party]:
    """Return which of the two sides performs a promise and which one it is done for."""
    mine, theirs = both(seat)
    ours = row.performer_id == seat.party.pk or (
        row.performer_id is None and row.customer_id != seat.party.pk
    )
    return {Side.PERFORMER: mine if ours else theirs, Side.CUSTOMER: theirs if ours else mine}


def people_of(seat: Seat) -> Mapping[str, Someone]:
    """Return everybody whom the alliance's record knows, by pseudonym."""
    return people_in_all([seat])


def speaker_known(people: Mapping[str, Someone], pseudonym: str, side: Party) -> Someone:
    """Name whoever said something; one whom the record does not know by name is named by their side."""
    return people.get(pseudonym) or Someone(side.short, side.colour, side.short, whole=True)


def people_in_all(seats: Sequence[Seat]) -> Mapping[str, Someone]:
    """Return everybody whom the records of the reader's alliances know, by pseudonym."""
    if not seats:
        return {}
    by_alliance = {seat.alliance.pk: seat for seat in seats}
    members = members_of(seats).values()
    return {each.pseudonym: someone(each, by_alliance[each.alliance_id]) for each in members}


def someone(member: models.Member, seat: Seat) -> Someone:
    """Return a member as a page names them; one whose name was erased is named by their organisation."""
    organisation = member.party.organisation
    return Someone(
        name=member.name or f"Somebody at {organisation}",
        gone=not member.name,
        colour=member.party.colour,
        short=str(organisation),
        is_me=member.person_id == seat.person.pk,
        zone=organisation.zone,
        place=organisation.place,
        pseudonym=member.pseudonym,
    )


@dataclass(frozen=True)
class Around:
    """What a promise hangs together with: what it leans on, what leans on it, its series, what it cites."""

    before: Sequence[models.Promise]
    after: Sequence[models.Promise]
    series: Sequence[models.Promise]
    follows: models.Promise | None
    cites: models.Promise | None
    objective: models.Joint | None


def around(seat: Seat, whole: Whole, cites: str | None) -> Around:
    """Find what stands around a promise, in few queries: those that lean are few beside those that do not."""
    row = whole.row
    listed = models.Promise.objects.filter(alliance=seat.alliance)
    before = [name for name, supports in _leaning(seat.alliance.pk) if row.object in supports]
    wanted = {*before, *row.supports, row.after, cites or ""} - {""}
    near = _named(seat.alliance.pk, sorted(wanted)) if wanted else []
    found = {each.object: each for each in seated([seat], near)}
    if row.after and row.after in found:
        before.append(row.after)
    series = listed.filter(series=row.series).order_by("series_index") if row.series else []
    joint = (
        models.Joint.objects.filter(alliance=seat.alliance, object=row.objective) if row.objective else None
    )
    return Around(
        before=[found[name] for name in dict.fromkeys(before) if name in found],
        after=[found[name] for name in row.supports if name in found],
        series=list(series),
        follows=found.get(row.after),
        cites=found.get(cites or ""),
        objective=joint.first() if joint is not None else None,
    )


@prepared
def _named(alliance: str, objects: Sequence[str]) -> QuerySet[models.Promise]:
    return models.Promise.objects.filter(alliance=alliance, object__in=objects)


@prepared
def _leaning(alliance: str) -> QuerySet[models.Promise, tuple[str, list[str]]]:
    rows = models.Promise.objects.filter(alliance=alliance, leans=True).order_by("number")
    return rows.values_list("object", "supports")


def later_in_series(
    row: models.Promise, status: Sequence[Status] = (Status.AGREED,)
) -> Sequence[models.Promise]:
    """Return the occurrences of a series that come after this one and stand in one of these states."""
    names = [each.name.lower() for each in status]
    rows = models.Promise.objects.filter(alliance_id=row.alliance_id, series=row.series, status__in=names)
    return (
        list(rows.filter(series_index__gt=row.series_index or 0).order_by("series_index"))
        if row.series
        else []
    )


def open_in_series(row: models.Promise, letter: str) -> Sequence[models.Promise]:
    """Return the occurrences of a series whose text, put by the side of that letter, waits for an answer."""
    if not row.series:
        return []
    rows = models.Promise.objects.filter(
        alliance_id=row.alliance_id, series=row.series, status="proposed", open_texts__contains=letter
    )
    return list(rows.order_by("series_index"))


def colleagues(seat: Seat) -> Sequence[tuple[str, str]]:
    """Return the reader's colleagues whom the record knows, as pseudonym and name, without the reader."""
    return [(name, said or name) for name, said in _active(seat.party.pk, seat.person.pk)]


@prepared
def _active(party: int, but: int) -> QuerySet[models.Member, tuple[str, str]]:
    members = models.Member.objects.filter(party=party, person__is_active=True).exclude(person=but)
    return members.order_by("name").values_list("pseudonym", "name")


def counterparts(seat: Seat) -> Sequence[tuple[str, str]]:
    """Return the partner's people whom the record knows, as pseudonym and name."""
    if seat.partner is None:
        return []
    members = models.Member.objects.filter(party=seat.partner).exclude(name="")
    return [(each.pseudonym, each.name) for each in members.order_by("name")]


def accepted_at(whole: Whole, object_id: str) -> int | None:
    """Return when another promise of the same alliance was accepted, None while it is not."""
    rows = models.Promise.objects.filter(alliance_id=whole.row.alliance_id, object=object_id, status="kept")
    closed = rows.values_list("closed_at", flat=True).first()
    return None if closed is None else int(closed)


def titles_of(seat: Seat, objects: Sequence[str]) -> Mapping[str, str]:
    """Return the titles of promises of the reader's alliance, by their names; those that are not there are left out."""
    if not objects:
        return {}
    rows = models.Promise.objects.filter(alliance=seat.alliance, object__in=objects)
    return {name: title or "Words erased" for name, title in rows.values_list("object", "title")}
