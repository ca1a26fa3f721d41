"""The SQLite the record is kept in: new enough, durable, and the only one in the process that was swapped."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection

from troth.store.sqlite import base

pytestmark = pytest.mark.django_db


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_nothing_committed_can_be_lost_and_nothing_deleted_stays(database_kind: str) -> None:
    if database_kind == "postgresql":
        assert connection.vendor == "postgresql"
        return
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("busy_timeout") == 5000
    assert pragma("secure_delete") == 1
    assert pragma("foreign_keys") == 1
    assert connection.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]


def test_the_sqlite_in_use_has_no_wal_reset_bug() -> None:
    assert base.top.sqlite_version_info >= base.NEEDED
    assert base.DatabaseWrapper.Database is base.top.dbapi2


def test_everybody_else_in_the_process_keeps_the_standard_one() -> None:
    import sys

    assert sys.modules["sqlite3"] is sqlite3
    assert sys.modules["sqlite3.dbapi2"] is sqlite3.dbapi2
