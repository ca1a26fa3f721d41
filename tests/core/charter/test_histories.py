"""Random histories in two logs that do not always know of each other: any order of arrival reads the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.charter.held import ONE, OTHER, History, clause, difference
from tests.counts import UNCOUNTED, count
from troth.core import charter
from troth.core.alliance import Act
from troth.core.charter import differences
from troth.core.charter.differences import Name
from troth.core.errors import Refusal

BEGIN = date(2026, 1, 5)


class Two:
    """Two sides that write about one thing, and hear of each other now and then."""

    def __init__(self, random: Random, of: History[Any, Any], room: Any) -> None:
        self.random, self.of, self.room = random, of, room
        self.known: dict[str, list[Any]] = {ONE: [], OTHER: []}

    def run(self, steps: int) -> None:
        for _ in range(steps):
            log = self.random.choice((ONE, OTHER))
            if self.random.random() < 0.4:
                self.known[log] = list(self.of.moves)
            else:
                self.act(log)

    def act(self, log: str) -> None:
        state = self.of.read(self.known[log])
        able = sorted(self.room.may(state, log), key=lambda name: name.value)
        name = self.random.choice(able if self.random.random() < 0.8 else self.names)
        move = self.of.draft(log, name, seen=state, **self.facts(name, state))
        try:
            self.of.legal(state, move)
        except Refusal:
            assert name not in able or getattr(move, "ends", False)
            return
        self.of.moves.append(move)
        self.known[log].append(move)

    @property
    def names(self) -> list[Any]:
        return list(Act if self.room is charter else Name)

    def facts(self, name: Act | Name, state: Any) -> dict[str, object]:
        """What a page would let somebody fill in."""
        day = BEGIN + timedelta(days=self.random.randrange(400))
        if name is Act.PUT:
            return {"ends": self.random.random() < 0.3}
        if name is Name.PUT:
            return {"day": day if self.random.random() < 0.8 else None}
        if name is Name.LOOK and state.look is not None and self.random.random() < 0.6:
            return {"holds": day.day % 2 == 0, "again": state.look.day + timedelta(days=1 + day.day)}
        return {}


@UNCOUNTED
@pytest.mark.parametrize("room", [charter, differences], ids=["clause", "difference"])
@given(random=st.randoms(use_true_random=False), steps=st.integers(2, 25))
@settings(max_examples=count(3000, at_least=250), deadline=None)
def test_every_order_of_arrival_reads_the_same_and_every_state_is_sound(
    room: Any, random: Random, steps: int
) -> None:
    two = Two(random, clause() if room is charter else difference(), room)
    two.run(steps)
    moves = list(two.of.moves)
    state = two.of.read(moves)
    random.shuffle(moves)
    assert two.of.read(moves) == state
    assert state.fallen <= {move.id for move in state.moves}
    assert len(state.table) <= 2 and all(text.terms == state.terms for text in state.table.values())
    if room is charter:
        sound_clause(state)
    else:
        sound_difference(state)


def sound_clause(state: charter.State) -> None:
    """Each agreed text was changed by the next, and each was agreed by the side that did not put it."""
    before = None
    for each in state.history:
        assert each.text.terms == before and each.yes.log != each.text.log and each.yes.on == each.text.id
        before = each.yes.id
    assert (state.text is not None) is (state.status is charter.Status.IN_FORCE)


def sound_difference(state: differences.State) -> None:
    """No bridge before both have told; days to look only ever come later, and only the last is still to be looked at."""
    if state.bridge is not None or state.table:
        assert len(state.told) == 2
    days = [look.day for look in state.looks]
    assert days == sorted(set(days)) and all(look.complete for look in state.looks[:-1])
    assert bool(state.looks) is (state.bridge is not None and state.bridge.day is not None)
