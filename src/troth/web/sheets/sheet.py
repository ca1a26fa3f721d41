"""A list of a page as values: its columns, its rows one after the other, and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from troth.actions.days import moment_of

Value = str | int | float | date | datetime | None
WIDEST = 60


@dataclass(frozen=True)
class Column:
    """One column: its heading, and how wide it is drawn in a workbook, in characters."""

    name: str
    width: int = 16


@dataclass(frozen=True)
class Sheet:
    """A list to be taken along; `rows` is gone through once, so that it may be longer than memory."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    shows: Mapping[str, str] = field(default_factory=dict)


def local(stamp: int, zone: str) -> datetime:
    """This function will return a stamp as the clock of a place shows it, the form that a workbook keeps."""
    return moment_of(stamp).astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
