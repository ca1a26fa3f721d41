"""One node to a folder: whoever serves from it holds its lock, and a restore asks for it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from troth.core.errors import TrothError
from troth.store.holders import working

NAME = "node.lock"


class InUse(TrothError):
    """A node serves from this folder."""


def hold(home: Path) -> int:
    """This function will take the lock of a node's folder for the life of this process, and return its handle."""
    handle = os.open(home / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        os.close(handle)
        raise InUse(f"A node is running from {home}. Stop it first.") from held
    return handle


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """This function will hold the lock of a node's folder while its database is exchanged."""
    handle = hold(home)
    try:
        if working(home):
            raise InUse(f"A worker is running from {home}. Stop it first.")
        yield
    finally:
        os.close(handle)
