"""Facets beside each other, the weaker direction, what would raise it, and how it came about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.trust.pieces import day, piece, weekly
from troth.core.trust import (
    HALF_LIFE_DAYS,
    LONG_HALF_LIFE_DAYS,
    Direction,
    Evidence,
    Facet,
    Word,
    changed,
    course,
    direction,
    direction_of,
    direction_shares,
    grown,
    keeps_needed,
    kept_sums,
    merge,
    mutual,
    opinion,
    opinion_of,
    sums_of,
    would_raise,
)

DELIVERY, LISTENING, OPENNESS = Facet
NOW = day(140)


def mixed(*, delivery: float = 1.0, listening: float = 1.0, openness: float = 1.0) -> list[Evidence]:
    worth = {DELIVERY: delivery, LISTENING: listening, OPENNESS: openness}
    return [each for facet in Facet for each in weekly(20, worth[facet], facet=facet)]


def test_a_facet_without_evidence_drops_out_and_the_others_make_it_up() -> None:
    two = direction([*weekly(20), *weekly(20, 0.5, facet=LISTENING)], NOW)
    assert two.known == (DELIVERY, LISTENING)
    a, b = (two.facets[facet].opinion for facet in two.known)
    assert two.whole.opinion.likely == pytest.approx((2 * a.likely + b.likely) / 3)
    assert two.whole.opinion.unsure == pytest.approx((2 * a.unsure + b.unsure) / 3)
    assert two.whole.opinion.outcomes == 40
    assert two.facets[OPENNESS].word is Word.LITTLE


def test_the_whole_has_the_mean_and_the_variance_of_its_facets() -> None:
    three = direction(mixed(listening=0.4), NOW)
    part = {DELIVERY: 0.5, LISTENING: 0.25, OPENNESS: 0.25}
    opinions = {facet: three.facets[facet].opinion for facet in Facet}
    assert three.whole.opinion.likely == pytest.approx(sum(part[f] * opinions[f].likely for f in Facet))
    assert three.whole.opinion.variance == pytest.approx(
        sum(part[f] ** 2 * opinions[f].variance for f in Facet)
    )


def test_of_one_facet_alone_the_word_is_said_with_its_name() -> None:
    assert direction(weekly(10), day(63)).whole.says == "delivery: steady"
    assert direction(weekly(10, facet=LISTENING), day(63)).whole.says == "listening: steady"
    assert direction(mixed(), NOW).whole.says == "firm"
    assert direction([], NOW).whole.says == "little to go on"


def test_a_weak_facet_is_named_before_any_word_for_the_whole() -> None:
    assert direction(mixed(openness=0.0), NOW).weak == (OPENNESS,)
    assert direction(mixed(openness=0.6), NOW).weak == ()


def test_under_six_promises_a_year_the_half_life_is_a_year() -> None:
    seldom = [piece(str(n), n * 80, 1.0) for n in range(12)]
    assert direction(seldom, day(880)).half_life_days == LONG_HALF_LIFE_DAYS
    assert direction(weekly(6), day(880)).half_life_days == HALF_LIFE_DAYS
    assert direction(weekly(5), day(880)).half_life_days == LONG_HALF_LIFE_DAYS
    assert direction(weekly(30, facet=LISTENING), NOW).half_life_days == LONG_HALF_LIFE_DAYS


def test_a_direction_from_sums_of_what_there_is() -> None:
    pieces = [*weekly(20), *weekly(3, 0.2, facet=LISTENING)]
    sums = {facet: kept_sums([e for e in pieces if e.facet is facet], NOW) for facet in (DELIVERY, LISTENING)}
    found, anew = direction_of(sums, NOW), direction(pieces, NOW)
    assert found.whole.opinion.low == pytest.approx(anew.whole.opinion.low)
    assert found.whole.word is anew.whole.word
    assert direction_of({}, NOW) == direction([], NOW)
    listened = {LISTENING: sums[LISTENING]}
    assert (
        direction_of(listened, NOW).whole.says == direction(weekly(3, 0.2, facet=LISTENING), NOW).whole.says
    )


def test_sums_of_nothing_add_nothing() -> None:
    some, nothing = sums_of(weekly(3), day(14)), sums_of([], day(20))
    assert merge(nothing, nothing) == nothing
    assert opinion_of(merge(some, nothing), day(20)).days == 14
    assert opinion_of(grown(nothing, [], piece("x", 1, 1.0)), day(20)).outcomes == 1


def both(one: Direction, other: Direction) -> None:
    found = mutual(one, other)
    assert found.low <= min(one.whole.opinion.low, other.whole.opinion.low)
    assert found.likely == min(one.whole.opinion.likely, other.whole.opinion.likely)


def test_the_mutual_is_the_direction_with_the_lower_end() -> None:
    strong, weak = direction(mixed(), NOW), direction(mixed(delivery=0.6, listening=0.8), NOW)
    found = mutual(strong, weak)
    assert (found.weaker, found.reach, found.word) == (1, weak.whole, weak.whole.word)
    assert mutual(weak, strong).weaker == 0
    both(strong, weak)


def test_the_band_of_the_mutual_is_that_of_the_lesser_of_two() -> None:
    same = direction(weekly(10), day(63))
    found = mutual(same, same)
    assert found.low < same.whole.opinion.low
    assert found.high < same.whole.opinion.high
    both(same, same)


def test_if_a_direction_is_little_to_go_on_the_mutual_is_too_and_names_it() -> None:
    known, little = direction(mixed(), NOW), direction(weekly(2), day(7))
    found = mutual(known, little)
    assert (found.word, found.little, found.weaker) == (Word.LITTLE, (1,), 1)
    # Also where the other one is lower.
    low = direction(mixed(delivery=0.1, listening=0.1, openness=0.1), NOW)
    found = mutual(little, low)
    assert (found.word, found.little, found.weaker) == (Word.LITTLE, (0,), 0)
    assert mutual(little, little).little == (0, 1)


def test_the_facet_that_would_raise_the_weaker_most_is_named() -> None:
    weak = direction([*weekly(20), *weekly(2, 0.2, facet=LISTENING)], NOW)
    found = mutual(direction(mixed(), NOW), weak)
    assert found.raises is LISTENING
    assert found.to > weak.whole.opinion.low


def test_open_things_are_told_with_what_each_would_do() -> None:
    there = [*weekly(6), *weekly(2, 0.2, facet=LISTENING)]
    small = piece("small", 60, 1.0, stake=1.0)
    large = piece("large", 60, 1.0, stake=10.0)
    answered = replace(there[-1], value=1.0)
    found = would_raise(there, [small, large, answered], day(50))
    assert [each.evidence.id for each in found] == [answered.id, "large", "small"]
    assert all(each.after > each.before for each in found)
    assert found[0].before == direction(there, day(50)).whole.opinion.low


def test_keeps_needed_is_the_least_number_that_is_enough() -> None:
    there = weekly(3)
    needed = keeps_needed(there, day(14), wanted=0.6)
    assert needed is not None
    kept = [piece(f"more {n}", 14, 1.0) for n in range(needed)]
    assert opinion([*there, *kept], day(14)).low >= 0.6
    assert opinion([*there, *kept[:-1]], day(14)).low < 0.6
    assert keeps_needed(weekly(20), day(133), wanted=0.6) == 0
    assert keeps_needed(there, day(14), wanted=0.9) is None


def test_the_course_is_what_was_known_at_each_instant() -> None:
    late = piece("told later", 7, 0.2, known=30)
    pieces = [*weekly(3), late, piece("again", 30, 1.0, batch="b"), piece("too", 30, 0.0, batch="b")]
    days = [0, 10, 29, 30, 60]
    found = course(pieces, [day(n) for n in days])
    assert [each.whole.opinion.outcomes for each in found] == [1, 2, 3, 6, 6]
    for n, each in zip(days, found, strict=True):
        anew = direction(pieces, day(n)).whole.opinion
        assert each.whole.opinion.low == pytest.approx(anew.low)


def test_what_changed_between_two_days_is_told_piece_by_piece() -> None:
    pieces = [*weekly(8), piece("broken", 60, 0.0), *weekly(2, facet=OPENNESS)]
    found = changed(pieces, day(50), day(70))
    assert [each.evidence.id for each in found.came] == ["broken"]
    assert found.came[0].share < 0
    difference = found.after.whole.opinion.likely - found.before.whole.opinion.likely
    assert sum(each.share for each in found.came) + found.rest == pytest.approx(difference)
    assert found.before == direction(pieces, day(50))


def test_the_shares_of_a_direction_speak_of_all_its_facets() -> None:
    pieces = mixed(listening=0.2)
    told = direction_shares(pieces, NOW)
    assert {each.evidence.facet for each in told} == set(Facet)
    whole = direction(pieces, NOW).whole.opinion
    assert sum(each.share for each in told) == pytest.approx(whole.likely - whole.base)
