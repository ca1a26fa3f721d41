"""What the dates of a promise say: how it moved, when it was delivered, whether that was in time.

A due day ends with its last millisecond in the promise's own zone, reckoned once by whoever proposed it and
signed. No clock is trusted further than the record proves: where the bracket of a delivery is wider than a day
and the due instant lies within it, only the customer's word can say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from troth.core.promises.moves import Acceptance, Delivery, Move, Name, Relative, Text, Warning
from troth.core.promises.state import State
from troth.core.values import Side, WorkingDays

DAY_MS = 86_400_000
LOOKED_AT_WITHIN = 5
WORDS = frozenset({Name.WARN, Name.ASK_RELEASE})


@dataclass(frozen=True)
class Calendar:
    """Days as values: the performer's working days, and the calendar day of an instant in a zone."""

    working: WorkingDays
    day_of: Callable[[int, str], date]

    def day(self, at: int, text: Text) -> date:
        return self.day_of(at, text.zone)


@dataclass(frozen=True)
class Moved:
    """One change of the due day that both agreed to: from where to where, when, and who had asked for it.

    `days` is positive when the day moved away; `in_time` says that it was agreed before the old day was over.
    """

    was: date
    now: date
    days: int
    agreed_at: int
    proposed_at: int
    asked_by: Side
    in_time: bool
    text: str
    yes: str
    words: str


def terms_of(move: Move | None) -> Text:
    """The facts of a text; those of an empty one where there is none."""
    return move.facts if move and isinstance(move.facts, Text) else Text()


def dated(state: State) -> tuple[tuple[Move, Move], ...]:
    """Every text that was in force in turn, with its yes, up to the terms that hold or it closed on."""
    upto = state.chain.index(state.terms) + 1 if state.terms else 0
    yeses = [state.move(yes) for yes in state.chain[:upto]]
    return tuple((state.move(yes.on or ""), yes) for yes in yeses)


def movements(state: State) -> tuple[Moved, ...]:
    """Find every change of the due day, oldest first."""
    found: list[Moved] = []
    before: Text | None = None
    for text, yes in dated(state):
        now = terms_of(text)
        if (
            before
            and before.due_day
            and before.due is not None
            and now.due_day
            and now.due_day != before.due_day
        ):
            found.append(_moved(before.due_day, before.due, now.due_day, text, yes))
        before = now if now.due_day else before
    return tuple(found)


def _moved(was: date, due: int, now: date, text: Move, yes: Move) -> Moved:
    facts = terms_of(text)
    return Moved(
        was=was,
        now=now,
        days=(now - was).days,
        agreed_at=yes.at,
        proposed_at=text.at,
        asked_by=text.side,
        in_time=yes.at <= due,
        text=text.id,
        yes=yes.id,
        words=facts.words.words if facts.words else "",
    )


def first_day(state: State) -> date | None:
    """The day that was promised first, None while no day was agreed."""
    days = (terms_of(text).due_day for text, _ in dated(state))
    return next((day for day in days if day), None)


def follows_on(relative: Relative, accepted: date) -> date:
    """Prepare the day of a promise that follows another, once that one was accepted; a change of terms puts it."""
    return accepted + timedelta(days=relative.days)


@dataclass(frozen=True)
class Timing:
    """When the delivery that counts was made against the day it was due.

    `days` is how many days after the due day it came, negative when it came before, less `taken_off`: the days
    that the customer took beyond five working ones to send an earlier delivery back. `in_time` is None where
    neither the record nor the customer can say.
    """

    delivered_day: date
    due_day: date
    days: int
    taken_off: int
    in_time: bool | None
    provable: bool


def timing(state: State, calendar: Calendar) -> Timing | None:
    """Reckon whether the delivery that is judged was in time; None without a delivery or a due day."""
    text, delivery = terms_of(state.text), state.delivery
    if delivery is None or text.due is None or text.due_day is None:
        return None
    taken_off = waited(state, calendar)
    due = text.due + taken_off * DAY_MS
    day, done_on = calendar.day(delivery.at, text), _done_on(delivery)
    provable = proves(delivery, due) and done_on is None
    heard = _heard(state)
    in_time = delivery.at <= due
    if not provable and heard is not None:
        in_time = not heard
        day = min(day, done_on) if done_on and in_time else day
    return Timing(
        delivered_day=day,
        due_day=text.due_day,
        days=max((day - text.due_day).days - taken_off, 0)
        if not in_time
        else min((day - text.due_day).days, 0),
        taken_off=taken_off,
        in_time=in_time if proves(delivery, due) or heard is not None else None,
        provable=provable,
    )


def _done_on(delivery: Move) -> date | None:
    return delivery.facts.done_on if isinstance(delivery.facts, Delivery) else None


def _heard(state: State) -> bool | None:
    """Whether the customer said that it came after the date, None where they were not asked."""
    facts = state.accepted.facts if state.accepted else None
    return facts.late if isinstance(facts, Acceptance) else None


def proves(move: Move, due: int) -> bool:
    """Say whether the record can prove on which side of `due` a move was made (record, time: the bracket).

    Only a stamp before the due instant can be in doubt: nobody sets a clock forward to have come after a date.
    """
    if move.at > due or (move.low is None and move.high is None):
        return True
    low, high = move.low, move.high
    straddles = (low is None or low <= due) and (high is None or high > due)
    narrow = low is not None and high is not None and high - low <= DAY_MS
    return narrow or not straddles


def waited(state: State, calendar: Calendar) -> int:
    """Count the days that the customer took beyond five working ones before sending a delivery back."""
    text, days = terms_of(state.text), 0
    for back in (move for move in state.moves if move.name is Name.SEND_BACK and move.id in state.counted):
        made = state.move(back.on or "")
        fair = calendar.working.after(calendar.day(made.at, text), LOOKED_AT_WITHIN)
        days += max((calendar.day(back.at, text) - fair).days, 0)
    return days


def words_before(state: State, due: int) -> tuple[Move, ...]:
    """What the performer said before a due instant to tell that it would not hold: warnings and changes."""
    return tuple(move for move in _performers_words(state) if move.at <= due)


def words_after(state: State, due: int, until: int) -> tuple[Move, ...]:
    """What the performer said after a due instant, until it was delivered or broken."""
    return tuple(move for move in _performers_words(state) if due < move.at <= until)


def _performers_words(state: State) -> tuple[Move, ...]:
    performers = (move for move in state.moves if move.side is Side.PERFORMER)
    return tuple(move for move in performers if move.name in WORDS or move.name is Name.CHANGE)


def new_day_named(word: Move, due_day: date) -> bool:
    """Say whether a word of the performer names another day than the one promised."""
    if isinstance(word.facts, Warning):
        return word.facts.expect is not None
    return isinstance(word.facts, Text) and word.facts.due_day not in {None, due_day}


def warned_day(state: State, calendar: Calendar) -> date | None:
    """The day that the performer's latest warning on these terms speaks of: the one now expected, else its own."""
    warnings = [
        move for move in state.moves if isinstance(move.facts, Warning) and (state.terms or "") in move.sees
    ]
    if not warnings:
        return None
    latest = warnings[-1]
    expected = latest.facts.expect if isinstance(latest.facts, Warning) else None
    return expected or calendar.day(latest.at, terms_of(state.text))
