"""What of trust pulses and health checks waits for the reader: their answers, a side to close, a time to ask again.

The rows come with what else waits, in one question; see `troth.store.queries.waits`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.judgement.survey import Instrument, may_close, next_on
from troth.core.sealed import Phase
from troth.store import models
from troth.store.queries.people import Seat

WINDOW_MS = 400 * 86_400_000  # so long is somebody reminded of what was once asked
SEALED, CLOSED = Phase.SEALED.name.lower(), Phase.CLOSED.name.lower()


class Call(Enum):
    """Why a pulse or a health check needs the reader; in the order of a page."""

    ANSWER = "the reader is asked"
    CLOSE = "it is the day on which their side can be closed"
    BEGIN = "it is time to ask again"


@dataclass(frozen=True)
class Asked:
    """A pulse or a health check that needs the reader; `day` is until when, or since when it is time."""

    call: Call
    seat: Seat
    object: str
    instrument: Instrument
    day: date
    inner: bool = False


@dataclass(frozen=True)
class Part:
    """One's own side's part in a round that is not closed, as the one question brings it."""

    row: models.Survey
    mine: bool
    answered: bool


def asked_of(
    seats: Mapping[str, Seat],
    parts: Sequence[Part],
    rounds: Sequence[models.Round],
    pauses: Sequence[models.SurveyPause],
    now: int,
) -> list[Asked]:
    """Return what of pulses and health checks needs the reader now, the most pressing kind first."""
    found = [each for part in parts for each in _part(seats[part.row.alliance_id], part, now)]
    for seat in seats.values():
        if seat.may(Right.SURVEY) and seat.opened:
            own = [row for row in rounds if row.alliance_id == seat.alliance.pk]
            held = {each.instrument: each.until for each in pauses if each.alliance_id == seat.alliance.pk}
            found += _again(seat, own, held, now)
    return sorted(found, key=lambda each: list(Call).index(each.call))


def due_on(zone: str, rounds: Sequence[models.Round], instrument: Instrument) -> date | None:
    """Return from which day on it is time to ask again; None while one is open, or when none was asked for so long
    that nobody expects it. `rounds` are those that are not long ago."""
    going = (row for row in rounds if row.subject == instrument.value and row.phase != CLOSED)
    own = sorted(going, key=lambda row: row.put_at)
    if not own:
        return None
    if own[-1].phase == SEALED:
        return None
    return next_on(instrument, day_in(own[-1].put_at, zone))


def _part(seat: Seat, part: Part, now: int) -> list[Asked]:
    row, instrument = part.row, Instrument(part.row.instrument)
    if part.mine:
        return [Asked(Call.ANSWER, seat, row.object, instrument, row.until, row.inner)]
    over = may_close(row.until, day_in(now, seat.organisation.zone))
    if over and part.answered and seat.may(Right.SURVEY):
        return [Asked(Call.CLOSE, seat, row.object, instrument, row.until, row.inner)]
    return []


def _again(seat: Seat, rounds: Sequence[models.Round], held: Mapping[str, date], now: int) -> list[Asked]:
    today = day_in(now, seat.person.zone)
    due = {instrument: due_on(seat.person.zone, rounds, instrument) for instrument in Instrument}
    return [
        Asked(Call.BEGIN, seat, "", instrument, day)
        for instrument, day in due.items()
        if day is not None and day <= today and held.get(instrument.value, today) <= today
    ]
