"""What a person may do to be sure that they understood: put down a statement, play one back, answer a playback."""

from __future__ import annotations

from dataclasses import dataclass

from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import statement_of
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.listening import Move, Name, State, Wording, legal, own_words, wire
from troth.core.record import Draft, encode

MOST_WORDS = 4000


class NothingSaid(Refusal):
    """The words that the move consists of were left empty."""


class TooLong(Refusal):
    """More words than one could play back."""


class NoSuchStatement(Refusal):
    """There is no statement of that name in this alliance."""


@dataclass(frozen=True)
class On:
    """A statement as the person's page showed it."""

    statement: str
    stamp: str


def put(
    node: Node,
    actor: Actor,
    *,
    words: str,
    asks: bool = False,
    to: str | None = None,
    about: str | None = None,
) -> str:
    """Put down what one means, and ask the partner how they understand it if wanted; returns its id."""
    said = _needs(words, "Write down what you mean; one or two sentences are best.")
    move = _move(actor, Name.PUT, words=said, asks=asks, to=to if asks else None, about=about)
    statement = fresh("st_")
    _say(node, actor, On(statement, ""), State(), move)
    return statement


def ask(node: Node, actor: Actor, on: On, *, to: str | None = None) -> None:
    """Ask the partner to say how they understand it."""
    _say(node, actor, on, state_of(node, actor.alliance, on.statement), _move(actor, Name.ASK, to=to))


def play_back(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Say how one understands it, in one's own words."""
    said = _needs(words, "Say how you understand it, as you would explain it to a colleague.")
    state = state_of(node, actor.alliance, on.statement)
    _say(node, actor, on, state, _move(actor, Name.PLAY_BACK, words=said, echo=echo_of(state, said)))


def confirm(node: Node, actor: Actor, on: On) -> None:
    """Say that the latest playback is what one meant."""
    state = state_of(node, actor.alliance, on.statement)
    _say(node, actor, on, state, _move(actor, Name.CONFIRM, on=_current(state)))


def correct(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Say again only the part of it that did not come across."""
    said = _needs(words, "Say again only the part that did not come across; the rest is understood.")
    state = state_of(node, actor.alliance, on.statement)
    _say(node, actor, on, state, _move(actor, Name.CORRECT, on=_current(state), words=said))


def differ(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Say that the two sides see this differently; it is so once both have said it."""
    state = state_of(node, actor.alliance, on.statement)
    _say(node, actor, on, state, _move(actor, Name.DIFFER, words=_fits(words)))


def leave(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Leave it for now; it can be taken up again at any time."""
    state = state_of(node, actor.alliance, on.statement)
    _say(node, actor, on, state, _move(actor, Name.LEAVE, words=_fits(words)))


def withdraw(node: Node, actor: Actor, on: On) -> None:
    """Take one's statement back; what was said about it stays in the record."""
    _say(node, actor, on, state_of(node, actor.alliance, on.statement), _move(actor, Name.WITHDRAW))


def state_of(node: Node, alliance: str, statement: str) -> State:
    """Read a statement as it stands now; raises `NoSuchStatement` when it has no entries."""
    sightings = node.read(alliance, statement)
    if not sightings:
        raise NoSuchStatement("There is no such statement here. It may belong to another alliance.")
    return statement_of(sightings).state


def _move(
    actor: Actor,
    name: Name,
    *,
    words: str | None = None,
    on: str | None = None,
    asks: bool = False,
    to: str | None = None,
    about: str | None = None,
    echo: int | None = None,
) -> Move:
    return Move(
        id="",
        log=actor.log,
        name=name,
        on=on,
        asks=asks,
        to=to,
        about=about,
        echo=echo,
        words=words or None,
        by=actor.by,
        stands_for=actor.stands_for,
    )


def _say(node: Node, actor: Actor, on: On, state: State, move: Move) -> None:
    require(actor.role, Right.LISTEN)
    if state.stamp != on.stamp:
        raise Changed(on.statement)
    legal(state, move)
    act, body = wire(move, on.statement)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [draft], expects={on.statement: on.stamp})


def echo_of(state: State, words: str) -> int | None:
    """Return how far a playback repeats, in thousandths; signed with it, because words may be erased later."""
    measured = own_words(state.told, words)
    return None if measured.wording is Wording.TOO_SHORT else round(measured.echo * 1000)


def _current(state: State) -> str | None:
    return state.current.id if state.current is not None else None


def _needs(words: str, sentence: str) -> str:
    if not words.strip():
        raise NothingSaid(sentence)
    return _fits(words)


def _fits(words: str) -> str:
    said = words.strip()
    if len(said) > MOST_WORDS:
        raise TooLong(
            f"That is {len(said):,} characters; up to {MOST_WORDS:,} can be played back. Say it in parts."
        )
    return said
