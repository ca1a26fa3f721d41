"""How dates were kept is told in counts, distances and sentences, without a score."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from troth.reading.punctuality import distance, punctuality

ON = date(2026, 11, 23)


def pairs(year: int, month: int, *offsets: int) -> list[tuple[date, date | None]]:
    day = date(year, month, 10)
    return [(day, day + timedelta(days=offset)) for offset in offsets]


def test_counts_and_sentences_say_what_was_seen() -> None:
    found = punctuality(
        [
            *pairs(2025, 11, -1, -1, 0, 0, -2),
            *pairs(2025, 12, 0, 0),
            *pairs(2026, 1, 3, 9, 0),
            *pairs(2026, 2, 8, 2, 29),
        ],
        on=ON,
    )
    assert (found.early, found.on_the_day, found.within_a_week, found.later) == (3, 5, 2, 3)
    assert found.sentences() == (
        "8 of 13 came by the day promised.",
        "In January and February 2026 most did not.",
    )
    assert found.facts() == (
        ("The middle delivery", "on the day"),
        ("After the day, nine in ten within", "29 days"),
        ("Furthest", "29 days, February 2026"),
    )
    assert [month.name for month in found.months] == [
        "November 2025",
        "December 2025",
        "January 2026",
        "February 2026",
    ]
    assert found.months_in_words().startswith("Deliveries by month, November 2025 to February 2026. 8 of 13")


def test_months_between_are_there_though_nothing_came() -> None:
    found = punctuality([*pairs(2025, 11, 0), *pairs(2026, 2, 0)], on=ON)
    assert [month.by_the_day for month in found.months] == [1, 0, 0, 1]


def test_open_dates_that_passed_are_said_plainly() -> None:
    found = punctuality([*pairs(2025, 11, 0, 0), (date(2026, 1, 1), None), (date(2027, 1, 1), None)], on=ON)
    assert (found.open, found.date_passed) == (2, 1)
    assert found.sentences() == (
        "Both came by the day promised.",
        "For one more the date has passed, no word yet.",
    )


def test_nothing_yet_is_said_too() -> None:
    assert punctuality([], on=ON).sentences() == ("There is nothing to tell yet.",)
    assert punctuality([(date(2027, 1, 1), None)], on=ON).sentences() == ("Nothing has been delivered yet.",)
    assert punctuality([], on=ON).months_in_words() == "No delivery yet."


def test_distances_are_words() -> None:
    assert [distance(days) for days in (0, -1, 1, -3, 14)] == [
        "on the day",
        "a day early",
        "a day after",
        "three days early",
        "14 days after",
    ]


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.none() | st.integers(-90, 300))))
def test_the_counts_always_add_up(given_days: list[tuple[date, int | None]]) -> None:
    found = punctuality(
        [(day, None if off is None else day + timedelta(days=off)) for day, off in given_days], on=ON
    )
    assert (
        found.by_the_day + found.after == found.delivered == sum(m.by_the_day + m.after for m in found.months)
    )
    assert found.delivered + found.open == len(given_days)
    assert 1 <= len(found.sentences()) <= 2
