"""What a side states in a pulse: from four answers on as a figure against habits, under four as the words told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.judgement.survey import (
    Answer,
    Figure,
    Instrument,
    SideAnswer,
    answer_from,
    answer_wire,
    gather,
)
from troth.core.judgement.survey import items_of as items
from troth.core.trust import figure_of, of_side, share_of

PULSE = Instrument.PULSE
KEYS = [item.key for item in items(PULSE)]
AT = 1_780_000_000_000


def told(*levels: int, figure: Figure | None = None) -> SideAnswer:
    said = gather(PULSE, [Answer(dict.fromkeys(KEYS, level), agrees=True) for level in levels])
    return SideAnswer(said.items, said.answered, said.remarks, figure)


def test_four_people_make_a_figure_and_three_do_not() -> None:
    four = figure_of([([4, 4], []), ([4, 4], []), ([4, 4], []), ([4, 4], [])])
    assert four == Figure(14, 0, 4)
    assert figure_of([([4], []), ([4], []), ([4], []), ([], [])]) is None


def test_who_always_says_more_than_the_others_is_read_lower() -> None:
    habit = [(0.9, 0.5)] * 20
    plain = figure_of([([4], [])] * 4)
    against = figure_of([([4], habit)] * 4)
    assert plain is not None and against is not None and against.mean < plain.mean


def test_a_figure_is_read_as_stated_and_without_one_the_words_are() -> None:
    stated = of_side(told(4, 4, 4, 4, figure=Figure(16, 2, 5)), AT)
    assert stated is not None and (stated.mean, stated.spread, stated.number, stated.at) == (0.8, 0.1, 5, AT)
    ends = [of_side(told(1, 1, 1, 1, figure=Figure(mean, 0, 4)), AT) for mean in (0, 20)]
    assert [each.mean for each in ends if each] == [0.01, 0.99]
    words = of_side(told(4, 4), AT)
    assert words is not None and (words.mean, words.number) == (pytest.approx(0.7), 1)
    assert of_side(told(4, 4, 4, 4), AT) is None, "a spread alone, of a round of old, is no single answer"


@given(st.integers(0, 20), st.integers(0, 20), st.integers(4, 10_000))
def test_a_figure_is_read_again(mean: int, spread: int, number: int) -> None:
    said = told(4, 4, 4, 4, figure=Figure(mean, spread, number))
    assert answer_from(answer_wire(said), PULSE) == said


@pytest.mark.parametrize(
    "figure", [None, [], [1, 2], [1, 2, 3], [21, 0, 4], [0, -1, 4], [1.5, 0, 4], [True, 0, 4], "x"]
)
def test_a_figure_that_cannot_be_is_read_as_none(figure: object) -> None:
    words = answer_wire(told(4, 4, 4, 4, figure=Figure(1, 1, 4)))
    said = answer_from(json.dumps({**json.loads(words), "figure": figure}), PULSE)
    assert said is not None and said.figure is None


@given(st.lists(st.integers(1, 5), min_size=1))
def test_a_share_lies_within(levels: list[int]) -> None:
    assert 0.0 < share_of(levels) < 1.0
