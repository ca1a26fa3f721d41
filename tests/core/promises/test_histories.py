"""The model: two logs, partitions, acknowledgements, forged blindness. What it must never show.

`make test` runs a part; `make soak` runs 20,000 histories with 100,000 replays and all pairs of sequences.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from tests.core.promises.histories import History, random_history, replay
from tests.core.promises.places import PLACES
from tests.core.promises.talk import CUSTOMER, PERFORMER, Talk
from tests.counts import SOAK, UNCOUNTED, count
from troth.core.promises import TABLE, Move, Name, State, Status, legal, may, read, stand, weighs
from troth.core.promises.standing import cross
from troth.core.record import fold
from troth.core.values import Side

HISTORIES, REPLAYS = count(20_000, at_least=1_500), count(5, at_least=2)
BATCHES = 20
PAIRS_EACH = None if SOAK else 120


def must_hold(state: State, effective: list[Move]) -> None:
    """What holds in every state, whoever lied about what they had seen."""
    by = {move.id: move for move in effective}
    assert {move.id for move in state.moves} == set(by)
    assert set(state.counted) | set(state.reasons) == set(by), "a move vanished"
    assert not set(state.counted) & set(state.reasons), "a move counts and does not"
    if state.status in {Status.NOTHING_YET, Status.PROPOSED, Status.NOTHING}:
        assert state.terms is None
        return
    both_wills(state, by)
    if state.status is Status.KEPT:
        assert state.accepted and state.accepted.side is CUSTOMER and state.accepted.name is Name.ACCEPT
        assert by[state.accepted.on or ""].name is Name.DELIVER
    if state.status is Status.RELEASED:
        assert state.closing and state.closing.side is CUSTOMER and state.closing.name is Name.RELEASE
    if state.status is Status.BROKEN:
        assert state.closing and state.closing.side is PERFORMER and state.closing.name is Name.BREAK


def both_wills(state: State, by: dict[str, Move]) -> None:
    """The terms rest on one side's text and the other's yes, neither taken away before the two met."""
    assert state.agreed and state.text
    yes, text = state.agreed, state.text
    assert yes.side is not text.side and yes.on == text.id and text.id in yes.sees
    for move in by.values():
        assert not (move.name is Name.TAKE_BACK and move.on == yes.id)
        assert not (move.name is Name.WITHDRAW and move.on == text.id)
        replaces = move.name.is_text and move.side is text.side and move.terms == text.terms
        assert not (replaces and text.id in move.sees and cross(move, yes))
    if text.terms is not None:
        assert text.terms in state.chain


def in_the_table(history: History) -> None:
    """Each effective move leads where the table of moves says it leads."""
    effective = history.counted()
    for move in effective:
        past = [other for other in effective if other.id in move.sees]
        before, after = read(past), read([*past, move])
        assert after.status in TABLE[before.status, move.side, move.name]


@UNCOUNTED
@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_history_reads_the_same_in_every_order_and_nothing_in_it_is_lost(batch: int) -> None:
    for number in range(HISTORIES // BATCHES):
        seed = batch * HISTORIES + number
        history = random_history(seed)
        effective = history.counted()
        state = read(effective)
        must_hold(state, effective)
        in_the_table(history)
        for closing in history.settled_closings:
            assert state.closing and state.closing.id == closing, "a settled closing came undone"
        random = Random(seed)
        for _ in range(REPLAYS):
            flags, again = replay(history, random)
            assert flags == history.effective, "an effective flag changed"
            assert again == state, "the order of arrival mattered"


def test_the_histories_are_rich_enough_to_show_something() -> None:
    histories = [random_history(seed) for seed in range(400)]
    states = [read(history.counted()) for history in histories]
    assert {state.status for state in states} >= set(Status) - {Status.NOTHING_YET}
    assert sum(any(cross(a, b) for a in s.moves for b in s.moves) for s in states) > 180
    assert sum(bool(history.settled_closings) for history in histories) > 8
    assert sum(not flag for history in histories for flag in history.effective.values()) > 50


def test_what_is_legal_depends_on_nothing_that_is_left_out_when_only_that_is_asked() -> None:
    for seed in range(HISTORIES // 5):
        moves = [(move.id, move.sees, move) for move in random_history(seed).moves]
        whole = fold(moves, legal=legal, read=read)
        short = fold(moves, legal=legal, read=read, stand=stand, weighs=weighs)
        assert short.state == whole.state and short.effective == whole.effective
        assert [(move, str(why)) for move, why in short.refused] == [
            (m, str(why)) for m, why in whole.refused
        ]


def _sequences(begun: Talk, side: Side, length: int) -> Iterator[tuple[Move, ...]]:
    """Every legal sequence of moves that a side can make by itself, facts apart."""
    if not length:
        return
    state = begun.state
    for name in sorted(may(state, side), key=lambda name: name.value):
        if name.is_fact or begun.refused(side, name):
            continue
        move = begun.draft(side, name, seen=state)
        yield (move,)
        onward = Talk([*begun.moves, move], begun.numbers)
        for rest in _sequences(onward, side, length - 1):
            yield (move, *rest)


@UNCOUNTED
@pytest.mark.parametrize("place", PLACES)
def test_every_pair_of_sequences_that_cross_keeps_what_must_hold(place: str) -> None:
    begun = PLACES[place]()
    ours = list(_sequences(begun, PERFORMER, 3))
    theirs = list(_sequences(begun, CUSTOMER, 3))
    pairs = list(product(ours, theirs))
    if PAIRS_EACH:
        pairs = Random(place).sample(pairs, min(PAIRS_EACH, len(pairs)))
    assert pairs
    for one, two in pairs:
        moves = [*begun.moves, *one, *two]
        state = read(moves)
        must_hold(state, moves)
        assert read([*two, *one, *begun.moves]) == state


@UNCOUNTED
def test_the_pairs_of_sequences_are_as_many_as_the_model_tried() -> None:
    total = 0
    for place in PLACES.values():
        begun = place()
        sides = [sum(1 for _ in _sequences(begun, side, 3)) for side in Side]
        total += sides[0] * sides[1]
    assert total >= 33_342
