"""Where the course of trust turned: the few times in which what can be counted on moved most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from troth.core.trust.direction import Direction
from troth.core.trust.evidence import DAY_MS
from troth.core.trust.words import Word

MOST = 4
NOTABLE = 0.03
APART_DAYS = 45

Course = Sequence[tuple[int, Direction]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A step of one course, by the course's name: until when (ms UTC), by how much the lower end moved, from where to
    where."""

    course: str
    at: int
    step: float
    before: Direction
    after: Direction


def turns(courses: Mapping[str, Course], *, most: int = MOST) -> tuple[Turn, ...]:
    """Name the largest steps of all courses, oldest first: those of .03 or more that came with new evidence and led to
    something to go on, no two of them within 45 days of each other."""
    steps = [
        Turn(name, at, _low(after) - _low(before), before, after)
        for name, points in sorted(courses.items())
        for (_, before), (at, after) in pairwise(points)
        if _outcomes(after) > _outcomes(before) and after.whole.word is not Word.LITTLE
    ]
    found: list[Turn] = []
    for turn in sorted(steps, key=lambda each: (-abs(each.step), each.at, each.course)):
        near = any(abs(turn.at - other.at) < APART_DAYS * DAY_MS for other in found)
        if abs(turn.step) >= NOTABLE and not near:
            found.append(turn)
    return tuple(sorted(found[:most], key=lambda turn: turn.at))


def _low(direction: Direction) -> float:
    return direction.whole.opinion.low


def _outcomes(direction: Direction) -> int:
    return direction.whole.opinion.outcomes
