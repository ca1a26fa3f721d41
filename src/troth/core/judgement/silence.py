"""Whether a word has been waited for longer than ten working days: a reading of (state, day), and nobody's act.

Silence is no veto: whoever waits may then set the concern aside, or propose a promise. It opens no weighing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from troth.core.errors import Refusal
from troth.core.judgement.state import State
from troth.core.judgement.table import Part
from troth.core.values import WorkingDays

SILENCE = 10


class TheyHaveTime(Refusal):
    """The other side has not yet had its ten working days to answer."""


@dataclass(frozen=True)
class Days:
    """The days of a side: which of them it works, and which day an instant (ms UTC) is there."""

    working: WorkingDays
    day_of: Callable[[int], date]


def awaited(state: State) -> Part | None:
    """Name the one side whose word a concern waits for; None when nobody's, or that of both."""
    return next(iter(state.waits_for)) if len(state.waits_for) == 1 and not state.heard else None


def answer_by(state: State, days: Days) -> date | None:
    """The last of the ten working days after the last word; None while nobody's word is waited for."""
    if awaited(state) is None or state.last_word is None:
        return None
    return days.working.after(days.day_of(state.last_word.at), SILENCE)


def unanswered_on(state: State, on: date, days: Days) -> bool:
    """Say whether more than ten working days had passed without a word by a day."""
    last = answer_by(state, days)
    return last is not None and on > last


def has_time(state: State, part: Part, on: date, days: Days) -> bool:
    """Say whether the other side than `part` is asked for a word, and still has time to answer on a day."""
    last = answer_by(state, days)
    return last is not None and awaited(state) is not part and on <= last


def require_time(state: State, part: Part, on: date, days: Days) -> None:
    """Refuse to set a concern aside while the other side still has time to answer."""
    last = answer_by(state, days)
    if last is not None and has_time(state, part, on, days):
        raise TheyHaveTime(
            f"The other side has until {last:%A} {last.day} {last:%B} to answer. You can park it after that day."
        )
