"""What of listening and of suspended judgement waits for the reader, across their alliances, with one question.

Statements, rounds, concerns, surveys and a person's own parked thoughts are few among all rows; asked for one kind at a
time they would be most of the dozen questions that a first page may ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from troth.actions.days import day_in
from troth.core.sealed import Phase
from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.asked import WINDOW_MS, Asked, Part, asked_of
from troth.store.queries.interpretations import READ
from troth.store.queries.judgement import Raised, raised_of
from troth.store.queries.listening import Heard, heard_of
from troth.store.queries.meetings import Met, came_of_one, met_of
from troth.store.queries.people import Seat
from troth.store.queries.surveys import WHATS

SHAPE = (
    "room", "within", "name", "order", "side", "ours", "theirs", "state", "on", "split", "said", "count", "own",
    "again",
)  # fmt: skip
SEALED = Phase.SEALED.name.lower()
NOTHING = Value("", output_field=CharField())
NO = Value(False, output_field=BooleanField())
NOBODY = Cast(Value(None), BigIntegerField())
INNER = Case(When(inner=True, then=Value("inner")), default=Value(""), output_field=CharField())
NO_DAY = Cast(Value(None), DateField())
TEXTS = ("split", "said", "name", "within", "state", "on")
NUMBERS = ("order", "side", "ours", "theirs", "count")


@dataclass(frozen=True)
class Waits:
    """What waits: statements and rounds, concerns, pulses and health checks, meetings, and one's own parked thoughts
    whose day has come."""

    heard: Sequence[Heard] = ()
    raised: Sequence[Raised] = ()
    parked: Sequence[models.Parked] = ()
    asked: Sequence[Asked] = ()
    met: Sequence[Met] = ()


def waiting_for(seats: Sequence[Seat], now: int) -> Waits:
    """Return what waits for the reader in their alliances, and what they wait for, each by how much it presses."""
    by_alliance = {seat.alliance.pk: seat for seat in seats if seat.parted is None}
    if not by_alliance:
        return Waits()
    reader = next(iter(by_alliance.values()))
    rows = [
        dict(zip(SHAPE, each, strict=True))
        for each in _waiting(sorted(by_alliance), reader.organisation.pk, reader.person.pk, now - WINDOW_MS)
    ]
    today = day_in(now, reader.person.zone)
    parked = (_parked(row) for row in rows if row["room"] == "pk")
    return Waits(
        heard_of(
            by_alliance,
            [_statement(row) for row in rows if row["room"] == "st"],
            [_round(row) for row in rows if row["room"] == "bl"],
        ),
        raised_of(by_alliance, [_concern(row) for row in rows if row["room"] == "cn"], now),
        [row for row in parked if row.day <= today],
        asked_of(
            by_alliance,
            [_part(row) for row in rows if row["room"] == "sv"],
            [_asked_before(row) for row in rows if row["room"] == "sr"],
            [_pause(row) for row in rows if row["room"] == "sp"],
            now,
        ),
        met_of(
            by_alliance,
            [_meeting(row) for row in rows if row["room"] == "mt"],
            [_note(row) for row in rows if row["room"] == "mn"],
            frozenset(row["name"] for row in rows if row["room"] == "of"),
        ),
    )


def _statement(row: dict[str, Any]) -> models.Statement:
    return models.Statement(
        alliance_id=row["within"],
        object=row["name"],
        number=row["order"],
        speaker_id=row["side"],
        speaker_person_id=row["ours"],
        listener_person_id=row["theirs"],
        status=row["state"],
        waits=row["on"],
        differ=row["split"],
        words=row["said"],
        rounds=row["count"],
    )


def _round(row: dict[str, Any]) -> models.Round:
    return models.Round(
        alliance_id=row["within"],
        object=row["name"],
        number=row["order"],
        asked_by_id=row["side"],
        asked_person_id=row["ours"],
        phase=row["state"],
        answered=row["split"],
        words=row["said"],
    )


def _concern(row: dict[str, Any]) -> models.Concern:
    found = models.Concern(
        alliance_id=row["within"],
        object=row["name"],
        number=row["order"],
        raiser_id=row["side"],
        raiser_person_id=row["ours"],
        asked_person_id=row["theirs"],
        status=row["state"],
        waits=row["on"],
        words=row["said"],
        since=row["count"],
    )
    vars(found)["chosen"] = bool(row["own"])
    return found


def _part(row: dict[str, Any]) -> Part:
    survey = models.Survey(
        alliance_id=row["within"],
        object=row["name"],
        instrument=row["state"],
        inner=row["split"] == "inner",
        until=row["again"],
    )
    return Part(survey, mine=bool(row["own"]), answered=bool(row["count"]))


def _asked_before(row: dict[str, Any]) -> models.Round:
    return models.Round(alliance_id=row["within"], subject=row["state"], phase=row["on"], put_at=row["count"])


def _pause(row: dict[str, Any]) -> models.SurveyPause:
    return models.SurveyPause(alliance_id=row["within"], instrument=row["state"], until=row["again"])


def _meeting(row: dict[str, Any]) -> models.Meeting:
    return models.Meeting(
        alliance_id=row["within"],
        object=row["name"],
        number=row["order"],
        waits=row["split"],
        title=row["said"],
        day=row["again"],
        clause=row["on"],
    )


def _note(row: dict[str, Any]) -> models.MeetingNote:
    return models.MeetingNote(
        alliance_id=row["within"],
        object=row["name"],
        title=row["said"],
        day=row["again"],
        writer_id=row["ours"],
        clause=row["on"],
    )


def _parked(row: dict[str, Any]) -> models.Parked:
    return models.Parked(pk=row["order"], thought=row["said"], day=row["again"])


@prepared
def _waiting(
    alliances: Sequence[str], organisation: int, person: int, since: int
) -> QuerySet[Any, tuple[Any, ...]]:
    within = {"alliance_id__in": alliances, "waits__gt": ""}
    chosen = models.Weighing.objects.filter(
        alliance=OuterRef("alliance"), object=OuterRef("object"), organisation=organisation
    )
    rows = (
        _listed(
            models.Statement.objects.filter(**within), "st", "alliance_id", "object", "number", "speaker_id",
            "speaker_person_id", "listener_person_id", "status", "waits", "differ", "words", "rounds", NO, NO_DAY,
        ),
        _listed(
            models.Round.objects.filter(alliance_id__in=alliances, phase=SEALED, subject=READ), "bl", "alliance_id",
            "object", "number", "asked_by_id", "asked_person_id", NOBODY, "phase", NOTHING, "answered", "words",
            NOBODY, NO, NO_DAY,
        ),
        _listed(
            models.Concern.objects.filter(**within), "cn", "alliance_id", "object", "number", "raiser_id",
            "raiser_person_id", "asked_person_id", "status", "waits", NOTHING, "words", "since", Exists(chosen), NO_DAY,
        ),
        _listed(
            models.Parked.objects.filter(person=person, ending=""), "pk", NOTHING, NOTHING, "pk", NOBODY, NOBODY,
            NOBODY, NOTHING, NOTHING, NOTHING, "thought", NOBODY, NO, "day",
        ),
        *_asked(alliances, organisation, person, since),
        *_met(alliances),
    )  # fmt: skip
    return rows[0].union(*rows[1:], all=True).order_by("order")


def _met(alliances: Sequence[str]) -> tuple[QuerySet[Any, tuple[Any, ...]], ...]:
    """The meetings with a part that waits, the notes that are being written, and what came of one line or another."""
    within = {"alliance_id__in": alliances, "waits__gt": ""}
    return (
        _listed(
            models.Meeting.objects.filter(**within), "mt", "alliance_id", "object", "number", "wrote_id", "writer_id",
            NOBODY, "status", "clause", "waits", "title", NOBODY, NO, "day",
        ),
        _listed(
            models.MeetingNote.objects.filter(alliance_id__in=alliances), "mn", "alliance_id", "object", "pk", NOBODY,
            "writer_id", NOBODY, NOTHING, "clause", NOTHING, "title", NOBODY, NO, "day",
        ),
        *(
            _listed(
                came, "of", "alliance_id", "object", "number", NOBODY, NOBODY, NOBODY, NOTHING, NOTHING, NOTHING,
                NOTHING, NOBODY, NO, NO_DAY,
            )
            for came in came_of_one(alliances)
        ),
    )  # fmt: skip


def _asked(
    alliances: Sequence[str], organisation: int, person: int, since: int
) -> tuple[QuerySet[Any, tuple[Any, ...]], ...]:
    """One's own side's parts that are open, what was asked lately, and what the reader has put off."""
    answers = models.SurveyAnswer.objects.filter(survey=OuterRef("pk"))
    has_answers = Case(When(Exists(answers.filter(sealed=True)), then=1), default=0)
    open_parts = models.Survey.objects.filter(
        alliance_id__in=alliances, organisation=organisation, closed_at=None
    )
    return (
        _listed(
            open_parts, "sv", "alliance_id", "object", "pk", NOBODY, NOBODY, NOBODY, "instrument", NOTHING, INNER,
            NOTHING, has_answers, Exists(answers.filter(person=person, sealed=False)), "until",
        ),
        _listed(
            models.Round.objects.filter(alliance_id__in=alliances, subject__in=WHATS, put_at__gt=since), "sr",
            "alliance_id", "object", "number", NOBODY, NOBODY, NOBODY, "subject", "phase", NOTHING, NOTHING, "put_at",
            NO, NO_DAY,
        ),
        _listed(
            models.SurveyPause.objects.filter(person=person), "sp", "alliance_id", NOTHING, "pk", NOBODY, NOBODY,
            NOBODY, "instrument", NOTHING, NOTHING, NOTHING, NOBODY, NO, "until",
        ),
    )  # fmt: skip


def _listed(rows: QuerySet[Any], room: str, *columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """The rows of one kind in the shape that all of them share."""
    shaped: dict[str, Any] = {"room": Value(room, output_field=CharField())}
    for name, column in zip(SHAPE[1:], columns, strict=True):
        if name in TEXTS:
            shaped[name] = Cast(column, TextField())
        elif name in NUMBERS:
            shaped[name] = Cast(column, BigIntegerField())
        else:
            shaped[name] = F(column) if isinstance(column, str) else column
    found: QuerySet[Any, tuple[Any, ...]] = rows.order_by().annotate(**shaped).values_list(*SHAPE)
    return found
