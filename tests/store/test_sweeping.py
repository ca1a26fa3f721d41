"""When the database's files are rewritten: at once, not twice within the hour, and at night when they are large."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from troth.core.errors import TrothError
from troth.notify.jobs import HANDLERS
from troth.store import models, sessions, sweeping
from troth.store.sweeping import LARGE, ask_for_sweep, due_after

NOON = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last", "size", "due"),
    [
        (NOON, None, 0, NOON),
        (NOON, NOON - timedelta(days=1), 0, NOON),
        (NOON, NOON - timedelta(minutes=10), 0, NOON + timedelta(minutes=50)),
        (NOON, None, LARGE + 1, datetime(2026, 11, 24, 2, tzinfo=UTC)),
        (NOON.replace(hour=1), NOON, LARGE + 1, datetime(2026, 11, 23, 2, tzinfo=UTC)),
    ],
)
def test_when_a_sweep_is_due(now: datetime, last: datetime | None, size: int, due: datetime) -> None:
    assert due_after(now, last, size=size) == due


@pytest.mark.django_db
def test_one_sweep_waits_at_a_time_and_one_that_runs_is_followed_by_another() -> None:
    ask_for_sweep("a")
    ask_for_sweep("b")
    (row,) = models.Outbox.objects.filter(kind="sweep")
    assert row.due <= timezone.now()
    models.Outbox.objects.update(lease=timezone.now())  # the worker has begun, and may have passed by already
    ask_for_sweep("c")
    assert models.Outbox.objects.filter(kind="sweep").count() == 2
    models.Outbox.objects.update(done_at=timezone.now(), lease=None)
    ask_for_sweep("d")
    last = models.Outbox.objects.get(key="sweep:d")
    assert last.due > timezone.now() + timedelta(minutes=50)


@pytest.mark.django_db(transaction=True)
def test_the_files_are_rewritten_once_nobody_sees_any_more_what_was_deleted(
    database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database_kind != "postgresql":
        return
    monkeypatch.setattr(sweeping, "PATIENCE", 0.2)
    models.Outbox.objects.create(key="a", kind="note", details={"said": "zeeuwolf"}, due=timezone.now())
    with psycopg.connect(os.environ["TROTH_TEST_PG"]) as earlier:
        earlier.execute("SELECT pg_current_xact_id()")  # somebody writes, in another database even
        models.Outbox.objects.all().delete()
        with pytest.raises(TrothError, match="has not ended"):
            sweeping.sweep({})
    sweeping.sweep({})
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('store_outbox'))")
        assert b"zeeuwolf" not in bytes(cursor.fetchone()[0])


def test_each_kind_of_work_reaches_its_own_handler() -> None:
    assert HANDLERS[sweeping.KIND] is sweeping.sweep and HANDLERS[sessions.TIDY] is sessions.tidy
