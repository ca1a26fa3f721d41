"""Both measures at once, on whatever somebody writes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from troth.core.listening import Kind, doubts, own_words, read_back

SAID = "We send the 12 readings before Friday, unless Kaido says no."
BACK = "You send the 13 readings after Friday, and Kaido says no."
PHRASES = st.sampled_from(
    "not never no before after until if unless too enough 12 twelve a week Monday Kaido Veldsen sends the list I you we he . , "
    "half one both neither nor more than at least then once first second of the by from to euros".split()
)


def test_a_reading_holds_both_measures_and_carries_the_likeness_it_was_handed() -> None:
    read = read_back(SAID, BACK, likeness=0.7)
    assert read.own_words == own_words(SAID, BACK)
    assert read.doubts == doubts(SAID, BACK)
    assert read.likeness == 0.7
    assert read_back(SAID, BACK).likeness is None


def test_likeness_changes_nothing_that_the_rules_notice() -> None:
    assert read_back(SAID, BACK, likeness=1.0).doubts == read_back(SAID, BACK).doubts


def test_doubts_stand_in_the_order_of_the_playback_and_what_was_left_out_comes_last() -> None:
    said = "If the reading exceeds 5 degrees, we stop the whole line. We never send 12 crates on Monday."
    back = "You stop the whole line. You always send 13 crates on Tuesday."
    found = doubts(said, back)
    places = [doubt.playback.start for doubt in found if doubt.playback]
    assert places == sorted(places)
    assert len(places) >= 3
    assert [doubt.kind for doubt in found][-1] is Kind.LEFT_OUT


@given(st.lists(PHRASES, max_size=30), st.lists(PHRASES, max_size=30))
def test_whatever_is_written_every_mark_lies_within_its_text(said: list[str], back: list[str]) -> None:
    statement, playback = " ".join(said), " ".join(back)
    for doubt in doubts(statement, playback):
        for span, text in ((doubt.statement, statement), (doubt.playback, playback)):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert doubt.statement or doubt.playback


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_is_refused(said: str, back: str) -> None:
    read_back(said, back)


@given(st.lists(PHRASES, max_size=40))
def test_a_text_played_back_word_for_word_raises_no_doubt(said: list[str]) -> None:
    text = " ".join(said)
    assert doubts(text, text) == ()


def test_long_texts_are_read_whole() -> None:
    said = ("We do not send the 12 reports before Friday. " * 60)[:2600]
    assert read_back(said, said.replace("12", "13")).doubts


def test_texts_that_say_one_thing_over_and_over_are_read_too() -> None:
    for said in ("not ", "then we go ", "a ", "12 13 ", "before Monday "):
        assert read_back(said * 200, said * 190).doubts == ()
