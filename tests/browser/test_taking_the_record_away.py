"""The record leaves by the web, and anybody with Troth finds the entry of which one byte was changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from tests.browser.journey import DEMO, Somebody
from troth.core.record.entry import parse_sealed
from troth.core.record.envelope import unseal


def verify(bundle: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """What somebody sees who checks a bundle on a machine of their own."""
    return subprocess.run(
        [sys.executable, "-m", "troth", "verify", str(bundle)],
        env={"TROTH_HOME": str(home), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_one_byte_of_a_bundle_is_edited_and_the_check_names_the_entry(
    haruka: Somebody, tmp_path: Path
) -> None:
    haruka.go(DEMO + "record/")
    haruka.press("Check now")
    haruka.sees("Checked on this node")
    with haruka.page.expect_download() as coming:
        haruka.press("Download the bundle")
    bundle = tmp_path / coming.value.suggested_filename
    coming.value.save_as(bundle)
    whole = verify(bundle, tmp_path)
    assert (whole.returncode, "Complete up to" in whole.stdout) == (0, True), whole.stdout + whole.stderr

    with ZipFile(bundle) as files:
        lines = files.read("entries.ndjson").splitlines()
    edited = tmp_path / "edited.zip"
    at, told = (len(lines) * 2) // 3, bundle.read_bytes()
    signature = lines[at].index(b'"sig":"') + 20
    place = told.index(lines[at]) + signature
    other = b"A" if told[place : place + 1] != b"A" else b"B"
    edited.write_bytes(told[:place] + other + told[place + 1 :])

    found = verify(edited, tmp_path)
    assert found.returncode == 1
    assert named(lines[at]) in found.stdout, found.stdout


def named(line: bytes) -> str:
    """How the check calls an entry: its log and its place there."""
    entry = parse_sealed(unseal(line))
    return f"Entry {entry.seq} of log {entry.log[:8]}"
