"""Concerns: the list, one of them whole, and what of them waits for the reader's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q, QuerySet

from troth.actions.days import day_in
from troth.actions.judgement import days_at
from troth.actions.rooms import concern_of
from troth.core.alliance import Right
from troth.core.judgement import (
    CLOSED,
    SILENCE,
    Days,
    Move,
    Part,
    State,
    Status,
    Weight,
    answer_by,
    awaited,
    has_time,
)
from troth.store import models
from troth.store.ledger import sightings_of
from troth.store.prepared import prepared
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, people_of, speaker_known
from troth.store.queries.seated import members_of

PAGE = 100
RECENT = 20
A_LINE = 90
ENDED = tuple(status.name.lower() for status in CLOSED)


class Call(Enum):
    """Why a concern needs the reader, or why they wait; in the order of a page."""

    TELL = "the other side asks how it looks from here"
    ANSWER = "the own view was played back"
    PLAY_BACK = "the other view is told"
    AGAIN = "one part was said again"
    WEIGH = "both may say how much it matters"
    SILENT = "no word came for ten working days"
    VIEW_WAITS = "the other side is asked for its view"
    ANSWER_WAITS = "the own playback waits to be confirmed"
    PLAY_BACK_WAITS = "the other side plays it back"
    WEIGH_WAITS = "the other side has not said how much it matters"


CALLS_WAITING = frozenset({Call.VIEW_WAITS, Call.ANSWER_WAITS, Call.PLAY_BACK_WAITS, Call.WEIGH_WAITS})
MINE = {
    Status.RAISED: (Call.TELL, Call.VIEW_WAITS),
    Status.TOLD: (Call.PLAY_BACK, Call.PLAY_BACK_WAITS),
    Status.PLAYED_BACK: (Call.ANSWER, Call.ANSWER_WAITS),
    Status.CORRECTED: (Call.AGAIN, Call.PLAY_BACK_WAITS),
    Status.UNDERSTOOD: (Call.WEIGH, Call.WEIGH_WAITS),
}


@dataclass(frozen=True)
class Raised:
    """A concern that needs the reader, or on which they wait."""

    call: Call
    seat: Seat
    row: models.Concern


@dataclass(frozen=True)
class Concern:
    """One concern whole: its row, its state, everybody in it, and what the reader's side has chosen and not opened.

    `answer_by` is until when the side whose word is waited for has time, None while it waits for nobody; `silent` says
    that the time is over, `has_time` that the other side still has it.
    """

    row: models.Concern
    state: State
    people: Mapping[str, Someone]
    part: Part
    own_weight: Weight | None
    answer_by: date | None
    silent: bool
    has_time: bool

    def who(self, move: Move, seat: Seat) -> Someone:
        """Name who made a move; one of no known name is named by the side."""
        side = next(each for each in seat.sides if each.log == move.log)
        return speaker_known(self.people, move.stands_for or move.by, side)


def concerns_in(seat: Seat, *, show: str = "", start: int = 0) -> list[models.Concern]:
    """Return concerns of the reader's alliance, the newest first, one more than a page; `show` is open or ended."""
    return raised(seat, _shown(seat, show).order_by("-number")[start : start + PAGE + 1])


def every_concern(seat: Seat, *, show: str = "") -> list[models.Concern]:
    """Return all concerns of the reader's alliance, the oldest first."""
    return raised(seat, _shown(seat, show).order_by("number"))


def _shown(seat: Seat, show: str) -> QuerySet[models.Concern]:
    rows = models.Concern.objects.filter(alliance=seat.alliance)
    if show == "open":
        return rows.exclude(status__in=ENDED)
    return rows.filter(status__in=ENDED) if show == "ended" else rows


def concerns_about(seat: Seat, object_id: str) -> list[models.Concern]:
    """Return the concerns that a promise or a statement was named in, the oldest first."""
    return raised(seat, [row for row in _about(seat.alliance.pk, object_id) if object_id in row.evidence])


def one_concern(seat: Seat, object_id: str, now: int) -> Concern | None:
    """Return one concern whole, as it stands on this day; None when the reader's alliance has none of that name."""
    row = models.Concern.objects.filter(alliance=seat.alliance, object=object_id).first()
    if row is None:
        return None
    state = concern_of(sightings_of(seat.alliance.pk, object_id)).state
    part = state.part(seat.log)
    days = days_of(seat, awaited(state), part, now)
    today, last = days.day_of(now), answer_by(state, days)
    return Concern(
        row=raised(seat, [row])[0],
        state=state,
        people=people_of(seat),
        part=part,
        own_weight=own_weight(seat, object_id),
        answer_by=last,
        silent=last is not None and today > last,
        has_time=has_time(state, part, today, days),
    )


def own_weight(seat: Seat, object_id: str) -> Weight | None:
    """Return what the reader's own side has chosen, as long as it is not signed; nothing of the other's."""
    mine = models.Weighing.objects.filter(
        alliance=seat.alliance, organisation=seat.organisation, object=object_id
    )
    found = mine.values_list("weight", flat=True).first()
    return list(Weight)[found - 1] if found is not None else None


def days_of(seat: Seat, awaited: Part | None, part: Part, now: int) -> Days:
    """Return the days of the side whose word is waited for; the reader's own while it waits for nobody's."""
    partner = seat.partner
    if awaited is None or awaited is part or partner is None:
        return own_days(seat, now)
    return _days(partner.organisation, now)


def own_days(seat: Seat, now: int) -> Days:
    """Return the days of the reader's own organisation."""
    return _days(seat.organisation, now)


def _days(firm: models.Organisation, now: int) -> Days:
    return days_at(firm.country, firm.zone, day_in(now, firm.zone).year)


def evidence_in(seat: Seat, named: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return what a concern can point at, as id and words: the promises and statements that moved last, and `named`."""
    promises = models.Promise.objects.filter(alliance=seat.alliance).exclude(title="")
    said = models.Statement.objects.filter(alliance=seat.alliance).exclude(words="")
    found = dict(promises.order_by("-changed_at").values_list("object", "title")[:RECENT])
    found |= dict(said.order_by("-changed_at").values_list("object", "words")[:RECENT])
    if missing := [name for name in named if name and name not in found]:
        found |= dict(promises.filter(object__in=missing).values_list("object", "title"))
        found |= dict(said.filter(object__in=missing).values_list("object", "words"))
    return [
        (name, words if len(words) <= A_LINE else f"{words[: A_LINE - 1]}…") for name, words in found.items()
    ]


def titles_of(seat: Seat, objects: Iterable[str]) -> dict[str, str]:
    """Return the words of promises and statements of the reader's alliance, of those that are there and not erased."""
    within = {"alliance": seat.alliance, "object__in": list(objects)}
    promised = models.Promise.objects.filter(**within).values_list("object", "title")
    said = models.Statement.objects.filter(**within).values_list("object", "words")
    return {name: words for name, words in promised.union(said, all=True) if words}


def raised_of(seats: Mapping[str, Seat], rows: Iterable[models.Concern], now: int) -> list[Raised]:
    """Return which of the concerns that wait need the reader, or keep them waiting, by how much it presses.

    A row knows by `chosen` whether the reader's side has chosen how much it matters.
    """
    listed = list(rows)
    for seat in seats.values() if listed else ():
        raised(seat, [row for row in listed if row.alliance_id == seat.alliance.pk])
    found = (_raised(seats[row.alliance_id], row, now) for row in listed)
    return sorted((each for each in found if each), key=lambda each: list(Call).index(each.call))


def raised(seat: Seat, rows: Iterable[models.Concern]) -> list[models.Concern]:
    """Return concerns together with the side and the people they name, from what the seat knows."""
    found = list(rows)
    parties = {party.pk: party for party in seat.parties}
    people = members_of([seat]) if found else {}
    for row in found:
        row.raiser = parties[row.raiser_id]
        if row.raiser_person_id is not None:
            row.raiser_person = people.get(row.raiser_person_id)
        if row.asked_person_id is not None:
            row.asked_person = people.get(row.asked_person_id)
    return found


def _raised(seat: Seat, row: models.Concern, now: int) -> Raised | None:
    """What waits for the reader's side waits for the one who is in it, and for everybody while nobody is."""
    raises = row.raiser_id == seat.party.pk
    own = row.raiser_person if raises else row.asked_person
    if not seat.may(Right.LISTEN) or not (own is None or own.person_id in (None, seat.person.pk)):
        return None
    mine = row.waits in ("both", (Part.RAISER if raises else Part.ASKED).value)
    if row.waits == "both" and vars(row).get("chosen"):
        mine = False
    call = MINE[Status[row.status.upper()]][0 if mine else 1]
    if call in (Call.VIEW_WAITS, Call.ANSWER_WAITS, Call.PLAY_BACK_WAITS) and _silent(seat, row, now):
        call = Call.SILENT
    return Raised(call, seat, row)


def _silent(seat: Seat, row: models.Concern, now: int) -> bool:
    """Whether the other side's word has been waited for longer than ten of its working days."""
    days = days_of(seat, Part.ASKED, Part.RAISER, now)
    return days.day_of(now) > days.working.after(days.day_of(row.since), SILENCE)


@prepared
def _about(alliance: str, object_id: str) -> QuerySet[models.Concern]:
    """Those that name it first, and those that name several things, among which it may be."""
    named = Q(about=object_id) | Q(also__gt="")
    return models.Concern.objects.filter(named, alliance=alliance).order_by("number")
