"""What a person may do about a concern: say what they saw, tell their view, play it back, and only then weigh it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from troth.actions.days import day_in, working_days
from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import concern_of
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.judgement import Days, Move, Name, Saw, State, Weight, legal, require_time, wire
from troth.core.record import Draft, encode

MOST_WORDS = 4000


class NothingSaid(Refusal):
    """The words that the move consists of were left empty."""


class TooLong(Refusal):
    """More words than somebody could play back."""


class NotYet(Refusal):
    """What was seen is said to happen on a day to come."""


class NoSuchConcern(Refusal):
    """There is no concern of that name in this alliance."""


@dataclass(frozen=True)
class On:
    """A concern as the person's page showed it."""

    concern: str
    stamp: str


@dataclass(frozen=True)
class Seen:
    """What somebody saw, as they say it: the words, the day it happened, and what shows it."""

    saw: Saw
    day: date
    about: str | None = None
    to: str | None = None
    also: tuple[str, ...] = ()


def days_at(country: str, zone: str, year: int) -> Days:
    """Return the days of a side in a country (ISO code) and a zone, for the year named and those beside it."""
    return Days(working_days(country, year - 1, year + 2), lambda at: day_in(at, zone))


def raise_concern(node: Node, actor: Actor, seen: Seen, *, days: Days) -> str:
    """Say what one saw, what it meant, and what one would like to understand; returns the concern's id."""
    saw = Saw(
        _needs(seen.saw.observation, "Say what happened, as a camera would have seen it."),
        _needs(seen.saw.effect, "Say what it meant for you, so that they can see why you ask."),
        _needs(seen.saw.question, "Ask something whose answer you do not know yet."),
    )
    if seen.day > days.day_of(node.now()):
        raise NotYet("That day is still to come. Say when it happened.")
    move = _move(actor, Name.RAISE, saw=saw, day=seen.day, about=seen.about, to=seen.to, also=seen.also)
    concern = fresh("cn_")
    _say(node, actor, On(concern, ""), State(), move)
    return concern


def tell(node: Node, actor: Actor, on: On, *, words: str, know: str = "") -> None:
    """Tell how one's own side sees it, and what it would like the other to know."""
    said = _needs(words, "Say how you see it: what happens on your side, and what it is like.")
    _act(node, actor, on, Name.TELL, words=said, know=_fits(know))


def play_back(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Say how one understands the other side's view, in one's own words."""
    said = _needs(words, "Say how you understand them, as you would explain it to a colleague.")
    _act(node, actor, on, Name.PLAY_BACK, words=said)


def confirm(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Say to the latest playback: you understood us. From then on both may weigh it."""
    _act(node, actor, on, Name.CONFIRM, words=_fits(words))


def correct(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Say again only the part that did not come across."""
    said = _needs(words, "Say again only the part that did not come across; the rest is understood.")
    _act(node, actor, on, Name.CORRECT, words=said)


def require_heard(node: Node, actor: Actor, on: On) -> None:
    """Refuse a weighing that may not be made; says nothing, and writes nothing, of one that may."""
    _require(state_of(node, actor.alliance, on.concern), actor, on, _move(actor, Name.WEIGH))


def weigh(node: Node, actor: Actor, on: On, *, weight: Weight) -> None:
    """Say for one's side how much it matters.

    Whoever calls this sees to it that neither side's is written, or shown, before both are in.
    """
    _act(node, actor, on, Name.WEIGH, weight=weight)


def park(node: Node, actor: Actor, on: On, *, words: str, days: Days) -> None:
    """Set it aside with a sentence.

    While the other side's word is waited for, only after ten of its working days; `days` are those of that side.
    """
    said = _needs(words, "Say in a sentence why, or until when; the other side reads it.")
    state = state_of(node, actor.alliance, on.concern)
    move = _move(actor, Name.PARK, words=said)
    _require(state, actor, on, move)
    require_time(state, state.part(actor.log), days.day_of(node.now()), days)
    _say(node, actor, on, state, move)


def settle(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Say that it is settled for one's own side, which raised it."""
    _act(node, actor, on, Name.SETTLE, words=_fits(words))


def withdraw(node: Node, actor: Actor, on: On) -> None:
    """Take one's concern back; what was said about it stays in the record."""
    _act(node, actor, on, Name.WITHDRAW)


def state_of(node: Node, alliance: str, concern: str) -> State:
    """Read a concern as it stands now; raises `NoSuchConcern` when it has no entries."""
    sightings = node.read(alliance, concern)
    if not sightings:
        raise NoSuchConcern("There is no such concern here. It may belong to another alliance.")
    return concern_of(sightings).state


def _act(
    node: Node,
    actor: Actor,
    on: On,
    name: Name,
    *,
    words: str | None = None,
    know: str | None = None,
    weight: Weight | None = None,
) -> None:
    state = state_of(node, actor.alliance, on.concern)
    answers = name in (Name.CONFIRM, Name.CORRECT) and state.current is not None
    move = _move(
        actor,
        name,
        words=words,
        know=know,
        weight=weight,
        on=state.current.id if answers and state.current else None,
    )
    _say(node, actor, on, state, move)


def _move(
    actor: Actor,
    name: Name,
    *,
    on: str | None = None,
    day: date | None = None,
    about: str | None = None,
    also: tuple[str, ...] = (),
    to: str | None = None,
    weight: Weight | None = None,
    saw: Saw | None = None,
    words: str | None = None,
    know: str | None = None,
) -> Move:
    return Move(
        id="",
        log=actor.log,
        name=name,
        on=on,
        day=day,
        about=about,
        also=also,
        to=to,
        weight=weight,
        saw=saw,
        words=words or None,
        know=know or None,
        by=actor.by,
        stands_for=actor.stands_for,
    )


def _require(state: State, actor: Actor, on: On, move: Move) -> None:
    require(actor.role, Right.LISTEN)
    if state.stamp != on.stamp:
        raise Changed(on.concern)
    legal(state, move)


def _say(node: Node, actor: Actor, on: On, state: State, move: Move) -> None:
    _require(state, actor, on, move)
    act, body = wire(move, on.concern)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [draft], expects={on.concern: on.stamp})


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
