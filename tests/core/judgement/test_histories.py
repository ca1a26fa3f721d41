"""Random concerns in two logs that do not always know of each other: any order of arrival reads the same."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.judgement.raised import ASKED, RAISER, Concern
from tests.counts import UNCOUNTED, count
from troth.core.errors import Refusal
from troth.core.judgement import TABLE, Move, Name, State, Status, legal, may, read


class Two:
    """Two sides that write about one concern, and hear of each other now and then."""

    def __init__(self, random: Random) -> None:
        self.random, self.concern = random, Concern()
        self.known: dict[str, list[Move]] = {RAISER: [], ASKED: []}

    def run(self, steps: int) -> None:
        for _ in range(steps):
            log = self.random.choice((RAISER, ASKED))
            if self.random.random() < 0.4:
                self.known[log] = list(self.concern.moves)
            else:
                self.act(log)

    def act(self, log: str) -> None:
        state = read(self.known[log])
        able = sorted(may(state, log), key=lambda name: name.value)
        name = self.random.choice(able if able and self.random.random() < 0.8 else list(Name))
        move = self.concern.draft(log, name, seen=state)
        try:
            legal(state, move)
        except Refusal:
            assert name not in able or not able
            return
        self.concern.moves.append(move)
        self.known[log].append(move)


@UNCOUNTED
@given(st.randoms(use_true_random=False), st.integers(2, 30))
@settings(max_examples=count(4000, at_least=300), deadline=None)
def test_every_order_of_arrival_reads_the_same_and_every_state_is_sound(random: Random, steps: int) -> None:
    two = Two(random)
    two.run(steps)
    moves = list(two.concern.moves)
    state = read(moves)
    random.shuffle(moves)
    assert read(moves) == state
    sound(state)


def sound(state: State) -> None:
    """What must hold of any state, whatever crossed: above all, nothing is weighed that was not understood."""
    assert state.status in set(TABLE.values()) | {Status.NOTHING_YET}
    assert (state.closing is not None) == (not state.status.is_open)
    assert (state.parked is not None) == (state.status is Status.PARKED)
    assert state.fallen <= {move.id for move in state.moves}
    for move in state.weighed:
        assert state.confirmed is not None and state.confirmed.id in move.sees
    assert len(state.opened) in (0, 2)
