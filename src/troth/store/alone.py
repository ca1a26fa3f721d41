"""One node to a folder: a server holds its lock, workers by themselves share another, and a restore asks for both."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from troth.core.errors import TrothError

NAME, WORKERS = "node.lock", "workers.lock"


class InUse(TrothError):
    """A node serves from this folder."""


def hold(home: Path) -> int:
    """This function will take the lock of a node's folder for the life of this process, and return its handle."""
    return _take(home / NAME, fcntl.LOCK_EX, f"A node is running from {home}. Stop it first.")


def join(home: Path) -> int:
    """This function will take a worker's share of the folder for the life of this process, and return its handle."""
    return _take(
        home / WORKERS, fcntl.LOCK_SH, f"A backup is being put back into {home}. Start again after it."
    )


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """This function will hold a node's folder, against its workers too, while its database is exchanged."""
    handles = [hold(home)]
    try:
        handles.append(
            _take(home / WORKERS, fcntl.LOCK_EX, f"A worker is running from {home}. Stop it first.")
        )
        yield
    finally:
        for handle in handles:
            os.close(handle)


def _take(lock: Path, how: int, held: str) -> int:
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        os.close(handle)
        raise InUse(held) from taken
    return handle
