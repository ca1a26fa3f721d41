"""A text as words with their places, in any language and at any length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.listening import words
from troth.core.listening.stems import base


def texts_of(text: str) -> list[str]:
    return [word.text for word in words(text)]


@given(st.text(max_size=400))
def test_every_word_stands_where_it_says_in_order_and_without_overlap(text: str) -> None:
    found = words(text)
    for word in found:
        assert 0 <= word.span.start < word.span.end <= len(text)
    starts = [word.span.start for word in found]
    assert starts == sorted(set(starts))


def test_a_contraction_is_opened_and_its_parts_keep_their_places() -> None:
    text = "We’ll say we cannot, we don't, dont and Veldsen's"
    assert texts_of(text) == [
        "we",
        "'ll",
        "say",
        "we",
        "can",
        "not",
        "we",
        "do",
        "n't",
        "do",
        "nt",
        "and",
        "veldsen",
        "'s",
    ]
    assert [text[slice(*word.span)] for word in words(text)][:2] == ["We", "’ll"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("1,200.50 units, 4,5 and 6", ["1,200.50", "units", "4", "5", "and", "6"]),
        ("10kg by 2026-11-18", ["10", "kg", "by", "2026", "11", "18"]),
        ("Q4 p_l_p", ["q4", "p_l_p"]),
        ("", []),
        ("😀 — !", []),
        ("Übergröße 😀 naïve", ["übergrösse", "naïve"]),
        ("e\u0301tude", ["étude"]),
        ("日本語", ["日本", "本語"]),
        ("語", ["語"]),
        ("ทดสอบ", ["ทด", "ดส", "สอ", "อบ"]),
    ],
)
def test_a_text_is_cut_into_words(text: str, cut: list[str]) -> None:
    assert texts_of(text) == cut


def test_a_letter_whose_small_form_is_longer_keeps_its_place() -> None:
    (word,) = words("İ'm")
    assert word.span == (0, 3)


@pytest.mark.parametrize(
    "forms",
    [
        "send sends sent sending",
        "use using used uses",
        "plan planned planning plans",
        "add added adding",
        "control controlled",
        "agree agreed agreeing",
        "see saw seeing",
        "make made making",
        "city cities",
        "try tries tried trying",
        "box boxes",
        "three 3",
        "i you we they",
        "my your our",
    ],
)
def test_forms_of_a_word_are_compared_as_the_same(forms: str) -> None:
    assert len({base(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["ring red", "bus bu", "need ne", "class clas", "this thi", "sit sing"])
def test_what_only_looks_like_an_ending_stays(pair: str) -> None:
    one, other = pair.split()
    assert base(one) != base(other)


def test_small_words_carry_no_content_and_all_others_do() -> None:
    assert [word.text for word in words("So you mean that the truck must not leave") if word.content] == [
        "truck",
        "leave",
    ]
