"""How an open promise stands to its day, for the performer's own side: when a word to the partner is worth while."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

HIGH_RISK = 0.3
TWICE = 2.0
HALF_WAY, NEARLY = 0.5, 0.9
WARNED_TIMES, WARNED_CASES = 3.0, 10.0
PSEUDO = 0.5


class Point(Enum):
    """Why now is a moment to think of a word; a member's value says it to a person."""

    HIGH = "it is likelier than three in ten that the day passes"
    DOUBLED = "the risk is twice what it was when it was promised"
    NEARLY = "nine tenths of the time are over"
    HALF_WAY = "half of the time is over"


@dataclass(frozen=True)
class Course:
    """An open promise on a day: the risk that its day passes, now and when it was made; days gone, and promised."""

    risk: float
    risk_when_made: float
    age_days: int
    promised_days: int


def points(course: Course) -> tuple[Point, ...]:
    """Name the points at which the promise is, weightiest first; those of time are points on their own day only."""
    half, most = (math.ceil(course.promised_days * share) for share in (HALF_WAY, NEARLY))
    reached = {
        Point.HIGH: course.risk > HIGH_RISK,
        Point.DOUBLED: course.risk >= TWICE * course.risk_when_made and course.age_days > 0,
        Point.NEARLY: course.age_days == most,
        Point.HALF_WAY: course.age_days == half != most,
    }
    return tuple(point for point, here in reached.items() if here)


@dataclass(frozen=True)
class Warned:
    """What became of promises of a house: late ones among those warned of, and among the others."""

    late: int = 0
    warned: int = 0
    late_unwarned: int = 0
    unwarned: int = 0


def times_warned(seen: Warned) -> float:
    """How many times likelier late a warned promise is: 3 to begin with, worth ten cases, then what was seen."""
    with_word = (seen.late + PSEUDO) / (seen.warned + 2 * PSEUDO)
    without = (seen.late_unwarned + PSEUDO) / (seen.unwarned + 2 * PSEUDO)
    known = WARNED_CASES * math.log(WARNED_TIMES) + seen.warned * math.log(with_word / without)
    return math.exp(known / (WARNED_CASES + seen.warned))


def once_warned(risk: float, times: float) -> float:
    """The risk, 0 to 1, of a promise that its performer has warned of: its odds, so many times over."""
    return risk * times / (1.0 - risk + risk * times)
