"""The page for sponsors: what both are together for, what came of it since they met last, what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F

from troth.actions.days import day_in, due_of
from troth.core.charter import Every
from troth.store import models
from troth.store.queries.agenda import Question, questions_of
from troth.store.queries.alliance import Serving, joints_in, open_or_serving, purpose_of, serving
from troth.store.queries.charter import meeting_of
from troth.store.queries.judgement import ENDED, raised
from troth.store.queries.lists import IN_FORCE, OPEN
from troth.store.queries.people import Seat
from troth.store.queries.seated import seated

QUARTER = timedelta(days=90)
RARE = frozenset({Every.QUARTER, Every.HALF_YEAR, Every.YEAR})
CLOSED = ("kept", "released", "broken")
MOST = 60


@dataclass(frozen=True)
class Steering:
    """What sponsors look at together: since when, and because of which meeting, if one of theirs was the last.

    Of what has ended only the last are here, the last first; `counts` says how many there are, by the
    performer's colour and status.
    """

    since: date
    met: models.Meeting | None
    purpose: models.Joint | None
    objectives: Sequence[Serving]
    kept: Sequence[models.Promise]
    moved: Sequence[models.Promise]
    due: Sequence[models.Promise]
    ended: Sequence[models.Promise]
    concerns: Sequence[models.Concern]
    questions: Sequence[Question]
    decisions: Sequence[models.Joint]
    looks: Sequence[models.Promise]
    differences: Sequence[models.Joint]
    counts: Mapping[tuple[str | None, str], int]


def steering_of(seat: Seat, now: int) -> Steering:
    """Return all of it, with few questions."""
    today = day_in(now, seat.person.zone)
    joints = joints_in(seat)
    meetings = list(models.Meeting.objects.filter(alliance=seat.alliance).order_by("-day", "-number")[:MOST])
    met = _last_of_sponsors(joints, meetings)
    since = met.day if met is not None else today - QUARTER
    at = due_of(since - timedelta(days=1), seat.person.zone)
    listed = models.Promise.objects.filter(alliance=seat.alliance)
    closed = listed.filter(closed_at__gt=at, status__in=CLOSED)
    # Of what has ended a sheet shows a few and says how many there are: those are counted where they lie.
    nearest = listed.filter(status__in=OPEN).order_by(F("due_day").asc(nulls_last=True), "number")
    rows = seated([seat], [*nearest, *closed.order_by("-closed_at")[:MOST]])
    counts = closed.values_list("performer__colour", "status").order_by().annotate(Count("pk"))
    open_ones = [row for row in rows if row.status in IN_FORCE]
    asked = models.Concern.objects.filter(alliance=seat.alliance).exclude(status__in=ENDED)
    return Steering(
        since=since,
        met=met,
        purpose=purpose_of(joints),
        objectives=serving(joints, open_or_serving(seat)),
        kept=[row for row in rows if row.status == "kept"],
        moved=[row for row in open_ones if _moved(row)],
        due=[row for row in open_ones if row.due_day is not None and row.due_day <= today + QUARTER],
        ended=[row for row in rows if row.status in ("released", "broken")],
        concerns=raised(seat, asked.order_by("number")[:MOST]),
        questions=questions_of(meetings),
        decisions=[row for row in joints if row.details.get("table")],
        looks=[row for row in rows if row.look],
        counts={(colour, status): count for colour, status, count in counts},
        differences=[
            row for row in joints if row.kind == models.Joint.DIFFERENCE and row.status == "bridged"
        ],
    )


def _moved(row: models.Promise) -> bool:
    """Whether both agreed to another day than the first, or one side said that something came in between."""
    return row.first_due_day not in (None, row.due_day) or row.warned_at is not None


def _last_of_sponsors(
    joints: Sequence[models.Joint], meetings: Sequence[models.Meeting]
) -> models.Meeting | None:
    """The last meeting of those that the charter has every quarter or more seldom."""
    rare = {
        row.object
        for row in joints
        if row.kind == models.Joint.CLAUSE
        and (meeting := meeting_of(row)) is not None
        and meeting.every in RARE
    }
    return next((row for row in meetings if row.clause in rare), None)
