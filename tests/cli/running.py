"""A node as a person starts it: a process of its own in its own process group, ended as Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

STARTING = 60.0


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """A node that listens."""

    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)

    def fetch(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            assert answer.status == 200
            return bytes(answer.read())

    def kill(self) -> None:
        """What a power cut does to the processes: all of them at once, in the middle of whatever they do."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def interrupt(self) -> float:
        """What Ctrl-C does: a signal to every process of the group. Returns the seconds until all have ended."""
        began = time.monotonic()
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(10)
        while group_lives(self.process.pid) and time.monotonic() - began < 10:
            time.sleep(0.02)
        return time.monotonic() - began


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def node(
    words: Sequence[str],
    home: Path,
    *,
    cwd: Path | None = None,
    pythonpath: Path | None = None,
    more: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[Running]:
    """Start `troth WORDS --port ...`, with `more` in its environment, and wait until it says that it is ready."""
    port = port or free_port()
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))
    }
    environ |= {"TROTH_HOME": str(home)} | ({"PYTHONPATH": str(pythonpath)} if pythonpath else {})
    environ |= more or {}
    process = subprocess.Popen(
        [sys.executable, "-m", "troth", *words, "--port", str(port)],
        env=environ,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        said: list[str] = []
        for line in process.stdout:
            said.append(line.rstrip("\n"))
            if line.startswith("Ready:"):
                break
        assert said and said[-1].startswith("Ready:"), "\n".join(said)
        yield Running(process, port, said)
    finally:
        if group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
