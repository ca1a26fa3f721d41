"""Who left is in no byte that the node keeps: not in the database or its log, not in a file, an export or on a page."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.store.leaver import ADDRESS, DRAFT, NAME, NOTE, SENTENCE, TITLE, WORDS

HERE = Path(__file__).parent
WORD = b"eeuwolf"
CANARIES = (NAME, ADDRESS, SENTENCE, TITLE, NOTE, DRAFT, WORDS)


@dataclass
class Place:
    """A node's home, where the test keeps what it took away, and the database where that is PostgreSQL."""

    home: Path
    away: Path
    url: str = ""

    def run(self, what: str) -> None:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))
        }
        environ = {**kept, "PYTHONPATH": str(HERE.parents[1])} | (
            {"TROTH_DATABASE_URL": self.url} if self.url else {}
        )
        words = [sys.executable, str(HERE / "leaver.py"), str(self.home), what, str(self.away)]
        done = subprocess.run(words, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]

    def files(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.home.rglob("*") if path.is_file()}

    def taken(self, name: str) -> dict[str, bytes]:
        return {
            file: bytes.fromhex(content)
            for file, content in json.loads((self.away / name).read_text()).items()
        }

    def data(self) -> dict[str, bytes]:
        """What PostgreSQL holds of its tables, in its files; its own log of changes is another matter."""
        if not self.url:
            return {}
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
            (oid,) = connection.execute(
                "SELECT oid FROM pg_database WHERE datname = current_database()"
            ).fetchone() or ("",)
        root = Path(folder, "base", str(oid))
        return {str(path): path.read_bytes() for path in root.iterdir() if path.is_file()}


@pytest.fixture
def place(home: Path, tmp_path: Path, database_kind: str) -> Iterator[Place]:
    away = tmp_path / "away"
    away.mkdir()
    if database_kind != "postgresql":
        yield Place(home, away)
        return
    server = os.environ["TROTH_TEST_PG"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS leaver WITH (FORCE)")
        connection.execute("CREATE DATABASE leaver")
    head, _, options = server.partition("?")
    yield Place(home, away, f"{head.rpartition('/')[0]}/leaver" + (f"?{options}" if options else ""))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE leaver WITH (FORCE)")


def spellings(word: bytes) -> list[bytes]:
    """A word as it stands, in hex, and at each of the three places where base64 can begin in it."""
    coded = [base64.b64encode(word[skip : skip + (len(word) - skip) // 3 * 3]) for skip in range(3)]
    return [word, word.hex().encode(), *coded]


def holding(files: dict[str, bytes]) -> set[str]:
    return {name for name, content in files.items() if any(each in content for each in spellings(WORD))}


def test_who_left_is_nowhere_any_more_and_stays_so_when_an_old_backup_is_put_back(place: Place) -> None:
    place.run("prepare")
    before = b"".join([*place.files().values(), *place.data().values()])
    for canary in CANARIES:
        assert canary.encode() in before, canary
    bundle = b"".join(place.taken("before.json").values())
    assert all(each.encode() in bundle for each in (NAME, SENTENCE, TITLE, WORDS))
    backup = {name: content for name, content in place.files().items() if "troth.sqlite3" in name}

    place.run("leave")
    assert holding(place.files()) == set()
    assert holding(place.data()) == set()
    assert holding(place.taken("after.json")) == set()
    shown = json.loads((place.away / "seen.json").read_text())
    assert len(shown) > 60
    assert {name for name, html in shown.items() if WORD.decode() in html} == set()
    assert any("were erased" in html for html in shown.values())

    if not backup:
        return
    for path in place.home.glob("troth.sqlite3*"):
        path.unlink()
    for name, content in backup.items():
        Path(name).write_bytes(content)
    assert holding(place.files())
    place.run("again")
    assert json.loads((place.away / "gone.json").read_text()) == 6
    assert holding(place.files()) == set()
    shutil.rmtree(place.home / "pending")
