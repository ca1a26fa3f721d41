"""The words that all rooms share: sides, stakes, and a calendar of working days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from troth.core.values import Side, Stake, WorkingDays

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
NEW_YEAR = WorkingDays(frozenset({date(2026, 1, 1)}))


def test_each_side_has_one_other() -> None:
    assert Side.PERFORMER.other is Side.CUSTOMER
    assert Side.CUSTOMER.other is Side.PERFORMER


def test_more_hangs_on_a_higher_stake() -> None:
    assert [stake.weight for stake in (Stake.LOW, Stake.MEDIUM, Stake.HIGH)] == [1, 3, 10]


def test_weekends_and_holidays_are_no_working_days() -> None:
    assert not NEW_YEAR.is_working(date(2026, 1, 1))
    assert NEW_YEAR.is_working(date(2026, 1, 2))
    assert not NEW_YEAR.is_working(date(2026, 1, 3))


def test_the_working_day_after_new_year_s_eve_skips_the_holiday() -> None:
    assert NEW_YEAR.after(date(2025, 12, 31), 1) == date(2026, 1, 2)
    assert NEW_YEAR.after(date(2025, 12, 31), 2) == date(2026, 1, 5)
    assert NEW_YEAR.after(date(2025, 12, 31), 0) == date(2025, 12, 31)


@given(DAYS, st.integers(0, 60))
def test_counting_back_gives_what_was_counted(start: date, count: int) -> None:
    end = NEW_YEAR.after(start, count)
    assert NEW_YEAR.between(start, end) == count
    assert NEW_YEAR.between(end, start) == -count


@given(DAYS, st.integers(0, 400))
def test_there_are_never_more_working_days_than_days(start: date, days: int) -> None:
    assert 0 <= WorkingDays().between(start, start + timedelta(days=days)) <= days
