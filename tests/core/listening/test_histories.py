"""Random conversations in two logs that do not always know of each other: any order of arrival reads the same."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.listening.talk import LISTENER, SPEAKER, Talk
from tests.counts import UNCOUNTED, count
from troth.core.errors import Refusal
from troth.core.listening import TABLE, Move, Name, State, Status, course, legal, may, read


class Two:
    """Two sides that write about one statement, and hear of each other now and then."""

    def __init__(self, random: Random) -> None:
        self.random, self.talk = random, Talk()
        self.known: dict[str, list[Move]] = {SPEAKER: [], LISTENER: []}

    def run(self, steps: int) -> None:
        for _ in range(steps):
            log = self.random.choice((SPEAKER, LISTENER))
            if self.random.random() < 0.4:
                self.known[log] = list(self.talk.moves)
            else:
                self.act(log)

    def act(self, log: str) -> None:
        state = read(self.known[log])
        able = sorted(may(state, log), key=lambda name: name.value)
        name = self.random.choice(able if able and self.random.random() < 0.8 else list(Name))
        move = self.talk.draft(log, name, seen=state, asks=self.random.random() < 0.5)
        try:
            legal(state, move)
        except Refusal:
            assert name not in able or not able
            return
        self.talk.moves.append(move)
        self.known[log].append(move)


@UNCOUNTED
@given(st.randoms(use_true_random=False), st.integers(2, 25))
@settings(max_examples=count(4000, at_least=150), deadline=None)
def test_every_order_of_arrival_reads_the_same_and_every_state_is_sound(random: Random, steps: int) -> None:
    two = Two(random)
    two.run(steps)
    moves = list(two.talk.moves)
    state = read(moves)
    random.shuffle(moves)
    assert read(moves) == state
    sound(state)


def sound(state: State) -> None:
    """What must hold of any state, whatever crossed."""
    assert state.status in set(TABLE.values()) | {Status.NOTHING_YET}
    assert (state.closing is not None) == (not state.status.is_open)
    assert state.fallen <= {move.id for move in state.moves}
    ran = course(state)
    assert 0 <= ran.corrected <= ran.rounds == len(state.rounds)
    if state.status is Status.SAME_PAGE:
        assert ran.took_ms is not None and any(
            each.answer is not None and each.answer.name is Name.CONFIRM for each in state.rounds
        )
