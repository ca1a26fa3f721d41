"""What a person may do so that both sides write what a sentence means to them before either sees the other's words."""

from __future__ import annotations

from troth.actions.ids import fresh
from troth.actions.listening import MOST_WORDS, NothingSaid, TooLong
from troth.actions.ports import Actor, Node
from troth.actions.sealed import known_round, move_of, say
from troth.core.alliance import Right, require
from troth.core.sealed import Name, State, Subject


def ask(node: Node, actor: Actor, *, words: str, about: str | None = None) -> str:
    """Put a sentence that both sides read for themselves; returns the round's id."""
    said = _needs(words, "Write the sentence or the words that both sides are to read.")
    require(actor.role, Right.LISTEN)
    round_ = fresh("bl_")
    move = move_of(actor, Name.OPEN, words=said, subject=Subject.INTERPRETATION, about=about)
    say(node, actor, round_, move)
    return round_


def answer(node: Node, actor: Actor, round_: str, *, words: str) -> None:
    """Seal what it means to one's own side; it opens for both once both are in."""
    said = _needs(words, "Write what it means to you, in a sentence or two.")
    require(actor.role, Right.LISTEN)
    state_of(node, actor.alliance, round_)
    say(node, actor, round_, move_of(actor, Name.COMMIT, words=said))


def call_off(node: Node, actor: Actor, round_: str) -> None:
    """End a round that nobody needs any more; what was sealed stays sealed."""
    require(actor.role, Right.LISTEN)
    state_of(node, actor.alliance, round_)
    say(node, actor, round_, move_of(actor, Name.CLOSE))


def state_of(node: Node, alliance: str, round_: str) -> State:
    """Read a round as it stands now; raises `NoSuchRound` when there is none of that name that asks for a reading."""
    return known_round(node, alliance, round_, (Subject.INTERPRETATION,))


def _needs(words: str, sentence: str) -> str:
    said = words.strip()
    if not said:
        raise NothingSaid(sentence)
    if len(said) > MOST_WORDS:
        raise TooLong(f"That is {len(said):,} characters, and there is room for {MOST_WORDS:,}.")
    return said
