"""What a person may do with a clause of the charter: put one, propose a change, answer the partner's, let one go."""

from __future__ import annotations

from dataclasses import dataclass, replace

from troth.actions.days import zone_of
from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import clause_of
from troth.core.alliance import Right, require
from troth.core.charter import Act, Kind, Meeting, Move, State, legal, wire
from troth.core.errors import Refusal
from troth.core.record import Draft, encode

MOST_WORDS = 4000
WANTED = {
    Kind.PRINCIPLE: (
        "Give the principle a name, in a word or two.",
        "Write the principle down in a sentence or two.",
    ),
    Kind.CADENCE: ("Say what you meet about.", ""),
    Kind.WORD: ("Write down the word.", "Say what both of you mean by this word."),
    Kind.CLAUSE: (
        "Give the clause a name, in a word or two.",
        "Write down what you agree on, in a sentence or two.",
    ),
}


class NothingPut(Refusal):
    """Words that the clause consists of were left empty."""


class TooLong(Refusal):
    """More words than a clause can hold."""


class NoRhythm(Refusal):
    """A meeting says neither how often it takes place nor that it is held when needed."""


@dataclass(frozen=True)
class On:
    """A clause as the person's page showed it; a new one has neither name nor stamp."""

    clause: str = ""
    stamp: str = ""


NEW = On()


@dataclass(frozen=True)
class Words:
    """The words of a clause; `who` meets, where it is a meeting."""

    title: str
    words: str = ""
    who: str = ""


def put(
    node: Node, actor: Actor, kind: Kind, words: Words, *, meeting: Meeting | None = None, on: On = NEW
) -> str:
    """Put a clause, or a change of one; returns its id."""
    title, text = words.title.strip(), words.words.strip()
    for said, sentence in zip((title, text), WANTED[kind], strict=True):
        if sentence and not said:
            raise NothingPut(sentence)
    if len(text) > MOST_WORDS:
        raise TooLong(
            f"That is {len(text):,} characters; a clause holds up to {MOST_WORDS:,}. Make two of it."
        )
    if kind is Kind.CADENCE and meeting is None:
        raise NoRhythm("Say how often you meet, and on which day first.")
    if meeting is not None and meeting.hours is not None:
        zone_of(meeting.hours.zone)
    clause = on.clause or fresh("cl_")
    state = state_of(node, actor.alliance, clause)
    move = Move(
        id="",
        log=actor.log,
        act=Act.PUT,
        kind=kind,
        terms=state.terms,
        meeting=meeting if kind is Kind.CADENCE else None,
        title=title,
        words=text or None,
        who=words.who.strip() or None,
    )
    return _say(node, actor, On(clause, on.stamp), state, move)


def let_go(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Propose to let a clause go; it holds until the partner agrees to that."""
    state = state_of(node, actor.alliance, on.clause)
    title = state.text.title if state.text is not None else None
    meeting = state.text.meeting if state.text is not None else None
    move = Move(
        id="",
        log=actor.log,
        act=Act.PUT,
        kind=state.kind,
        terms=state.terms,
        ends=True,
        meeting=meeting,
        title=title,
        words=words.strip() or None,
    )
    _say(node, actor, on, state, move)


def answer(node: Node, actor: Actor, on: On, act: Act, *, text: str) -> None:
    """Agree to the partner's text, decline it, or withdraw one's own."""
    state = state_of(node, actor.alliance, on.clause)
    _say(node, actor, on, state, Move(id="", log=actor.log, act=act, on=text))


def state_of(node: Node, alliance: str, clause: str) -> State:
    """Read a clause as it stands now; of an unknown one nothing has been said yet."""
    return clause_of(node.read(alliance, clause)).state


def _say(node: Node, actor: Actor, on: On, state: State, move: Move) -> str:
    require(actor.role, Right.PURPOSE)
    if state.stamp != on.stamp:
        raise Changed(on.clause)
    legal(state, move)
    act, body = wire(replace(move, stands_for=actor.stands_for), on.clause)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [draft], expects={on.clause: on.stamp})
    return on.clause
