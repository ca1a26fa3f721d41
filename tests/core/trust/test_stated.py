"""What people say, read against how each of them answers, beside what the record has earned."""

from __future__ import annotations

import pytest

from tests.core.trust.pieces import day, weekly
from troth.core.judgement.survey import Answer, Instrument, Place, gather
from troth.core.trust import (
    Ahead,
    Stated,
    against_habit,
    expected,
    gap,
    habit,
    habits,
    level,
    of_pulse,
    opinion,
    place_of,
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


def answers(**levels: int) -> dict[str, Answer]:
    """One sentence, answered by people of a side."""
    return {who: Answer(levels={"plan": given}) for who, given in levels.items()}


SIDE = answers(ann=3, bob=3, cai=3, dee=3, eve=5)


def test_a_habit_is_read_from_what_the_others_of_the_side_answered() -> None:
    assert habits([]) == {}
    assert habits([answers(ann=4)]) == {}  # nobody to lay it beside
    found = habits([SIDE] * 8)
    assert found["eve"] == pytest.approx((logit(0.9) - logit(0.5)) * 8 / 12)
    assert found["ann"] < 0.0
    skipped = {**SIDE, "fay": Answer()}
    assert habits([skipped] * 8) == found


def test_the_habit_of_one_does_not_move_where_a_side_stands() -> None:
    """Of a side that sees the same, those who always answer mildly lift it; read against their habit hardly."""
    side = answers(ann=3, bob=3, cai=5, dee=5)
    plain, read = place_of(side, {}), place_of(side, habits([side] * 12))
    assert plain
    assert read
    assert plain.mean == 700
    assert abs(read.mean - 700) < 50
    assert read.spread < plain.spread


def test_what_the_furthest_answered_makes_no_difference_to_the_place() -> None:
    assert place_of(answers(ann=1, bob=3, cai=4, dee=5), {}) == place_of(
        answers(ann=3, bob=3, cai=4, dee=4), {}
    )


def test_under_four_no_place_is_told() -> None:
    assert place_of({}, {}) is None
    assert place_of(answers(ann=3, bob=3, cai=4), {}) is None


def test_a_place_is_told_to_the_hundredth() -> None:
    found = place_of(SIDE, dict.fromkeys(SIDE, 0.0123))
    assert found
    assert found.mean % 10 == found.spread % 10 == 0


def test_a_place_that_is_told_is_what_a_side_says() -> None:
    told = gather(Instrument.PULSE, list(SIDE.values()), place=Place(640, 50))
    assert of_pulse(told, 7) == Stated(0.64, 0.05, 5, 7)


def test_what_a_side_told_in_a_pulse_is_read_as_one_place() -> None:
    four = gather(Instrument.PULSE, [Answer(levels={"plan": n, "early": 4}) for n in (2, 3, 4, 5)])
    found = of_pulse(four, 7)
    assert found
    assert found.mean == pytest.approx((level(3.5) + level(4)) / 2)
    assert found.spread == pytest.approx(((level(4) - level(3)) / 2 + 0) / 2)
    assert (found.number, found.at) == (4, 7)


def test_of_one_word_for_a_side_the_number_is_one_and_of_nothing_told_there_is_none() -> None:
    one = gather(Instrument.PULSE, [Answer(levels={"plan": 4}, agrees=True)])
    assert of_pulse(one) == Stated(level(4), 0.0, 1)
    assert of_pulse(gather(Instrument.PULSE, [Answer(levels={"plan": 4})])) is None


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
