"""Plantings are what a benchmark rests on: each has the change that it is said to have, and only the changing kinds do."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.planting import CHANGING, KINDS, SAME, Planted, planted, unchanged
from benchmarks.planting_sentences import SAID_OFTEN, SPOKEN, WRITTEN, said, sentences
from benchmarks.planting_ways import CHOICE, Way, filled
from benchmarks.planting_wording import from_the_other_side, near_synonyms

SENTENCES = [
    "We can put the new label on the small box as well.",
    "The two lines will not be ready for the first run.",
    "You shouldn't move the press while the line is running.",
    "We don't need another test for the new valve.",
    "There is a second way to fix the cover to the frame.",
    "I think that we should talk about the noise tomorrow.",
    "The project manager asked the marketing expert to call the three shops.",
    "We just looked at the drawings before the team went home.",
    "If the seal holds, we can take the next step.",
    "It's the last part that we have for this model.",
    "They sold two thousand lamps and it is a good start.",
    "We will be in your hall for five days and you will see us there.",
]
LEAST_WAYS = {"negation": 15, "number": 15, "date": 15, "order": 5, "who": 5, "none": 15}


@pytest.fixture(scope="module")
def all_planted() -> list[Planted]:
    return planted(SENTENCES, 7) + unchanged(SENTENCES, 7)


def test_there_are_a_thousand_changes_and_five_hundred_without_one(all_planted: list[Planted]) -> None:
    kinds = Counter(each.kind for each in all_planted)
    assert set(kinds) == set(KINDS)
    assert sum(kinds.values()) - kinds["none"] >= 1_000
    assert kinds["none"] >= 500
    assert all(kinds[kind] >= 150 for kind in KINDS)


def test_every_way_occurs(all_planted: list[Planted]) -> None:
    occur = {(each.kind, each.way) for each in all_planted}
    assert {(way.kind, way.name) for way in (*CHANGING, *SAME)} - occur == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_ways_by_different_names(kind: str) -> None:
    names = [way.name for way in (*CHANGING, *SAME) if way.kind == kind]
    assert len(set(names)) == len(names) >= LEAST_WAYS[kind]


def test_the_same_seed_plants_the_same_and_another_one_something_else() -> None:
    assert planted(SENTENCES, 3) == planted(SENTENCES, 3)
    assert unchanged(SENTENCES, 3) == unchanged(SENTENCES, 3)
    assert planted(SENTENCES, 3) != planted(SENTENCES, 4)


def test_nothing_is_planted_twice_and_nothing_is_left_unfilled(all_planted: list[Planted]) -> None:
    assert len(set(all_planted)) == len(all_planted)
    for each in all_planted:
        for text in (each.statement, each.playback):
            assert text[0].isupper() or text[0].isdigit()
            assert text.endswith(".") and not text.endswith("..")
            assert not set("<>[]|{}") & set(text) and "  " not in text


def test_a_statement_and_its_playback_are_never_the_same_letter_for_letter(
    all_planted: list[Planted],
) -> None:
    # Told from the listener's side, `we` that became `you` reads as it was said: then the words around it differ.
    assert [each for each in all_planted if each.statement == each.playback] == []


@pytest.mark.parametrize("way", CHANGING, ids=lambda way: f"{way.kind}: {way.name}")
def test_a_clause_of_a_changing_way_always_differs(way: Way) -> None:
    rng = random.Random(1)
    for clause in way.clauses:
        assert CHOICE.search(clause) or way.draw, clause
        for _ in range(40):
            said_so, heard = filled(clause, way, rng)
            assert said_so != heard, clause


def test_about_half_of_the_changes_are_all_that_differs() -> None:
    def words_that_differ(each: Planted) -> int:
        first, second = (Counter(text.lower().split()) for text in (each.statement, each.playback))
        return sum(((first - second) | (second - first)).values())

    changed = planted(SENTENCES, 5)
    framed = [each for each in changed if words_that_differ(each) > 6]
    assert 0.25 < len(framed) / len(changed) < 0.75


@pytest.mark.parametrize(
    ("said_by_them", "told_by_us"),
    [
        ("We send you our list.", "You send us your list."),
        ("I'm sure you can do it with your team.", "You're sure we can do it with our team."),
        ("if you call me, I was there for you", "if we call you, you were there for us"),
        ("The mill sells the wheat.", "The mill sells the wheat."),
    ],
)
def test_a_listener_says_you_where_the_speaker_said_we(said_by_them: str, told_by_us: str) -> None:
    assert from_the_other_side(said_by_them) == told_by_us


def test_a_near_synonym_does_not_stand_where_the_word_means_something_else() -> None:
    assert near_synonyms("we want to begin", random.Random(1)) == "we would like to start"
    assert near_synonyms("there is no need to wait", random.Random(1)) == "there is no need to wait"


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("um so well we can do that uh in the t_v_ room .", "We can do that in the TV room."),
        ("i think i'd see it on monday .", "I think I'd see it on Monday."),
        ("w- - we can do that ==", ""),
        ("can we do that ?", ""),
        ("so we can do", ""),
    ],
)
def test_a_spoken_sentence_is_put_down_as_one_would_write_it_or_left_out(spoken: str, written: str) -> None:
    assert said(spoken) == written


def test_sentences_are_whole_ones_of_eight_to_forty_words(tmp_path: Path) -> None:
    kept = "The remote will have a small screen on the top ."
    left_out = (
        "The remote will have a sma- - screen on the top .",
        "The remote will have it .",
        "on the top of the remote",
    )
    for path in (*SPOKEN, WRITTEN):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        # A word counts as one when it was said often enough.
        lines = ["text", *[f'"{kept}"'] * SAID_OFTEN, *(f'"{each}"' for each in left_out)]
        (tmp_path / path).write_text("\n".join(lines), encoding="utf-8")
    assert sentences(tmp_path) == ["The remote will have a small screen on the top."]


def test_a_folder_without_the_meetings_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="TROTH_DATA"):
        sentences(tmp_path)


def test_no_sentences_are_refused() -> None:
    with pytest.raises(ValueError, match="no sentences"):
        planted([], 1)
