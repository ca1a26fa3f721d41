"""Words that every room shares: the two sides of a promise, a person's role, a calendar of working days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple


class Side(Enum):
    """The sides of one promise: who does it, and for whom it is done."""

    PERFORMER = "performer"
    CUSTOMER = "customer"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__

    @property
    def other(self) -> Side:
        return Side.CUSTOMER if self is Side.PERFORMER else Side.PERFORMER


class Role(Enum):
    """A person's rights within their own organisation."""

    ADMIN = "admin"
    MANAGER = "manager"
    MEMBER = "member"
    VIEWER = "viewer"


class Stake(Enum):
    """How much hangs on a promise; the customer sets it at the latest when agreeing."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def weight(self) -> int:
        return {Stake.LOW: 1, Stake.MEDIUM: 3, Stake.HIGH: 10}[self]


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday less the public holidays of one country, handed to the core as a value."""

    holidays: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (`count` >= 0; 0 gives `day` itself)."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is before `start`."""
        if end < start:
            return -self.between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)


class Made(NamedTuple):
    """An act as the record hands it to a room: what was signed, by whom, when, and having seen what.

    `sees` holds the ids of the same object's entries in its causal past. `at` is the effective instant
    in ms UTC, `low` and `high` the bracket the record proves. `answered` is said of an act of taking back.
    """

    id: str
    act: Mapping[str, object]
    sees: frozenset[str] = frozenset()
    log: str = ""
    by: str = ""
    at: int = 0
    low: int | None = None
    high: int | None = None
    settled: bool = False
    answered: bool = False
    body: Mapping[str, object] | None = None
