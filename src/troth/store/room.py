"""Tells from every other fault a disk that takes nothing more, and a database that has more to do than it can."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import DatabaseError

from troth.store.pending import NotKept

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
_SQLITE = ("disk is full", "readonly database", "disk I/O error", "unable to open database file")
_TURN = ("database is locked", "database table is locked", "locking protocol")
_TURN_POSTGRESQL = (
    "55P03",
    "40P01",
    "53300",
)  # no lock in time, two that wait for each other, no connection left
_POSTGRESQL = ("53100", "25006", "58030")  # disk full, transaction that only reads, input or output


def takes_nothing(fault: BaseException | None) -> bool:
    """Say whether a fault comes of a disk that nothing can be written to."""
    return any(_of_disk(each) for each in _causes(fault))


def has_too_much_to_do(fault: BaseException | None) -> bool:
    """Say whether a turn to write did not come in time: nothing was written, and a later try may succeed."""
    return any(
        isinstance(each, DatabaseError)
        and (any(said in str(each) for said in _TURN) or _state(each) in _TURN_POSTGRESQL)
        for each in _causes(fault)
    )


def _of_disk(fault: BaseException) -> bool:
    if isinstance(fault, NotKept):
        return True
    if isinstance(fault, OSError):
        return fault.errno in _DISK
    if isinstance(fault, DatabaseError):
        said = str(fault)
        return any(each in said for each in _SQLITE) or _state(fault) in _POSTGRESQL
    return False


def _state(fault: DatabaseError) -> str | None:
    return getattr(fault.__cause__, "sqlstate", None)


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    """A fault, what it came from, and what that came from."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or fault.__context__
