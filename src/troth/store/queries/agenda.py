"""What a meeting may be about: what is due or passed, what is open, and what changed since both met last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, F, Value

from troth.actions.days import day_in
from troth.store import models
from troth.store.queries.judgement import ENDED as SETTLED
from troth.store.queries.judgement import raised
from troth.store.queries.listening import ENDED as SAID
from troth.store.queries.listening import spoken
from troth.store.queries.lists import OPEN, PAST
from troth.store.queries.meetings import last_before
from troth.store.queries.people import Seat
from troth.store.queries.seated import seated

SOON = timedelta(days=7)
A_MONTH = 30 * 86_400_000
MOST = 40


@dataclass(frozen=True)
class Question:
    """An open question of a meeting that ended, with who finds it out (a pseudonym, or empty)."""

    meeting: models.Meeting
    number: int
    words: str
    who: str
    due: str


@dataclass(frozen=True)
class Agenda:
    """What is due within a week or passed, what waits open, and what changed since `last`, the meeting before."""

    last: models.Meeting | None
    due: Sequence[models.Promise]
    table: Sequence[models.Promise]
    joints: Sequence[models.Joint]
    statements: Sequence[models.Statement]
    concerns: Sequence[models.Concern]
    questions: Sequence[Question]
    changed: Sequence[models.Promise]


def agenda_of(seat: Seat, now: int) -> Agenda:
    """Return what a meeting on this day may be about, with five questions."""
    today = day_in(now, seat.person.zone)
    last = last_before(seat)
    since = last.ended_at if last is not None else now - A_MONTH
    rows = models.Promise.objects.filter(alliance=seat.alliance)
    ended = rows.filter(changed_at__gt=since, status__in=PAST).order_by("-changed_at", "number")[:MOST]
    nearest = rows.filter(status__in=OPEN).order_by(F("due_day").asc(nulls_last=True), "number")
    found = seated([seat], [*nearest, *ended])
    open_ones = [row for row in found if row.status in OPEN]
    table = [row for row in open_ones if row.open_texts]
    due = [
        row
        for row in open_ones
        if row not in table and (row.status == "delivered" or (row.due_day and row.due_day <= today + SOON))
    ]
    changed = [row for row in found if row.changed_at > since and row not in table and row not in due]
    statements, concerns = _talked(seat)
    return Agenda(
        last=last,
        due=due,
        table=table,
        joints=tables_in(seat),
        statements=spoken(seat, statements),
        concerns=raised(seat, concerns),
        questions=questions_of([last] if last is not None else []),
        changed=changed,
    )


def _talked(seat: Seat) -> tuple[list[models.Statement], list[models.Concern]]:
    """Which statements wait to be understood, and which concerns are open, with one question for both."""
    said = models.Statement.objects.filter(alliance=seat.alliance, waits__gt="").exclude(status__in=SAID)
    asked = models.Concern.objects.filter(alliance=seat.alliance).exclude(status__in=SETTLED)
    columns = ("room", "object", "words", "status", "rounds", "number", "side", "person")
    rows = (
        each.order_by()
        .annotate(room=Value(room, output_field=CharField()), side=F(side), person=F(person))
        .values_list(*columns)
        for each, room, side, person in (
            (said, "st", "speaker_id", "speaker_person_id"),
            (asked, "cn", "raiser_id", "raiser_person_id"),
        )
    )
    statements, concerns = list[models.Statement](), list[models.Concern]()
    for room, name, words, status, rounds, number, side, person in (
        next(rows).union(*rows, all=True).order_by("number")
    ):
        plain = {
            "alliance": seat.alliance,
            "object": name,
            "words": words,
            "status": status,
            "rounds": rounds,
        }
        if room == "st":
            statements.append(
                models.Statement(**plain, number=number, speaker_id=side, speaker_person_id=person)
            )
        else:
            concerns.append(models.Concern(**plain, number=number, raiser_id=side, raiser_person_id=person))
    return statements, concerns


def tables_in(seat: Seat) -> list[models.Joint]:
    """Return what of the purpose, the objectives, the charter and the bridges waits for a yes."""
    rows = models.Joint.objects.filter(alliance=seat.alliance).defer("history").order_by("number")
    return [row for row in rows if row.details.get("table")]


def questions_of(meetings: Sequence[models.Meeting]) -> list[Question]:
    """Return the questions of these meetings that nobody has answered yet."""
    return [
        Question(row, number, _said(line, "words"), _said(line, "who"), _said(line, "due"))
        for row in meetings
        for number, line in enumerate(row.lines)
        if line["kind"] == "question" and line["answer"] is None
    ]


def _said(line: Mapping[str, object], key: str) -> str:
    return str(line[key])
