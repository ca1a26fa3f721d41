"""Several processes that write at once, some killed in the middle: nothing acknowledged is lost or signed twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from troth.core.record import check
from troth.reading.bundle import unpack

HERE = Path(__file__).parent
EACH = 10


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, str(HERE / "writer.py"), str(home), *words]


def environ() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}
    return {**kept, "PYTHONPATH": str(HERE.parents[1])}


def writers(home: Path, sides: str) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(command(home, side, str(EACH)), env=environ(), stdout=subprocess.PIPE, text=True)
        for side in sides
    ]


def said(process: subprocess.Popen[str]) -> list[str]:
    out, _ = process.communicate(timeout=120)
    return [line for line in out.split("\n") if line.startswith("pr_") and len(line) == 25]


def kept(home: Path) -> set[str]:
    with sqlite3.connect(f"file:{home / 'troth.sqlite3'}?mode=ro", uri=True) as database:
        return {row[0] for row in database.execute("select object from store_promise")}


def verified(home: Path) -> int:
    target = home / "record.zip"
    words = [sys.executable, "-m", "troth", "export", "veldsen-kaido", "-o", str(target)]
    subprocess.run(words, env={**environ(), "TROTH_HOME": str(home)}, check=True, capture_output=True)
    findings = check(unpack(target))
    assert findings.faults == ()
    return findings.entries


def test_four_processes_write_at_once_and_no_place_is_signed_twice(home: Path) -> None:
    subprocess.run(command(home, "prepare"), env=environ(), check=True)
    began = verified(home)
    acknowledged = [name for process in writers(home, "aabb") for name in said(process)]
    assert len(acknowledged) == 4 * EACH
    assert kept(home) == set(acknowledged)
    assert verified(home) >= began + 4 * EACH


def test_a_writer_killed_in_the_middle_loses_nothing_it_had_acknowledged(home: Path) -> None:
    subprocess.run(command(home, "prepare"), env=environ(), check=True)
    acknowledged: list[str] = []
    for pause in (0.0, 0.03, 0.07, 0.12):
        (process,) = writers(home, "a")
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        acknowledged += [first, *said(process)]
    (last,) = writers(home, "a")
    acknowledged += said(last)
    assert set(acknowledged) <= kept(home)
    verified(home)
