"""The days of a series, one promise each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.promises.series import (
    LAST,
    LONGEST,
    MonthlyOnDay,
    MonthlyOnWeekday,
    NotASeries,
    Rhythm,
    Weekly,
    days,
)

FIRST = date(2026, 11, 27)
RHYTHMS = st.one_of(
    st.builds(Weekly, st.integers(1, 52)),
    st.builds(MonthlyOnDay, st.integers(1, 31), st.integers(1, 12)),
    st.builds(MonthlyOnWeekday, st.sampled_from((1, 2, 3, 4, LAST)), st.integers(0, 6), st.integers(1, 12)),
)


def test_a_weekly_feed_falls_on_the_weekday_of_its_first_day() -> None:
    assert days(Weekly(), FIRST, times=3) == (FIRST, date(2026, 12, 4), date(2026, 12, 11))
    assert days(Weekly(every=2), FIRST, times=2) == (FIRST, date(2026, 12, 11))


def test_a_monthly_report_on_the_31st_falls_on_the_last_day_of_a_shorter_month() -> None:
    expected = (date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28))
    assert days(MonthlyOnDay(31), FIRST, times=4) == expected


def test_a_month_whose_day_lies_before_the_first_is_left_out() -> None:
    assert days(MonthlyOnDay(5), FIRST, times=2) == (date(2026, 12, 5), date(2027, 1, 5))


def test_the_second_friday_and_the_last_monday_of_each_month() -> None:
    assert days(MonthlyOnWeekday(2, 4), FIRST, times=2) == (date(2026, 12, 11), date(2027, 1, 8))
    assert days(MonthlyOnWeekday(LAST, 0), FIRST, times=2) == (date(2026, 11, 30), date(2026, 12, 28))


def test_a_series_until_a_day_includes_that_day() -> None:
    assert days(Weekly(), FIRST, until=date(2026, 12, 11))[-1] == date(2026, 12, 11)
    assert len(days(Weekly(), FIRST, until=date(2026, 12, 10))) == 2
    assert len(days(Weekly(), FIRST, times=9, until=date(2026, 12, 10))) == 2


@given(RHYTHMS, st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, LONGEST))
def test_a_series_has_as_many_days_as_asked_each_after_the_other(
    rhythm: Rhythm, first: date, times: int
) -> None:
    listed = days(rhythm, first, times=times)
    assert len(listed) == times
    assert listed[0] >= first and list(listed) == sorted(set(listed))
    if isinstance(rhythm, MonthlyOnWeekday):
        assert {each.weekday() for each in listed} == {rhythm.weekday}
        assert rhythm.nth != LAST or all((each + timedelta(7)).month != each.month for each in listed)


@pytest.mark.parametrize(
    ("rhythm", "ends"),
    [
        (Weekly(), {}),
        (Weekly(), {"times": 0}),
        (Weekly(), {"times": 61}),
        (Weekly(), {"until": date(2030, 1, 1)}),
        (Weekly(), {"until": date(2026, 11, 1)}),
        (Weekly(every=0), {"times": 2}),
        (MonthlyOnDay(32), {"times": 2}),
        (MonthlyOnWeekday(5, 0), {"times": 2}),
        (MonthlyOnWeekday(1, 7), {"times": 2}),
    ],
)
def test_what_is_no_series_is_refused_with_a_way_on(rhythm: Rhythm, ends: dict[str, object]) -> None:
    with pytest.raises(NotASeries) as refused:
        days(rhythm, FIRST, **ends)
    assert str(refused.value).endswith(".")
