"""A move on a comment to and from the act and body of an entry; an act that cannot be read is no move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.comments import Move, Name, move_from, wire
from troth.core.values import Made

ID = "ab" * 32
MANY = [f"m_{number}" for number in range(11)]


def made(act: dict[str, object], body: dict[str, object] | None = None) -> Made:
    return Made(id=ID, act=act, log="log", by="m_a", at=7, body=body)


moves = st.builds(
    lambda name, to, words: Move(ID, "log", name, "pr_1", to=tuple(to), words=words, at=7, by="m_a"),
    st.sampled_from(Name),
    st.lists(st.sampled_from(MANY), unique=True, max_size=10),
    st.none() | st.text(min_size=1),
)


@given(moves)
def test_what_is_written_is_read_again_and_no_fact_is_lost_when_the_words_are_erased(move: Move) -> None:
    act, body = wire(move, "cm_1")
    assert act["o"] == "cm_1" and act["t"] == f"comment.{move.name.value}/1"
    assert move_from(made(act, body)) == move
    assert move_from(made(act)) == replace(move, words=None)


@pytest.mark.parametrize(
    "act",
    [
        {"t": 3, "about": "pr_1"},
        {"t": "comment.say/1"},
        {"t": "comment.say/1", "about": 4},
        {"t": "comment.say/1", "about": "no such name"},
        {"t": "comment.say/2", "about": "pr_1"},
        {"t": "comment.shout/1", "about": "pr_1"},
        {"t": "concern.tell/1", "about": "pr_1"},
    ],
)
def test_what_this_version_cannot_read_is_no_move_and_no_error(act: dict[str, object]) -> None:
    assert move_from(made(act)) is None


@pytest.mark.parametrize(
    ("to", "read"),
    [("m_a", ()), (MANY, ()), ([4, "nobody", "m_b", "m_b"], ("m_b",)), ([], ())],
)
def test_whom_it_names_changes_nothing_so_what_is_ill_made_is_passed_over(
    to: object, read: tuple[str, ...]
) -> None:
    move = move_from(made({"t": "comment.say/1", "about": "pr_1", "to": to}))
    assert move is not None and move.to == read


def test_words_of_another_form_are_as_good_as_erased() -> None:
    act: dict[str, object] = {"t": "comment.say/1", "about": "pr_1"}
    for body in ({"s": "concern.words/1", "words": "x"}, {"s": "comment.words/1", "words": 4}):
        move = move_from(made(act, body))
        assert move is not None and move.words is None
