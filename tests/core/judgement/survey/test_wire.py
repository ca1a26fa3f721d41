"""What a side tells, to and from the words of a sealed answer; whatever the other side wrote is never an error."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.judgement.survey.test_gathering import some
from troth.core.judgement.survey import (
    Answer,
    How,
    Instrument,
    Place,
    Remark,
    answer_from,
    answer_wire,
    gather,
    items_of,
    keys_of,
)
from troth.core.sealed import PAD_LONG, Move, Name, wire

PULSE = Instrument.PULSE
ITEM = items_of(PULSE)[0].key


@given(
    st.sampled_from(Instrument).flatmap(lambda one: st.tuples(st.just(one), st.lists(some(one), min_size=1)))
)
def test_what_was_told_is_read_again(asked: tuple[Instrument, list[Answer]]) -> None:
    instrument, answers = asked
    told = gather(instrument, answers)
    assert answer_from(answer_wire(told), instrument) == told


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_other_words_are_read_as_nothing(words: str) -> None:
    assert answer_from(words, PULSE) is None


def said(item: object, **more: object) -> str:
    return json.dumps({"form": "survey.answer/1", "items": {ITEM: item}, **more})


@pytest.mark.parametrize(
    "item",
    [
        None,
        "spread",
        {"how": "shouted"},
        {"how": "spread", "middle": 11, "low": 1, "high": 2},
        {"how": "spread", "middle": True, "low": 1, "high": 2},
        {"how": "spread", "middle": 6, "low": 4, "high": 2},
        {"how": "spread", "middle": 6, "low": 0, "high": 2},
        {"how": "spread", "middle": 6},
        {"how": "one word"},
    ],
)
def test_what_is_out_of_range_tells_nothing(item: object) -> None:
    found = answer_from(said(item), PULSE)
    assert found is not None and found.items[ITEM].how is How.NOBODY


def test_a_word_between_two_is_read_as_the_lesser_and_few_have_no_number() -> None:
    found = answer_from(said({"how": "one word", "middle": 7}, answered=3, remarks=7), PULSE)
    assert found is not None
    assert (found.items[ITEM].middle, found.answered, found.remarks) == (6, None, ())


def test_remarks_about_nothing_that_was_asked_are_left_out() -> None:
    remarks = [[ITEM, "a"], ["other", "b"], [ITEM, 3], [ITEM, ""], [3, "c"], [[], "c"], "d", [ITEM]]
    found = answer_from(said({"how": "kept"}, answered=5, remarks=remarks), PULSE)
    assert found is not None
    assert found.items[ITEM].how is How.KEPT and found.answered == 5
    assert found.remarks == ((ITEM, "a"),)


def test_a_form_without_items_is_not_read() -> None:
    assert answer_from('{"form":"survey.answer/1","items":[]}', PULSE) is None


@pytest.mark.parametrize("letter", ["a", "漢"])
def test_the_most_that_can_be_said_fills_one_block(letter: str) -> None:
    """However much a side says, and in whichever script, the signed length is the same."""
    keys = sorted(keys_of(Instrument.HEALTH_CHECK))
    said = [Answer({}, {keys[n % len(keys)]: Remark(f"{n:03}{letter * 397}", shown=True)}) for n in range(60)]
    words = answer_wire(gather(Instrument.HEALTH_CHECK, said))
    move = Move(id="", log="a", name=Name.COMMIT, words=words)
    for each in (move, replace(move, words=answer_wire(gather(Instrument.HEALTH_CHECK, [Answer({})])))):
        _, body = wire(each, "bl_1", pad=PAD_LONG)
        assert (
            len(json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())
            == PAD_LONG
        )


def test_the_place_of_a_side_is_told_from_four_answers_on_and_read_again() -> None:
    four = [Answer(levels={ITEM: 3})] * 4
    told = gather(PULSE, four, place=Place(520, 30))
    assert told.place == Place(520, 30)
    assert answer_from(answer_wire(told), PULSE) == told
    assert gather(PULSE, four[:3], place=Place(520, 30)).place is None


@pytest.mark.parametrize(
    "place",
    [None, 5, {}, {"mean": 500}, {"mean": 1_001, "spread": 0}, {"mean": -1, "spread": 0}]
    + [{"mean": 500, "spread": True}, {"mean": 500, "spread": 1_001}, {"mean": 0.5, "spread": 0}],
)
def test_a_place_out_of_range_is_read_as_none(place: object) -> None:
    told = answer_from(said({"how": "nobody"}, answered=4, place=place), PULSE)
    assert told is not None
    assert told.place is None


def test_a_place_beside_an_untold_number_is_read_as_none() -> None:
    told = answer_from(said({"how": "nobody"}, answered=None, place={"mean": 1, "spread": 1}), PULSE)
    assert told is not None
    assert told.place is None
