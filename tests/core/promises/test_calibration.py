"""Of the dates advised, how many were kept: shares, what chance alone explains, and from when on anything is compared."""

from __future__ import annotations

import math

from troth.core.promises.calibration import Checked, by_chance, calibration

AS_SAID = [
    Checked(actual, 9.0, 0.9, 1.1, 1.6, 2.0)
    for actual in (0.8, 1.0, 1.0, 1.0, 1.1, 1.2, 1.3, 1.5, 1.9, math.inf)
]


def test_dates_that_held_as_said_are_within_chance() -> None:
    found = calibration(AS_SAID * 4)
    assert [line.kept for line in found.lines] == [20, 32, 36]
    assert [line.share for line in found.lines] == [0.5, 0.8, 0.9]
    assert all(line.as_said for line in found.lines)
    assert found.band.kept == 32
    assert found.enough


def test_dates_that_were_kept_half_the_time_at_nine_in_ten_are_not() -> None:
    found = calibration([Checked(3.0 if n % 2 else 1.0, 9.0, 0.9, 1.1, 1.6, 2.0) for n in range(40)])
    assert not found.lines[2].as_said


def test_under_thirty_nothing_is_compared() -> None:
    found = calibration(AS_SAID)
    assert not found.enough
    assert found.count == 10
    nothing = calibration([])
    assert nothing.lines[0].share == 0.0
    assert nothing.lines[0].as_said


def test_what_chance_alone_explains_is_nine_cases_in_ten() -> None:
    assert by_chance(21, 0.9) == (16, 21)
    assert by_chance(0, 0.9) == (0, 0)
    assert by_chance(100, 0.5) == (42, 58)


def test_a_date_tells_only_once_its_day_is_here() -> None:
    quick, waiting = Checked(0.5, 1.5, 0.9, 1.1, 1.6, 2.0), Checked(math.inf, 1.5, 0.9, 1.1, 1.6, 2.0)
    found = calibration([quick, waiting])
    assert [(line.count, line.kept) for line in found.lines] == [(2, 1), (0, 0), (0, 0)]
    assert found.count == 0


def test_where_all_come_on_the_very_day_they_are_held_to_the_chance_that_was_reckoned() -> None:
    on_the_day = Checked(1.0, 9.0, 1.0, 1.0, 1.0, 1.2, said=(0.97, 0.97, 0.98))
    found = calibration([on_the_day] * 40)
    assert all(line.as_said for line in found.lines)
    assert found.lines[0].said > 0.96
    assert by_chance(10, 1.0) == (10, 10)
