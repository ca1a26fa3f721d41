"""A comment is changed and taken back by whoever wrote it alone, and every wording of it stays to be read."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import UNCOUNTED, count
from troth.core.comments import (
    Move,
    Name,
    NotThere,
    NotYours,
    OtherThing,
    SaidAlready,
    State,
    TakenBack,
    legal,
    read,
)
from troth.core.errors import Refusal

ONE, OTHER = ("veldsen", "m_annelies"), ("kaido", "m_naoko")
COLLEAGUE = ("veldsen", "m_joost")


def draft(
    number: int,
    who: tuple[str, str],
    name: Name,
    seen: State,
    *,
    about: str = "pr_1",
    to: tuple[str, ...] = (),
) -> Move:
    return Move(
        id=f"{number:03}",
        log=who[0],
        by=who[1],
        name=name,
        about=about,
        to=to,
        words=f"words {number}" if name is not Name.WITHDRAW else None,
        at=number,
        sees=frozenset(move.id for move in seen.moves),
    )


def said(*steps: tuple[tuple[str, str], Name]) -> State:
    moves: list[Move] = []
    for number, (who, name) in enumerate(steps):
        move = draft(number, who, name, read(moves))
        legal(read(moves), move)
        moves.append(move)
    return read(moves)


def test_a_comment_says_its_last_wording_and_keeps_those_before() -> None:
    state = said((ONE, Name.SAY), (ONE, Name.EDIT), (ONE, Name.EDIT))
    assert state.words == "words 2" and [move.words for move in state.versions] == [
        "words 0",
        "words 1",
        "words 2",
    ]
    assert state.about == "pr_1" and state.withdrawn is None and state.stamp
    taken = said((ONE, Name.SAY), (ONE, Name.WITHDRAW))
    assert taken.withdrawn is not None and taken.words == "words 0"


def test_nothing_is_said_yet_and_words_that_were_erased_say_nothing() -> None:
    assert (State().words, State().about, State().told) == ("", "", ())
    gone = Move("1", "veldsen", Name.SAY, "pr_1", by="m_annelies")
    assert read([gone]).words == ""


@pytest.mark.parametrize(
    ("steps", "who", "name", "refusal"),
    [
        ((), ONE, Name.EDIT, NotThere),
        ((), ONE, Name.WITHDRAW, NotThere),
        (((ONE, Name.SAY),), ONE, Name.SAY, SaidAlready),
        (((ONE, Name.SAY),), OTHER, Name.EDIT, NotYours),
        (((ONE, Name.SAY),), COLLEAGUE, Name.EDIT, NotYours),
        (((ONE, Name.SAY),), COLLEAGUE, Name.WITHDRAW, NotYours),
        (((ONE, Name.SAY), (ONE, Name.WITHDRAW)), ONE, Name.EDIT, TakenBack),
        (((ONE, Name.SAY), (ONE, Name.WITHDRAW)), ONE, Name.WITHDRAW, TakenBack),
    ],
)
def test_what_may_not_be_done_is_said_in_a_sentence(
    steps: tuple[tuple[tuple[str, str], Name], ...], who: tuple[str, str], name: Name, refusal: type[Refusal]
) -> None:
    state = said(*steps)
    with pytest.raises(refusal, match=r"\.$"):
        legal(state, draft(9, who, name, state))


def test_a_comment_stays_on_what_it_was_said_on() -> None:
    state = said((ONE, Name.SAY))
    with pytest.raises(OtherThing):
        legal(state, draft(9, ONE, Name.EDIT, state, about="pr_2"))


def test_whoever_any_wording_names_is_told_once() -> None:
    first = draft(0, ONE, Name.SAY, State(), to=("m_naoko", "m_kenji"))
    anew = draft(1, ONE, Name.EDIT, read([first]), to=("m_joost", "m_kenji"))
    assert read([first, anew]).told == ("m_naoko", "m_kenji", "m_joost")


@UNCOUNTED
@given(st.randoms(use_true_random=False), st.integers(2, 20))
@settings(max_examples=count(1000, at_least=100), deadline=None)
def test_every_order_of_arrival_reads_the_same_and_nobody_changes_the_words_of_another(
    random: Random, steps: int
) -> None:
    moves: list[Move] = []
    known: dict[str, list[Move]] = {"veldsen": [], "kaido": []}
    for number in range(steps):
        who = random.choice((ONE, OTHER, COLLEAGUE))
        if random.random() < 0.3:
            known[who[0]] = list(moves)
        state = read(known[who[0]])
        move = draft(number, who, random.choice(list(Name)), state)
        try:
            legal(state, move)
        except Refusal:
            continue
        moves.append(move)
        known[who[0]].append(move)
    state = read(moves)
    random.shuffle(moves)
    assert read(moves) == state
    wrote = {(move.log, move.by) for move in (*state.versions, state.withdrawn) if move is not None}
    assert len(wrote) <= 1
