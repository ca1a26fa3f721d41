"""What a person may do so that both sides write what a sentence means to them before either sees the other's words."""

from __future__ import annotations

from collections.abc import Collection

from troth.actions.ids import fresh
from troth.actions.listening import MOST_WORDS, NothingSaid, On, TooLong
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import round_of
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.record import Draft, encode
from troth.core.sealed import Move, Name, State, Subject, due, legal, wire


class NoSuchRound(Refusal):
    """There is no round of that name in this alliance."""


def ask(node: Node, actor: Actor, *, words: str, about: str | None = None) -> str:
    """Put a sentence that both sides read for themselves; returns the round's id."""
    said = _needs(words, "Write the sentence or the words that both sides are to read.")
    round_ = fresh("bl_")
    move = _move(actor, Name.OPEN, words=said, subject=Subject.INTERPRETATION, about=about)
    _say(node, actor, On(round_, ""), State(), move)
    return round_


def answer(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Seal what it means to one's own side; it opens for both once both are in.

    That the other side came in meanwhile is no conflict, and would tell that it did: what was read is not looked at.
    """
    said = _needs(words, "Write what it means to you, in a sentence or two.")
    state = state_of(node, actor.alliance, on.statement)
    _say(node, actor, On(on.statement, state.stamp), state, _move(actor, Name.COMMIT, words=said))


def call_off(node: Node, actor: Actor, on: On) -> None:
    """End a round that nobody needs any more; what was sealed stays sealed. What was read is not looked at here."""
    state = state_of(node, actor.alliance, on.statement)
    _say(node, actor, On(on.statement, state.stamp), state, _move(actor, Name.CLOSE))


def let_go(node: Node, actor: Actor, round_: str) -> bool:
    """Let one side's words go if both are in, as its node does by itself; says whether there was anything to let go."""
    state = known_round(node, actor.alliance, round_, tuple(Subject))
    id = due(state, actor.log)
    if id is None:
        return False
    act, _ = wire(_move(actor, Name.REVEAL, on=id), round_)
    node.write(actor, [Draft(act=act, by=actor.by)], expects={round_: state.stamp})
    return True


def state_of(node: Node, alliance: str, round_: str) -> State:
    """Read a round as it stands now; raises `NoSuchRound` when there is none of that name that asks for a reading."""
    return known_round(node, alliance, round_, (Subject.INTERPRETATION,))


def known_round(node: Node, alliance: str, round_: str, subjects: Collection[Subject]) -> State:
    """Read a round as it stands now; raises `NoSuchRound` when there is none of that name and of these subjects."""
    state = round_of(node.read(alliance, round_)).state
    if state.asked is None or state.asked.subject not in subjects:
        raise NoSuchRound("There is nothing of that name here. It may belong to another alliance.")
    return state


def _move(
    actor: Actor,
    name: Name,
    *,
    words: str | None = None,
    subject: Subject | None = None,
    on: str | None = None,
    about: str | None = None,
) -> Move:
    return Move(
        id="",
        log=actor.log,
        name=name,
        subject=subject,
        on=on,
        about=about,
        words=words,
        by=actor.by,
        stands_for=actor.stands_for,
    )


def _say(node: Node, actor: Actor, on: On, state: State, move: Move) -> None:
    require(actor.role, Right.LISTEN)
    if state.stamp != on.stamp:
        raise Changed(on.statement)
    legal(state, move)
    act, body = wire(move, on.statement)
    node.write(
        actor,
        [Draft(act=act, by=actor.by, body=encode(body) if body else None)],
        expects={on.statement: on.stamp},
    )


def _needs(words: str, sentence: str) -> str:
    said = words.strip()
    if not said:
        raise NothingSaid(sentence)
    if len(said) > MOST_WORDS:
        raise TooLong(f"That is {len(said):,} characters, and there is room for {MOST_WORDS:,}.")
    return said
