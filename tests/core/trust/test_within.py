"""A direction known by its sums tells the same as one reckoned from every piece: shares, what is ahead, what changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.trust import (
    BASE,
    Evidence,
    Facet,
    Word,
    adds,
    ahead,
    changed,
    changed_between,
    direction,
    direction_of,
    direction_shares,
    keeps_to_next,
    kept_ones,
    kept_sums,
    merge,
    shares_within,
    would_raise,
)

DAY = 86_400_000
NOW = 1000 * DAY
WEEK = 7 * DAY


@st.composite
def pieces(draw: st.DrawFn, least: int = 0) -> list[Evidence]:
    """Pieces of all facets, some in batches of one instant, as the store keeps them."""
    found = []
    for number in range(draw(st.integers(least, 14))):
        day = draw(st.integers(500, 999))
        found.append(
            Evidence(
                f"p{number}",
                draw(st.sampled_from(Facet)),
                day * DAY,
                draw(st.sampled_from([0.0, 0.2, 0.4, 0.9, 1.0])),
                stake=draw(st.sampled_from([1.0, 3.0, 10.0])),
                weight=draw(st.sampled_from([0.5, 1.0])),
                batch=draw(st.sampled_from(["", f"veldsen {day}"])),
                known=day * DAY + draw(st.integers(0, 20)) * DAY,
            )
        )
    return [piece for piece in found if piece.since <= NOW]


def by_sums(all_of_it: Sequence[Evidence]) -> dict[Facet, dict[tuple[float, float], object]]:
    """The sums of each facet, put together week by week."""
    found: dict[Facet, dict[tuple[float, float], object]] = {}
    for week in sorted({piece.at // WEEK for piece in all_of_it}):
        for facet in Facet:
            mine = [piece for piece in all_of_it if piece.facet is facet and piece.at // WEEK == week]
            if mine:
                fresh = kept_sums(mine, 0)
                old = found.get(facet, {})
                found[facet] = {
                    key: merge(old[key], each) if key in old else each  # type: ignore[arg-type]
                    for key, each in fresh.items()
                }
    return found


@given(pieces())
def test_the_shares_of_some_weeks_are_those_of_the_whole_and_add_up_with_the_rest(
    found: list[Evidence],
) -> None:
    whole = direction_of(by_sums(found), NOW)  # type: ignore[arg-type]
    expected = {share.evidence.id: share.share for share in direction_shares(found, NOW)}
    weeks = {piece.at // WEEK for piece in found[:5]}
    read = [piece for piece in found if piece.at // WEEK in weeks]
    shares = shares_within(whole, read, NOW)
    assert {share.evidence.id for share in shares} == {piece.id for piece in read}
    for share in shares:
        assert share.share == pytest.approx(expected[share.evidence.id], abs=1e-9)
    old = by_sums([piece for piece in found if piece.at // WEEK not in weeks])
    rest = 0.0
    for facet, kept in old.items():
        summed = kept[3.0, whole.half_life_days].faded(NOW)  # type: ignore[attr-defined]
        rest += adds(whole, facet, summed.good, summed.bad)
    total = rest + sum(share.share for share in shares)
    assert total == pytest.approx(whole.whole.opinion.likely - BASE, abs=1e-9)


def test_a_facet_without_evidence_adds_nothing() -> None:
    nothing = direction([], NOW)
    assert adds(nothing, Facet.OPENNESS, 1.0, 0.0) == 0.0
    assert shares_within(nothing, [], NOW) == ()


@given(pieces(), st.sampled_from([Facet.LISTENING, Facet.OPENNESS]), st.sampled_from([1.0, 3.0]))
def test_what_one_open_thing_would_do_is_the_same_as_from_every_piece(
    found: list[Evidence], facet: Facet, stake: float
) -> None:
    """Of delivery the half-life may turn with one promise more; of the other facets it never does."""
    coming = Evidence("open", facet, NOW, 1.0, stake=stake)
    (expected,) = would_raise(found, [coming], NOW)
    there = ahead(direction(found, NOW), [coming], NOW)
    assert there.whole.opinion.low == pytest.approx(expected.after, abs=1e-9)


@given(pieces(least=1))
def test_an_open_thing_that_was_evidence_already_takes_its_own_place(found: list[Evidence]) -> None:
    was = next((piece for piece in found if piece.facet is not Facet.DELIVERY and not piece.batch), None)
    if was is None:
        return
    whole = direction(found, NOW)
    instead = [share for share in shares_within(whole, found, NOW) if share.evidence.id == was.id]
    coming = Evidence(was.id, was.facet, NOW, 1.0)
    (expected,) = would_raise(found, [coming], NOW)
    there = ahead(whole, [coming], NOW, instead=instead)
    assert there.whole.opinion.low == pytest.approx(expected.after, abs=1e-9)


def test_what_only_goes_is_left_out() -> None:
    bad = Evidence("st_1:listening", Facet.LISTENING, NOW - DAY, 0.2)
    good = [Evidence(f"p{n}", Facet.DELIVERY, NOW - n * DAY, 1.0) for n in range(5)]
    whole = direction([bad, *good], NOW)
    gone = shares_within(whole, [bad], NOW)
    assert ahead(whole, [], NOW, instead=gone).whole.opinion.likely == pytest.approx(
        direction(good, NOW).whole.opinion.likely
    )


def test_kept_promises_are_counted_until_there_is_a_better_word() -> None:
    found = [Evidence(f"p{n}", Facet.DELIVERY, NOW - 9 * n * DAY, 1.0) for n in range(3)]
    whole = direction(found, NOW)
    told = keeps_to_next(whole, NOW)
    assert told is not None
    keeps, there = told
    assert list(Word).index(there.whole.word) > list(Word).index(whole.whole.word)
    one_less = ahead(whole, kept_ones(keeps - 1, NOW), NOW)
    assert list(Word).index(one_less.whole.word) <= list(Word).index(whole.whole.word)


def test_more_than_one_kept_promise_may_be_needed() -> None:
    told = keeps_to_next(direction([], NOW), NOW)
    assert told is not None and told[0] > 1


def test_where_no_number_of_kept_promises_is_enough_none_is_told() -> None:
    firm = direction([Evidence(f"p{n}", Facet.DELIVERY, NOW - 9 * n * DAY, 1.0) for n in range(40)], NOW)
    assert firm.whole.word is Word.FIRM
    assert keeps_to_next(firm, NOW) is None


@given(pieces(), st.integers(500, 999))
def test_what_changed_is_the_same_from_the_shares_of_some_pieces(found: list[Evidence], day: int) -> None:
    since = day * DAY
    expected = changed(found, since, NOW)
    after = direction(found, NOW)
    late = {piece.at // WEEK for piece in found if piece.since > since}
    read = [piece for piece in found if piece.at // WEEK in late]
    told = changed_between(direction(found, since), after, shares_within(after, read, NOW), since)
    assert [each.evidence.id for each in told.came] == [each.evidence.id for each in expected.came]
    assert told.rest == pytest.approx(expected.rest, abs=1e-9)
