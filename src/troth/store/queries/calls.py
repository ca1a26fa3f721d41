"""What waits for a word in the rooms beside the promises, read with one question, because every first page asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from troth.core.sealed import Phase
from troth.store import models

COLUMNS = (
    "room",
    "alliance_id",
    "object",
    "words",
    "side",
    "person",
    "other",
    "stands",
    "waits",
    "marks",
    "times",
)
Row = models.Statement | models.Round


def waiting_in(alliances: Sequence[str]) -> list[Row]:
    """Return the statements and rounds of these alliances that wait for somebody, as far as a call needs them."""
    rows = _statements(alliances).union(_rounds(alliances), all=True)
    return [_row(dict(zip(COLUMNS, row, strict=True))) for row in rows]


def _statements(alliances: Sequence[str]) -> QuerySet[models.Statement, tuple[object, ...]]:
    rows = models.Statement.objects.filter(alliance_id__in=alliances, waits__gt="").annotate(
        room=Value("st"),
        side=F("speaker_id"),
        person=F("speaker_person_id"),
        other=F("listener_person_id"),
        stands=F("status"),
        marks=F("differ"),
        times=F("rounds"),
    )
    return rows.values_list(*COLUMNS)


def _rounds(alliances: Sequence[str]) -> QuerySet[models.Round, tuple[object, ...]]:
    rows = models.Round.objects.filter(alliance_id__in=alliances, phase=Phase.SEALED.name.lower()).annotate(
        room=Value("bl"),
        side=F("asked_by_id"),
        person=F("asked_person_id"),
        other=Cast(Value(None), BigIntegerField()),
        stands=F("phase"),
        waits=Value("", output_field=CharField()),
        marks=F("answered"),
        times=Value(0),
    )
    return rows.values_list(*COLUMNS)


def _row(found: dict[str, Any]) -> Row:
    common = {"alliance_id": found["alliance_id"], "object": found["object"], "words": found["words"]}
    if found["room"] == "bl":
        return models.Round(
            **common,
            asked_by_id=found["side"],
            asked_person_id=found["person"],
            phase=found["stands"],
            answered=found["marks"],
        )
    return models.Statement(
        **common,
        speaker_id=found["side"],
        speaker_person_id=found["person"],
        listener_person_id=found["other"],
        status=found["stands"],
        waits=found["waits"],
        differ=found["marks"],
        rounds=found["times"],
    )
