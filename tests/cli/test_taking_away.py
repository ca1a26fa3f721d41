"""`troth export`, `troth verify` and `troth rebuild`: what is taken away is whole, and one changed byte is named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from tests.cast import Pair, pair, terms
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.cli.export import CannotWrite
from troth.cli.export import command as export
from troth.cli.rebuild import command as rebuild
from troth.cli.verify import command as verify
from troth.core.errors import TrothError
from troth.reading.bundle import NotABundle
from troth.store import models

pytestmark = pytest.mark.django_db


def run(command: object, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])  # type: ignore[arg-type]


def taken_away(to: Path) -> tuple[Pair, Path]:
    two = pair()
    promise = promises.request(two.node, two.veldsen, terms())
    state = state_of(two.node, two.alliance.pk, promise)
    text = next(move for move in state.table.values() if move)
    promises.agree(two.node, two.kaido, On(promise, state.stamp), text=text.id)
    file = to / "record.zip"
    assert run(export, two.alliance.slug, "-o", file).exit_code == 0
    return two, file


def test_an_export_is_verified_and_says_no_more_than_how_far_it_is_complete(tmp_path: Path) -> None:
    _, file = taken_away(tmp_path)
    found = run(verify, file)
    assert found.exit_code == 0
    assert "Complete up to entry" in found.output
    assert "compare with the other side's copy" in found.output
    for word in ("valid", "verified", "tamper"):
        assert word not in found.output


def test_the_same_record_makes_the_same_file(tmp_path: Path) -> None:
    two, file = taken_away(tmp_path)
    again = tmp_path / "again.zip"
    run(export, two.alliance.pk, "-o", again)
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("part", [0.2, 0.4, 0.6, 0.8])
def test_one_changed_byte_of_an_entry_is_named_with_the_entry(tmp_path: Path, part: float) -> None:
    _, file = taken_away(tmp_path)
    with ZipFile(file) as packed:
        length = packed.getinfo("entries.ndjson").file_size
        lines = packed.read("entries.ndjson")
    raw = bytearray(file.read_bytes())
    place = raw.index(lines[:200]) + int(length * part)
    raw[place] ^= 1
    file.write_bytes(raw)
    found = run(verify, file)
    assert found.exit_code == 1
    assert re.search(r"Entry \d+ of log [0-9a-f]{8} \([0-9a-f]{8}\)", found.output), found.output


def test_an_unpacked_record_is_verified_too(tmp_path: Path) -> None:
    _, file = taken_away(tmp_path)
    with ZipFile(file) as packed:
        packed.extractall(tmp_path / "open")
    assert run(verify, tmp_path / "open").exit_code == 0
    entries = tmp_path / "open" / "entries.ndjson"
    entries.write_bytes(b"\n".join(entries.read_bytes().split(b"\n")[:-2]) + b"\n")
    assert run(verify, tmp_path / "open").exit_code == 1


def test_an_unpacked_record_checks_itself_with_a_bare_python(tmp_path: Path) -> None:
    _, file = taken_away(tmp_path)
    with ZipFile(file) as packed:
        packed.extractall(tmp_path / "open")
        assert b"python3 verify.py" in packed.read("README.txt")
    bare = [sys.executable, "-I", "-S", tmp_path / "open" / "verify.py", "--full"]
    done = subprocess.run(bare, env={}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, run(verify, file, "--full").output, "")
    assert "receipts  1 of 1 fit" in done.stdout


def test_what_is_no_record_is_unreadable(tmp_path: Path) -> None:
    other = tmp_path / "holiday.zip"
    other.write_bytes(b"not a zip at all")
    for file in (other, tmp_path / "nothing.zip"):
        found = run(verify, file)
        assert isinstance(found.exception, NotABundle)
        assert "cannot be read" in str(found.exception)


def test_an_unknown_alliance_and_a_place_that_cannot_be_written_are_told_in_words(tmp_path: Path) -> None:
    two, _ = taken_away(tmp_path)
    unknown = run(export, "nobody", "-o", tmp_path / "x.zip")
    assert isinstance(unknown.exception, TrothError)
    assert two.alliance.slug in str(unknown.exception)
    nowhere = run(export, two.alliance.slug, "-o", tmp_path / "none" / "x.zip")
    assert isinstance(nowhere.exception, CannotWrite)


def test_rebuild_makes_every_row_again_from_the_record(tmp_path: Path) -> None:
    two, _ = taken_away(tmp_path)
    before = list(models.Promise.objects.values_list("object", "status", "title", "stake", "due_day"))
    models.Promise.objects.update(title="Somebody wrote over it", status="kept")
    told = run(rebuild, two.alliance.slug)
    assert told.exit_code == 0 and "made again from" in told.output
    assert list(models.Promise.objects.values_list("object", "status", "title", "stake", "due_day")) == before
