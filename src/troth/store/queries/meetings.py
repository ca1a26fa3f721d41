"""Meetings: those that are written, those that have ended, one of them whole, and whose word is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import Exists, OuterRef, QuerySet

from troth.core.alliance import Right
from troth.core.listening.meetings import Kind, Named
from troth.store import models
from troth.store.queries.charter import Call as Charter
from troth.store.queries.charter import Called
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, people_of
from troth.store.queries.seated import members_of, seated

PAGE = 50
AGREED = ("agreed", "delivered")
HEARD = ("played_back", "corrected", "same_page", "differed")


class Call(Enum):
    """Why a meeting needs the reader, or why they wait; in the order of a page."""

    CONFIRM = "lines wait for the reader's word"
    WRITE = "a note is being written"
    CONFIRM_WAITS = "lines wait for the other side's word"


@dataclass(frozen=True)
class Met:
    """A meeting that needs the reader, or on which they wait; `count` lines of it."""

    call: Call
    seat: Seat
    row: models.Meeting | models.MeetingNote
    count: int = 0


@dataclass(frozen=True)
class Recap:
    """One meeting that has ended: its row, everybody, and what came of its lines, by name."""

    row: models.Meeting
    people: Mapping[str, Someone]
    promises: Mapping[str, models.Promise]
    statements: Mapping[str, models.Statement]


def notes_in(seat: Seat) -> list[models.MeetingNote]:
    """Return the notes that are being written, the latest day first."""
    rows = models.MeetingNote.objects.filter(alliance=seat.alliance).select_related("writer")
    return list(rows.order_by("-day", "-pk"))


def note_of(seat: Seat, object_id: str) -> models.MeetingNote | None:
    """Return a note of the reader's alliance that is being written; None when there is none of that name."""
    rows = models.MeetingNote.objects.filter(alliance=seat.alliance, object=object_id)
    return rows.select_related("writer").first()


def meetings_in(seat: Seat, *, start: int = 0) -> list[models.Meeting]:
    """Return the meetings that have ended, the latest first, one more than a page."""
    return _ended(seat)[start : start + PAGE + 1]


def every_meeting(seat: Seat) -> Iterable[models.Meeting]:
    """Return every meeting of the alliance that has ended, the latest first."""
    return _ended(seat)


def _ended(seat: Seat) -> list[models.Meeting]:
    rows = list(models.Meeting.objects.filter(alliance=seat.alliance).order_by("-day", "-number"))
    people = members_of([seat]) if rows else {}
    for row in rows:
        if row.writer_id is not None:
            row.writer = people.get(row.writer_id)
    return rows


def held_on(seat: Seat, clause: str, day: date) -> str:
    """Return under which name a meeting of the charter was written, or is, for that day; empty where it is not.

    No meeting is held two days in a row: the day before or after is the same one, on the clock of another place.
    """
    near = (day - timedelta(days=1), day + timedelta(days=1))
    within = {"alliance": seat.alliance, "clause": clause, "day__range": near}
    ended = models.Meeting.objects.filter(**within).values_list("object", flat=True)
    written = models.MeetingNote.objects.filter(**within).values_list("object", flat=True)
    return next(iter(ended.union(written, all=True)), "")


def came_last(seat: Seat, clause: str) -> list[str]:
    """Return who was there when that meeting of the charter was held last, by pseudonym."""
    rows = models.Meeting.objects.filter(alliance=seat.alliance, clause=clause).order_by("-day", "-number")
    return list(next(iter(rows.values_list("here", flat=True)[:1]), []))


def last_before(seat: Seat) -> models.Meeting | None:
    """Return the meeting that ended last; None while there was none."""
    return models.Meeting.objects.filter(alliance=seat.alliance).order_by("-day", "-number").first()


def recap_of(seat: Seat, object_id: str) -> Recap | None:
    """Return one meeting that has ended; None when the reader's alliance has none of that name."""
    row = models.Meeting.objects.filter(alliance=seat.alliance, object=object_id).first()
    if row is None:
        return None
    made = [str(line["made"]) for line in row.lines if line["made"]]
    promises = models.Promise.objects.filter(alliance=seat.alliance, object__in=made) if made else ()
    said = models.Statement.objects.filter(alliance=seat.alliance, object__in=made) if made else ()
    return Recap(
        row=row,
        people=people_of(seat),
        promises={each.object: each for each in seated([seat], promises)},
        statements={each.object: each for each in said},
    )


def stands_elsewhere(
    line: Mapping[str, str], promise: models.Promise | None, statement: models.Statement | None
) -> bool:
    """Say whether what came of a line was agreed to, or played back, on its own page."""
    if line["kind"] == Kind.PROMISE.value:
        return promise is not None and promise.agreed_at is not None
    return statement is not None and statement.status in HEARD


def named_in(seat: Seat) -> list[Named]:
    """Return everybody who may be named in a line, as the writer's own side or the other."""
    return [
        Named(member.pseudonym, member.name, member.party_id == seat.party.pk)
        for member in members_of([seat]).values()
        if member.name
    ]


def came_of_one(alliances: Sequence[str]) -> tuple[QuerySet[models.Promise], QuerySet[models.Statement]]:
    """Return what came of a line that waits and was agreed to, or played back, on its own page, as questions to put."""
    waiting = models.Meeting.objects.filter(
        alliance=OuterRef("alliance"), waits__gt="", waits__contains=OuterRef("object")
    )
    promises = models.Promise.objects.filter(Exists(waiting), alliance_id__in=alliances, status__in=AGREED)
    statements = models.Statement.objects.filter(Exists(waiting), alliance_id__in=alliances, status__in=HEARD)
    return promises, statements


def met_of(
    seats: Mapping[str, Seat],
    rows: Sequence[models.Meeting],
    notes: Sequence[models.MeetingNote],
    done: frozenset[str],
) -> list[Met]:
    """Return which meetings need the reader, or keep them waiting, by how much it presses; `done` came of a line and
    was agreed to, or played back, on its own page."""
    people = {each.pseudonym: each for each in members_of(list(seats.values())).values()} if rows else {}
    found = [_met(seats[row.alliance_id], row, people, done) for row in rows]
    found += [
        Met(Call.WRITE, seats[note.alliance_id], note, len(note.lines))
        for note in notes
        if seats[note.alliance_id].may(Right.LISTEN) and seats[note.alliance_id].opened
    ]
    return sorted((each for each in found if each), key=lambda each: list(Call).index(each.call))


def _met(
    seat: Seat, row: models.Meeting, people: Mapping[str, models.Member], done: frozenset[str]
) -> Met | None:
    if not seat.may(Right.LISTEN):
        return None
    tokens = [token.split(":") for token in row.waits.split()]
    open_ = [(colour, name) for colour, name, made in tokens if not made or made not in done]
    mine = sum(colour == seat.colour and for_me(seat, people.get(name)) for colour, name in open_)
    if mine:
        return Met(Call.CONFIRM, seat, row, mine)
    theirs = sum(colour != seat.colour for colour, _ in open_)
    return Met(Call.CONFIRM_WAITS, seat, row, theirs) if theirs and theirs == len(open_) else None


def not_begun(called: Iterable[Called], met: Iterable[Met]) -> list[Called]:
    """Return what of the charter needs the reader, without the meetings of today whose note is being written."""
    begun = {each.row.clause for each in met if each.call is Call.WRITE and each.row.clause}
    return [each for each in called if each.call is not Charter.MEET or each.row.object not in begun]


def for_me(seat: Seat, member: models.Member | None) -> bool:
    """Say whether a line of the reader's side is theirs: it names them, or nobody who is here."""
    return member is None or member.person_id in (None, seat.person.pk)
