"""Whom the words of a comment name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.comments import mentions

NAMES = {
    "m_anna": "Anna",
    "m_annelies": "Annelies van der Meer",
    "m_haruka": "Haruka Shimizu",
    "m_joost": "Joost Bakker",
    "m_other": "Joost de Wit",
    "m_gone": "",
    "m_sam": "Sam",
}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("@Haruka Shimizu, does Tuesday suit you?", [("m_haruka",)]),
        ("Ask @haruka.", [("m_haruka",)]),
        ("(@HARUKA  Shimizu) and @Anna!", [("m_haruka",), ("m_anna",)]),
        ("@Annelies", [("m_annelies",)]),
        ("@Anna", [("m_anna",)]),
        ("@Annabel is nobody here", []),
        ("@Joost", [("m_joost", "m_other")]),
        ("@Joost de Wit and @Joost Bakker", [("m_other",), ("m_joost",)]),
        ("anna@anna.example, @ noon, @nobody", []),
        ("haruka@Haruka", []),
        ("@ſam", []),
        ("", []),
    ],
)
def test_a_name_after_an_at_names_somebody(words: str, named: list[tuple[str, ...]]) -> None:
    assert [each.people for each in mentions(words, NAMES)] == named


def test_whether_the_whole_name_stands_there_is_said_with_its_place() -> None:
    one, other = mentions("Hello @Haruka Shimizu and @Haruka", NAMES)
    assert (one.start, one.end, one.whole) == (6, 21, True)
    assert (other.start, other.end, other.whole) == (26, 33, False)
    assert mentions("@Anna", NAMES)[0].whole


def test_where_nobody_is_known_nobody_is_named() -> None:
    assert mentions("@Haruka", {}) == () == mentions("@Haruka", {"m_gone": ""})


@given(st.text(), st.dictionaries(st.text(min_size=1, max_size=4), st.text(max_size=8), max_size=5))
def test_whatever_is_typed_and_whatever_people_are_called_the_places_are_in_order(
    words: str, names: dict[str, str]
) -> None:
    at = 0
    for each in mentions(words, names):
        assert at <= each.start < each.end <= len(words) and words[each.start] == "@"
        assert each.people and set(each.people) <= set(names)
        at = each.end
