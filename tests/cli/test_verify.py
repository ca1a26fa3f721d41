"""`troth verify`: receipts kept elsewhere, a second copy, every signature, and how far a long check is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.core.record.parties import T0, put_back
from tests.core.record.pinned import Pinned, ten_years
from tests.core.record.test_bundle import flip
from troth.cli import verify
from troth.cli.verify import command
from troth.core.record import build
from troth.core.record.manifest import ENTRIES
from troth.reading.bundle import NotABundle, pack

PINNED = ten_years()
FILES = PINNED.bundle()


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def kept(folder: Path, *numbers: int) -> list[Path]:
    """The receipts of these numbers as files that somebody kept."""
    paths = []
    for receipt in PINNED.receipts:
        if receipt.number in numbers:
            paths.append(folder / f"receipt-{receipt.number}.json")
            paths[-1].write_bytes(receipt.envelope() + b"\n")
    return paths


def written(path: Path, files: dict[str, bytes]) -> Path:
    path.write_bytes(pack(files))
    return path


def without_receipts(pinned: Pinned) -> dict[str, bytes]:
    return Pinned(*pinned.parties).bundle()


def test_receipts_are_held_against_a_record_in_either_way_of_naming_them(tmp_path: Path) -> None:
    file = written(tmp_path / "record.zip", without_receipts(PINNED))
    one, two = kept(tmp_path, 10, 11)
    for words in (
        [file, "--heads", one, two],
        [file, "--heads", one, "--heads", two],
        [file, "--heads", one, two, one],
        [file, f"--heads={one}", "--heads", two],
    ):
        found = run(*words)
        assert found.exit_code == 0, found.output
        assert "receipts  2 of 2 fit; the newest is no. 11, 2026-03-03 09:13 UTC." in found.output
        assert "compare with the other side's copy or a receipt after no. 11" in found.output
    assert "receipts" not in run(file).output


def test_an_end_cut_off_is_found_by_a_receipt(tmp_path: Path) -> None:
    alliance = PINNED.veldsen.copy.alliance or ""
    file = written(tmp_path / "record.zip", build(PINNED.lines()[:30], alliance=alliance, bodies={}))
    assert run(file).exit_code == 0
    found = run(file, "--heads", *kept(tmp_path, 2, 11))
    assert found.exit_code == 1
    assert "the end is missing here" in found.output and "receipt 11 goes further." in found.output


def test_two_copies_are_held_against_each_other(tmp_path: Path) -> None:
    one = written(tmp_path / "one.zip", FILES)
    found = run(one, written(tmp_path / "two.zip", FILES))
    assert found.exit_code == 0 and "neither goes further" in found.output
    assert f"The first copy, {one}" in found.output
    other = put_back(PINNED.veldsen, (PINNED.veldsen.log, 18), (PINNED.kaido.log, 17))
    other.acknowledge(at=T0 + 99_000)
    found = run(one, written(tmp_path / "other.zip", Pinned(other, PINNED.kaido).bundle()))
    assert found.exit_code == 1
    assert "Two versions of this place" in found.output


def test_without_full_the_last_signature_of_each_key_is_looked_at_and_that_is_said(tmp_path: Path) -> None:
    file = written(tmp_path / "record.zip", FILES)
    assert "--full checks each." in run(file).output
    assert "--full checks each." not in run(file, "--full").output


def test_with_full_the_rooms_are_asked_what_was_effective(tmp_path: Path) -> None:
    """The moves of this record carry no facts, so no room can read them, and its receipts say that they count."""
    file = written(tmp_path / "record.zip", FILES)
    assert run(file).exit_code == 0
    found = run(file, "--full")
    assert found.exit_code == 1 and "The fold digest of receipt 11 is not the one reckoned" in found.output


def test_one_changed_byte_is_named_without_full_too(tmp_path: Path) -> None:
    damaged = {**FILES, ENTRIES: flip(FILES[ENTRIES], 5_000, 1)}
    found = run(written(tmp_path / "record.zip", damaged))
    assert found.exit_code == 1 and "Entry " in found.output


@pytest.mark.parametrize("words", [["--heads"], ["x.zip", "--heads"], ["x.zip", "--heads", "--full"], []])
def test_what_is_left_out_is_asked_for(words: list[str]) -> None:
    found = run(*words)
    assert found.exit_code == 2 and ("After --heads comes" in found.output or "'BUNDLE'" in found.output)


def test_a_receipt_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    file = written(tmp_path / "record.zip", FILES)
    found = run(file, "--heads", tmp_path / "none.json")
    assert isinstance(found.exception, NotABundle)
    assert "none.json cannot be read as a receipt: No such file" in str(found.exception)


def test_a_check_that_takes_long_shows_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with verify.Bar() as bar:
        bar.told("Checking")(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(verify, "PATIENCE_SECONDS", 0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with verify.Bar() as bar:
        told = bar.told("Checking")
        for done in (1, 2):
            told(done, 2)
            time.sleep(0.15)
        bar.told("Reading what counts")(1, 1)
    assert "Checking" in capsys.readouterr().err
