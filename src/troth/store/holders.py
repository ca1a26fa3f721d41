"""Who works off the outbox from this folder: each worker has a file there that stays locked for as long as it lives.

The system lets the lock go with the process, however it ends. So what a worker held that was killed is taken back at
once, and never from one that still works; one that works from another folder is not known here, and its leases run out.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path

FOLDER, NAMES = "workers", "[0-9a-f]*"


class Holder:
    """A worker of this process, by a name that its leases bear."""

    def __init__(self, home: Path) -> None:
        folder = home / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        self.name = secrets.token_hex(16)
        self._path = folder / self.name
        fresh = folder / f".{self.name}"
        self._handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fresh.rename(self._path)  # it is locked before anybody can find it

    def leave(self) -> None:
        """Say that this worker holds nothing any more."""
        self._path.unlink(missing_ok=True)
        os.close(self._handle)


def gone(home: Path) -> list[str]:
    """Return the names of workers of this folder that have ended without saying so."""
    return [path.name for path in sorted((home / FOLDER).glob(NAMES)) if not _lives(path)]


def forget(home: Path, name: str) -> None:
    """Drop what is left of a worker that has ended, once nothing bears its name."""
    (home / FOLDER / name).unlink(missing_ok=True)


def _lives(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:  # it has just said so
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
