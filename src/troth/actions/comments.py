"""What a person may do with comments: say something on a thing that both sides hold, say it otherwise, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import comment_of
from troth.core.alliance import Right, require
from troth.core.comments import MOST_TOLD, Move, Name, State, legal, mentions, wire
from troth.core.errors import Refusal
from troth.core.record import Draft, encode

MOST_WORDS = 4000
PREFIX = "cm_"
THINGS = ("pr_", "st_", "cn_", "df_")
"""What can be commented on: promises, statements, concerns and differences, by how their ids begin."""
NOBODY: Mapping[str, str] = MappingProxyType({})


class NothingSaid(Refusal):
    """The comment was left empty."""


class TooLong(Refusal):
    """More words than a comment holds."""


class WhichOne(Refusal):
    """A given name is that of several people."""


class TooMany(Refusal):
    """More people are named than one comment tells."""


class NoSuchThing(Refusal):
    """There is nothing of that name in this alliance that can be commented on."""


class NoSuchComment(Refusal):
    """There is no comment of that name in this alliance."""


@dataclass(frozen=True)
class On:
    """A comment as the person's page showed it."""

    comment: str
    stamp: str


def say(node: Node, actor: Actor, *, about: str, words: str, names: Mapping[str, str] = NOBODY) -> str:
    """Say something on a promise, a statement, a concern or a difference; returns the comment's id.

    `names` has the names of the people of both sides, by pseudonym: who is named in the words with an `@` is told.
    """
    said = _fits(words)
    if not about.startswith(THINGS) or not node.read(actor.alliance, about):
        raise NoSuchThing("There is nothing here to comment on. It may belong to another alliance.")
    comment = fresh(PREFIX)
    _say(
        node, actor, On(comment, ""), State(), _move(actor, Name.SAY, about, said, _named(actor, said, names))
    )
    return comment


def edit(node: Node, actor: Actor, on: On, *, words: str, names: Mapping[str, str] = NOBODY) -> None:
    """Say one's own comment otherwise. What it said before stays, for both sides to see; who is named anew is told."""
    state, said = state_of(node, actor.alliance, on.comment), _fits(words)
    fresh_ones = tuple(name for name in _named(actor, said, names) if name not in state.told)
    if said != state.words or state.stamp != on.stamp:
        _say(node, actor, on, state, _move(actor, Name.EDIT, state.about, said, fresh_ones))


def withdraw(node: Node, actor: Actor, on: On) -> None:
    """Take one's own comment back; that it was said stays in the record."""
    state = state_of(node, actor.alliance, on.comment)
    _say(node, actor, on, state, _move(actor, Name.WITHDRAW, state.about))


def state_of(node: Node, alliance: str, comment: str) -> State:
    """Read a comment as it stands now; raises `NoSuchComment` when it has no entries."""
    sightings = node.read(alliance, comment) if comment.startswith(PREFIX) else ()
    if not sightings:
        raise NoSuchComment("There is no such comment here. It may belong to another alliance.")
    return comment_of(sightings).state


def _move(actor: Actor, name: Name, about: str, words: str = "", to: tuple[str, ...] = ()) -> Move:
    return Move(id="", log=actor.log, name=name, about=about, to=to, words=words or None, by=actor.by)


def _say(node: Node, actor: Actor, on: On, state: State, move: Move) -> None:
    require(actor.role, Right.LISTEN)
    if state.stamp != on.stamp:
        raise Changed(on.comment)
    legal(state, move)
    act, body = wire(move, on.comment)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [draft], expects={on.comment: on.stamp})


def _named(actor: Actor, words: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Whom the words name, but for whoever writes them."""
    found: dict[str, None] = {}
    for each in mentions(words, names):
        if len(each.people) > 1 and not each.whole:
            called = words[each.start + 1 : each.end]
            raise WhichOne(f"Several people here are called {called}. Write the whole name after the @.")
        found.update(dict.fromkeys(name for name in each.people if name != actor.by))
    if len(found) > MOST_TOLD:
        raise TooMany(f"One comment names up to {MOST_TOLD} people. Name the others in a second one.")
    return tuple(found)


def _fits(words: str) -> str:
    said = words.strip()
    if not said:
        raise NothingSaid("Write what you want to say.")
    if len(said) > MOST_WORDS:
        raise TooLong(
            f"That is {len(said):,} characters; a comment has up to {MOST_WORDS:,}. Say it in parts."
        )
    return said
