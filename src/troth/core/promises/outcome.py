"""What became of a promise, as evidence: every outcome told apart, with its date facts, value and weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

from troth.core.promises.dates import (
    Calendar,
    Timing,
    dated,
    movements,
    new_day_named,
    terms_of,
    timing,
    words_after,
    words_before,
)
from troth.core.promises.lapse import lapsed_on, unanswered_on
from troth.core.promises.moves import Acceptance, Move, Name
from troth.core.promises.people import stake
from troth.core.promises.reasons import Reason
from troth.core.promises.state import State
from troth.core.promises.table import Status
from troth.core.values import Stake


class Outcome(Enum):
    """What became of a promise; a member's value says it to a person."""

    KEPT_ON_THE_DAY = "kept on the day"
    KEPT_EARLY = "kept early"
    EXCEEDED = "kept, and exceeded"
    REAGREED_ONCE = "kept on a day agreed anew before the old one"
    REAGREED_TWICE = "kept on a day agreed anew twice, each before the old one"
    REAGREED_OFTEN = "kept on a day agreed anew three times or more, each before the old one"
    AFTER_WARNED = "came after the date; told before it, with a new day"
    AFTER_EXPLAINED = "came after the date; explained after it"
    AFTER_SILENCE = "came after the date, no word before"
    REAGREED_THEN_AFTER = "came after a date agreed anew"
    BROKEN_BEFORE = "broken, with notice before the date"
    BROKEN_AFTER = "broken, with notice after the date"
    LAPSED = "date passed, no word for ten working days"
    UNANSWERED = "delivered, not answered for ten working days"
    RELEASED = "released"
    WITHDRAWN = "withdrawn before it was agreed"
    DECLINED = "declined before it was agreed"
    VOIDED = "not agreed: two moves crossed"


VALUE: Mapping[Outcome, float | None] = MappingProxyType(
    {
        Outcome.KEPT_ON_THE_DAY: 1.0,
        Outcome.KEPT_EARLY: 1.0,
        Outcome.EXCEEDED: 1.0,
        Outcome.REAGREED_ONCE: 0.9,
        Outcome.REAGREED_TWICE: 0.7,
        Outcome.REAGREED_OFTEN: 0.4,
        Outcome.AFTER_WARNED: 0.6,
        Outcome.AFTER_EXPLAINED: 0.4,
        Outcome.AFTER_SILENCE: 0.2,
        Outcome.REAGREED_THEN_AFTER: 0.2,
        Outcome.BROKEN_BEFORE: 0.3,
        Outcome.BROKEN_AFTER: 0.0,
        Outcome.LAPSED: 0.0,
        Outcome.UNANSWERED: 1.0,
        Outcome.RELEASED: None,
        Outcome.WITHDRAWN: None,
        Outcome.DECLINED: None,
        Outcome.VOIDED: None,
    }
)
"""What each outcome is worth as evidence; None is no evidence. Of REAGREED_THEN_AFTER it is the floor."""

HALF = 0.5
AGREED_ANEW = (Outcome.REAGREED_ONCE, Outcome.REAGREED_TWICE, Outcome.REAGREED_OFTEN)


@dataclass(frozen=True)
class Result:
    """One outcome with what it is worth: `value` None is no evidence, `weight` is 1 or, unanswered, a half.

    `at` is when it came about, None for what merely time has brought about. `moved` counts the agreed moves
    of the day away from the first one. `rests_on` are the ids of the moves that show it.
    """

    outcome: Outcome
    value: float | None
    weight: float
    stake: Stake
    at: int | None
    due_day: date | None
    timing: Timing | None
    moved: int
    rests_on: tuple[str, ...]


def outcome(state: State, on: date, calendar: Calendar) -> Result | None:
    """Say what had become of a promise by a day, as the promise's own zone counts days; None while it is open."""
    found = _found(state, on, calendar)
    if found is None:
        return None
    what, value = found
    when = timing(state, calendar)
    return Result(
        outcome=what,
        value=value,
        weight=HALF if what is Outcome.UNANSWERED else 1.0,
        stake=stake(state) or Stake.MEDIUM,
        at=state.closing.at if state.closing else None,
        due_day=terms_of(state.text).due_day,
        timing=when,
        moved=sum(moved.days > 0 for moved in movements(state)),
        rests_on=_rests_on(state),
    )


def _rests_on(state: State) -> tuple[str, ...]:
    links = [move.id for pair in dated(state) for move in pair]
    rest = [move.id for move in (state.delivery, state.closing) if move]
    return tuple(dict.fromkeys([*links, *rest]))


def _found(state: State, on: date, calendar: Calendar) -> tuple[Outcome, float | None] | None:
    match state.status:
        case Status.KEPT:
            return _kept(state, calendar)
        case Status.BROKEN:
            return _plain(_broken(state))
        case Status.RELEASED:
            return _plain(Outcome.RELEASED)
        case Status.NOTHING:
            return _plain(_never_agreed(state))
        case Status.DELIVERED if unanswered_on(state, on, calendar):
            return _unanswered(state, calendar)
        case Status.AGREED if lapsed_on(state, on, calendar):
            return _plain(Outcome.LAPSED)
    return None


def _plain(what: Outcome) -> tuple[Outcome, float | None]:
    return what, VALUE[what]


def _unanswered(state: State, calendar: Calendar) -> tuple[Outcome, float | None]:
    """In silence a waiting release stands; else the delivery is taken at its word, as far as its dates go."""
    if state.release_behind:
        return _plain(Outcome.RELEASED)
    return Outcome.UNANSWERED, _kept(state, calendar)[1] if _after(timing(state, calendar)) else 1.0


def _broken(state: State) -> Outcome:
    due, closing = terms_of(state.text).due, state.closing
    after = closing is not None and due is not None and closing.at > due
    return Outcome.BROKEN_AFTER if after else Outcome.BROKEN_BEFORE


def _never_agreed(state: State) -> Outcome:
    """The last thing that took a text off the table tells how it ended."""
    voided = {Reason.YESES_CROSSED, Reason.YES_AFTER_WITHDRAWN, Reason.YES_AFTER_REPLACED}
    if any(why.reason in voided for why in state.reasons.values()):
        return Outcome.VOIDED
    last = [move for move in state.moves if move.name in {Name.WITHDRAW, Name.DECLINE}]
    declined = bool(last) and max(last, key=lambda move: (move.at, len(move.sees))).name is Name.DECLINE
    return Outcome.DECLINED if declined else Outcome.WITHDRAWN


def _after(when: Timing | None) -> bool:
    return when is not None and when.in_time is False


def _kept(state: State, calendar: Calendar) -> tuple[Outcome, float | None]:
    """Tell how a delivery stood to its dates; a date that had passed before it was moved counts as passed."""
    when, moves = timing(state, calendar), movements(state)
    delivered_at = state.delivery.at if state.delivery else 0
    missed = [_missed(state, text, yes.at) for text, yes in _passed(state)]
    if _after(when):
        missed.append(_missed(state, state.text, delivered_at))
    away = sum(moved.days > 0 for moved in moves)
    anew = AGREED_ANEW[min(away, len(AGREED_ANEW)) - 1] if away else None
    if missed:
        values = [VALUE[each] or 0.0 for each in [*missed, *([anew] if anew else [])]]
        worst = min(missed, key=lambda each: VALUE[each] or 0.0)
        return (Outcome.REAGREED_THEN_AFTER if anew else worst), min(values)
    return _plain(anew or _in_time(state, when))


def _passed(state: State) -> list[tuple[Move, Move]]:
    """Texts whose day was over before the next was agreed and nothing was delivered, with the next yes."""
    steps = dated(state)
    return [
        (text, yes)
        for (text, _), (_, yes) in zip(steps, steps[1:], strict=False)
        if _over(state, terms_of(text).due, yes.at)
    ]


def _over(state: State, due: int | None, yes_at: int) -> bool:
    delivered_in_time = state.delivery is not None and due is not None and state.delivery.at <= due
    return due is not None and yes_at > due and not delivered_in_time


def _missed(state: State, text: Move | None, until: int) -> Outcome:
    """How a passed date was spoken of: before it with a new day, after it or without a day, or not at all."""
    facts = terms_of(text)
    due, day = facts.due or 0, facts.due_day
    before = [word for word in words_before(state, due) if text is None or text.id in word.sees]
    if day and any(new_day_named(word, day) for word in before):
        return Outcome.AFTER_WARNED
    return Outcome.AFTER_EXPLAINED if before or words_after(state, due, until) else Outcome.AFTER_SILENCE


def _in_time(state: State, when: Timing | None) -> Outcome:
    facts = state.accepted.facts if state.accepted else None
    if isinstance(facts, Acceptance) and facts.exceeded:
        return Outcome.EXCEEDED
    return Outcome.KEPT_EARLY if when and when.days < 0 else Outcome.KEPT_ON_THE_DAY
