"""A sealed round: nobody sees the other side's answer, or copies it, before both are in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import UNCOUNTED, count
from troth.core.errors import Refusal
from troth.core.sealed import (
    PAD,
    AlreadyIn,
    Move,
    Name,
    NotBothIn,
    NotOpen,
    Phase,
    State,
    Subject,
    due,
    held_back,
    legal,
    may,
    move_from,
    read,
    released_by,
    visible,
    wire,
)
from troth.core.sealed.blind import HELD_BACK_MS
from troth.core.values import Made

ONE, OTHER = "veldsen", "kaido"


class Round:
    """The moves of one round so far, all of them legal when they were made."""

    def __init__(self) -> None:
        self.moves: list[Move] = []

    @property
    def state(self) -> State:
        return read(self.moves)

    def draft(self, log: str, name: Name, *, seen: State | None = None, **more: object) -> Move:
        state = self.state if seen is None else seen
        fields: dict[str, object] = {
            "on": state.answers[log].id if name is Name.REVEAL and log in state.answers else None,
            "subject": Subject.INTERPRETATION if name is Name.OPEN else None,
            **more,
        }
        sees = frozenset(move.id for move in state.moves)
        return Move(id=f"{len(self.moves):03}-{log}-{name.value}", log=log, name=name, sees=sees, **fields)  # type: ignore[arg-type]

    def say(self, log: str, name: Name, *, seen: State | None = None, **more: object) -> Move:
        move = self.draft(log, name, seen=seen, **more)
        legal(self.state if seen is None else seen, move)
        self.moves.append(move)
        return move

    def refused(self, log: str, name: Name) -> Refusal:
        with pytest.raises(Refusal) as refusal:
            legal(self.state, self.draft(log, name))
        return refusal.value


def asked(*answers: str) -> Round:
    made = Round()
    made.say(ONE, Name.OPEN)
    for log in answers:
        made.say(log, Name.COMMIT, at=1000)
    return made


def test_a_round_goes_from_sealed_to_opened_for_both() -> None:
    made = asked(ONE)
    assert made.state.phase is Phase.SEALED
    made.say(OTHER, Name.COMMIT, at=2000)
    assert made.state.phase is Phase.BOTH_IN
    assert due(made.state, ONE) and due(made.state, OTHER)
    made.say(ONE, Name.REVEAL, at=3000)
    assert made.state.phase is Phase.BOTH_IN and due(made.state, ONE) is None
    made.say(OTHER, Name.REVEAL, at=4000)
    assert made.state.phase is Phase.OPENED and made.state.opened_at == 4000
    assert due(made.state, OTHER) is None


@pytest.mark.parametrize("phase", list(Phase))
def test_the_others_answer_is_seen_in_one_phase_alone(phase: Phase) -> None:
    """The grid of phase, viewer and author."""
    state = State(phase=phase)
    assert visible(state, ONE, ONE) and visible(state, OTHER, OTHER)
    assert visible(state, ONE, OTHER) is visible(state, OTHER, ONE) is (phase is Phase.OPENED)


def test_no_side_lets_go_before_it_knows_of_the_others_answer() -> None:
    made = asked(ONE)
    assert isinstance(made.refused(ONE, Name.REVEAL), NotBothIn)
    seen = made.state
    made.say(OTHER, Name.COMMIT)
    with pytest.raises(NotBothIn):
        legal(seen, made.draft(ONE, Name.REVEAL, seen=seen))
    with pytest.raises(NotBothIn):  # nobody lets go the other side's words
        legal(made.state, made.draft(ONE, Name.REVEAL, on=made.state.answers[OTHER].id))


def test_an_answer_is_given_once() -> None:
    made = asked(ONE)
    assert isinstance(made.refused(ONE, Name.COMMIT), AlreadyIn)
    made.say(OTHER, Name.COMMIT)
    made.say(ONE, Name.REVEAL)
    assert isinstance(made.refused(ONE, Name.REVEAL), AlreadyIn)
    assert isinstance(made.refused(ONE, Name.OPEN), NotOpen)


def test_what_was_called_off_is_not_answered_unless_both_had_answered() -> None:
    made = asked()
    made.say(OTHER, Name.CLOSE)
    assert made.state.phase is Phase.CLOSED and may(made.state, ONE) == frozenset()
    assert isinstance(made.refused(ONE, Name.COMMIT), NotOpen)
    assert isinstance(made.refused(ONE, Name.CLOSE), NotOpen)
    crossed = asked(ONE)
    seen = crossed.state
    crossed.say(OTHER, Name.COMMIT, seen=seen)
    crossed.say(ONE, Name.CLOSE, seen=seen)
    assert crossed.state.phase is Phase.BOTH_IN


def test_a_round_says_what_each_side_may_do_now() -> None:
    assert may(State(), ONE) == {Name.OPEN}
    made = asked(ONE)
    assert may(made.state, ONE) == {Name.CLOSE} and may(made.state, OTHER) == {Name.CLOSE, Name.COMMIT}
    made.say(OTHER, Name.COMMIT)
    assert may(made.state, ONE) == frozenset()
    assert due(asked(ONE).state, OTHER) is None


def test_words_held_back_for_three_days_are_told_of() -> None:
    made = asked(ONE, OTHER)
    assert not held_back(made.state, ONE, 1000 + HELD_BACK_MS)
    assert held_back(made.state, ONE, 1001 + HELD_BACK_MS)
    made.say(ONE, Name.REVEAL)
    assert not held_back(made.state, ONE, 1001 + HELD_BACK_MS)
    assert not held_back(asked(ONE).state, ONE, 10 * HELD_BACK_MS)


@UNCOUNTED
@given(st.randoms(use_true_random=False), st.integers(1, 20))
@settings(max_examples=count(2000, at_least=150), deadline=None)
def test_every_order_of_arrival_reads_the_same(random: Random, steps: int) -> None:
    made, known = Round(), dict[str, list[Move]]({ONE: [], OTHER: []})
    for _ in range(steps):
        log = random.choice((ONE, OTHER))
        if random.random() < 0.4:
            known[log] = list(made.moves)
            continue
        seen = read(known[log])
        move = made.draft(log, random.choice(list(Name)), seen=seen)
        try:
            legal(seen, move)
        except Refusal:
            continue
        made.moves.append(move)
        known[log].append(move)
    state, shuffled = read(made.moves), list(made.moves)
    random.shuffle(shuffled)
    assert read(shuffled) == state
    if state.phase is Phase.OPENED:
        assert len(state.answers) == 2 and state.opened_at is not None


def handed(act: Mapping[str, object], body: Mapping[str, object] | None = None) -> Made:
    return Made(id="ab" * 32, act=act, log=ONE, by="m_a", at=7, body=body)


@given(st.sampled_from(Name), st.none() | st.text(), st.booleans())
def test_what_is_written_is_read_again(name: Name, words: str | None, stands: bool) -> None:
    move = Move(
        id="ab" * 32,
        log=ONE,
        name=name,
        subject=Subject.INTERPRETATION if name is Name.OPEN else None,
        on="cd" * 32 if name is Name.REVEAL else None,
        about="cl_1" if name is Name.OPEN else None,
        words=words,
        at=7,
        by="m_a",
        stands_for="m_b" if stands else None,
    )
    act, body = wire(move, "bl_1")
    assert move_from(handed(act, body)) == move
    assert released_by(str(act["t"]), act) == (move.on if name is Name.REVEAL else None)


@given(st.text())
def test_the_length_of_an_answer_tells_nothing_but_its_size_in_steps(words: str) -> None:
    _, body = wire(Move(id="", log=ONE, name=Name.COMMIT, words=words), "bl_1")
    assert body is not None
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
        errors="surrogatepass"
    )
    assert len(raw) % PAD == 0 and len(raw) >= PAD


@pytest.mark.parametrize(
    "act",
    [
        {"t": 3},
        {"t": "statement.put/1"},
        {"t": "blind.open/2", "what": "interpretation"},
        {"t": "blind.shout/1"},
        {"t": "blind.open/1"},
        {"t": "blind.open/1", "what": "weather"},
        {"t": "blind.commit/1", "what": "interpretation"},
        {"t": "blind.reveal/1"},
        {"t": "blind.reveal/1", "on": "zz"},
        {"t": "blind.commit/1", "about": 3},
    ],
)
def test_what_this_version_cannot_read_is_no_move_and_no_error(act: dict[str, object]) -> None:
    assert move_from(handed(act)) is None
