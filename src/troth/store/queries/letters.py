"""What stands in somebody's letter of a day, read when it goes out: what was held, what needs them, the weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from troth.actions.days import stamp_of
from troth.actions.rhythm import Pace, Work
from troth.core.alliance import Demand
from troth.store import models, rhythm
from troth.store.queries import meetings
from troth.store.queries.charter import calls_for
from troth.store.queries.forecast import doubts_of
from troth.store.queries.judgement import CALLS_WAITING as RAISED_WAITS
from troth.store.queries.listening import CALLS_WAITING as HEARD_WAITS
from troth.store.queries.notices import Notice, notice_of
from troth.store.queries.people import Reader, Seat, person_of, reader_of
from troth.store.queries.today import WAITING, Need, every_seat_of, held_by, joints_for, needs_of
from troth.store.queries.waits import waiting_for
from troth.store.queries.week import Week, week_of

MOST = 30
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Letter:
    """A letter to one person; `more` counts what was held beyond what it shows, `weeks` are those that just ended.

    `also` counts what needs them beside promises, by its kind: `heard`, `raised`, `asked`, `met` and `joint`.
    """

    reader: Reader
    day: date
    said: Sequence[Notice]
    more: int
    needs: Sequence[Need]
    also: Mapping[str, int]
    weeks: Sequence[tuple[Seat, Week]]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.said or self.needs or self.also or self.weeks)


def letter_of(details: Mapping[str, object], now: datetime) -> Letter | None:
    """Read the letter that a row of the outbox asks for; None when its reader is here no more, or away now.

    Of whoever is away it waits for the day on which they are back. A letter that could not be sent in time is still
    that of its day.
    """
    person = person_of(int(str(details["person"])))
    reader = reader_of(person) if person is not None and person.is_active else None
    if reader is None or reader.demand is Demand.NOW:
        return None
    kept, work = rhythm.of(reader.person), rhythm.work_of(reader.person.membership)
    day = date.fromisoformat(str(details["day"]))
    if work.is_away(work.day_of(now)):
        _put_off(reader.person.pk, work, now)
        return None
    held = models.Held.objects.filter(person=reader.person, day__lte=day).order_by("pk")
    rows = list(held[: MOST + 1])
    found = [notice for row in rows[:MOST] if (notice := notice_of(row.details)) is not None]
    pace, begins = Pace(kept.letter), work.begins_week(day)
    seats = [seat for seat in every_seat_of(reader) if seat.opened and seat.parted is None]
    needs = pace is Pace.DAILY or (pace is Pace.WEEKLY and begins)
    weekly = begins and pace is not Pace.NEVER
    return Letter(
        reader=reader,
        day=day,
        said=found,
        more=max(held.count() - MOST, 0),
        needs=_needs(reader, seats, now) if needs else [],
        also=_also(seats, stamp_of(now)) if needs and seats else {},
        weeks=_weeks(seats, day) if weekly else [],
    )


def was_sent(letter: Letter) -> None:
    """Forget what was held for a letter that has gone out."""
    models.Held.objects.filter(person=letter.reader.person, day__lte=letter.day).delete()


def _needs(reader: Reader, seats: Sequence[Seat], now: datetime) -> Sequence[Need]:
    found = needs_of(seats, stamp_of(now), doubts=doubts_of(reader)) if seats else []
    return [need for need in found if need.kind not in WAITING]


def _also(seats: Sequence[Seat], now: int) -> Mapping[str, int]:
    """What stands on Today beside promises; a thought that somebody parked is in no mail."""
    waits, held = waiting_for(seats, now), held_by(seats)
    counts = {
        "heard": sum(each.call not in HEARD_WAITS for each in waits.heard),
        "raised": sum(each.call not in RAISED_WAITS for each in waits.raised),
        "asked": len(waits.asked),
        "met": sum(each.call is not meetings.Call.CONFIRM_WAITS for each in waits.met),
        "joint": len(joints_for(seats, held))
        + len(meetings.not_begun(calls_for(seats, held, now), waits.met)),
    }
    return {kind: count for kind, count in counts.items() if count}


def _weeks(seats: Sequence[Seat], today: date) -> Sequence[tuple[Seat, Week]]:
    found = [(seat, week_of(seat, today - A_WEEK, today)) for seat in seats]
    return [(seat, week) for seat, week in found if not week.quiet]


def _put_off(person: int, work: Work, now: datetime) -> None:
    day = work.letter_day(now, weekly=False)
    rhythm.put_letter(person, day, work.opening(day))
