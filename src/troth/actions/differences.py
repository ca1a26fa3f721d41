"""What a person may do with a difference: tell how it is with one's side, propose a bridge, look whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import difference_of
from troth.core.alliance import Right, require
from troth.core.charter.differences import Kind, Move, Name, State, legal, wire
from troth.core.errors import Refusal
from troth.core.record import Draft, encode

MOST_WORDS = 4000


class NothingTold(Refusal):
    """The words that the move consists of were left empty."""


class TooLong(Refusal):
    """More words than stand well beside the other side's."""


class NoSuchDifference(Refusal):
    """There is no difference of that name in this alliance."""


@dataclass(frozen=True)
class On:
    """A difference as the person's page showed it."""

    difference: str
    stamp: str


def name(node: Node, actor: Actor, kind: Kind, *, title: str, words: str) -> str:
    """Name a way in which the two sides differ, and tell how it is with one's own; returns its id."""
    if not title.strip():
        raise NothingTold("Give the difference a name, such as: how a decision is made.")
    difference = fresh("df_")
    move = _move(actor, Name.TELL, kind=kind, title=title.strip(), words=_told(words))
    _say(node, actor, On(difference, ""), State(), move)
    return difference


def tell(node: Node, actor: Actor, on: On, *, words: str, title: str = "") -> None:
    """Tell how it is with one's own side, or tell it anew; whoever named the difference may also rename it."""
    state = state_of(node, actor.alliance, on.difference)
    move = _move(actor, Name.TELL, kind=state.kind, title=title.strip() or None, words=_told(words))
    _say(node, actor, on, state, move)


def propose(
    node: Node, actor: Actor, on: On, *, words: str, day: date | None = None, promise: str | None = None
) -> None:
    """Propose a bridge or a change of it: what both do, which promise keeps it, when both look whether it holds."""
    state = state_of(node, actor.alliance, on.difference)
    said = _fits(words, "Write down the bridge: what each side does so that both can work with it.")
    move = _move(actor, Name.PUT, terms=state.terms, words=said, day=day, promise=promise)
    _say(node, actor, on, state, move)


def answer(node: Node, actor: Actor, on: On, act: Name, *, text: str) -> None:
    """Agree to the partner's bridge, decline it, or withdraw one's own."""
    state = state_of(node, actor.alliance, on.difference)
    _say(node, actor, on, state, _move(actor, act, on=text))


def look(
    node: Node, actor: Actor, on: On, *, holds: bool, words: str = "", again: date | None = None
) -> None:
    """Say on the day that both set whether the bridge holds, and when to look again."""
    state = state_of(node, actor.alliance, on.difference)
    move = _move(
        actor,
        Name.LOOK,
        terms=state.terms,
        day=state.look.day if state.look else None,
        holds=holds,
        again=again,
        words=words.strip()[:MOST_WORDS] or None,
    )
    _say(node, actor, on, state, move)


def state_of(node: Node, alliance: str, difference: str) -> State:
    """Read a difference as it stands now; raises `NoSuchDifference` when it has no entries."""
    sightings = node.read(alliance, difference)
    if not sightings:
        raise NoSuchDifference("There is no such difference here. It may belong to another alliance.")
    return difference_of(sightings).state


def _move(
    actor: Actor,
    act: Name,
    *,
    kind: Kind | None = None,
    on: str | None = None,
    terms: str | None = None,
    promise: str | None = None,
    day: date | None = None,
    holds: bool | None = None,
    again: date | None = None,
    title: str | None = None,
    words: str | None = None,
) -> Move:
    return Move(
        id="",
        log=actor.log,
        name=act,
        kind=kind,
        on=on,
        terms=terms,
        promise=promise,
        day=day,
        holds=holds,
        again=again,
        title=title,
        words=words,
        by=actor.by,
        stands_for=actor.stands_for,
    )


def _say(node: Node, actor: Actor, on: On, state: State, move: Move) -> None:
    """Whoever listens tells and looks; the bridge itself is for those who agree on such things in a firm's name."""
    require(actor.role, Right.LISTEN if move.act is None else Right.PURPOSE)
    if state.stamp != on.stamp:
        raise Changed(on.difference)
    legal(state, move)
    act, body = wire(move, on.difference)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [draft], expects={on.difference: on.stamp})


def _told(words: str) -> str:
    return _fits(words, "Tell how it is with your side, as you would tell a new colleague.")


def _fits(words: str, sentence: str) -> str:
    said = words.strip()
    if not said:
        raise NothingTold(sentence)
    if len(said) > MOST_WORDS:
        raise TooLong(
            f"That is {len(said):,} characters; up to {MOST_WORDS:,} stand well beside the other side’s."
        )
    return said
