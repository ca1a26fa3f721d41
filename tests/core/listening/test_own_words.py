"""How far a playback is worded by its author, and where it repeats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.listening import Wording, own_words, words

SAID = "Turning back is not possible on that road. The crew must know before loading, so the pallet stays in the cold room."
OWN = "What counts is a quarter of an hour before four: whoever stands at the dock door can then leave it behind."
NEAR = "Going back is not possible on that road. Your people must hear it an hour earlier, so the pallet stays inside."


def test_the_same_words_again_are_told_as_such_with_one_run_over_all_of_them() -> None:
    read = own_words(SAID, SAID)
    assert (read.echo, read.taken, read.covered, read.ordered) == (1.0, 1.0, 1.0, 1.0)
    assert read.wording is Wording.REPEATED
    (run,) = read.runs
    assert run.length == len(words(SAID))
    assert SAID[slice(*run.playback)] == SAID.rstrip(".")


def test_ones_own_interpretation_is_told_as_own_words() -> None:
    assert own_words(SAID, OWN).wording is Wording.OWN


def test_a_playback_near_its_statement_lies_between_and_marks_what_it_repeats_in_both() -> None:
    read = own_words(SAID, NEAR)
    assert own_words(SAID, OWN).echo < read.echo < 1
    assert read.wording is Wording.NEAR
    assert [NEAR[slice(*run.playback)] for run in read.runs] == [
        "back is not possible on that road",
        "so the pallet stays",
    ]
    assert [SAID[slice(*run.statement)] for run in read.runs] == [
        "back is not possible on that road",
        "so the pallet stays",
    ]


def test_a_repetition_that_swaps_who_speaks_is_still_one() -> None:
    said, back = "We will send you our three readings tonight", "You will send us your three readings tonight"
    assert own_words(said, back).echo == 1.0


def test_some_words_taken_over_among_many_of_ones_own_are_own_words_mostly() -> None:
    back = (
        "The crew has to hear it before loading starts, otherwise a warm pallet ends up on board and we pay."
    )
    assert own_words(SAID, back).wording is Wording.MOSTLY_OWN


@pytest.mark.parametrize(
    ("said", "back"), [(SAID, "The cold room."), ("Ice on the road.", OWN), (SAID, "it is so that we are")]
)
def test_of_a_very_short_text_nothing_is_claimed(said: str, back: str) -> None:
    assert own_words(said, back).wording is Wording.TOO_SHORT


@pytest.mark.parametrize(("said", "back"), [("", ""), (SAID, ""), ("", OWN), ("😀", "😀")])
def test_an_empty_text_gives_no_echo(said: str, back: str) -> None:
    read = own_words(said, back)
    assert (read.echo, read.runs, read.covered) == (0.0, (), 0.0)
    assert read.wording is Wording.TOO_SHORT


def test_small_words_in_a_row_are_no_repetition_to_be_marked() -> None:
    assert own_words("It is in the end of that", "It is in the cold").runs == ()


def test_the_order_of_what_is_taken_over_is_told() -> None:
    assert own_words("red green blue yellow", "yellow blue green red").ordered == 0.25
    assert own_words("red green blue yellow", "red blue yellow").ordered == 1.0


def test_a_language_without_spaces_is_measured_by_its_characters() -> None:
    said = "読み取りはトラックが出る前に届かなければならない"
    assert own_words(said, said).wording is Wording.REPEATED
    assert own_words(said, "積み込みの十五分前に担当者へ連絡がほしいという意味です").wording is Wording.OWN


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_the_texts_the_figures_stay_between_nothing_and_all(said: str, back: str) -> None:
    read = own_words(said, back)
    for value in (read.echo, read.taken, read.covered, read.ordered):
        assert 0 <= value <= 1
    for run in read.runs:
        assert run.length >= 3
        assert 0 <= run.statement.start < run.statement.end <= len(said)
        assert 0 <= run.playback.start < run.playback.end <= len(back)


@given(st.lists(st.sampled_from("late early truck crew load send".split()), min_size=8, max_size=60))
def test_adding_words_of_ones_own_never_raises_the_echo(said: list[str]) -> None:
    text = " ".join(said)
    assert own_words(text, text + " and quite another thought besides").echo < own_words(text, text).echo
