"""Evidence from what the rooms hold: promises, playbacks, concerns, and history that one side reported.

What each is worth is said in docs/measures/trust.md. Only what the other side's log cites counts, unless it is asked
for otherwise; nothing here reads words, which may be erased.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from troth.core import judgement, listening, promises
from troth.core.promises import Calendar, Outcome, Result, reports
from troth.core.promises.dates import dated, movements, terms_of, words_before
from troth.core.promises.moves import Name
from troth.core.trust.evidence import DAY_MS, MEDIUM, Evidence, Facet
from troth.core.values import Side

Found = tuple[tuple[str, Evidence], ...]

ANSWER_WITHIN = 10
NEVER_ANSWERED = 0.2
REPORTED_AFTER = 0.4
EPOCH = date(1970, 1, 1)
UTC = "UTC"
_END = 1 << 62

CAME_TO_NOTHING = frozenset(
    {
        Outcome.AFTER_WARNED,
        Outcome.AFTER_EXPLAINED,
        Outcome.AFTER_SILENCE,
        Outcome.REAGREED_THEN_AFTER,
        Outcome.LAPSED,
        Outcome.BROKEN_BEFORE,
        Outcome.BROKEN_AFTER,
        Outcome.RELEASED,
    }
)
"""Outcomes of a promise whose last day did not hold, or was no longer asked to."""
ASKS = frozenset({Name.ASK_STATUS, Name.ESCALATE, Name.CHANGE})
TELLS = frozenset({Name.WARN, Name.ASK_RELEASE, Name.CHANGE, Name.BREAK, Name.PROGRESS, Name.DELIVER})
NOT_AGREED = frozenset({Outcome.WITHDRAWN, Outcome.DECLINED, Outcome.VOIDED})


def of_promise(
    state: promises.State,
    on: date,
    calendar: Calendar,
    *,
    object: str,
    settled_only: bool = True,
) -> Found:
    """Tell what a promise shows by a day (in its own zone), as (log that relies, evidence).

    It is evidence of delivery, and of openness where there was bad news."""
    result = promises.outcome(state, on, calendar)
    if result is None or result.outcome in NOT_AGREED:
        return ()
    if settled_only and not all(state.move(id).settled for id in result.rests_on):
        return ()
    customer, performer = _log(state, Side.CUSTOMER), _log(state, Side.PERFORMER)
    found: list[Evidence] = []
    if result.value is not None:
        delivery = _shown(state, result, calendar, performer, object)
        found.append(replace(delivery, value=result.value, weight=result.weight))
    told = _told(state, result)
    if told is not None and (not settled_only or state.move(told[1]).settled):
        openness = _shown(state, result, calendar, performer, object)
        rests_on = tuple(dict.fromkeys([*result.rests_on, told[1]]))
        id = f"{object}:{Facet.OPENNESS.value}"
        found.append(replace(openness, id=id, facet=Facet.OPENNESS, value=told[0], rests_on=rests_on))
    return tuple((customer, piece) for piece in found)


def _log(state: promises.State, side: Side) -> str:
    """Whose log speaks for a side: as the first text named it, else the one that agreed."""
    counted = (move.log for move in state.moves if move.side is side and move.id in state.counted)
    return state.logs[side] or next(counted)


def _shown(
    state: promises.State, result: Result, calendar: Calendar, performer: str, object: str
) -> Evidence:
    """What all evidence of one promise has in common; its value is not said yet."""
    at, batch = _promise_day(state, calendar, performer)
    return Evidence(
        id=f"{object}:{Facet.DELIVERY.value}",
        facet=Facet.DELIVERY,
        at=at,
        value=0.0,
        stake=float(result.stake.weight),
        batch=batch,
        rests_on=result.rests_on,
        known=max(at, _known(state, result, calendar)),
    )


def _promise_day(state: promises.State, calendar: Calendar, performer: str) -> tuple[int, str]:
    """The first instant of the day that it is evidence of, and its batch: all of a batch have the same instant.

    The day is the one it was due, or that on which it ended if that came first.
    """
    facts = terms_of(state.text)
    ended = state.closing or state.delivery
    if facts.due is None or facts.due_day is None:
        move = ended or state.agreed
        return (_day_begins(move.at) if move else 0), ""
    early = max((facts.due_day - calendar.day(ended.at, facts)).days, 0) if ended else 0
    day = date.fromordinal(facts.due_day.toordinal() - early)
    return facts.due + 1 - (early + 1) * DAY_MS, f"{performer} {day.isoformat()} {facts.zone}"


def _known(state: promises.State, result: Result, calendar: Calendar) -> int:
    """When it came about: by the move that closed it, else on the first day on which time had brought it about."""
    if result.at is not None:
        return result.at
    if state.delivery is not None:
        made = calendar.day(state.delivery.at, terms_of(state.text))
        return _midnight_after(calendar.working.after(made, ANSWER_WITHIN))
    last = promises.lapses_on(state, calendar)
    return _midnight_after(last) if last else 0


def _midnight_after(day: date) -> int:
    return (day - EPOCH).days * DAY_MS + DAY_MS


def _told(state: promises.State, result: Result) -> tuple[float, str] | None:
    """Whether bad news was told before it was found, with the move that shows it; None where there was none.

    What a performer says of a day that then holds is no bad news: it earns nothing, so that warning of everything
    earns nothing either.
    """
    told: list[str] = []
    for text, until in _came_to_nothing(state, result):
        due = terms_of(text).due or 0
        before = [word.id for word in words_before(state, due) if text.id in word.sees]
        if state.closing is not None and state.closing.name is Name.BREAK and state.closing.at <= due:
            before.append(state.closing.id)
        asked = None if before else _asked_first(state, due, until)
        if asked is not None:
            return 0.0, asked
        told += before
    return (1.0, told[0]) if told else None


def _came_to_nothing(state: promises.State, result: Result) -> list[tuple[promises.Move, int]]:
    """The texts whose day did not hold, each with the instant at which the next was agreed or the last one ended."""
    steps = dated(state)
    asked_for = {
        moved.text for moved in movements(state) if moved.days > 0 and moved.asked_by is Side.PERFORMER
    }
    found = [
        (text, yes.at)
        for (text, _), (after, yes) in zip(steps, steps[1:], strict=False)
        if after.id in asked_for or (after.id in _moved_late(state))
    ]
    if steps and result.outcome in CAME_TO_NOTHING and terms_of(steps[-1][0]).due is not None:
        found.append((steps[-1][0], _END))
    return found


def _moved_late(state: promises.State) -> frozenset[str]:
    return frozenset(moved.text for moved in movements(state) if not moved.in_time)


def _asked_first(state: promises.State, due: int, until: int) -> str | None:
    """The customer's first word after a day that had passed, if nothing of the performer came before it."""
    later = sorted(
        (move for move in state.moves if due < move.at <= until), key=lambda move: (move.at, move.id)
    )
    for move in later:
        if move.side is Side.PERFORMER and move.name in TELLS:
            return None
        if move.side is Side.CUSTOMER and move.name in ASKS:
            return move.id
    return None


def of_statement(
    state: listening.State,
    on: date,
    calendar: Calendar,
    *,
    object: str,
    settled_only: bool = True,
) -> Found:
    """Tell what a statement shows of how its listener listens by a day, as (log of whoever spoke, evidence).

    Confirmed is 1 after however many rounds, left by the listener 0, asked for and not answered for ten working days
    of the listener .2. Nothing is shown by a playback that only echoed, by agreeing to differ, or by a playback that
    waits for whoever spoke.
    """
    shown = _listened(state, on, calendar)
    if shown is None or state.statement is None:
        return ()
    value, move, known = shown
    if settled_only and not move.settled:
        return ()
    at = _day_begins(move.at)
    piece = Evidence(
        id=f"{object}:{Facet.LISTENING.value}",
        facet=Facet.LISTENING,
        at=at,
        value=value,
        batch=f"{state.statement.log} {at // DAY_MS}",
        rests_on=tuple(
            dict.fromkeys([state.statement.id, *(each.playback.id for each in state.rounds), move.id])
        ),
        known=known,
    )
    return ((state.statement.log, piece),)


def _listened(
    state: listening.State, on: date, calendar: Calendar
) -> tuple[float, listening.Move, int] | None:
    """What the listening was worth, by which move, and since when."""
    ended = listening.course(state).outcome
    if ended is listening.Outcome.UNDERSTOOD and state.closing is not None:
        return 1.0, state.closing, state.closing.at
    if ended is listening.Outcome.LEFT:
        left = [move for move in state.moves if move.name is listening.Name.LEAVE][-1]
        return 0.0, left, left.at
    waits = _waits_since(state)
    if waits is None:
        return None
    last = calendar.working.after(calendar.day_of(waits.at, UTC), ANSWER_WITHIN)
    return (NEVER_ANSWERED, waits, _midnight_after(last)) if on > last else None


def _waits_since(state: listening.State) -> listening.Move | None:
    """The asking, or the part said again, since which it waits for the listener; None where it does not."""
    if state.status is listening.Status.ASKED:
        return state.asked
    return state.rounds[-1].answer if state.status is listening.Status.CORRECTED else None


def of_concern(state: judgement.State, *, object: str, settled_only: bool = True) -> Found:
    """Tell what a concern shows of the openness of whoever raised it, as (log of the side that was asked, evidence).

    One that was understood before it was weighed is 1: whoever raised it played the other view back, and was told
    that this is it. Nothing else of a concern is evidence: raising one is never a risk to whoever does.
    """
    confirmed = state.confirmed
    if confirmed is None or state.raised is None or (settled_only and not confirmed.settled):
        return ()
    at = _day_begins(confirmed.at)
    rests_on = [state.raised.id, *([state.told.id] if state.told else []), confirmed.on or "", confirmed.id]
    piece = Evidence(
        id=f"{object}:{Facet.OPENNESS.value}",
        facet=Facet.OPENNESS,
        at=at,
        value=1.0,
        batch=f"{state.raised.log} {at // DAY_MS}",
        rests_on=tuple(each for each in rests_on if each),
        known=confirmed.at,
    )
    return ((confirmed.log, piece),)


def of_report(state: reports.State, *, object: str, settled_only: bool = True) -> Found:
    """Tell what a period of reported history shows, as (log that relied, evidence): rows that the partner confirmed.

    Delivered by the promised day is 1, after it .4: a list does not say whether anybody was told. A row without a day
    of delivery shows nothing, and one that waits or is disputed nothing either.
    """
    found: list[tuple[str, Evidence]] = []
    for number, row in state.rows.items():
        answer, facts = state.answers.get(number), row.facts
        if state.words.get(number) is not reports.Word.CONFIRMED or answer is None:
            continue
        if not isinstance(facts, reports.Row) or facts.days is None or (settled_only and not answer.settled):
            continue
        performer, customer = (
            (row.log, answer.log) if facts.reporter is Side.PERFORMER else (answer.log, row.log)
        )
        day = min(facts.promised, facts.promised if facts.delivered is None else facts.delivered)
        piece = Evidence(
            id=f"{object}:{number}",
            facet=Facet.DELIVERY,
            at=(day - EPOCH).days * DAY_MS,
            value=1.0 if facts.days <= 0 else REPORTED_AFTER,
            stake=float(facts.stake.weight) if facts.stake else MEDIUM,
            batch=f"{performer} {day.isoformat()} {UTC}",
            rests_on=(row.id, answer.id),
            known=answer.at,
        )
        found.append((customer, piece))
    return tuple(found)


def _day_begins(at: int) -> int:
    return at - at % DAY_MS
