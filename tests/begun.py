"""What many tests begin with, made by the real acts once in each process of a run, and put back for every other test.

Each test has its own transaction as before, and sees the rows, files and objects as they were when they had just been
made. To sign an alliance's first entries anew for more than a thousand tests took a fifth of the time of all tests.
"""

from __future__ import annotations

import copy
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import _lru_cache_wrapper, wraps
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import UserSettingsHolder, settings
from django.db import connection, transaction
from django.utils import timezone

Thing = TypeVar("Thing")
Rows = Mapping[str, Sequence[tuple[Any, ...]]]
# What a node keeps in its folder beside the database and its keys.
ROOMS = ("pending", "imports", "files", "erased.ndjson")


@dataclass(frozen=True)
class Made(Generic[Thing]):
    """What was made: the object that tests are given, the rows by the words that insert them, and the files."""

    thing: Thing
    rows: Rows
    files: Mapping[Path, bytes]

    def put_back(self) -> Thing:
        """Put it into a database that nobody is in, and hand over an object of its own."""
        with transaction.atomic(), connection.cursor() as cursor:
            for words, rows in self.rows.items():
                cursor.executemany(words, rows)
        _sweep()
        for path, content in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(content)
        return copy.deepcopy(self.thing)


def once(make: Callable[[], Thing]) -> Callable[[], Thing]:
    """Of a function that makes something in an empty database: call it once, and from then on put back what it made.

    Where somebody is in the database already, or the node has other settings than at first, it is called as it is. What
    it made on one day is not used on the next.
    """
    known: dict[date, Made[Thing]] = {}

    @wraps(make)
    def begin() -> Thing:
        if isinstance(settings._wrapped, UserSettingsHolder) or _somebody():
            return make()
        today = timezone.now().date()
        made = known.get(today)
        if made is not None:
            return made.put_back()
        _sweep()
        before = rows()
        thing = make()
        known[today] = Made(copy.deepcopy(thing), _inserts(before, rows()), files())
        return thing

    return begin


def _somebody() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM store_organisation UNION ALL SELECT 1 FROM store_person LIMIT 1")
        return cursor.fetchone() is not None


def rows() -> dict[str, tuple[Sequence[str], list[tuple[Any, ...]]]]:
    """Every row of every table, and the names of its columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return found


def _inserts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Rows:
    """The rows that came in between, by the words that insert them."""
    found = {}
    for table, (columns, rows) in after.items():
        old = before[table][1]
        assert all(row in rows for row in old), (
            f"{table} lost a row or had it changed, so this cannot be put back"
        )
        if new := [tuple(map(_put, row)) for row in rows if row not in old]:
            names = ", ".join(map(connection.ops.quote_name, columns))
            values = ", ".join(["%s"] * len(columns))
            found[f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({values})"] = new
    return found


def _put(value: object) -> object:
    """A value as the database takes it that gave it: SQLite keeps days and hours as they are written."""
    return str(value) if isinstance(value, date | time) and connection.vendor == "sqlite" else value


def files() -> Mapping[Path, bytes]:
    rooms = (settings.TROTH_HOME / room for room in ROOMS)
    return {path: path.read_bytes() for room in rooms for path in room.rglob("*") if path.is_file()}


def _sweep() -> None:
    """Take away what other tests left on the disk and in memory: it may be about the same record, further on."""
    for room in ROOMS[:-1]:
        shutil.rmtree(settings.TROTH_HOME / room, ignore_errors=True)
    (settings.TROTH_HOME / ROOMS[-1]).unlink(missing_ok=True)
    for each in _remembering():
        each.cache_clear()


def _remembering() -> Iterator[Any]:
    """The functions of the store that keep in memory what they were once told."""
    for name, module in list(sys.modules.items()):
        if name.startswith("troth.store."):
            yield from (each for each in vars(module).values() if isinstance(each, _lru_cache_wrapper))
