"""A node's database copied while it runs and put back: whole or not at all, on SQLite and on PostgreSQL."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.counts import IN_SOAK, ON_SQLITE
from tests.store.apart import Apart, apart, copied
from troth.store import backups

BEGIN = """
prepare()
from tests.cast import pair, terms
from troth.actions import promises
two = pair()
two.node._clock = __import__("troth.store.node").store.node.present
promises.offer(two.node, two.veldsen, terms(title="Before the backup", due=__import__("datetime").date(2099, 3, 4)))
"""
ACT = """
from tests.cast import terms
from troth.actions import promises
from troth.store import founding, models
from troth.store.node import StoreNode
import datetime
alliance = models.Alliance.objects.get()
for name in {who!r}:
    person = models.Person.objects.get(name__startswith=name)
    actor = founding.actor_of(person, alliance)
    put = promises.offer if name == "Annelies" else promises.request
    put(StoreNode(), actor, terms(title={title!r} + " of " + name, due=datetime.date(2099, 3, 4)))
"""
SHOWN = """
import json
from troth.store import models, restoring
print(json.dumps({
    "titles": list(models.Promise.objects.order_by("number").values_list("title", flat=True)),
    "halted": [bool(party.halted_at) for party in models.Party.objects.all()],
    "missing": {each.log: each.count for each in restoring.missing(models.Alliance.objects.get().pk)},
    "entries": sorted(models.Entry.objects.values_list("id", flat=True)),
}))
"""
CONSENT = """
from troth.core.values import Role
from troth.store import models, restoring
from troth.store.node import present
alliance = models.Alliance.objects.get()
for party in models.Party.objects.filter(alliance=alliance):
    restoring.consent(alliance.pk, party.log, role=Role.ADMIN, by="", name="An admin", seen=restoring.stamp_of(alliance.pk), now=present())
"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """A node with one promise, made once; each test gets its own copy of it."""
    with apart(tmp_path_factory.mktemp("fresh") / "home") as made:
        made.python(BEGIN)
        yield made


@pytest.fixture
def node(fresh: Apart, tmp_path: Path) -> Iterator[Apart]:
    with copied(fresh, tmp_path / "home") as made:
        yield made


def act(node: Apart, title: str, *who: str) -> None:
    node.python(ACT.format(title=title, who=who or ("Annelies", "Naoko")))


def shown(node: Apart) -> dict[str, object]:
    return dict(json.loads(node.python(SHOWN)))


def test_an_old_backup_and_either_sides_bundle_lose_nothing_and_sign_nothing_twice(
    node: Apart, tmp_path: Path
) -> None:
    backup, bundle = tmp_path / "old.tar.gz", tmp_path / "bundle.zip"
    node.troth("backup", backup)
    act(node, "After it")
    slug = node.python("from troth.store import models\nprint(models.Alliance.objects.get().slug)")
    node.troth("export", slug, "-o", bundle)
    before = shown(node)
    for path in node.home.glob("troth.sqlite3*"):
        path.unlink()  # the disk is lost, and with it what the last lines of this machine were
    for path in (node.home / "pending").iterdir():
        path.unlink()
    node.troth("restore", backup)
    found = shown(node)
    assert found["titles"] == ["Before the backup"] and found["halted"] == [True, True]
    said = node.troth("restore", "--bundle", bundle)
    assert "came back" in said and "read-only until an admin of each side" in said
    found = shown(node)
    assert (found["titles"], found["entries"]) == (before["titles"], before["entries"])
    assert "put back from a backup" in node.python(ACT.format(title="Not yet", who=("Annelies",)), fails=True)
    node.python(CONSENT)
    act(node, "On we go")
    found = shown(node)
    assert "On we go of Annelies" in found["titles"] and found["halted"] == [False, False]  # type: ignore[operator]
    newer = tmp_path / "newer.zip"
    node.troth("export", slug, "-o", newer)
    assert "Complete up to" in node.troth("verify", newer)
    assert node.troth("fsck").endswith("everything fits.")


@IN_SOAK
def test_what_the_machine_itself_still_knew_comes_back_without_a_bundle(node: Apart, tmp_path: Path) -> None:
    backup = tmp_path / "old.tar.gz"
    node.troth("backup", backup)
    act(node, "One more", "Annelies")
    node.troth("restore", backup)
    assert shown(node)["titles"] == ["Before the backup", "One more of Annelies"]


@IN_SOAK
def test_what_is_known_to_be_missing_is_said_and_accepted(node: Apart, tmp_path: Path) -> None:
    backup = tmp_path / "old.tar.gz"
    node.troth("backup", backup)
    act(node, "Lost one")
    act(node, "Lost two")
    found = node.troth("restore", backup)
    assert "more are missing" in found
    node.python(CONSENT)
    act(node, "On we go")
    assert shown(node)["titles"] == ["Before the backup", "On we go of Annelies", "On we go of Naoko"]
    assert node.troth("fsck").endswith("everything fits.")


@ON_SQLITE
def test_a_backup_holds_the_files_beside_the_database_and_no_key(node: Apart, tmp_path: Path) -> None:
    file = node.home / "files" / "ab" / "report.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"%PDF a report")
    node.troth("backup", tmp_path)
    (backup,) = tmp_path.glob("troth-*.tar.gz")
    told = node.python("from troth.store import models; print(models.BackupMade.objects.get().where)")
    assert told.strip() == str(backup)
    file.unlink()
    node.troth("restore", backup)
    assert file.read_bytes() == b"%PDF a report"
    key = (node.home / "keys" / "node.key").read_bytes()
    assert key not in gzip.decompress(backup.read_bytes())
    whole = backup.read_bytes()
    for damaged in (
        whole[:-200],
        whole[:-9],
        *map(partial(_flipped, whole), range(64, len(whole), 997)),
        b"no",
        b"",
    ):
        if _unpacks_to(whole, damaged):
            continue  # a bit by which the same words are only packed otherwise
        backup.write_bytes(damaged)
        with pytest.raises(backups.NotABackup):
            backups.check(backup)


def test_a_part_that_would_lie_outside_the_folder_is_refused(tmp_path: Path) -> None:
    said = {
        "v": 1,
        "made_at": 1,
        "kind": "sqlite",
        "heads": {},
        "files": {"../beside": hashlib.sha256(b"x").hexdigest()},
    }
    archive, room = tmp_path / "b.tar.gz", tmp_path / "room"
    room.mkdir()
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in ((backups.MANIFEST, json.dumps(said).encode()), ("../beside", b"x")):
            part = tarfile.TarInfo(name)
            part.size = len(content)
            tar.addfile(part, io.BytesIO(content))
    with pytest.raises(backups.NotABackup, match="does not belong"):
        backups.unpack(archive, room)
    assert not (tmp_path / "beside").exists()


def _unpacks_to(whole: bytes, damaged: bytes) -> bool:
    try:
        return gzip.decompress(damaged) == gzip.decompress(whole)
    except (OSError, EOFError, zlib.error):
        return False


def _flipped(whole: bytes, place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


@IN_SOAK
@ON_SQLITE
def test_an_interrupted_restore_is_noticed_until_it_is_done_again(node: Apart, tmp_path: Path) -> None:
    backup = tmp_path / "b.tar.gz"
    node.troth("backup", backup)
    cut = f"""
from pathlib import Path
from troth.store import replacing
def after():
    import os
    os._exit(9)
replacing.replace(Path({str(backup)!r}), after=after)
"""
    node.python(cut, fails=True)
    assert "interrupted" in node.troth("fsck", fails=True)
    node.troth("restore", backup)
    assert node.troth("fsck").endswith("everything fits.")


@IN_SOAK
@ON_SQLITE
def test_a_node_that_serves_is_not_exchanged_under_its_feet(node: Apart, tmp_path: Path) -> None:
    backup = tmp_path / "b.tar.gz"
    node.troth("backup", backup)
    held = f"""
from pathlib import Path
from troth.store.alone import hold
hold(Path({str(node.home)!r}))
print("held", flush=True)
sys.stdin.read()
"""
    process = subprocess.Popen(
        [sys.executable, "-c", "import sys\n" + held],
        env=node.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    assert "Stop it first" in node.troth("restore", backup, fails=True)
    process.communicate("")
    node.troth("restore", backup)


@ON_SQLITE
def test_a_backup_that_cannot_be_written_leaves_nothing_half_done(node: Apart, tmp_path: Path) -> None:
    said = node.troth("backup", tmp_path / "nowhere" / "b.tar.gz", fails=True)
    assert "cannot be written" in said and "Traceback" not in said
    assert not list(node.home.glob(".backup-*"))
