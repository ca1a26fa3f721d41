"""Where an open promise stands on a given day: waiting for its date, on its way, told of, passed, lapsed.

Nothing here is an act of anybody: these are readings of (state, day), and the next move changes them.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from troth.core.promises.dates import Calendar, dated, terms_of, warned_day
from troth.core.promises.moves import Move, Name
from troth.core.promises.state import State
from troth.core.promises.table import Status
from troth.core.values import Side

SILENCE = 10
ANY_WORD = frozenset({Name.WARN, Name.PROGRESS, Name.ASK_RELEASE, Name.CHANGE})


class Standing(Enum):
    """Where a promise stands on a day; a member's value says it to a person."""

    TALKED_ABOUT = "offered or asked"
    WAITS_FOR_ITS_DATE = "waits for its date"
    ON_ITS_WAY = "agreed, on its way"
    TOLD = "something came in between"
    PASSED_TOLD = "date passed, with a word"
    PASSED = "date passed, no word yet"
    LAPSED = "date passed, no word for ten working days"
    WAITS_FOR_ANSWER = "delivered, waits for an answer"
    UNANSWERED = "delivered, not answered for ten working days"
    RELEASE_STANDS = "released; the delivery was not answered for ten working days"
    OVER = "closed"


def standing(state: State, on: date, calendar: Calendar) -> Standing:
    """Say where a promise stands on a day, as its own zone counts days."""
    if state.status is Status.DELIVERED:
        return _delivered(state, on, calendar)
    if state.status is Status.AGREED:
        return _agreed(state, on, calendar)
    return Standing.TALKED_ABOUT if state.status.is_open else Standing.OVER


def _delivered(state: State, on: date, calendar: Calendar) -> Standing:
    if not unanswered_on(state, on, calendar):
        return Standing.WAITS_FOR_ANSWER
    return Standing.RELEASE_STANDS if state.release_behind else Standing.UNANSWERED


def _agreed(state: State, on: date, calendar: Calendar) -> Standing:
    due_day = terms_of(state.text).due_day
    if lapsed_on(state, on, calendar):
        return Standing.LAPSED
    if due_day is None:
        return Standing.WAITS_FOR_ITS_DATE
    if on > due_day:
        return Standing.PASSED_TOLD if _words(state) else Standing.PASSED
    return Standing.TOLD if any(move.name is Name.WARN for move in _words(state)) else Standing.ON_ITS_WAY


def _words(state: State) -> list[Move]:
    """What the performer said on these terms."""
    return [
        move
        for move in state.moves
        if move.side is Side.PERFORMER and move.name in ANY_WORD and (state.terms or "") in move.sees
    ]


def lapses_on(state: State, calendar: Calendar) -> date | None:
    """The last day on which an agreed promise has not lapsed yet; None while no date runs."""
    if state.status is not Status.AGREED:
        return None
    due_day = terms_of(state.text).due_day
    if due_day is None:
        asked = _asked_for_a_date(state, calendar)
        return calendar.working.after(asked, SILENCE) if asked else None
    return calendar.working.after(max(due_day, warned_day(state, calendar) or due_day), SILENCE)


def _asked_for_a_date(state: State, calendar: Calendar) -> date | None:
    """The day on which the customer put a date for a promise that waits for one, and the performer has not answered."""
    asked = state.table[Side.CUSTOMER]
    if asked is None or terms_of(asked).due_day is None:
        return None
    return calendar.day(asked.at, terms_of(asked))


def lapsed_on(state: State, on: date, calendar: Calendar) -> bool:
    """Say whether an agreed promise had lapsed by a day; it must rest on a yes that both have."""
    last = lapses_on(state, calendar)
    return last is not None and on > last and all(yes.settled for _, yes in dated(state))


def unanswered_on(state: State, on: date, calendar: Calendar) -> bool:
    """Say whether a delivery had waited ten working days for an answer by a day."""
    if state.status is not Status.DELIVERED or state.delivery is None:
        return False
    made = calendar.day(state.delivery.at, terms_of(state.text))
    return on > calendar.working.after(made, SILENCE)
