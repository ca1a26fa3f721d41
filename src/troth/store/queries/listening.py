"""What was put down to be understood: the list, one statement whole, and what waits for the reader's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import QuerySet

from troth.actions.rooms import statement_of
from troth.core.alliance import Right
from troth.core.listening import CLOSED, Move, Part, State, Status
from troth.store import models
from troth.store.ledger import by_mail, sightings_of
from troth.store.prepared import prepared
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, people_of, speaker_known
from troth.store.queries.seated import members_of

PAGE = 100
ENDED = tuple(status.name.lower() for status in CLOSED)


class Call(Enum):
    """Why a statement needs the reader, or why they wait; in the order of a page."""

    ANSWER = "one's own statement was played back"
    AGAIN = "one part was said again"
    PLAY_BACK = "a playback is asked for"
    READ = "both sides are to write what a sentence means to them"
    DIFFER = "the other side says that both see it differently"
    ANSWER_WAITS = "one's own playback waits to be confirmed"
    PLAY_BACK_WAITS = "the other side is asked to play it back"


CALLS_WAITING = frozenset({Call.ANSWER_WAITS, Call.PLAY_BACK_WAITS})


@dataclass(frozen=True)
class Heard:
    """A statement that needs the reader, or on which they wait."""

    call: Call
    seat: Seat
    row: models.Statement | models.Round


@dataclass(frozen=True)
class Conversation:
    """One statement whole: its row, the state read from its entries, everybody in it, what was said by mail link."""

    row: models.Statement
    state: State
    people: Mapping[str, Someone]
    part: Part
    mailed: frozenset[str] = frozenset()

    def who(self, move: Move, seat: Seat) -> Someone:
        """Name who made a move; one of no known name is named by the side."""
        side = next(each for each in seat.sides if each.log == move.log)
        return speaker_known(self.people, move.stands_for or move.by, side)


def statements_in(seat: Seat, *, show: str = "", start: int = 0) -> list[models.Statement]:
    """Return statements of the reader's alliance, the newest first, one more than a page; `show` is open or ended."""
    return spoken(seat, _shown(seat, show).order_by("-number")[start : start + PAGE + 1])


def every_statement(seat: Seat, *, show: str = "") -> list[models.Statement]:
    """Return all statements of the reader's alliance, the oldest first."""
    return spoken(seat, _shown(seat, show).order_by("number"))


def _shown(seat: Seat, show: str) -> QuerySet[models.Statement]:
    rows = models.Statement.objects.filter(alliance=seat.alliance)
    if show == "open":
        return rows.exclude(status__in=ENDED)
    return rows.filter(status__in=ENDED) if show == "ended" else rows


def about(seat: Seat, object_id: str) -> list[models.Statement]:
    """Return what was said on one promise or text, the oldest first."""
    return spoken(seat, _about(seat.alliance.pk, object_id))


def conversation(seat: Seat, object_id: str) -> Conversation | None:
    """Return one statement whole; None when the reader's alliance has none of that name."""
    row = models.Statement.objects.filter(alliance=seat.alliance, object=object_id).first()
    if row is None:
        return None
    sightings = sightings_of(seat.alliance.pk, object_id)
    state = statement_of(sightings).state
    mailed = frozenset(each.entry.id for each in sightings if by_mail(each.entry))
    return Conversation(spoken(seat, [row])[0], state, people_of(seat), state.part(seat.log), mailed)


def heard_of(
    seats: Mapping[str, Seat], statements: Sequence[models.Statement], rounds: Sequence[models.Round]
) -> list[Heard]:
    """Return which of what waits to be understood needs the reader, or keeps them waiting, by how much it presses."""
    for seat in seats.values() if statements else ():
        spoken(seat, [row for row in statements if row.alliance_id == seat.alliance.pk])
    found = [_heard(seats[row.alliance_id], row) for row in statements]
    found += [_read(seats[row.alliance_id], row) for row in rounds]
    return sorted((each for each in found if each is not None), key=lambda each: list(Call).index(each.call))


def _read(seat: Seat, row: models.Round) -> Heard | None:
    """A round waits for everybody of a side that is not in; whether the other is in is not looked at."""
    waits = seat.may(Right.LISTEN) and seat.colour not in row.answered
    return Heard(Call.READ, seat, row) if waits else None


def spoken(seat: Seat, rows: Iterable[models.Statement]) -> list[models.Statement]:
    """Return statements together with the side and the people they name, from what the seat knows."""
    found = list(rows)
    parties = {party.pk: party for party in seat.parties}
    people = members_of([seat]) if found else {}
    for row in found:
        row.speaker = parties[row.speaker_id]
        if row.speaker_person_id is not None:
            row.speaker_person = people.get(row.speaker_person_id)
        if row.listener_person_id is not None:
            row.listener_person = people.get(row.listener_person_id)
    return found


def _heard(seat: Seat, row: models.Statement) -> Heard | None:
    if not seat.may(Right.LISTEN):
        return None
    speaks = row.speaker_id == seat.party.pk
    if row.differ and seat.colour not in row.differ:
        return Heard(Call.DIFFER, seat, row)
    if row.waits == Part.SPEAKER.value:
        return _of(row.speaker_person, seat, row, Call.ANSWER if speaks else Call.ANSWER_WAITS, mine=speaks)
    asked = Call.AGAIN if row.status == Status.CORRECTED.name.lower() else Call.PLAY_BACK
    return _of(row.listener_person, seat, row, Call.PLAY_BACK_WAITS if speaks else asked, mine=not speaks)


def _of(
    person: models.Member | None, seat: Seat, row: models.Statement, call: Call, *, mine: bool
) -> Heard | None:
    """What waits for the reader's side waits for the one who is in it, and for everybody while nobody is."""
    own = person if mine else (row.listener_person if call is Call.ANSWER_WAITS else row.speaker_person)
    concerns = own is None or own.person_id in (None, seat.person.pk)
    return Heard(call, seat, row) if concerns else None


@prepared
def _about(alliance: str, object_id: str) -> QuerySet[models.Statement]:
    return models.Statement.objects.filter(alliance=alliance, about=object_id).order_by("number")
