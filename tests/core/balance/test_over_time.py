"""The burden over time, and the yearly question."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from troth.core.balance import Answer, Effect, Since, answer_from, answer_wire, asks_from, course


def test_the_burden_of_each_day_is_what_was_in_force_on_it() -> None:
    told = [
        Since("approval", 10, {"a": 720, "b": 540}),
        Since("report", 20, {"a": 60, "b": 240}),
        Since("approval", 30, {}),
    ]
    assert course(told, [5, 10, 25, 30]) == (
        {},
        {"a": 720, "b": 540},
        {"a": 780, "b": 780},
        {"a": 60, "b": 240},
    )
    assert course(told[::-1], [25]) == course(told, [25])


@given(st.builds(Answer, st.sampled_from(Effect), st.text()))
def test_an_answer_that_is_sealed_is_read_again(answer: Answer) -> None:
    assert answer_from(answer_wire(answer)) == answer


def test_words_that_are_no_answer_are_none() -> None:
    for words in (
        "",
        "[]",
        "3",
        '{"effect": "unknown"}',
        '{"words": "no effect"}',
        '{"effect": 3}',
        '"helps"',
    ):
        assert answer_from(words) is None


def test_it_is_asked_a_year_after_the_control_began_and_a_year_after_it_was_asked() -> None:
    assert asks_from(date(2025, 3, 4), None) == date(2026, 3, 4)
    assert asks_from(date(2025, 3, 4), date(2026, 4, 1)) == date(2027, 4, 1)
