"""What a person may do with what both sides hold together: the purpose of the alliance and its objectives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import joint_of
from troth.core.alliance import Move, Name, Right, State, Subject, legal, require, wire, wire_sponsor
from troth.core.errors import Refusal
from troth.core.record import Draft, encode


class NothingPut(Refusal):
    """The text was left empty."""


def put_purpose(
    node: Node, actor: Actor, *, title: str, words: str = "", object_id: str = "", stamp: str = ""
) -> str:
    """Put the purpose in words, or a change of it: what we do together that neither can do alone."""
    return _put(node, actor, Subject.PURPOSE, title, words, None, object_id, stamp)


def put_objective(
    node: Node,
    actor: Actor,
    *,
    title: str,
    words: str = "",
    day: date | None = None,
    object_id: str = "",
    stamp: str = "",
) -> str:
    """Put an objective, or a change of one; returns its id."""
    return _put(node, actor, Subject.OBJECTIVE, title, words, day, object_id, stamp)


def agree(node: Node, actor: Actor, object_id: str, *, stamp: str, text: str) -> None:
    """Say yes to the partner's text: both hold it from now on."""
    _answer(node, actor, object_id, stamp, Name.AGREE, text)


def decline(node: Node, actor: Actor, object_id: str, *, stamp: str, text: str) -> None:
    """Say no to the partner's text; what both held before stands."""
    _answer(node, actor, object_id, stamp, Name.DECLINE, text)


def withdraw(node: Node, actor: Actor, object_id: str, *, stamp: str, text: str) -> None:
    """Take one's own text off the table."""
    _answer(node, actor, object_id, stamp, Name.WITHDRAW, text)


def close(node: Node, actor: Actor, object_id: str, *, stamp: str) -> None:
    """Close an objective; it is closed for both once both have."""
    state = state_of(node, actor.alliance, object_id)
    move = Move(id="", log=actor.log, subject=Subject.OBJECTIVE, name=Name.CLOSE, terms=state.terms)
    _say(node, actor, object_id, stamp, state, move)


def name_sponsor(node: Node, actor: Actor, member: str) -> None:
    """Name who of one's own side is asked to look when two people are asked; the partner sees it."""
    require(actor.role, Right.SPONSOR)
    node.write(actor, [Draft(act=wire_sponsor(member), by=actor.by)], expects={})


def state_of(node: Node, alliance: str, object_id: str) -> State:
    """Read a joint text as it stands now; an unknown one has nothing said yet."""
    return joint_of(node.read(alliance, object_id)).state


def _put(
    node: Node,
    actor: Actor,
    subject: Subject,
    title: str,
    words: str,
    day: date | None,
    object_id: str,
    stamp: str,
) -> str:
    if not title.strip():
        raise NothingPut("Write it down in one sentence; your partner can change it.")
    object_id = object_id or fresh("jt_")
    state = state_of(node, actor.alliance, object_id)
    move = Move(
        id="",
        log=actor.log,
        subject=subject,
        name=Name.PUT,
        terms=state.terms,
        day=day,
        title=title.strip(),
        words=words.strip() or None,
    )
    _say(node, actor, object_id, stamp, state, move)
    return object_id


def _answer(node: Node, actor: Actor, object_id: str, stamp: str, name: Name, text: str) -> None:
    state = state_of(node, actor.alliance, object_id)
    subject = state.subject or Subject.OBJECTIVE
    _say(
        node, actor, object_id, stamp, state, Move(id="", log=actor.log, subject=subject, name=name, on=text)
    )


def _say(node: Node, actor: Actor, object_id: str, stamp: str, state: State, move: Move) -> None:
    require(actor.role, Right.PURPOSE)
    if state.stamp != stamp:
        raise Changed(object_id)
    legal(state, move)
    act, body = wire(replace(move, stands_for=actor.stands_for), object_id)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [draft], expects={object_id: stamp})
