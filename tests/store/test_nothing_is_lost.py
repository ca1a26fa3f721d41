"""Killed writers, many writers, a full disk, a disk that only reads, a clock set back: nothing acknowledged is lost.

Each test runs a twentieth of its count here, and all of it in `make soak`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.counts import KIND, ON_POSTGRESQL_IN_SOAK, ON_SQLITE, count
from tests.store.apart import Apart, apart, copied
from troth.core.record import Findings, check
from troth.reading.bundle import unpack

KILLS, EACH = count(1_000 if KIND == "sqlite" else 200), count(2_000)
WRITERS = 8
BEGIN = "prepare()\nfrom tests.cast import pair\npair()\n"
PLACES = """
from troth.store import models
for log, seq, id in models.Entry.objects.values_list("log", "seq", "id"):
    print(log, seq, id)
"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    with apart(tmp_path_factory.mktemp("fresh") / "home") as made:
        made.python(BEGIN)
        yield made


@pytest.fixture
def node(fresh: Apart, tmp_path: Path) -> Iterator[Apart]:
    with copied(fresh, tmp_path / "home") as made:
        yield made


def program(node: Apart, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writing", *words]
    return subprocess.Popen(command, env=node.environ, stdout=subprocess.PIPE, text=True)


def heard(process: subprocess.Popen[str]) -> dict[str, dict[tuple[str, str], str]]:
    """What writers said, by word and place; fails when one place was kept with two entries."""
    found: dict[str, dict[tuple[str, str], str]] = {"kept": {}, "said": {}}
    out = process.communicate(timeout=3600)[0]  # who is not listened to stops in the middle of an act
    assert process.returncode == 0
    for line in out.splitlines():
        word, log, seq, name = line.split()
        assert found[word].setdefault((log, seq), name) == name, f"place {seq} was signed twice"
    return found


def places(node: Apart) -> dict[tuple[str, str], str]:
    node.python("from troth.store.restoring import recover_all\nassert recover_all() == []\n")
    lines = (line.split() for line in node.python(PLACES).splitlines())
    return {(log, seq): name for log, seq, name in lines}


def verified(node: Apart) -> Findings:
    target = node.home / "record.zip"
    node.troth("export", "veldsen-kaido", "-o", target)
    found = check(unpack(target))
    assert found.faults == ()
    assert node.troth("fsck").endswith("everything fits.")
    return found


def test_writers_killed_at_any_moment_lose_nothing_and_sign_no_place_twice(node: Apart) -> None:
    found = heard(program(node, "kill", str(KILLS), "7"))
    here = places(node)
    assert len(found["said"]) > KILLS / 2
    assert {place: here.get(place) for place in found["said"]} == found["said"]
    assert {place: here.get(place) for place in found["kept"]} == found["kept"]
    verified(node)


@ON_POSTGRESQL_IN_SOAK
def test_eight_processes_that_write_at_once_leave_no_gap_and_sign_no_place_twice(node: Apart) -> None:
    found = heard(program(node, "write", str(WRITERS), str(EACH)))
    here = places(node)
    assert {place: here.get(place) for place in found["said"]} == found["said"]
    assert len(found["said"]) > WRITERS * EACH / 2
    verified(node)


FULL = """
import resource
from django.db import DatabaseError, connection
from tests.store.writing import act
from troth.core.errors import TrothError
from troth.store import models
from troth.store.node import StoreNode
from troth.store.pending import pending_of
alliance = models.Alliance.objects.get().pk
act(StoreNode(), "a", 3, alliance)
before = models.Entry.objects.count()
{narrow}
try:
    act(StoreNode(), "a", 3000, alliance)
    print("went on")
except (DatabaseError, TrothError, OSError) as fault:
    print(type(fault).__name__, fault)
{widen}
connection.close()
after = models.Entry.objects.count()
left = sum(
    kept.seq > party.head_seq for party in models.Party.objects.all() for kept in pending_of(party.log).kept()
)
act(StoreNode(), "a", 3, alliance)
print("entries", after >= before, models.Entry.objects.count() - after - left)
"""
NO_ROOM = {
    "narrow": 'with connection.cursor() as c:\n    c.execute("PRAGMA page_count"); n = c.fetchone()[0]\n    '
    'c.execute(f"PRAGMA max_page_count={n + 8}")',
    "widen": "",
}
NO_FILE = {
    "narrow": "resource.setrlimit(resource.RLIMIT_FSIZE, (900, resource.RLIM_INFINITY))",
    "widen": "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))",
}
READ_ONLY = {
    "narrow": 'with connection.cursor() as c:\n    c.execute("PRAGMA query_only=ON")',
    "widen": "",
}


@ON_SQLITE
@pytest.mark.parametrize(
    ("limit", "says"),
    [(NO_ROOM, "full"), (NO_FILE, "Nothing was signed"), (READ_ONLY, "readonly")],
    ids=["the database is full", "no file can be written", "the disk only reads"],
)
def test_a_disk_without_room_says_so_and_nothing_is_lost(
    node: Apart, limit: dict[str, str], says: str
) -> None:
    said = node.python(FULL.format(**limit))
    assert says in said and "went on" not in said
    assert said.splitlines()[-1] == "entries True 3"
    verified(node)


BACK = """
from tests.cast import Clock, terms
from datetime import date
from tests.store.writing import act
from troth.store import models, receipts
from troth.store.node import StoreNode, present
alliance = models.Alliance.objects.get().pk
now = present()
for at in (now, now - 40 * 86_400_000, now - 3_600_000, now + 60_000, now - 400 * 86_400_000):
    for side in "ab":
        act(StoreNode(Clock(at)), side, 4, alliance)
    receipts.asked(alliance, at)
"""


@ON_POSTGRESQL_IN_SOAK
def test_a_clock_that_jumps_back_loses_nothing_and_breaks_nothing(node: Apart) -> None:
    node.python(BACK)
    assert verified(node).entries > 30
