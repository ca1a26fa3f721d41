"""What needs a person now, across the alliances of their organisation, and what they wait for.

A promise concerns the person who answers for it on their side, and everybody while nobody does. In an alliance that one
side has left nothing needs anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from django.db.models import F, Q, QuerySet

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.promises.risk import Point
from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.people import Reader, Seat
from troth.store.queries.seated import members_of, seated
from troth.store.queries.second import waiting_in

SOON = timedelta(days=7)
OPEN = ("proposed", "agreed", "delivered")
NEAREST = (F("due_day").asc(nulls_last=True), "number")


class Kind(Enum):
    """Why a promise needs somebody, or why they wait; in the order of a page."""

    SECOND = "a colleague's yes waits for one's own signature"
    SENTENCE = "two people are asked to look, and one's own side has not said its sentence"
    SPONSOR = "one is asked to look"
    RELEASE = "the other side asks to be released"
    STATUS = "the other side asks how it stands"
    SENT_BACK = "the other side sent it back"
    CHANGE = "the other side proposes a change"
    PASSED = "the date has passed, and nothing was said"
    LOOK = "it is said to be delivered"
    ANSWER = "it is offered or asked"
    DATE = "its date can be put now"
    DOUBT = "its date may pass, as far as one's own record tells"
    DUE = "it is due soon"
    ASK = "the other side's date has passed, and nothing was said"
    SECOND_WAITS = "a yes of one's own side waits for its second signature"
    OFFERED = "one's own text waits for an answer"
    JUDGED = "one's own delivery waits to be looked at"
    COMING = "the other side's promise is on its way"


WAITING = frozenset({Kind.SECOND_WAITS, Kind.OFFERED, Kind.JUDGED, Kind.COMING})
Yeses = Mapping[tuple[str, str], models.SecondSignature]
AS_ONE = frozenset({Kind.SECOND, Kind.SECOND_WAITS, Kind.ANSWER, Kind.OFFERED, Kind.COMING})


@dataclass(frozen=True)
class Need:
    """One promise that needs the reader, or that they wait for; `count` occurrences where a series is meant.

    `who` is the colleague whose yes waits for a second signature, `why` what makes one's own date doubtful.
    """

    kind: Kind
    seat: Seat
    row: models.Promise
    today: date
    count: int = 1
    who: str = ""
    why: Point | None = None


@dataclass(frozen=True)
class Put:
    """A purpose or an objective that waits for the reader's side to answer."""

    seat: Seat
    row: models.Joint
    text: str


def every_seat_of(reader: Reader) -> Sequence[Seat]:
    """Return the reader's seats in all alliances, also where the twelve words still wait to be compared."""
    sides: dict[str, list[models.Party]] = {}
    for party in _parties(reader.organisation.pk):
        sides.setdefault(party.alliance_id, []).append(party)
    seats = [
        Seat(reader.person, reader.organisation, reader.role, both[0].alliance, tuple(both))
        for both in sides.values()
    ]
    return [seat for seat in seats if not seat.out_of_sight]


def uncompared(seats: Iterable[Seat]) -> Sequence[Seat]:
    """Return the seats whose partner has joined and whose twelve words the reader can compare and confirm."""
    return [
        seat
        for seat in seats
        if not seat.opened
        and seat.parted is None
        and seat.partner
        and seat.party.confirmed_at is None
        and seat.may(Right.FOUND)
    ]


def needs_of(
    seats: Sequence[Seat],
    now: int,
    yeses: Yeses | None = None,
    rows: Sequence[models.Promise] | None = None,
    doubts: Mapping[str, Point] = MappingProxyType({}),
) -> Sequence[Need]:
    """Return what needs the reader and what they wait for, the most pressing kind and the nearest day first.

    `yeses` are those that wait for a second signature and `rows` the open promises in that order, where they have been
    read already; `doubts` are the promises of one's own side about which a word may be worth while, by name.
    """
    by_alliance = {seat.alliance.pk: seat for seat in seats if seat.parted is None}
    if rows is None:
        rows = seated(seats, _open_ones(sorted(by_alliance)) if by_alliance else ())
    found = [row for row in rows if row.alliance_id in by_alliance]
    me, free = _names(seats, found), _free(found)
    yeses = waiting_in(seats) if yeses is None else yeses
    needs = (
        need
        for row in found
        for need in (
            _look(by_alliance[row.alliance_id], row, now, me),
            _second(by_alliance[row.alliance_id], row, now, yeses.get((row.alliance_id, row.object)))
            or _doubtful(_need(by_alliance[row.alliance_id], row, now, free), by_alliance, row, doubts, now),
        )
    )
    order = list(Kind)
    once = _once_a_series(need for need in needs if need is not None)
    return sorted(once, key=lambda need: order.index(need.kind))


@prepared
def _parties(organisation: int) -> QuerySet[models.Party]:
    rows = models.Party.objects.filter(alliance__parties__organisation=organisation)
    return rows.select_related("alliance", "organisation").order_by("alliance__created_at", "colour")


@prepared
def _open_ones(alliances: Sequence[str]) -> QuerySet[models.Promise]:
    rows = models.Promise.objects.filter(alliance_id__in=alliances, status__in=OPEN)
    return rows.order_by(*NEAREST)


@prepared
def _held(alliances: Sequence[str]) -> QuerySet[models.Joint]:
    rows = models.Joint.objects.filter(alliance_id__in=alliances)
    together = Q(kind__in=(models.Joint.PURPOSE, models.Joint.OBJECTIVE))
    return rows.filter(together | Q(calls=True)).defer("history").order_by("number")


def _free(rows: Iterable[models.Promise]) -> frozenset[tuple[str, str]]:
    """Which promises are accepted that the date of others follows; asked only where a date waits."""
    follows = {(row.alliance_id, row.after) for row in rows if row.after and row.due_day is None}
    if not follows:
        return frozenset()
    kept = models.Promise.objects.filter(
        alliance__in={name for name, _ in follows}, object__in={name for _, name in follows}, status="kept"
    )
    return frozenset(kept.values_list("alliance", "object"))


def _once_a_series(needs: Iterable[Need]) -> list[Need]:
    """Of a series that is answered or waited for as one, the nearest occurrence with how many there are."""
    found: dict[tuple[Kind, str], Need] = {}
    for need in needs:
        as_one = need.row.series and need.kind in AS_ONE
        key = (need.kind, need.row.series if as_one else need.row.object)
        earlier = found.get(key)
        found[key] = replace(earlier, count=earlier.count + 1) if earlier else need
    return list(found.values())


def _names(seats: Sequence[Seat], rows: Sequence[models.Promise]) -> frozenset[str]:
    """By which names the records know the reader; asked only where somebody is asked to look."""
    if not any(row.look for row in rows):
        return frozenset()
    known = members_of(seats).values()
    return frozenset(member.pseudonym for member in known if member.person_id == seats[0].person.pk)


def _concerns(seat: Seat, row: models.Promise) -> bool:
    performs = row.performer_id == seat.party.pk
    person = row.performer_person if performs else row.customer_person
    return person is None or person.person_id in (None, seat.person.pk)


def _second(seat: Seat, row: models.Promise, now: int, waiting: models.SecondSignature | None) -> Need | None:
    """A yes of one's own side that waits: for the reader's own signature, or somebody else's."""
    if waiting is None:
        return None
    today, mine = day_in(now, row.zone or "UTC"), waiting.first_id == seat.person.pk
    if seat.may(Right.SECOND) and not mine:
        return Need(Kind.SECOND, seat, row, today, who=str(waiting.first))
    concerned = mine or _concerns(seat, row)
    return Need(Kind.SECOND_WAITS, seat, row, today) if concerned else None


def _look(seat: Seat, row: models.Promise, now: int, me: frozenset[str]) -> Need | None:
    """Two people were asked to look: the reader may be one of them, or answer for a side that has said nothing yet."""
    own = "p" if row.performer_id == seat.party.pk else "c"
    today = day_in(now, row.zone or "UTC")
    if own in row.look.get("says", "") and _concerns(seat, row):
        return Need(Kind.SENTENCE, seat, row, today)
    asked = row.look.get("asks", {}).get(own)
    if asked is None:
        return None
    mine = asked in me if asked else seat.may(Right.SPONSOR)
    return Need(Kind.SPONSOR, seat, row, today) if mine else None


def _need(seat: Seat, row: models.Promise, now: int, free: frozenset[tuple[str, str]]) -> Need | None:
    performs = row.performer_id == seat.party.pk
    if not _concerns(seat, row):
        return None
    today = day_in(now, row.zone or "UTC")
    kind = _talk(row, performs) or (
        _done(row, performs) if row.status == "delivered" else _on_its_way(row, performs, today, free)
    )
    return Need(kind, seat, row, today) if kind else None


def _doubtful(
    need: Need | None,
    seats: Mapping[str, Seat],
    row: models.Promise,
    doubts: Mapping[str, Point],
    now: int,
) -> Need | None:
    """A promise of one's own that nothing more pressing is said of, where one's own record doubts its date."""
    seat, why = seats[row.alliance_id], doubts.get(row.object)
    mine = row.performer_id == seat.party.pk and _concerns(seat, row)
    today = day_in(now, row.zone or "UTC")
    near = row.due_day is not None and row.due_day <= today
    if why is None or not mine or near or row.status != "agreed" or (need and need.kind is not Kind.DUE):
        return need
    return Need(Kind.DOUBT, seat, row, today, why=why)


def _talk(row: models.Promise, performs: bool) -> Kind | None:
    mine, theirs = ("p", "c") if performs else ("c", "p")
    if theirs in row.open_texts:
        return Kind.ANSWER if row.status == "proposed" else Kind.CHANGE
    return Kind.OFFERED if mine in row.open_texts and row.status == "proposed" else None


def _done(row: models.Promise, performs: bool) -> Kind:
    return Kind.JUDGED if performs else Kind.LOOK


def _on_its_way(
    row: models.Promise, performs: bool, today: date, free: frozenset[tuple[str, str]]
) -> Kind | None:
    if row.status != "agreed":
        return None
    if row.due_day is None:
        can_be_put = (row.alliance_id, row.after) in free and not row.open_texts
        return Kind.DATE if can_be_put else None
    passed = row.due_day < today and row.warned_at is None
    if not performs:
        return Kind.RELEASE if row.asks_release else Kind.ASK if passed else Kind.COMING
    if row.asked_status:
        return Kind.STATUS
    if row.sent_back:
        return Kind.SENT_BACK
    return Kind.PASSED if passed else Kind.DUE if row.due_day <= today + SOON else None


def held_by(seats: Sequence[Seat]) -> Sequence[models.Joint]:
    """Return the purposes and objectives of the reader's alliances, and what of the charter and the differences may
    wait for somebody: one question for all of it."""
    return _held(sorted(seat.alliance.pk for seat in seats)) if seats else []


def joints_for(seats: Sequence[Seat], rows: Iterable[models.Joint]) -> Sequence[Put]:
    """Return those of these purposes and objectives that the other side put and that the reader may answer."""
    able = {seat.alliance.pk: seat for seat in seats if seat.may(Right.PURPOSE)}
    kinds = (models.Joint.PURPOSE, models.Joint.OBJECTIVE)
    found = []
    for row in (row for row in rows if row.alliance_id in able and row.kind in kinds):
        seat = able[row.alliance_id]
        table: Mapping[str, Mapping[str, str]] = row.details.get("table", {})
        found += [
            Put(seat, row, text.get("title", "")) for colour, text in table.items() if colour != seat.colour
        ]
    return found
