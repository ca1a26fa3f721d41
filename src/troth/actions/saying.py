"""How an intention becomes a move: the terms a person proposes, the text and the draft that say it.

Used by `troth.actions.promises` and `troth.actions.meetings` alone; a move is checked against the state here, and again
by the node that signs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from troth.actions.days import day_in, due_of
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import promise_of
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.promises import (
    Facts,
    Move,
    Name,
    Occurrence,
    Plain,
    Relative,
    State,
    Text,
    Words,
    legal,
    wire,
)
from troth.core.record import Draft, encode
from troth.core.values import Side, Stake

NOTHING_MORE = Plain()
MOST_CONDITIONS = 100
LAST_YEAR = 2199


class NothingSaid(Refusal):
    """What is needed to understand the move was left empty."""


class TooMany(Refusal):
    """More conditions than anybody could judge one by one."""


class TooFarAhead(Refusal):
    """A day that not every clock can reckon with."""


class DayHasPassed(Refusal):
    """The promised day lies behind us in its own time zone."""


class NoSuchPromise(Refusal):
    """There is no promise of that name in this alliance."""


@dataclass(frozen=True)
class Terms:
    """What is proposed: the words of the promise, its day in its own zone, and what it hangs together with."""

    title: str
    due_day: date | None
    zone: str
    conditions: tuple[str, ...] = ()
    owes: tuple[str, ...] = ()
    stake: Stake | None = None
    area: str = ""
    objective: str | None = None
    supports: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    words: str = ""
    performer: str | None = None
    customer: str | None = None
    relative: Relative | None = None
    series: Occurrence | None = None
    cites: str | None = None


@dataclass(frozen=True)
class On:
    """A promise as the person's page showed it."""

    promise: str
    stamp: str


def state_of(node: Node, alliance: str, promise: str) -> State:
    """Read a promise as it stands now; raises `NoSuchPromise` when it has no entries."""
    sightings = node.read(alliance, promise)
    if not sightings:
        raise NoSuchPromise("There is no such promise here. It may belong to another alliance.")
    return promise_of(sightings).state


def side_of(state: State, log: str) -> Side:
    """Return the side that a party's log speaks for in this promise."""
    for side, speaker in state.logs.items():
        if speaker == log:
            return side
    known = next(side for side, speaker in state.logs.items() if speaker is not None)
    return known.other


def text_move(node: Node, actor: Actor, state: State, terms: Terms) -> Move:
    side = side_of(state, actor.log)
    if state.status.in_force:
        name = Name.CHANGE
    elif state.table[side.other] is not None:
        name = Name.COUNTER
    else:
        name = Name.OFFER if side is Side.PERFORMER else Name.REQUEST
    return move_of(actor, side, name, terms=state.terms, facts=text_facts(node, actor, side, terms))


def text_facts(node: Node, actor: Actor, side: Side, terms: Terms) -> Text:
    needs(terms.title, "Say what is promised; one sentence is enough.")
    if terms.due_day is None and terms.relative is None:
        raise NothingSaid("Choose a day, or the promise it follows.")
    if terms.due_day is not None and terms.due_day < day_in(node.now(), terms.zone):
        raise DayHasPassed("That day has passed where it is due. Choose today or a later day.")
    if terms.due_day is not None and terms.due_day.year > LAST_YEAR:
        raise TooFarAhead(f"Choose a day up to {LAST_YEAR}.")
    if max(len(terms.conditions), len(terms.owes)) > MOST_CONDITIONS:
        raise TooMany(f"A promise has up to {MOST_CONDITIONS} conditions. Make several promises of it.")
    own = actor.stands_for or actor.by
    return Text(
        due_day=terms.due_day,
        zone=terms.zone,
        due=due_of(terms.due_day, terms.zone) if terms.due_day else None,
        stake=terms.stake,
        objective=terms.objective or None,
        supports=terms.supports,
        series=terms.series,
        relative=terms.relative,
        performer=terms.performer or (own if side is Side.PERFORMER else None),
        customer=terms.customer or (own if side is Side.CUSTOMER else None),
        cites=terms.cites,
        words=Words(
            title=terms.title.strip(),
            conditions=tuple(line.strip() for line in terms.conditions if line.strip()),
            owes=tuple(line.strip() for line in terms.owes if line.strip()),
            area=terms.area.strip(),
            links=terms.links,
            words=terms.words.strip(),
        ),
    )


def move_of(
    actor: Actor,
    side: Side,
    name: Name,
    *,
    on: str | None = None,
    terms: str | None = None,
    facts: Facts = NOTHING_MORE,
    said: str = "",
) -> Move:
    return Move(
        id="",
        side=side,
        name=name,
        on=on,
        terms=terms,
        log=actor.log,
        by=actor.by,
        stands_for=actor.stands_for,
        facts=facts,
        said=said.strip() or None,
    )


def say(node: Node, actor: Actor, on: On, state: State, moves: Sequence[Move]) -> None:
    if state.stamp != on.stamp:
        raise Changed(on.promise)
    legal(state, moves[0])
    write(node, actor, [draft_of(actor, on.promise, move) for move in moves], {on.promise: on.stamp})


def write(node: Node, actor: Actor, drafts: Sequence[Draft], expects: Mapping[str, str]) -> None:
    require(actor.role, Right.PROMISE)
    node.write(actor, drafts, expects=expects)


def draft_of(actor: Actor, promise: str, move: Move) -> Draft:
    act, body = wire(move, promise)
    return Draft(act=act, by=actor.by, body=encode(body) if body is not None else None)


def conditions_of(text: Move) -> tuple[str, ...]:
    return text.facts.words.conditions if isinstance(text.facts, Text) and text.facts.words else ()


def needs(words: str, sentence: str) -> None:
    if not words.strip():
        raise NothingSaid(sentence)
