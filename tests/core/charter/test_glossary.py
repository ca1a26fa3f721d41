"""Agreed words are found where they are used, as whole words, and the longer one before the one within it."""

from __future__ import annotations

from troth.core.charter import PRINCIPLES, Change, used, versions

WORDS = ("delivered", "without delay", "warm", "warm reading", "  ")


def test_a_word_is_found_in_either_case_with_a_plain_ending_and_across_lines() -> None:
    assert used(WORDS, "Warm goods are called\nWithout\n  delay.") == ("warm", "without delay")
    assert used(WORDS, "Two warm readings in a row.") == ("warm reading",)
    assert used(WORDS, "It was delivered.") == ("delivered",)


def test_a_part_of_another_word_is_not_that_word() -> None:
    assert used(WORDS, "Lukewarm, undelivered, warmth.") == ()
    assert used((), "warm") == () and used(WORDS, "") == ()


def test_versions_are_the_agreed_changes_in_the_order_of_their_moments() -> None:
    changes = [Change(9, "c", "cl_2"), Change(5, "b", "cl_1"), Change(9, "a", "cl_1")]
    found = versions(changes)
    assert [(each.number, each.change.yes) for each in found] == [(1, "b"), (2, "a"), (3, "c")]
    assert versions(reversed(changes)) == found and versions([]) == ()


def test_the_principles_to_begin_with_are_six_in_one_or_two_sentences() -> None:
    assert len({each.key for each in PRINCIPLES}) == 6
    assert all(1 <= each.words.count(".") <= 2 for each in PRINCIPLES)
