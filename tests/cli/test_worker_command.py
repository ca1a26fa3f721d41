"""`troth worker` does what waits without a server of its own, and a server can leave the work to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import prepared
from tests.cli.running import node
from troth.store.alone import InUse, alone

WAITS = (
    "from troth.cli import start; start(); from troth.store import outbox, sessions; "
    "outbox.put(sessions.TIDY, 'tidy:now', {})"
)


def environ(home: Path) -> dict[str, str]:
    kept = {name: said for name, said in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}
    return kept | {"TROTH_HOME": str(home)}


def run(home: Path, *words: str) -> str:
    return subprocess.run(
        [sys.executable, *words], env=environ(home), check=True, capture_output=True, text=True
    ).stdout


def waits(home: Path) -> bool:
    return not run(home, "-m", "troth", "outbox").startswith("0 wait")


def test_a_worker_by_itself_does_what_a_server_leaves_to_it_and_a_restore_waits_for_its_end(
    home: Path,
) -> None:
    prepared.empty(home)
    with node(["serve", "--without-worker"], home) as serving:
        run(home, "-c", WAITS)
        listed = subprocess.run(["ps", "-eo", "ppid=,args="], capture_output=True, text=True, check=True)
        own = [line for line in listed.stdout.splitlines() if line.split()[0] == str(serving.process.pid)]
        assert own and not any("troth.server.worker" in line for line in own)
        assert waits(home)
        worker = subprocess.Popen(
            [sys.executable, "-m", "troth", "worker"], env=environ(home), stdout=subprocess.PIPE, text=True
        )
        try:
            assert worker.stdout is not None and worker.stdout.readline().startswith("Working:")
            until = time.monotonic() + 20
            while waits(home):
                assert time.monotonic() < until, "the worker did nothing"
            serving.interrupt()
            with pytest.raises(InUse, match="A worker is running"), alone(home):
                pass
        finally:
            worker.send_signal(signal.SIGINT)
            worker.wait(10)
            worker.stdout.close()
    assert worker.returncode == 0
    with alone(home):
        pass
