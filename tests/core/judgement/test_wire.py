"""A move on a concern to and from the act and body of an entry; an act that cannot be read is no move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.judgement import Move, Name, Saw, Weight, move_from, wire
from troth.core.judgement.moves import ANSWERS
from troth.core.values import Made

ID = "ab" * 32


def made(act: dict[str, object], body: dict[str, object] | None = None) -> Made:
    return Made(id=ID, act=act, log="log", by="m_a", at=7, body=body)


@st.composite
def moves(draw: st.DrawFn) -> Move:
    name = draw(st.sampled_from(Name))
    text = st.text(min_size=1)
    return Move(
        id=ID,
        log="log",
        name=name,
        on="cd" * 32 if name in ANSWERS else None,
        day=draw(st.none() | st.dates()),
        about=draw(st.none() | st.just("pr_1")),
        also=draw(st.just(()) | st.just(("st_1", "pr_2"))),
        to=draw(st.none() | st.just("m_kenji")),
        weight=draw(st.sampled_from(Weight)) if name is Name.WEIGH else None,
        saw=draw(st.none() | st.builds(Saw, text, text, text)),
        words=draw(st.none() | text),
        know=draw(st.none() | text),
        at=7,
        by="m_a",
        stands_for=draw(st.none() | st.just("m_b")),
    )


@given(moves())
def test_what_is_written_is_read_again(move: Move) -> None:
    act, body = wire(move, "cn_1")
    assert act["o"] == "cn_1"
    assert move_from(made(act, body)) == move


@given(moves())
def test_no_fact_is_lost_when_the_words_are_erased(move: Move) -> None:
    act, _ = wire(move, "cn_1")
    assert move_from(made(act)) == replace(move, words=None, know=None, saw=None)


@pytest.mark.parametrize(
    "act",
    [
        {"t": 3},
        {"t": "statement.put/1"},
        {"t": "concern.raise/2"},
        {"t": "concern.shout/1"},
        {"t": "concern.confirm/1"},
        {"t": "concern.confirm/1", "on": "zz"},
        {"t": "concern.raise/1", "on": ID},
        {"t": "concern.raise/1", "to": 4},
        {"t": "concern.raise/1", "day": "2026-02-30"},
        {"t": "concern.raise/1", "day": "soon"},
        {"t": "concern.raise/1", "weight": 1},
        {"t": "concern.weigh/1"},
        {"t": "concern.weigh/1", "weight": 4},
        {"t": "concern.weigh/1", "weight": True},
    ],
)
def test_what_this_version_cannot_read_is_no_move_and_no_error(act: dict[str, object]) -> None:
    assert move_from(made(act)) is None


@pytest.mark.parametrize(
    ("also", "read"),
    [
        ("pr_2", ()),
        ([], ()),
        (["pr_2", "pr_3", "pr_4", "pr_5", "pr_6"], ()),
        (["pr_2", 4, "no such name", "st_3"], ("pr_2", "st_3")),
    ],
)
def test_further_evidence_that_is_ill_made_is_passed_over_as_an_older_version_does(
    also: object, read: tuple[str, ...]
) -> None:
    move = move_from(made({"t": "concern.raise/1", "about": "pr_1", "also": also}))
    assert move is not None and move.also == read
    assert move.evidence == ("pr_1", *read)


def test_what_shows_it_is_named_once_in_its_order() -> None:
    act: dict[str, object] = {"t": "concern.raise/1", "about": "pr_1", "also": ["st_2", "pr_1"]}
    move = move_from(made(act))
    assert move is not None and move.evidence == ("pr_1", "st_2")
    alone = move_from(made({"t": "concern.raise/1", "also": ["st_2"]}))
    assert alone is not None and alone.evidence == ("st_2",)


def test_words_of_another_form_are_as_good_as_erased() -> None:
    act: dict[str, object] = {"t": "concern.raise/1", "o": "cn_1"}
    for body in ({"s": "statement.words/1", "words": "x"}, {"s": "concern.words/1", "words": 4, "effect": 3}):
        move = move_from(made(act, body))
        assert move is not None and move.words is None and move.saw is None
