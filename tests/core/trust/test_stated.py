"""What people say, read against how each of them answers, beside what the record has earned."""

from __future__ import annotations

from random import Random

import pytest

from tests.core.trust.pieces import day, weekly
from troth.core.trust import (
    Ahead,
    Stated,
    against_habit,
    expected,
    gap,
    habit,
    level,
    opinion,
    side_says,
    stated,
)
from troth.core.trust.stated import chance, logit


def test_an_answer_is_the_middle_of_its_fifth() -> None:
    assert [level(n) for n in (1, 2, 3, 4, 5)] == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    assert level(3.5) == pytest.approx(0.6)


def test_a_chance_and_its_odds_turn_into_each_other() -> None:
    for p in (0.01, 0.2, 0.5, 0.8, 0.99):
        assert chance(logit(p)) == pytest.approx(p)
    assert logit(0.0) == logit(0.01)
    assert logit(1.0) == logit(0.99)
    assert chance(-1_000) == 0.0
    assert chance(1_000) == 1.0


def test_a_habit_is_drawn_towards_none() -> None:
    assert habit([]) == 0.0
    step = logit(0.9) - logit(0.5)
    assert habit([(0.9, 0.5)]) == pytest.approx(step / 5)
    assert habit([(0.9, 0.5)] * 96) == pytest.approx(0.96 * step)


def test_who_always_answers_mildly_is_read_as_others_would_have_answered() -> None:
    mild = habit([(0.9, 0.7)] * 400)
    assert against_habit(0.9, mild) == pytest.approx(0.7, abs=0.01)
    assert against_habit(0.9, 0.0) == pytest.approx(0.9)


def test_the_habit_of_one_does_not_move_what_a_side_says() -> None:
    """Of a side that sees the same, one mild answerer changes the mean; read against the habit it hardly does."""
    dice = Random(1)
    seen = [0.5 + dice.uniform(-0.05, 0.05) for _ in range(4)]
    plain = side_says([*seen, 0.9])
    read = side_says([*seen, against_habit(0.9, habit([(0.9, 0.5)] * 20))])
    assert plain
    assert read
    assert abs(read.mean - 0.5) < abs(plain.mean - 0.5) / 2


def test_a_side_says_a_mean_a_spread_and_a_number() -> None:
    assert side_says([]) is None
    assert side_says([0.7], 5) == Stated(0.7, 0.0, 1, 5)
    found = side_says([0.3, 0.5, 0.7])
    assert found
    assert (found.mean, found.spread, found.number) == pytest.approx((0.5, 0.2, 3))
    assert side_says([0.7, 0.5, 0.3]) == found


def test_stated_trust_is_a_beta_of_its_own_that_fades() -> None:
    assert stated([], 0).unsure == 1.0
    rounds = [Stated(0.8, 0.1, 4, day(n * 30)) for n in range(6)]
    now = stated(rounds, day(150))
    assert 0.7 < now.likely < 0.8
    assert (now.outcomes, now.days) == (6, 150)
    assert stated(rounds, day(900)).unsure > now.unsure
    assert stated(rounds, day(29)) == stated(rounds[:1], day(29))


def test_people_of_one_round_count_by_the_root_of_their_number() -> None:
    assert stated([Stated(1.0, 0.0, 9, 0)], 0).good == pytest.approx(3.0)


def test_a_gap_is_spoken_of_only_where_it_is_more_than_noise() -> None:
    much = [Stated(0.9, 0.0, 9, day(n)) for n in range(20)]
    none = [Stated(0.1, 0.0, 9, day(n)) for n in range(20)]
    record, poor = opinion(weekly(20), day(133)), opinion(weekly(20, 0.2), day(133))
    assert gap(stated(none, day(20)), record).says is Ahead.RECORD
    assert gap(stated(much, day(20)), poor).says is Ahead.GOODWILL
    assert gap(stated(much, day(20)), poor).z > 1.64
    assert gap(stated(much, day(20)), record).says is None


def test_nothing_is_said_of_a_gap_where_there_is_little_to_go_on() -> None:
    none = [Stated(0.1, 0.0, 9, day(n)) for n in range(20)]
    assert gap(stated(none, day(20)), opinion(weekly(1), 0)).says is None
    assert gap(stated([], day(20)), opinion(weekly(20, 0.0), day(133))).says is None


def test_who_rates_and_who_is_rated_each_count_against_the_rate_of_all() -> None:
    assert expected(0.8, 0.65, 0.65) == pytest.approx(0.8)
    assert expected(0.65, 0.4, 0.65) == pytest.approx(0.4)
    assert expected(0.8, 0.8, 0.65) > 0.8
