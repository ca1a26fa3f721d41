"""Every row of `docs/record/crossings.csv`, played out and read by both sides."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import pytest

from tests.core.promises.places import PLACES
from tests.core.promises.talk import CUSTOMER, PERFORMER
from troth.core.promises import Move, Name, Reason, State, Status, crossings, read
from troth.core.values import Side

TABLE = Path(__file__).parents[3] / "docs" / "record" / "crossings.csv"
ROWS = list(csv.DictReader(TABLE.read_text().splitlines()))
CALLED = {PERFORMER: "the performer", CUSTOMER: "the customer"}
MOVES = {
    "yes": Name.AGREE,
    "decline": Name.DECLINE,
    "withdraw": Name.WITHDRAW,
    "change": Name.CHANGE,
    "deliver": Name.DELIVER,
    "break": Name.BREAK,
    "release": Name.RELEASE,
    "accept": Name.ACCEPT,
    "send back": Name.SEND_BACK,
    "take back": Name.TAKE_BACK,
}
PAGE = {Status.BROKEN: "broken"}


def _names(words: str, side: Side, place: State) -> tuple[Name, ...]:
    first = Name.OFFER if side is PERFORMER else Name.REQUEST
    text = Name.CHANGE if place.terms else first
    steps = [word if word != "replace" else "text" for word in words.split(", then ")]
    return tuple(MOVES.get(step, text) for step in steps)


def _open(state: State, new: set[str]) -> str:
    open_texts = [(side, text) for side, text in state.table.items() if text]
    return " / ".join(
        f"{side.value}: {'new' if text.id in new else 'as it was'}" for side, text in open_texts
    )


def _on(state: State) -> str:
    if state.text is None:
        return ""
    return f"the {state.text.side.value}'s {'text' if state.text.terms is None else 'change'}"


def _told(state: State, ours: list[Move], theirs: list[Move]) -> set[str]:
    made = {move.id for move in (*ours, *theirs)}
    met = (found for found in crossings(state) if {found.performer.id, found.customer.id} <= made)
    return {found.why.sentence(CALLED) for found in met}


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['before']}: {row['performer']} and {row['customer']}"
)
def test_two_moves_that_cross_come_to_what_the_table_says(row: dict[str, str]) -> None:
    begun = PLACES[row["before"]]()
    place = begun.state
    ours, theirs = begun.cross(
        _names(row["performer"], PERFORMER, place), _names(row["customer"], CUSTOMER, place)
    )
    state = begun.state

    assert PAGE.get(state.status, state.status.value) == row["after"]
    assert _on(state) == row["on"]
    assert _open(state, {move.id for move in (*ours, *theirs)}) == row["open"]
    assert ("a release" if state.release_behind else "") == row["waits behind"]
    assert row["why"] in _told(state, ours, theirs)


@pytest.mark.parametrize("place", PLACES)
def test_whichever_move_of_a_crossing_comes_first_the_state_is_the_same(place: str) -> None:
    for row in (row for row in ROWS if row["before"] == place):
        begun = PLACES[place]()
        names = [_names(row[side.value], side, begun.state) for side in (PERFORMER, CUSTOMER)]
        before = list(begun.moves)
        ours, theirs = begun.cross(*names)
        for order in permutations((*ours, *theirs)):
            assert read([*before, *order]) == begun.state == read([*order, *before])


def test_the_table_has_every_place_and_says_each_pair_once() -> None:
    assert {row["before"] for row in ROWS} == set(PLACES)
    pairs = [(row["before"], row["performer"], row["customer"]) for row in ROWS]
    assert len(pairs) == len(set(pairs)) == 209


@pytest.mark.parametrize("place", PLACES)
def test_the_table_has_every_pair_of_moves_that_can_cross(place: str) -> None:
    sides = {side: _choices(place, side) for side in Side}
    told = {(row["performer"], row["customer"]) for row in ROWS if row["before"] == place}
    single = {pair for pair in told if ", then " not in pair[0] + pair[1]}
    assert single == {(ours, theirs) for ours in sides[PERFORMER] for theirs in sides[CUSTOMER]}


def _choices(place: str, side: Side) -> set[str]:
    begun = PLACES[place]()
    own = begun.state.table[side] is not None
    words = {name: word for word, name in MOVES.items()}
    if own:
        words[Name.CHANGE] = "replace"
    words[Name.OFFER] = words[Name.REQUEST] = "replace" if own else "text"
    answered = Name.TAKE_BACK if not place.startswith("agreed on") else None
    legal_now = {name for name in words if name is not answered and begun.refused(side, name) is None}
    return {words[name] for name in legal_now}


def test_every_sentence_of_the_table_is_one_of_the_closed_list() -> None:
    sentences = {
        reason.value.format(
            one=one,
            other=other,
            One=one.capitalize(),
            Other=other.capitalize(),
            customer="the customer",
            Customer="The customer",
            performer="",
            Performer="",
        )
        for reason in Reason
        for one, other in (("the performer", "the customer"), ("the customer", "the performer"))
    }
    assert {row["why"] for row in ROWS} <= sentences
