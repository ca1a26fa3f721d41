"""What stands in a person's own calendar: promises, meetings, days on which both look again, pulses; each on its day.

It tells no more than the pages: titles that the reader may see. What the other side has answered behind a seal shows in
nothing here, not even in how often something changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from django.db.models import Q

from troth.actions.days import day_in, stamp_of
from troth.core.alliance import Demand
from troth.core.charter import Meeting
from troth.core.judgement.survey import Instrument
from troth.core.sealed import Phase
from troth.store import feeds, models
from troth.store.queries.balance import asks_on, look_on
from troth.store.queries.calendar import MOST, SHOWN, Due
from troth.store.queries.charter import IN_FORCE, meeting_in, meeting_of
from troth.store.queries.people import Reader, Seat, reader_of, seat_of
from troth.store.queries.seated import seated
from troth.store.queries.surveys import WHATS
from troth.store.queries.today import every_seat_of

BEHIND = timedelta(days=90)
LATELY = 60 * 86_400_000
ENDED = ("released", "broken", "nothing")
CALLED_OFF = Phase.CLOSED.name.lower()
KINDS = (models.Joint.CLAUSE, models.Joint.DIFFERENCE, models.Joint.CONTROL)


class Sort(Enum):
    """What a day in a calendar is."""

    PROMISE = "a promise is due"
    MEETING = "both meet"
    BRIDGE = "both look whether a bridge holds"
    TRIAL = "the last day of a trial without a control"
    LOOK = "both look at a control again"
    QUESTION = "both are to be asked what a control does to the work"
    PULSE = "a trust pulse closes"
    CHECK = "a health check closes"


@dataclass(frozen=True)
class Dated:
    """One thing that stands on a day, or on many where both meet; `key` never changes, `changed` (ms) only grows.

    `due` is the promise that it is; `object` names it in its room's address; `off` says that it was called off.
    """

    sort: Sort
    seat: Seat
    key: str
    object: str
    day: date
    title: str
    changed: int
    off: bool = False
    meeting: Meeting | None = None
    due: Due | None = None


@dataclass(frozen=True)
class Owner:
    """Whose address was asked for, and the seats from which they look; `every` where it is of all alliances."""

    reader: Reader
    seats: Sequence[Seat]
    every: bool


def owner_of(feed: models.Feed) -> Owner | None:
    """Return who reads at an address; None once they may read there no more, or owe a second factor."""
    reader = reader_of(feed.person)
    if reader is None or reader.demand is Demand.NOW:
        return None
    if feed.alliance is None:
        return Owner(reader, [seat for seat in every_seat_of(reader) if seat.shared], every=True)
    seat = seat_of(reader, feed.alliance.slug)
    return Owner(reader, [seat], every=False) if seat is not None and seat.shared else None


def names_of(reader: Reader) -> list[tuple[models.Feed, Seat | None]]:
    """Return a reader's addresses, each with the seat that it is of; none of alliances that they read no more."""
    found = feeds.feeds_of(reader.person)
    seats = {seat.alliance.pk: seat for seat in every_seat_of(reader)} if found else {}
    named = [(feed, seats.get(feed.alliance_id or "")) for feed in found]
    return [(feed, seat) for feed, seat in named if seat is not None or feed.alliance_id is None]


def dates_of(owner: Owner, now: int) -> list[Dated]:
    """Return everything that stands at an address, in the order of days, with five questions.

    At that of all alliances only promises that have the reader's name, and only what they are asked to answer.
    """
    seats = {seat.alliance.pk: seat for seat in owner.seats}
    if not seats:
        return []
    since = day_in(now, owner.reader.person.zone) - BEHIND
    found = [*_promises(owner, seats, since, now), *both_do(owner, since, now)]
    return sorted(found, key=lambda each: (each.day, each.key))


def both_do(owner: Owner, since: date, now: int) -> list[Dated]:
    """Return what both sides do together from a day on: they meet, look again, answer a pulse."""
    going = {seat.alliance.pk: seat for seat in owner.seats if seat.parted is None}
    return [*_joints(going, since, now), *_surveys(owner, going, since, now)]


def _promises(owner: Owner, seats: Mapping[str, Seat], since: date, now: int) -> Iterator[Dated]:
    stands = Q(status__in=SHOWN, due_day__gte=since)
    over = Q(status__in=ENDED, changed_at__gt=now - LATELY, due_day__isnull=False)
    rows = models.Promise.objects.filter(stands | over, alliance__in=seats)
    if owner.every:
        me = owner.reader.person
        rows = rows.filter(Q(performer_person__person=me) | Q(customer_person__person=me))
    for row in seated(owner.seats, rows.order_by("due_day", "number")[: 4 * MOST]):
        seat = seats[row.alliance_id]
        assert row.due_day is not None
        yield Dated(
            sort=Sort.PROMISE,
            seat=seat,
            key=row.object,
            object=row.object,
            day=row.due_day,
            title=row.title,
            changed=row.changed_at,
            off=row.status in ENDED,
            due=Due(seat, row),
        )


def _joints(seats: Mapping[str, Seat], since: date, now: int) -> Iterator[Dated]:
    rows = models.Joint.objects.filter(alliance__in=seats, kind__in=KINDS).exclude(status="nothing")
    for row in rows.order_by("number", "pk"):
        seat = seats[row.alliance_id]
        if row.kind == models.Joint.CLAUSE:
            yield from _meeting(seat, row, now)
        elif row.kind == models.Joint.DIFFERENCE:
            yield from _bridges(seat, row, since)
        else:
            yield from _looks(seat, row, since)


def _meeting(seat: Seat, row: models.Joint, now: int) -> Iterator[Dated]:
    """A rhythm that both agreed to; one that was let go, or is held when needed now, is called off for a while."""
    meeting = meeting_of(row)
    stands = row.status == IN_FORCE and meeting is not None and meeting.first is not None
    if not stands:
        meeting = _last_rhythm(row) if row.changed_at > now - LATELY else None
    if meeting is not None and meeting.first is not None:
        yield _joint(Sort.MEETING, seat, row, row.object, meeting.first, meeting=meeting, off=not stands)


def _last_rhythm(row: models.Joint) -> Meeting | None:
    """The last rhythm with days that both ever agreed to; one that was only proposed stands in no calendar."""
    for text in reversed(row.history):
        if text.get("first"):
            return meeting_in(text)
    return None


def _bridges(seat: Seat, row: models.Joint, since: date) -> Iterator[Dated]:
    for number, look in enumerate(row.details.get("looks", [])):
        day = date.fromisoformat(look["day"])
        if day >= since:
            yield _joint(Sort.BRIDGE, seat, row, f"{row.object}-look-{number}", day)


def _looks(seat: Seat, row: models.Joint, since: date) -> Iterator[Dated]:
    """When both look at a control again, and when a year has gone by since they were last asked what it does."""
    if (day := look_on(row)) is not None and day >= since:
        yield _joint(
            Sort.TRIAL if row.status == "on_trial" else Sort.LOOK, seat, row, f"{row.object}-look", day
        )
    if (day := asks_on(row, seat.person.zone)) is not None and day >= since:
        asked = int((row.details.get("question") or {}).get("at", 0))
        due = _joint(Sort.QUESTION, seat, row, f"{row.object}-ask", day)
        yield replace(due, changed=max(due.changed, asked))


def _joint(
    sort: Sort,
    seat: Seat,
    row: models.Joint,
    key: str,
    day: date,
    *,
    meeting: Meeting | None = None,
    off: bool = False,
) -> Dated:
    return Dated(
        sort=sort,
        seat=seat,
        key=key,
        object=row.object,
        day=day,
        title=row.text,
        changed=row.changed_at,
        off=off,
        meeting=meeting,
    )


def _surveys(owner: Owner, seats: Mapping[str, Seat], since: date, now: int) -> Iterator[Dated]:
    """Pulses and health checks, on the day on which a side can be closed; inner ones for those who are asked.

    Until one is called off it has changed when it began and never since: what a side has sealed is told to nobody.
    """
    parts = models.Survey.objects.filter(
        alliance__in=seats, organisation=owner.reader.organisation, until__gte=since
    )
    asked = models.SurveyAnswer.objects.filter(survey__in=parts, person=owner.reader.person)
    mine = set(asked.values_list("survey__object", flat=True))
    rounds = models.Round.objects.filter(alliance__in=seats, subject__in=WHATS, until__gte=since)
    for row in rounds:
        off = row.phase == CALLED_OFF
        if row.until is None or (owner.every and row.object not in mine) or (off and _long_ago(row, now)):
            continue
        at = row.changed_at if off else row.put_at
        yield _survey(seats[row.alliance_id], row.object, row.subject, row.until, at, off=off)
    for part in parts.filter(inner=True, object__in=mine):
        at = stamp_of(part.begun_at)
        yield _survey(seats[part.alliance_id], part.object, part.instrument, part.until, at)


def _long_ago(row: models.Round, now: int) -> bool:
    return row.changed_at <= now - LATELY


def _survey(seat: Seat, object_id: str, instrument: str, until: date, at: int, *, off: bool = False) -> Dated:
    sort = Sort.PULSE if Instrument(instrument) is Instrument.PULSE else Sort.CHECK
    return Dated(sort, seat, object_id, object_id, until, "", at, off=off)
