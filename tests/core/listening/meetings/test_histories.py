"""Random histories of two sides that do not always know of each other: any order of arrival reads the same."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.listening.meetings.met import ONE, OTHER, Meeting, ended
from tests.counts import count
from troth.core.errors import Refusal
from troth.core.listening.meetings import Move, Name, Status, legal, read

SAID = (Name.CONFIRM, Name.CORRECT, Name.ANSWER)


def told(random: Random, steps: int) -> Meeting:
    """Two sides that say something of lines, and hear of each other now and then."""
    meeting = ended()
    known: dict[str, list[Move]] = {ONE: list(meeting.moves), OTHER: list(meeting.moves)}
    for _ in range(steps):
        log = random.choice((ONE, OTHER))
        if random.random() < 0.4:
            known[log] = list(meeting.moves)
            continue
        state, name = read(known[log]), random.choice(SAID)
        made = random.choice((None, "pr_1", "pr_2", "st_1")) if name is not Name.ANSWER else None
        words = f"words {random.randrange(9)}" if name is not Name.CONFIRM else None
        move = meeting.draft(log, name, random.randrange(5), seen=state, made=made, words=words)
        try:
            legal(state, move)
        except Refusal:
            continue
        meeting.moves.append(move)
        known[log].append(move)
    return meeting


@given(random=st.randoms(use_true_random=False), steps=st.integers(2, 30))
@settings(max_examples=count(3000, at_least=250), deadline=None)
def test_every_order_of_arrival_reads_the_same_and_every_line_is_sound(random: Random, steps: int) -> None:
    meeting = told(random, steps)
    state, moves = meeting.state, list(meeting.moves)
    random.shuffle(moves)
    assert read(moves) == state
    for number, item in enumerate(state.items):
        said = [move for move in state.moves if move.line == number]
        for log, move in item.confirmed.items():
            assert move.log == log and move in said, "No side confirms what it has not."
            assert item.corrected is None or move is item.corrected or item.corrected.id in move.sees
        if item.corrected is not None:
            assert item.corrected.log in item.confirmed, "Whoever corrects a line stands by it."
            assert (item.line.words, item.line.due) == (item.corrected.words, item.corrected.due)
        assert item.made is None or any(move.made == item.made for move in said)
    waits = any(item.asks and len(item.confirmed) < 2 for item in state.items)
    assert (state.status is Status.ENDED) is waits


@given(random=st.randoms(use_true_random=False), steps=st.integers(2, 20))
@settings(max_examples=count(1000, at_least=100), deadline=None)
def test_a_correction_that_all_have_seen_leaves_one_side_to_be_asked(random: Random, steps: int) -> None:
    meeting = told(random, steps)
    line = random.randrange(4)
    log = random.choice((ONE, OTHER))
    move = meeting.draft(log, Name.CORRECT, line, words="as it was meant")
    try:
        legal(meeting.state, move)
    except Refusal:
        return
    meeting.moves.append(move)
    assert list(meeting.state.items[line].confirmed) == [log]
