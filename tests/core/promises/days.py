"""Days and hours for tests of dates: Monday 2 November 2026 at noon UTC is day nought."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.core.promises.talk import CUSTOMER, PERFORMER, Talk
from troth.core.promises import Calendar, Facts, Move, Name, Text, Words
from troth.core.promises.dates import DAY_MS
from troth.core.values import Side, WorkingDays

START = date(2026, 11, 2)
EPOCH = date(1970, 1, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def noon(number: int) -> int:
    return (day(number) - EPOCH).days * DAY_MS + DAY_MS // 2


def last_moment(number: int) -> int:
    return ((day(number) - EPOCH).days + 1) * DAY_MS - 1


def by_utc(at: int, zone: str) -> date:
    assert zone == "UTC"
    return datetime.fromtimestamp(at / 1000, UTC).date()


CALENDAR = Calendar(working=WorkingDays(), day_of=by_utc)


def due(number: int) -> Text:
    return Text(
        due_day=day(number), due=last_moment(number), words=Words("A thing", words="because of a crack")
    )


class Dated(Talk):
    """A conversation whose moves have days; both sides have all of it."""

    def on(self, number: int, side: Side, name: Name, facts: Facts | None = None) -> Move:
        move = self.say(side, name, facts=facts, at=noon(number))
        self.moves[-1] = replace(move, settled=True)
        return self.moves[-1]

    def change(self, *, put: int, agreed: int, to: int, by: Side = PERFORMER) -> None:
        self.on(put, by, Name.CHANGE, due(to))
        self.on(agreed, by.other, Name.AGREE)


def promised(number: int) -> Dated:
    """An offer for a day, agreed on day nought."""
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, due(number))
    begun.on(0, CUSTOMER, Name.AGREE)
    return begun


def delivered(begun: Dated, number: int, facts: Facts | None = None, *, accepted: int | None = None) -> Dated:
    begun.on(number, PERFORMER, Name.DELIVER, facts)
    if accepted is not None:
        begun.on(accepted, CUSTOMER, Name.ACCEPT)
    return begun
