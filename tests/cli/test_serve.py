"""`troth serve` as an operator meets it: it starts by itself, serves everything, and stops at once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import prepared
from tests.cli.running import node
from tests.counts import IN_SOAK
from troth.web.docs import HASHES

SITE = Path(__file__).resolve().parents[2] / "src" / "troth" / "web" / "site"


def worker_of(server: int) -> int | None:
    """The process id of the worker that this server keeps."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    for line in listed.splitlines():
        pid, parent, words = line.split(None, 2)
        if int(parent) == server and "troth.server.worker" in words:
            return int(pid)
    return None


def wait_for_worker(server: int, other_than: int | None = None) -> int:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = worker_of(server)
        if found is not None and found != other_than:
            return found
        time.sleep(0.1)
    raise AssertionError("the server has no worker")


def test_a_node_starts_from_nothing_serves_and_ends_within_five_seconds_of_ctrl_c(home: Path) -> None:
    assert (SITE / HASHES).is_file(), "run: make docs"
    with node(["serve"], home) as running:
        assert running.said[-1] == f"Ready: http://127.0.0.1:{running.port}/"
        assert b"Troth" in running.fetch("/docs/")
        assert running.fetch("/static/troth/mark.svg").startswith(b"<svg")
        wait_for_worker(running.process.pid)
        assert running.interrupt() < 5


@IN_SOAK
def test_a_second_start_keeps_the_data_and_its_keys(home: Path) -> None:
    with node(["serve"], home) as running:
        running.interrupt()
    key = (home / "keys" / "session.key").read_text()
    with node(["serve"], home) as running:
        running.interrupt()
    assert (home / "keys" / "session.key").read_text() == key
    assert (home / "troth.sqlite3").stat().st_size > 0


def test_what_a_node_keeps_is_for_its_user_alone(tmp_path: Path) -> None:
    home = tmp_path / "new"
    with node(["serve"], home) as running:
        running.interrupt()
    assert home.stat().st_mode & 0o077 == 0
    assert (home / "keys" / "session.key").stat().st_mode & 0o077 == 0


@IN_SOAK
def test_a_worker_that_dies_is_started_again_and_ends_with_the_server(home: Path) -> None:
    prepared.empty(home)
    with node(["serve"], home) as running:
        first = wait_for_worker(running.process.pid)
        os.kill(first, signal.SIGKILL)
        second = wait_for_worker(running.process.pid, other_than=first)
        os.kill(running.process.pid, signal.SIGTERM)
        running.process.wait(5)
        with pytest.raises(ProcessLookupError):
            os.kill(second, 0)


def test_a_taken_port_is_said_plainly_and_nothing_is_started(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "troth", "serve", "--port", str(port)],
            env=os.environ | {"TROTH_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "--port" in done.stderr and "Traceback" not in done.stderr
    assert not (home / "troth.sqlite3").exists()


def test_help_names_every_command_and_needs_no_node(tmp_path: Path) -> None:
    home = tmp_path / "none"
    done = subprocess.run(
        [sys.executable, "-m", "troth", "--help"],
        env=os.environ | {"TROTH_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(name in done.stdout for name in ("demo", "serve", "import", "export", "verify", "rebuild"))
    assert not home.exists()
