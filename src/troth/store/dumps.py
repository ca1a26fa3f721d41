"""The database as one file, and back: SQLite by its own copying, PostgreSQL by the programs that come with it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, connection, connections, transaction

from troth.core.errors import TrothError
from troth.store import models

ASIDE = ("", "-wal", "-shm")


class NoSuchProgram(TrothError):
    """A program that comes with PostgreSQL is not on this machine."""


class CannotDump(TrothError):
    """The database did not let itself be copied."""


def kind() -> str:
    """Return which kind of database this node has: `sqlite` or `postgresql`."""
    return str(connection.vendor)


def dump(path: Path) -> dict[str, tuple[int, str]]:
    """Copy the whole database into a file, as it is at one moment; returns how far each log goes in it."""
    return _dump_sqlite(path) if kind() == "sqlite" else _dump_postgresql(path)


def put(path: Path, aside: Path) -> None:
    """Put a dumped database in the place of the present one, which is kept in the empty folder `aside`."""
    if kind() == "sqlite":
        _put_sqlite(path, aside)
    else:
        _put_postgresql(path, aside)


def sound(path: Path) -> bool:
    """Say whether a dumped SQLite database is whole; of PostgreSQL its own program says so when it is put back."""
    if kind() != "sqlite":
        return True
    with _opened(path) as copy:
        answer = copy.execute("PRAGMA integrity_check").fetchone()
    return bool(answer == ("ok",))


def _dump_sqlite(path: Path) -> dict[str, tuple[int, str]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        os.chmod(path, 0o600)
        with _opened(path) as copy:
            rows = copy.execute("SELECT log, head_seq, head_id FROM store_party").fetchall()
    except DatabaseError as error:
        raise CannotDump(f"The database could not be copied: {error}. Nothing was changed.") from error
    return {log: (seq, name) for log, seq, name in rows}


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    from troth.store.sqlite.base import top  # the SQLite that wrote it, not an older one of the system

    copy: sqlite3.Connection = top.connect(f"file:{path}?mode=ro", uri=True)
    try:
        yield copy
    finally:
        copy.close()


def _put_sqlite(path: Path, aside: Path) -> None:
    present = Path(str(connection.settings_dict["NAME"]))
    connections.close_all()
    for ending in ASIDE:
        kept = present.with_name(present.name + ending)
        if kept.exists():
            os.replace(kept, aside / kept.name)
    new = present.with_name(f".{present.name}.new")
    shutil.copyfile(path, new)
    os.chmod(new, 0o600)
    with new.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(new, present)
    folder = os.open(present.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _dump_postgresql(path: Path) -> dict[str, tuple[int, str]]:
    """The heads and the dump are of one snapshot, held open in this transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str(cursor.fetchone()[0])
        rows = models.Party.objects.values_list("log", "head_seq", "head_id")
        heads = {log: (seq, name) for log, seq, name in rows}
        _program("pg_dump", ["--format=custom", f"--snapshot={snapshot}", f"--file={path}"])
    return heads


def _put_postgresql(path: Path, aside: Path) -> None:
    _program("pg_dump", ["--format=custom", f"--file={aside / 'database'}"])
    connections.close_all()
    _program(
        "pg_restore",
        ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error", str(path)],
    )


def _program(name: str, words: Sequence[str]) -> None:
    """Run a program of PostgreSQL's on this node's database; its password goes by the environment."""
    found = shutil.which(name)
    if found is None:
        raise NoSuchProgram(
            f"{name} is not on this machine. Install PostgreSQL's client programs, or put them on the PATH."
        )
    said = connection.settings_dict
    place = [
        f"--{key}={said[name]}"
        for key, name in (("host", "HOST"), ("port", "PORT"), ("username", "USER"))
        if said[name]
    ]
    base = [f"--dbname={said['NAME']}"]
    environ = os.environ | ({"PGPASSWORD": str(said["PASSWORD"])} if said["PASSWORD"] else {})
    done = subprocess.run([found, *place, *base, *words], env=environ, capture_output=True, text=True)
    if done.returncode:
        raise CannotDump(f"{name} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
