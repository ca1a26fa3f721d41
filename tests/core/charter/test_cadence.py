"""The next day of a meeting: never before the day asked about, on the weekday that was agreed, at its place of the month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.charter import Every, Meeting, next_day
from troth.core.charter.cadence import MONTHS, WEEKS

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
LONGEST = {
    **{every: 7 * weeks for every, weeks in WEEKS.items()},
    **{e: 31 * m + 7 for e, m in MONTHS.items()},
}


@pytest.mark.parametrize(
    ("every", "first", "on", "day"),
    [
        (Every.WEEK, "2026-11-25", "2026-11-26", "2026-12-02"),
        (Every.FORTNIGHT, "2026-11-25", "2026-12-09", "2026-12-09"),
        (Every.MONTH, "2026-11-10", "2026-11-11", "2026-12-08"),  # the second Tuesday
        (Every.MONTH, "2026-11-10", "2026-12-01", "2026-12-08"),
        (Every.MONTH, "2026-11-30", "2026-12-01", "2026-12-28"),  # the fifth Monday, else the last
        (Every.QUARTER, "2026-11-10", "2026-12-01", "2027-02-09"),
        (Every.HALF_YEAR, "2026-11-10", "2027-05-11", "2027-05-11"),
        (Every.YEAR, "2026-11-10", "2027-11-10", "2028-11-14"),
        (Every.MONTH, "2026-11-10", "2025-01-01", "2026-11-10"),
    ],
)
def test_the_next_day_keeps_the_weekday(every: Every, first: str, on: str, day: str) -> None:
    meeting = Meeting(every, date.fromisoformat(first))
    assert next_day(meeting, date.fromisoformat(on)) == date.fromisoformat(day)


def test_a_meeting_held_when_needed_has_no_next_day() -> None:
    assert next_day(Meeting(Every.NEEDED), date(2026, 1, 1)) is None
    assert next_day(Meeting(Every.NEEDED, date(2026, 1, 1)), date(2026, 1, 1)) is None


@given(st.sampled_from(sorted(LONGEST, key=lambda every: every.value)), DAYS, DAYS)
def test_from_any_day_the_next_one_is_near_and_stays_itself(every: Every, first: date, on: date) -> None:
    meeting = Meeting(every, first)
    day = next_day(meeting, on)
    assert day is not None and day >= max(first, on)
    assert day.weekday() == first.weekday()
    assert day == first or day - on <= timedelta(days=LONGEST[every])
    assert next_day(meeting, day) == day
