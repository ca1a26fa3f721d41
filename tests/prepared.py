"""What most nodes of tests begin with, made once for a whole run and copied: an empty database, and a demo that is told."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

EMPTY = ("-c", "from troth.cli import start; start(); from troth.cli.launch import prepare; prepare()")
DEMO = ("-m", "troth", "demo", "--no-serve")


def empty(home: Path) -> None:
    """Put a database that is up to date and holds nobody into the home of a node."""
    _put("empty", EMPTY, home)


def demo(home: Path) -> None:
    """Put what `troth demo` tells into the home of a node, which then starts as it does a second time."""
    _put("demo", DEMO, home)


def _put(name: str, words: tuple[str, ...], home: Path) -> None:
    root = Path(os.environ["TROTH_TEST_HOME"], "prepared")
    root.mkdir(exist_ok=True)
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the run has several processes, and each may be the first to ask
        made = root / name
        if not made.exists():
            _make(words, root / f"{name}.half")
            (root / f"{name}.half").rename(made)
    shutil.copytree(made, home, dirs_exist_ok=True)


def _make(words: tuple[str, ...], home: Path) -> None:
    home.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}
    command = [sys.executable, *words]
    subprocess.run(command, env=kept | {"TROTH_HOME": str(home)}, check=True, stderr=subprocess.DEVNULL)
