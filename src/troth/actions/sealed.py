"""What every round shares that both sides answer without sight of each other: to read it, say a move, let words go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import round_of
from troth.core.errors import Refusal
from troth.core.record import Draft, encode
from troth.core.sealed import PAD, Move, Name, State, Subject, due, legal, wire

TRIES = 3


class NoSuchRound(Refusal):
    """There is no round of that name and of these subjects in this alliance."""


def known_round(node: Node, alliance: str, round_: str, subjects: Collection[Subject]) -> State:
    """Read a round as it stands now; raises `NoSuchRound` when there is none of that name and of these subjects."""
    state = round_of(node.read(alliance, round_)).state
    if state.asked is None or state.asked.subject not in subjects:
        raise NoSuchRound("There is nothing of that name here. It may belong to another alliance.")
    return state


def move_of(
    actor: Actor,
    name: Name,
    *,
    words: str | None = None,
    subject: Subject | None = None,
    on: str | None = None,
    about: str | None = None,
    until: date | None = None,
) -> Move:
    """Return a move as its actor makes it."""
    return Move(
        id="",
        log=actor.log,
        name=name,
        subject=subject,
        on=on,
        about=about,
        until=until,
        words=words,
        by=actor.by,
        stands_for=actor.stands_for,
    )


def say(node: Node, actor: Actor, round_: str, move: Move, *, pad: int = PAD) -> None:
    """Write a move on a round as it stands now.

    What somebody's page showed is never asked for, and what comes in at the same moment is read anew: that the other
    side came in is no conflict, and would tell that it did.
    """
    act, body = wire(move, round_, pad=pad)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    for tried in range(1, TRIES + 1):
        state = round_of(node.read(actor.alliance, round_)).state
        legal(state, move)
        try:
            node.write(actor, [draft], expects={round_: state.stamp})
        except Changed:
            if tried == TRIES:
                raise
        else:
            return


def let_go(node: Node, actor: Actor, round_: str) -> bool:
    """Let one side's words go if both are in, as its node does by itself; says whether there was anything to let go."""
    state = known_round(node, actor.alliance, round_, tuple(Subject))
    id = due(state, actor.log)
    if id is None:
        return False
    say(node, actor, round_, move_of(actor, Name.REVEAL, on=id))
    return True
