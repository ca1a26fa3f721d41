"""A conversation between two sides, written move by move; both know everything unless a test says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from troth.core.errors import Refusal
from troth.core.promises import Facts, Move, Name, Plain, State, legal, look_of, read
from troth.core.values import Side

PERFORMER, CUSTOMER = Side.PERFORMER, Side.CUSTOMER
FIRST = {PERFORMER: Name.OFFER, CUSTOMER: Name.REQUEST}


@dataclass
class Talk:
    """The moves of one promise so far, all of them legal when they were made."""

    moves: list[Move] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    @property
    def state(self) -> State:
        return read(self.moves)

    def draft(self, side: Side, name: Name, *, seen: State, facts: Facts | None = None, at: int = 0) -> Move:
        """The move as a page would make it from the state it shows."""
        on: dict[Name, Move | None] = {
            Name.WITHDRAW: seen.table[side],
            Name.DECLINE: seen.table[side.other],
            Name.AGREE: seen.table[side.other],
            Name.TAKE_BACK: seen.agreed,
            Name.ACCEPT: seen.delivery,
            Name.SEND_BACK: seen.delivery,
            Name.LOOKED: asked.asked if (asked := look_of(seen)) else None,
        }
        target = on.get(name)
        rests = name.is_text or name.is_doing
        return Move(
            id=f"{next(self.numbers):03}-{name.value}",
            side=side,
            name=name,
            sees=frozenset(move.id for move in seen.moves),
            on=target.id if target else None,
            terms=seen.terms if rests else None,
            log=side.value,
            at=at,
            facts=facts or Plain(),
        )

    def say(self, side: Side, name: Name, *, facts: Facts | None = None, at: int = 0) -> Move:
        """Make a move in sight of everything that was said."""
        seen = self.state
        move = self.draft(side, name, seen=seen, facts=facts, at=at)
        legal(seen, move)
        self.moves.append(move)
        return move

    def cross(self, ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> tuple[list[Move], list[Move]]:
        """Let the performer say `ours` and the customer `theirs` without sight of each other."""
        before = list(self.moves)
        made: dict[Side, list[Move]] = {}
        for side, names in ((PERFORMER, ours), (CUSTOMER, theirs)):
            alone = Talk(list(before), self.numbers)
            made[side] = [alone.say(side, name) for name in names]
        self.moves += [*made[PERFORMER], *made[CUSTOMER]]
        return made[PERFORMER], made[CUSTOMER]

    def refused(self, side: Side, name: Name, **changes: object) -> Refusal | None:
        """The refusal that a move would meet now, or None when it is legal."""
        move = self.draft(side, name, seen=self.state)
        for key, value in changes.items():
            object.__setattr__(move, key, value)
        try:
            legal(self.state, move)
        except Refusal as refusal:
            return refusal
        return None


def talk(*said: tuple[Side, Name]) -> Talk:
    """A conversation in which each of these was said in sight of all before it."""
    begun = Talk()
    for side, name in said:
        begun.say(side, name)
    return begun
