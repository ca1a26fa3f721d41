"""What must hold of every opinion, whatever the evidence: bounds, order, fading, shares, splitting."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.trust.pieces import NOW, bases, batches, day, half_lives, piece, stakes, values, whole
from tests.counts import UNCOUNTED, count
from troth.core.trust import (
    Evidence,
    Facet,
    Opinion,
    Tally,
    course,
    direction,
    direction_of,
    direction_shares,
    grown,
    kept_sums,
    merge,
    mutual,
    opinion,
    opinion_of,
    shares,
    sums_of,
)

pytestmark = UNCOUNTED
CASES = settings(max_examples=count(2_000, 100))
CLOSE = 1e-9
HAIR = 1e-12


def sound(said: Opinion) -> None:
    assert 0.0 <= said.low <= said.likely <= said.high <= 1.0
    assert 0.0 < said.unsure <= 1.0


def alike(one: Opinion, other: Opinion) -> None:
    for name in ("likely", "unsure", "low", "high", "alpha", "beta", "days", "good", "bad"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=CLOSE), name
    assert one.outcomes == other.outcomes


@CASES
@given(evidence=whole(), asked=stakes, base=bases, half_life=half_lives)
def test_1_everything_lies_within_its_bounds(
    evidence: list[Evidence], asked: float, base: float, half_life: float
) -> None:
    delivered = [each for each in evidence if each.facet is Facet.DELIVERY]
    sound(opinion(delivered, day(NOW), asked=asked, base=base, half_life_days=half_life))
    said = direction(evidence, day(NOW), asked=asked, base=base)
    sound(said.whole.opinion)
    for reach in said.facets.values():
        sound(reach.opinion)


@CASES
@given(now=st.integers(0, day(NOW)), asked=stakes, base=bases)
def test_2_without_evidence_it_is_the_base_rate_and_all_unsure(now: int, asked: float, base: float) -> None:
    for said in (opinion([], now, asked=asked, base=base), direction([], now, base=base).whole.opinion):
        assert said.likely == base
        assert said.unsure == 1.0


@CASES
@given(evidence=batches(), asked=stakes, base=bases, stake=stakes, data=st.data())
def test_3_a_keep_never_lowers_and_a_break_never_raises(
    evidence: list[Evidence], asked: float, base: float, stake: float, data: st.DataObject
) -> None:
    """Also into a batch that is there: a break must not lift trust by thinning the rest of it."""
    joined = data.draw(st.sampled_from([None, *evidence]))
    on = (joined.at, joined.batch) if joined else (day(data.draw(st.integers(0, NOW))), "")
    before = opinion(evidence, day(NOW), asked=asked, base=base)
    for value in (1.0, 0.0):
        more = replace(piece("new", 0, value, stake=stake), at=on[0], batch=on[1])
        after = opinion([*evidence, more], day(NOW), asked=asked, base=base)
        better, worse = (after, before) if value else (before, after)
        assert better.likely >= worse.likely - HAIR
        assert better.low >= worse.low - HAIR


@CASES
@given(evidence=batches(), asked=st.sampled_from([1.0, 3.0, 10.0]), base=bases, seed=st.integers(0, 10_000))
def test_4_the_order_of_arrival_is_free(
    evidence: list[Evidence], asked: float, base: float, seed: int
) -> None:
    shuffled = list(evidence)
    Random(seed).shuffle(shuffled)
    assert opinion(shuffled, day(NOW), asked=asked, base=base) == opinion(
        evidence, day(NOW), asked=asked, base=base
    )


@CASES
@given(evidence=batches(), asked=st.sampled_from([1.0, 3.0, 10.0]), base=bases, seed=st.integers(0, 10_000))
def test_4_sums_that_are_kept_give_the_same_as_reckoning_anew(
    evidence: list[Evidence], asked: float, base: float, seed: int
) -> None:
    """In one piece, in parts that are merged, grown piece by piece, and read at several instants."""
    known = [each for each in evidence if each.since <= day(NOW)]
    dice = Random(seed)
    dice.shuffle(known)
    for half_life in (180.0, 365.0):
        anew = opinion(known, day(NOW), asked=asked, base=base, half_life_days=half_life)
        at_once = sums_of(known, day(500), asked=asked, half_life_days=half_life)
        alike(opinion_of(at_once, day(NOW), base=base), anew)
        alike(opinion_of(kept_sums(known, 0)[asked, half_life], day(NOW), base=base), anew)

        whose = {(each.batch, each.at): dice.random() < 0.5 for each in known}
        ours = [each for each in known if whose[each.batch, each.at]]
        theirs = [each for each in known if not whose[each.batch, each.at]]
        parts = [
            sums_of(part, day(on), asked=asked, half_life_days=half_life)
            for part, on in ((ours, 300), (theirs, 900))
        ]
        alike(opinion_of(merge(*parts), day(NOW), base=base), anew)

        growing = sums_of([], day(100), asked=asked, half_life_days=half_life)
        for number, each in enumerate(known):
            batch = [
                other
                for other in known[:number]
                if each.batch and (other.batch, other.at) == (each.batch, each.at)
            ]
            growing = grown(growing, batch, each)
        alike(opinion_of(growing, day(NOW), base=base), anew)

        tally = Tally(asked, (half_life,))
        for each in sorted(known, key=lambda each: (each.since, each.id)):
            tally.add(each)
        alike(tally.opinion(day(NOW), half_life, base=base), anew)


@CASES
@given(evidence=whole(), base=bases)
def test_4_a_direction_from_sums_and_its_course_are_the_direction(
    evidence: list[Evidence], base: float
) -> None:
    instants = [day(on) for on in (100, 350, 351, 800, NOW)]
    for now, found in zip(instants, course(evidence, instants, base=base), strict=True):
        known = [each for each in evidence if each.since <= now]
        anew = direction(evidence, now, base=base)
        there = {each.facet for each in known}
        sums = {facet: kept_sums([e for e in known if e.facet is facet], day(50)) for facet in there}
        from_sums = direction_of(sums, now, base=base)
        for other in (found, from_sums):
            assert other.half_life_days == anew.half_life_days
            assert (other.known, other.weak) == (anew.known, anew.weak)
            alike(other.whole.opinion, anew.whole.opinion)
            for facet in Facet:
                alike(other.facets[facet].opinion, anew.facets[facet].opinion)


@CASES
@given(evidence=batches(), later=batches(prefix="later "), base=bases)
def test_5_what_comes_later_than_now_is_not_counted(
    evidence: list[Evidence], later: list[Evidence], base: float
) -> None:
    now = day(NOW) + 1_000
    ahead = [replace(each, known=now + 1) for each in later]
    assert opinion([*evidence, *ahead], now, base=base) == opinion(evidence, now, base=base)
    assert shares([*evidence, *ahead], now, base=base) == shares(evidence, now, base=base)


@CASES
@given(evidence=whole(), base=bases, waited=st.integers(0, 2_000))
def test_6_with_nothing_new_less_is_known_and_it_draws_near_the_base_rate(
    evidence: list[Evidence], base: float, waited: int
) -> None:
    now, later = day(NOW + 20), day(NOW + 20 + waited)
    pairs = [(opinion(evidence, at, base=base), direction(evidence, at, base=base)) for at in (now, later)]
    for before, after in (
        (pairs[0][0], pairs[1][0]),
        *((pairs[0][1].facets[facet].opinion, pairs[1][1].facets[facet].opinion) for facet in Facet),
    ):
        assert after.unsure >= before.unsure - HAIR
        assert abs(after.likely - base) <= abs(before.likely - base) + HAIR
    assert pairs[1][1].whole.opinion.unsure >= pairs[0][1].whole.opinion.unsure - HAIR


@CASES
@given(evidence=batches(), base=bases, asked=stakes, more=st.floats(1.0, 50.0))
def test_7_more_at_stake_than_before_is_never_better_known(
    evidence: list[Evidence], base: float, asked: float, more: float
) -> None:
    less = opinion(evidence, day(NOW), asked=asked, base=base)
    assert opinion(evidence, day(NOW), asked=asked * more, base=base).unsure >= less.unsure - HAIR


@CASES
@given(evidence=whole(), base=bases, asked=stakes)
def test_8_the_shares_add_up_to_the_distance_from_the_base_rate(
    evidence: list[Evidence], base: float, asked: float
) -> None:
    now = day(NOW)
    delivered = [each for each in evidence if each.facet is Facet.DELIVERY]
    said = opinion(delivered, now, base=base, asked=asked)
    told = shares(delivered, now, base=base, asked=asked)
    assert sum(each.share for each in told) == pytest.approx(said.likely - base, abs=CLOSE)
    assert len(told) == said.outcomes
    all_of_it = direction_shares(evidence, now, base=base, asked=asked)
    likely = direction(evidence, now, base=base, asked=asked).whole.opinion.likely
    assert sum(each.share for each in all_of_it) == pytest.approx(likely - base, abs=CLOSE)


@CASES
@given(one=whole("one "), other=whole("other "), base=bases)
def test_9_the_mutual_is_no_more_than_either_direction(
    one: list[Evidence], other: list[Evidence], base: float
) -> None:
    a, b = (direction(each, day(NOW), base=base) for each in (one, other))
    both, turned = mutual(a, b), mutual(b, a)
    assert both.likely <= min(a.whole.opinion.likely, b.whole.opinion.likely)
    assert both.low <= min(a.whole.opinion.low, b.whole.opinion.low)
    assert 0.0 <= both.low <= both.likely <= both.high <= 1.0
    assert (both.low, both.likely, both.high, both.word) == pytest.approx(
        (turned.low, turned.likely, turned.high, turned.word)
    )
    assert both.reach.opinion.low == pytest.approx(turned.reach.opinion.low)


@CASES
@given(
    evidence=batches(),
    base=bases,
    asked=st.floats(1.0, 100.0),
    share=st.floats(0.01, 1.0),
    parts=st.integers(2, 50),
    value=values,
    together=st.booleans(),
)
def test_10_a_promise_split_into_parts_is_worth_the_same(
    evidence: list[Evidence],
    base: float,
    asked: float,
    share: float,
    parts: int,
    value: float,
    together: bool,
) -> None:
    stake = asked * share
    one = piece("one", 700, value, stake=stake)
    many = [
        piece(f"part {n}", 700, value, stake=stake / parts, batch="parts" if together else "")
        for n in range(parts)
    ]
    entire, split = (
        opinion([*evidence, *each], day(NOW), asked=asked, base=base).likely for each in ([one], many)
    )
    assert split == pytest.approx(entire, abs=CLOSE)


@CASES
@given(
    base=bases,
    asked=st.floats(1.0, 100.0),
    tiny=st.integers(1, 60),
    share=st.floats(0.01, 0.99),
    on=st.integers(0, NOW),
)
def test_11_tiny_keeps_stay_below_one_keep_of_what_is_asked(
    base: float, asked: float, tiny: int, share: float, on: int
) -> None:
    small = [piece(str(n), on, 1.0, stake=asked * share / tiny) for n in range(tiny)]
    low = opinion(small, day(NOW), asked=asked, base=base).low
    assert low < opinion([piece("one", on, 1.0, stake=asked)], day(NOW), asked=asked, base=base).low


@CASES
@given(evidence=batches(), base=bases, seed=st.integers(0, 10_000))
def test_12_the_same_piece_counts_once(evidence: list[Evidence], base: float, seed: int) -> None:
    twice = [*evidence, *evidence]
    Random(seed).shuffle(twice)
    assert opinion(twice, day(NOW), base=base) == opinion(evidence, day(NOW), base=base)
    assert shares(twice, day(NOW), base=base) == shares(evidence, day(NOW), base=base)


@CASES
@given(base=bases, told=st.floats(0.05, 0.95))
def test_13_what_third_parties_say_moves_the_base_rate_alone(base: float, told: float) -> None:
    """Whatever others tell of somebody is no evidence of one's own: as long as there is none, all stays unsure."""
    for rate in (base, told):
        said = opinion([], day(NOW), base=rate)
        assert (said.unsure, said.outcomes) == (1.0, 0)


@CASES
@given(one=whole("one "), other=whole("other "), seed=st.integers(0, 10_000))
def test_16_both_parties_reckon_the_same_floats(
    one: list[Evidence], other: list[Evidence], seed: int
) -> None:
    """To the last digit, in whatever order the entries came to each of them."""
    dice = Random(seed)
    theirs, ours = list(one), list(other)
    dice.shuffle(theirs)
    dice.shuffle(ours)
    now = day(NOW)
    assert direction(theirs, now) == direction(one, now)
    assert mutual(direction(theirs, now), direction(ours, now)) == mutual(
        direction(one, now), direction(other, now)
    )
    assert direction_shares(theirs, now) == direction_shares(one, now)


@CASES
@given(
    common=batches(prefix="common "),
    worse=batches(prefix="worse "),
    better=batches(prefix="better "),
    added=batches(prefix="added "),
    base=bases,
)
def test_17_the_same_evidence_to_both_keeps_the_weaker_the_weaker(
    common: list[Evidence],
    worse: list[Evidence],
    better: list[Evidence],
    added: list[Evidence],
    base: float,
) -> None:
    """Of two directions of which one has less that speaks for it and more that speaks against it.

    Without that it cannot hold: much middling evidence outweighs none, and ten keeps more turn it round.
    """
    now = day(NOW)
    weak = [*common, *(replace(each, value=0.0) for each in worse)]
    strong = [*common, *(replace(each, value=1.0) for each in better)]
    for extra in ([], added):
        one, other = (opinion([*each, *extra], now, base=base) for each in (weak, strong))
        assert one.likely <= other.likely + HAIR
        assert one.low <= other.low + HAIR


def test_17_where_neither_has_less_on_every_count_it_may_turn() -> None:
    middling = [piece(str(n), 1, v) for n, v in enumerate([1.0, 1.0, 0.0] * 20)]
    ten = [piece(f"keep {n}", NOW - n, 1.0) for n in range(10)]
    a, b = (opinion(each, day(NOW)).low for each in (middling, []))
    c, d = (opinion([*each, *ten], day(NOW)).low for each in (middling, []))
    assert a > b
    assert c < d


@CASES
@given(evidence=batches(), base=bases, stake=stakes, on=st.integers(0, NOW))
def test_18_sooner_told_is_never_worth_less(
    evidence: list[Evidence], base: float, stake: float, on: int
) -> None:
    """Agreed anew before the day, told before it, in silence, broken: with everything else equal."""
    worth = {"agreed anew": 0.9, "told": 0.6, "silence": 0.2, "broken": 0.0}
    likely = [
        opinion([*evidence, piece("it", on, value, stake=stake)], day(NOW), base=base).likely
        for value in worth.values()
    ]
    assert likely == sorted(likely, reverse=True)
