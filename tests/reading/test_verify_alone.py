"""The file that lies in every bundle runs with a bare Python and ends as `troth verify` does."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.core.record import test_bundle as matrix
from tests.core.record.parties import bodies, lines
from troth.cli.verify import command, read_folder
from troth.core.record import build
from troth.core.record.manifest import ENTRIES
from troth.reading import verify
from troth.reading.bundle import VERIFIER, NotABundle, pack, unpack, verifier

PARTY, _ = matrix.conversation()
FILES = build(
    lines(PARTY.copy),
    alliance=PARTY.copy.alliance or "",
    bodies=bodies(PARTY.copy),
    extra={VERIFIER: verifier()},
)


def unpacked(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def run(script: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "-W", "error", script, *arguments]
    return subprocess.run(command, cwd=script.parent, env={}, capture_output=True, text=True, check=False)


def said_by_troth(*words: str | Path) -> tuple[int, str]:
    told = CliRunner().invoke(command, [str(word) for word in words])
    return told.exit_code, told.output


def damaged(files: dict[str, bytes]) -> dict[str, bytes]:
    raw = bytearray(files[ENTRIES])
    raw[len(raw) // 2] ^= 1
    return {**files, ENTRIES: bytes(raw)}


@pytest.mark.parametrize("files", [FILES, damaged(FILES)], ids=["whole", "damaged"])
def test_in_its_folder_it_says_what_troth_verify_says(files: dict[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "record", files)
    (folder / ".DS_Store").write_bytes(b"left by a system")
    done = run(folder / VERIFIER, "--full")
    assert (done.returncode, done.stdout) == said_by_troth(folder, "--full")
    assert done.returncode == (files is not FILES) and done.stderr == ""


@pytest.mark.parametrize("files", [FILES, damaged(FILES)], ids=["whole", "damaged"])
def test_it_reads_a_zip_as_troth_verify_does(files: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "record.zip"
    file.write_bytes(pack(files))
    script = unpacked(tmp_path / "elsewhere", FILES) / VERIFIER
    done = run(script, "--full", file)
    assert (done.returncode, done.stdout) == said_by_troth("--full", file)
    assert verify.read_zip(file) == unpack(file) == files


def test_without_full_it_says_which_signatures_it_looked_at(tmp_path: Path) -> None:
    folder = unpacked(tmp_path, FILES)
    done = run(folder / VERIFIER)
    assert (done.returncode, done.stdout) == said_by_troth(folder)
    said = done.stdout.splitlines()
    assert done.returncode == 0 and "--full checks each" in done.stdout
    assert said[-1].startswith("Complete up to entry ") and "; compare with " in said[-1]
    assert " valid" not in done.stdout


def test_a_packed_zip_is_read_like_a_stored_one(tmp_path: Path) -> None:
    unpacked(tmp_path / "record", FILES)
    file = Path(shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path / "record"))
    assert verify.read_zip(file) == unpack(file) == FILES


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + bytes(10)])
def test_what_is_no_bundle_cannot_be_read(content: bytes, tmp_path: Path) -> None:
    script = unpacked(tmp_path / "record", FILES) / VERIFIER
    (tmp_path / "other.zip").write_bytes(content)
    for other in (tmp_path / "other.zip", tmp_path / "nothing.zip"):
        done = run(script, other)
        assert done.returncode == 2 and done.stdout == ""
        assert f"{other} cannot be read as a bundle" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["--help"], ["a", "b", "c"], ["--ful"], ["--heads"], ["a", "--heads", "--full"]]
)
def test_another_word_brings_how_to_run_it(words: list[str], tmp_path: Path) -> None:
    done = run(unpacked(tmp_path, FILES) / VERIFIER, *words)
    assert done.returncode == 2 and "python3 verify.py" in done.stderr


def test_a_long_check_shows_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    for done in (1, 500, 700, 800):
        verify.progress(time.monotonic() - 3, done, 800)
    verify.progress(time.monotonic(), 500, 800)
    assert capsys.readouterr().err == "\r500 of 800 entries\r800 of 800 entries\n"


def test_it_is_written_for_python_3_9_and_needs_nothing_else() -> None:
    tree = ast.parse(verifier(), feature_version=(3, 9))
    roots = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert roots <= sys.stdlib_module_names
    assert not roots & {"socket", "urllib", "http", "subprocess", "os", "ctypes", "pickle"}


def test_what_is_larger_than_any_record_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST_BYTES", 5000)
    (tmp_path / "record.zip").write_bytes(pack(FILES))
    for read in (verify.read_zip, unpack):
        with pytest.raises((OSError, NotABundle), match="more than 4 GB"):
            read(tmp_path / "record.zip")
    with pytest.raises(NotABundle, match="more than 4 GB"):
        read_folder(unpacked(tmp_path / "record", FILES))


def test_a_name_cannot_write_over_what_is_said(tmp_path: Path) -> None:
    folder = unpacked(tmp_path, FILES)
    (folder / "x\x1b[2J\nComplete ęÿ\u202e").write_bytes(b"")
    done = run(folder / VERIFIER, "--full")
    assert done.returncode == 1 and done.stdout == said_by_troth(folder, "--full")[1]
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout
    assert "x\\x1b[2J\\nComplete ęÿ\\u202e" in done.stdout


def test_running_it_changes_nothing(tmp_path: Path) -> None:
    folder = unpacked(tmp_path, FILES)
    assert run(folder / VERIFIER).returncode == 0
    assert {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()} == set(FILES)
