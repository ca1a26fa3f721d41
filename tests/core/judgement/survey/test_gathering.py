"""What one side tells of its people's answers: no single one, nothing to subtract, and one word only where all agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.judgement.survey import (
    ENOUGH,
    MOST_SAID,
    Answer,
    How,
    Instrument,
    NothingGathered,
    Remark,
    gather,
    items_of,
    keys_of,
)

PULSE = Instrument.PULSE
ITEM = items_of(PULSE)[0].key
levels = st.integers(1, 5)


def answers(*values: int, agrees: bool = True) -> list[Answer]:
    return [Answer({ITEM: value}, agrees=agrees) for value in values]


def some(instrument: Instrument) -> st.SearchStrategy[Answer]:
    keys = st.sampled_from(sorted(item.key for item in items_of(instrument)))
    return st.builds(
        Answer,
        st.dictionaries(keys, levels),
        st.dictionaries(
            st.sampled_from(sorted(keys_of(instrument))),
            st.builds(Remark, st.text(max_size=9), st.booleans()),
        ),
        st.booleans(),
    )


def test_four_tell_the_middle_and_the_middle_half() -> None:
    told = gather(PULSE, answers(1, 3, 4, 5)).items[ITEM]
    assert (told.how, told.middle, told.low, told.high) == (How.SPREAD, 7, 3, 4)
    told = gather(PULSE, answers(1, 2, 4, 4, 5)).items[ITEM]
    assert (told.middle, told.low, told.high) == (8, 2, 4)


@given(st.lists(levels, min_size=ENOUGH, max_size=12), levels, levels)
def test_the_lowest_and_the_highest_answer_could_be_any_other_beyond_them(
    values: list[int], lower: int, higher: int
) -> None:
    """Whoever answers furthest out is not to be made out: what is told is the same had they gone further still."""
    values = sorted(values)
    other = [min(lower, values[0]), *values[1:-1], max(higher, values[-1])]
    assert gather(PULSE, answers(*values)).items == gather(PULSE, answers(*other)).items


@given(st.lists(levels, min_size=ENOUGH, max_size=12))
def test_at_least_half_of_the_answers_lie_in_the_spread_and_the_middle_too(values: list[int]) -> None:
    told = gather(PULSE, answers(*values)).items[ITEM]
    assert told.low is not None and told.high is not None and told.middle is not None
    assert sum(told.low <= each <= told.high for each in values) * 2 >= len(values)
    assert told.low * 2 <= told.middle <= told.high * 2


def test_under_four_one_word_is_told_if_all_who_answered_have_agreed() -> None:
    told = gather(PULSE, answers(2, 5)).items[ITEM]
    assert (told.how, told.middle, told.low, told.high) == (How.ONE_WORD, 6, None, None)
    assert gather(PULSE, answers(3)).items[ITEM].middle == 6
    mixed = [*answers(2, 5), *answers(4, agrees=False)]
    assert gather(PULSE, mixed).items[ITEM].how is How.KEPT


def test_all_who_answered_have_to_agree_also_who_has_not_seen_enough_of_an_item() -> None:
    silent = Answer({}, agrees=True)
    gathered = gather(PULSE, [*answers(2, 4), silent])
    assert gathered.items[ITEM].how is How.ONE_WORD
    assert gathered.items[items_of(PULSE)[1].key].how is How.NOBODY
    assert gather(PULSE, [*answers(2, 4), Answer({}, agrees=False)]).items[ITEM].how is How.KEPT


def test_of_a_larger_side_an_item_that_few_answered_is_not_told() -> None:
    """One who has seen something stays unseen beside three who have not, whatever they agreed to."""
    gathered = gather(PULSE, [*answers(1), *(Answer({}, agrees=True) for _ in range(3))])
    assert gathered.answered == ENOUGH and gathered.items[ITEM].how is How.KEPT


def test_how_many_answered_is_told_from_four_on() -> None:
    assert gather(PULSE, answers(1, 2, 3)).answered is None
    assert gather(PULSE, answers(1, 2, 3, 4)).answered == ENOUGH
    with pytest.raises(NothingGathered, match="Nobody has answered yet"):
        gather(PULSE, [])


@given(
    st.sampled_from(Instrument).flatmap(lambda one: st.tuples(st.just(one), st.lists(some(one), min_size=1)))
)
def test_no_item_under_four_tells_a_spread_and_none_a_word_without_consent(
    asked: tuple[Instrument, list[Answer]],
) -> None:
    instrument, given_ = asked
    told = gather(instrument, given_)
    assert told == gather(instrument, list(reversed(given_))), "who answered first is not to be seen"
    for key, each in told.items.items():
        of = [answer for answer in given_ if key in answer.levels]
        assert (each.how is How.SPREAD) is (len(of) >= ENOUGH)
        assert (each.low is None and each.high is None) or len(of) >= ENOUGH
        if each.how is How.ONE_WORD:
            assert len(given_) < ENOUGH and all(answer.agrees for answer in given_)
            assert each.middle is not None and each.middle % 2 == 0


@given(st.lists(some(PULSE), min_size=1, max_size=8))
def test_words_are_told_only_as_their_author_agreed(given_: list[Answer]) -> None:
    agreed = {
        (key, remark.words)
        for answer in given_
        for key, remark in answer.remarks.items()
        if remark.shown and remark.words
    }
    assert set(gather(PULSE, given_).remarks) == agreed


def test_so_many_words_are_told_and_none_about_what_was_not_asked() -> None:
    many = [Answer(remarks={ITEM: Remark(f"moment {n}", shown=True)}) for n in range(MOST_SAID + 5)]
    assert len(gather(PULSE, many).remarks) == MOST_SAID
    assert gather(PULSE, [Answer(remarks={"other": Remark("x", shown=True)})]).remarks == ()
