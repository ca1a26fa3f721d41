"""Trust pulses and health checks as a reader may see them: of the other side only what is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from troth.actions.days import stamp_of
from troth.actions.rooms import round_of
from troth.actions.survey import SUBJECTS
from troth.core.judgement.survey import Answer, Instrument, SideAnswer, answer_from
from troth.core.sealed import Phase, State
from troth.store import models
from troth.store.asking import answer_of
from troth.store.blind import answers_for
from troth.store.objects import Objects
from troth.store.queries.asked import WINDOW_MS, due_on
from troth.store.queries.people import Seat

WHATS = tuple(subject.value for subject in SUBJECTS.values())
PAGE = 60
COURSE = 12
PLANS = 4


@dataclass(frozen=True)
class Listed:
    """One round in a list: on the record (`row`) or inner, with what the reader's side has of it (`own`)."""

    object: str
    instrument: Instrument
    inner: bool
    until: date | None
    begun_at: int
    phase: Phase
    opened_at: int | None
    asked: bool
    answered: bool
    in_: bool


@dataclass(frozen=True)
class Survey:
    """One round whole. `told` is what each side tells, by log, as far as the reader may see it; `mine` the reader's own
    sealed answer; `count` how many of the reader's side are asked, and `done` how many have answered."""

    listed: Listed
    state: State
    told: Mapping[str, SideAnswer | None]
    own: models.Survey | None = None
    mine: Answer | None = None
    count: int = 0
    done: int = 0
    asked: frozenset[int] = frozenset()


def surveys_in(seat: Seat) -> Sequence[Listed]:
    """Return the newest rounds of the reader's alliance and the inner ones of their side, the newest first."""
    rounds = models.Round.objects.filter(alliance=seat.alliance, subject__in=WHATS).order_by("-number")[:PAGE]
    parts = models.Survey.objects.filter(alliance=seat.alliance, organisation=seat.organisation)
    own = {part.object: part for part in parts.order_by("-pk")[: 2 * PAGE]}
    answers = dict(
        models.SurveyAnswer.objects.filter(survey__in=own.values(), person=seat.person).values_list(
            "survey", "sealed"
        )
    )
    found = [_shared(seat, row, own.get(row.object), answers) for row in rounds]
    found += [_inner(part, answers) for part in own.values() if part.inner]
    return sorted(found, key=lambda each: -each.begun_at)


def listed_survey(seat: Seat, object_id: str) -> Listed | None:
    """Return what a round on the record is called by; None when the reader's alliance has none of that name."""
    row = models.Round.objects.filter(alliance=seat.alliance, object=object_id, subject__in=WHATS).first()
    return _shared(seat, row, None, {}) if row is not None else None


def opened_in(seat: Seat) -> Sequence[Listed]:
    """Return the newest rounds that were opened for both: what a promise may be made of."""
    rows = models.Round.objects.filter(
        alliance=seat.alliance, subject__in=WHATS, phase=Phase.OPENED.name.lower()
    )
    return [_shared(seat, row, None, {}) for row in rows.order_by("-number")[:PLANS]]


def one_survey(seat: Seat, object_id: str) -> Survey | None:
    """Return one round; None when the reader's side has none of that name."""
    own = (
        models.Survey.objects.annotate(
            count=Count("asked", filter=Q(asked__person__is_active=True)),
            done=Count("asked", filter=Q(asked__sealed=True, asked__person__is_active=True)),
        )
        .filter(alliance=seat.alliance, organisation=seat.organisation, object=object_id)
        .first()
    )
    row = models.Round.objects.filter(alliance=seat.alliance, object=object_id, subject__in=WHATS).first()
    if row is None and (own is None or not own.inner):
        return None
    asked = list(own.asked.all()) if own is not None else []
    answers = {each.survey_id: each.sealed for each in asked if each.person_id == seat.person.pk}
    mine = next((each for each in asked if each.person_id == seat.person.pk and each.sealed), None)
    state, told = State(), dict[str, SideAnswer | None]()
    if row is None and own is not None:
        listed = _inner(own, answers)
        if own.told:
            told[seat.log] = answer_from(own.told, listed.instrument)
    elif row is not None:
        listed = _shared(seat, row, own, answers)
        state, words = answers_for(seat.alliance.pk, object_id, seat.log)
        told = {log: answer_from(each, listed.instrument) for log, each in words.items()}
    return Survey(
        listed=listed,
        state=state,
        told=told,
        own=own,
        mine=answer_of(mine) if mine is not None else None,
        count=getattr(own, "count", 0),
        done=getattr(own, "done", 0),
        asked=frozenset(each.person_id for each in asked),
    )


def opened_before(
    seat: Seat, instrument: Instrument, until: int, *, most: int | None = COURSE
) -> Sequence[tuple[int, Mapping[str, SideAnswer]]]:
    """Return the rounds that were opened up to an instant, the oldest first, with what each side told.

    Of many the last `most`.
    """
    rows = models.Round.objects.filter(
        alliance=seat.alliance, subject=instrument.value, opened_at__lte=until
    ).order_by("-opened_at")[:most]
    opened = list(reversed(rows))
    told = Objects(seat.alliance.pk, seat.parties)
    told.load([row.object for row in opened])
    return [(row.opened_at or 0, _told(told, row.object, instrument)) for row in opened]


def _told(told: Objects, object_id: str, instrument: Instrument) -> Mapping[str, SideAnswer]:
    answers = round_of(told.sightings(object_id)).state.answers
    read = {log: answer_from(move.words or "", instrument) for log, move in answers.items()}
    return {log: each for log, each in read.items() if each is not None}


def plan_of(seat: Seat, object_id: str) -> Sequence[models.Promise]:
    """Return the promises that were made of a round: its joint plan."""
    rows = models.Promise.objects.filter(alliance=seat.alliance, objective=object_id)
    return list(
        rows.select_related("performer__organisation", "customer__organisation").order_by("due_day", "number")
    )


def due_again(seat: Seat, now: int) -> Mapping[Instrument, date]:
    """Return from which day on it is time to ask again, of each instrument with nothing open."""
    rows = list(
        models.Round.objects.filter(
            alliance=seat.alliance, subject__in=WHATS, put_at__gt=now - WINDOW_MS
        ).only("subject", "put_at", "phase")
    )
    found = {instrument: due_on(seat.person.zone, rows, instrument) for instrument in Instrument}
    return {instrument: day for instrument, day in found.items() if day is not None}


def _shared(seat: Seat, row: models.Round, own: models.Survey | None, answers: Mapping[int, bool]) -> Listed:
    return Listed(
        object=row.object,
        instrument=Instrument(row.subject),
        inner=False,
        until=row.until,
        begun_at=row.put_at,
        phase=Phase[row.phase.upper()],
        opened_at=row.opened_at,
        asked=own is not None and own.pk in answers,
        answered=own is not None and answers.get(own.pk, False),
        in_=seat.colour in row.answered,
    )


def _inner(own: models.Survey, answers: Mapping[int, bool]) -> Listed:
    closed = own.closed_at is not None
    return Listed(
        object=own.object,
        instrument=Instrument(own.instrument),
        inner=True,
        until=own.until,
        begun_at=stamp_of(own.begun_at),
        phase=Phase.SEALED if not closed else Phase.OPENED if own.told else Phase.CLOSED,
        opened_at=stamp_of(own.closed_at) if own.closed_at is not None and own.told else None,
        asked=own.pk in answers,
        answered=answers.get(own.pk, False),
        in_=closed,
    )
