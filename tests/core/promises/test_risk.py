"""Break risk of an open promise (trust, 15), when it is spoken of, and what a warning says about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.promises.test_forecast import ASKED, CASES, NOW, kept, leads
from troth.core.promises.forecast import BINS, Forecast, Lead, bin_of
from troth.core.promises.risk import Course, Point, Warned, once_warned, points, times_warned


@CASES
@given(st.lists(leads(), max_size=12), st.floats(0.0, 400.0), st.floats(0.5, 300.0))
def test_risk_is_a_chance_begins_with_what_was_said_at_the_making_and_is_certain_once_the_date_has_passed(
    records: list[Lead], age: float, promised: float
) -> None:
    found = kept(records).forecast(NOW, ASKED)
    assert 0.0 <= found.late(age, promised, ASKED.lead_days) <= 1.0
    at_first = 1.0 - found.kept_within(promised, ASKED.lead_days)
    assert found.late(0.0, promised, ASKED.lead_days) == pytest.approx(at_first, abs=1e-12)
    assert found.late(promised + 0.5, promised, ASKED.lead_days) == 1.0


def test_what_should_have_been_done_by_now_is_late_for_certain() -> None:
    at_once = Forecast(tuple(1.0 if at == bin_of(-1.0) else 0.0 for at in range(BINS + 1)))
    assert at_once.late(9.0, 10.0, 10.0) == 1.0


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (Course(0.31, 0.2, 1, 10), (Point.HIGH,)),
        (Course(0.2, 0.1, 1, 10), (Point.DOUBLED,)),
        (Course(0.5, 0.2, 5, 10), (Point.HIGH, Point.DOUBLED, Point.HALF_WAY)),
        (Course(0.2, 0.15, 9, 10), (Point.NEARLY,)),
        (Course(0.2, 0.15, 8, 10), ()),
        (Course(0.0, 0.0, 0, 10), ()),
        (Course(0.1, 0.1, 1, 1), (Point.NEARLY,)),
    ],
)
def test_a_word_is_suggested_at_the_points_named_and_at_no_other(
    course: Course, said: tuple[Point, ...]
) -> None:
    assert points(course) == said


def test_a_warning_trebles_the_odds_until_the_record_knows_better() -> None:
    assert times_warned(Warned()) == pytest.approx(3.0)
    assert once_warned(0.5, 3.0) == pytest.approx(0.75)
    told_often = times_warned(Warned(late=40, warned=100, late_unwarned=40, unwarned=100))
    assert 1.0 < told_often < 1.2
    assert times_warned(Warned(late=90, warned=100, late_unwarned=10, unwarned=100)) > 6
    assert once_warned(1.0, 3.0) == 1.0
