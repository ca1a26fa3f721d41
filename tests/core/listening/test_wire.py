"""A move on a statement to and from the act and body of an entry; an act that cannot be read is no move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.listening import Move, Name, move_from, wire
from troth.core.listening.moves import ANSWERS
from troth.core.values import Made

ID = "ab" * 32


def made(act: dict[str, object], body: dict[str, object] | None = None) -> Made:
    return Made(id=ID, act=act, log="log", by="m_a", at=7, body=body)


@st.composite
def moves(draw: st.DrawFn) -> Move:
    name = draw(st.sampled_from(Name))
    return Move(
        id=ID,
        log="log",
        name=name,
        on="cd" * 32 if name in ANSWERS else None,
        asks=draw(st.booleans()),
        to=draw(st.none() | st.just("m_kenji")),
        about=draw(st.none() | st.just("pr_1")),
        echo=draw(st.none() | st.integers(0, 1000)),
        words=draw(st.none() | st.text(min_size=1)),
        at=7,
        by="m_a",
        stands_for=draw(st.none() | st.just("m_b")),
    )


@given(moves())
def test_what_is_written_is_read_again(move: Move) -> None:
    act, body = wire(move, "st_1")
    assert act["o"] == "st_1"
    assert move_from(made(act, body)) == move


@given(moves())
def test_no_fact_is_lost_when_the_words_are_erased(move: Move) -> None:
    act, _ = wire(move, "st_1")
    assert move_from(made(act)) == replace(move, words=None)


@pytest.mark.parametrize(
    "act",
    [
        {"t": 3},
        {"t": "promise.offer/1"},
        {"t": "statement.put/2"},
        {"t": "statement.shout/1"},
        {"t": "statement.confirm/1"},
        {"t": "statement.confirm/1", "on": "zz"},
        {"t": "statement.put/1", "on": ID},
        {"t": "statement.put/1", "to": 4},
        {"t": "statement.put/1", "to": "kenji"},
        {"t": "statement.put/1", "asks": 2},
        {"t": "statement.put/1", "asks": True},
        {"t": "statement.play_back/1", "echo": 1001},
        {"t": "statement.play_back/1", "echo": -1},
    ],
)
def test_what_this_version_cannot_read_is_no_move_and_no_error(act: dict[str, object]) -> None:
    assert move_from(made(act)) is None


def test_words_of_another_form_are_as_good_as_erased() -> None:
    act: dict[str, object] = {"t": "statement.put/1", "o": "st_1"}
    for body in ({"s": "promise.text/1", "words": "x"}, {"s": "statement.words/1", "words": 4}):
        move = move_from(made(act, body))
        assert move is not None and move.words is None
