"""Random histories in two logs that do not always know of each other: any order of arrival reads the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.balance.agreed import ONE, OTHER, control, facts
from tests.counts import UNCOUNTED, count
from troth.core.balance import controls
from troth.core.balance.controls import Change, Name, Status
from troth.core.errors import Refusal

BEGIN = date(2026, 1, 5)


def grow(random: Random, steps: int) -> list[controls.Move]:
    """Two sides that write about one control, and hear of each other now and then."""
    found = control()
    known: dict[str, list[controls.Move]] = {ONE: [], OTHER: []}
    for _ in range(steps):
        log = random.choice((ONE, OTHER))
        if random.random() < 0.4:
            known[log] = list(found.moves)
            continue
        state = controls.read(known[log])
        able = sorted(controls.may(state, log), key=lambda name: name.value)
        name = random.choice(able if random.random() < 0.8 else list(Name))
        move = found.draft(log, name, seen=state, **_more(random, name, state))
        try:
            controls.legal(state, move)
        except Refusal:
            assert name not in able
            continue
        found.moves.append(move)
        known[log].append(move)
    return list(found.moves)


def _more(random: Random, name: Name, state: controls.State) -> dict[str, Any]:
    day = BEGIN + timedelta(days=random.randrange(400))
    if name is Name.TRIP:
        return {"day": day}
    return {"facts": facts(random.choice(controls.may_change(state)), review=day)} if name is Name.PUT else {}


@UNCOUNTED
@given(random=st.randoms(use_true_random=False), steps=st.integers(2, 25))
@settings(max_examples=count(3000, at_least=250), deadline=None)
def test_every_order_of_arrival_reads_the_same_and_every_state_is_sound(random: Random, steps: int) -> None:
    moves = grow(random, steps)
    state = controls.read(moves)
    random.shuffle(moves)
    assert controls.read(moves) == state
    before = None
    for text, yes in state.history:
        assert text.terms == before and yes.log != text.log and yes.on == text.id
        before = yes.id
    assert all(text.terms == before for text in state.table.values())
    change = state.text.facts.change if state.text and state.text.facts else None
    assert (state.tripped is not None) is (state.status is Status.BACK)
    if state.status in (Status.ON_TRIAL, Status.LET_GO):
        assert change in (Change.TRIAL, Change.LET_GO)
    if state.status is Status.LET_GO:  # whoever agreed to that had heard of every touch of the wire
        heard = state.history[-1][1].sees
        agreed = {yes.id for _, yes in state.history}
        trips = [move for move in moves if move.name is Name.TRIP and move.terms in agreed]
        assert all(move.id in heard for move in trips)
