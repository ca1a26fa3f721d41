"""Versions of the charter: the n-th agreed change makes version n, whoever proposed it and whatever clause it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """An agreed change as the versions need it: when the yes to it was said (ms UTC), the yes, and the clause."""

    at: int
    yes: str
    clause: str


@dataclass(frozen=True)
class Version:
    """The `number`-th version, counted from one, and the change that made it."""

    number: int
    change: Change


def versions(changes: Iterable[Change]) -> tuple[Version, ...]:
    """Number the agreed changes of all clauses by when they were agreed; those of one moment by the id of the yes.

    The moments are those that the record proves, so both sides count alike once each has the other's entries.
    """
    ordered = sorted(changes, key=lambda change: (change.at, change.yes))
    return tuple(Version(number, change) for number, change in enumerate(ordered, start=1))
