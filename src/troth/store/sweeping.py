"""The files of the database rewritten, so that what was deleted is in none of their free places either.

SQLite overwrites what it deletes, but a page that was split or joined may keep a trace; PostgreSQL keeps deleted rows
until their table is rewritten. Writing waits meanwhile, so a large database is rewritten at night.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from troth.core.errors import TrothError
from troth.store import models, outbox

KIND = "sweep"
EVERY = timedelta(hours=1)
LARGE = 64 * 1024 * 1024
NIGHT = 2
PATIENCE = 5.0  # seconds that earlier transactions are waited for in one try
EARLIER = """
    SELECT pg_snapshot_xmin(pg_current_snapshot()) < %s::text::xid8 OR EXISTS (
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND age(backend_xmin) > age(%s::text::xid8::xid))
"""
APPENDED = {"store_entry", "store_citation"}  # nothing is ever deleted here, and they are the longest by far


def ask_for_sweep(name: str) -> None:
    """Put a sweep into the outbox: at once, but not twice within the hour, and of a large database in the night."""
    rows = models.Outbox.objects.filter(kind=KIND, parked_at=None)
    if rows.filter(done_at=None, lease=None).exists():
        return
    last = rows.exclude(done_at=None).order_by("-done_at").values_list("done_at", flat=True).first()
    due = due_after(timezone.now(), last, size=_size())
    outbox.put(KIND, f"{KIND}:{name}", {}, due=due)


def due_after(now: datetime, last: datetime | None, *, size: int) -> datetime:
    """Return when a sweep that is wanted now should be made, so many bytes large as the database is."""
    if size > LARGE:
        night = now.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
        return night if night > now else night + timedelta(days=1)
    return max(now, last + EVERY) if last else now


def sweep(details: Mapping[str, object]) -> None:
    """Rewrite the files; raises while somebody still sees what was deleted, and the outbox tries again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise TrothError("A reader held the write-ahead log; it is emptied at the next try.")
            return
        _wait_for_earlier(cursor)
        for table in sorted(set(connection.introspection.table_names(cursor)) - APPENDED):
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")


def _wait_for_earlier(cursor: CursorWrapper) -> None:
    """PostgreSQL keeps, in a table that it rewrites too, what a transaction that began before may still see: one that
    writes in any database of the server, one that reads in this. So those that are there now have to end first."""
    cursor.execute("SELECT pg_current_xact_id()::text")
    (mark,) = cursor.fetchone()
    until = time.monotonic() + PATIENCE
    while True:
        cursor.execute(EARLIER, [mark, mark])
        if not cursor.fetchone()[0]:
            return
        if time.monotonic() >= until:
            raise TrothError(
                "A transaction that began before has not ended; the files are rewritten at the next try."
            )
        time.sleep(0.1)


def _size() -> int:
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        return path.stat().st_size if path.exists() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
