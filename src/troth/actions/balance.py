"""What a person may do with areas of work and their controls: set one up, propose a change, answer, say it tripped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from troth.actions import sealed
from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.rooms import area_of, control_of
from troth.core.alliance import Act, Right, require
from troth.core.balance import Answer, answer_wire, areas, controls
from troth.core.balance.controls import Change, Name, Words
from troth.core.errors import Refusal
from troth.core.record import Draft, encode
from troth.core.sealed import Name as Sealing
from troth.core.sealed import Subject

MOST_WORDS = 2000
MOST_CONTROLS = 30
WORDS = tuple(each.name for each in fields(Words))
NO_WORDS = Words()
OPEN, COMMIT = Sealing.OPEN, Sealing.COMMIT


class NothingPut(Refusal):
    """Words that are needed to understand it were left empty."""


class TooLong(Refusal):
    """More words than stand well beside the other side's."""


class TooMany(Refusal):
    """More controls than an area of work can be weighed with."""


class DayHasPassed(Refusal):
    """A trial or a look would be on a day that lies behind."""


class NotThere(Refusal):
    """There is no area or control of that name in this alliance."""


@dataclass(frozen=True)
class On:
    """An area or a control as the person's page showed it; a new one has neither name nor stamp."""

    object: str = ""
    stamp: str = ""


NEW = On()


@dataclass(frozen=True)
class Area:
    """What is put of an area: what is at stake, its name, and more about it."""

    facts: areas.Facts
    title: str
    words: str = ""


@dataclass(frozen=True)
class Control:
    """What is put of a control: what it is and what would become of it, with its words."""

    facts: controls.Facts
    said: Words


def set_up(node: Node, actor: Actor, area: Area, inventory: Sequence[Control] = (), *, on: On = NEW) -> str:
    """Put an area of work, or a change of it, with controls of it in the same act; returns the area's id.

    The controls name the area by whatever their facts say; here they are given its name.
    """
    object_ = on.object or fresh("ar_")
    if len(inventory) > MOST_CONTROLS:
        raise TooMany(f"An area is weighed with up to {MOST_CONTROLS} controls. Make two areas of it.")
    state = area_state(node, actor.alliance, object_)
    title = _fits(area.title, "Give the area a name, such as: spare parts under 1,000 euros.")
    move = areas.Move(
        id="",
        log=actor.log,
        act=Act.PUT,
        facts=area.facts,
        terms=state.terms,
        title=title,
        words=_short(area.words) or None,
        stands_for=actor.stands_for,
    )
    if state.stamp != on.stamp:
        raise Changed(object_)
    areas.legal(state, move)
    drafts, expects = [_draft(actor, areas.wire(move, object_))], {object_: on.stamp}
    for each in inventory:
        name = fresh("ct_")
        drafts.append(_draft(actor, controls.wire(_put(actor, each, object_), name)))
        expects[name] = ""
    require(actor.role, Right.PURPOSE)
    node.write(actor, drafts, expects=expects)
    return object_


def let_area_go(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Propose that the area is not looked at any more; it is until the partner agrees to that."""
    state = area_state(node, actor.alliance, on.object)
    text = state.text
    move = areas.Move(
        id="",
        log=actor.log,
        act=Act.PUT,
        facts=_as_said_by(text, actor.log) if text else None,
        terms=state.terms,
        ends=True,
        title=text.title if text else None,
        words=_short(words) or None,
        stands_for=actor.stands_for,
    )
    _say_area(node, actor, on, state, move)


def answer_area(node: Node, actor: Actor, on: On, act: Act, *, text: str) -> None:
    """Agree to the partner's text of an area, decline it, or withdraw one's own."""
    state = area_state(node, actor.alliance, on.object)
    move = areas.Move(id="", log=actor.log, act=act, on=text, stands_for=actor.stands_for)
    _say_area(node, actor, on, state, move)


def agree_all(node: Node, actor: Actor, texts: Sequence[tuple[On, str]]) -> None:
    """Agree in one act to texts of an area and of its controls, each given with what the page showed of it."""
    require(actor.role, Right.PURPOSE)
    drafts = []
    for on, text in texts:
        if on.object.startswith("ar_"):
            said = areas.Move(id="", log=actor.log, act=Act.AGREE, on=text, stands_for=actor.stands_for)
            drafts.append(_draft(actor, areas.wire(said, on.object)))
        else:
            move = _move(actor, Name.AGREE, on=text)
            drafts.append(_draft(actor, controls.wire(move, on.object)))
    if drafts:
        node.write(actor, drafts, expects={on.object: on.stamp for on, _ in texts})


def propose(node: Node, actor: Actor, control: Control, *, today: date, on: On = NEW) -> str:
    """Put a control, or a change of one; it counts once the partner has agreed. Returns the control's id."""
    object_ = on.object or fresh("ct_")
    state = control_state(node, actor.alliance, object_)
    facts = control.facts
    day = facts.until if facts.change is Change.TRIAL else facts.review
    if day is not None and day < today and facts.change in (Change.TRIAL, Change.LEAVE):
        raise DayHasPassed("That day has passed. Choose one from today on.")
    _say(node, actor, On(object_, on.stamp), state, _put(actor, control, facts.area, terms=state.terms))
    return object_


def propose_several(node: Node, actor: Actor, changes: Sequence[tuple[On, Control]], *, today: date) -> None:
    """Put several changes in one act, as the lightest change of an area asks for; the partner answers each."""
    require(actor.role, Right.PURPOSE)
    drafts, expects = [], {}
    for on, control in changes:
        object_ = on.object or fresh("ct_")
        state = control_state(node, actor.alliance, object_)
        if state.stamp != on.stamp:
            raise Changed(object_)
        if control.facts.until is not None and control.facts.until < today:
            raise DayHasPassed("That day has passed. Choose one from today on.")
        move = _put(actor, control, control.facts.area, terms=state.terms)
        controls.legal(state, move)
        drafts.append(_draft(actor, controls.wire(move, object_)))
        expects[object_] = on.stamp
    if drafts:
        node.write(actor, drafts, expects=expects)


def answer(node: Node, actor: Actor, on: On, act: Act, *, text: str) -> None:
    """Agree to the partner's proposal, leave it as it is, or withdraw one's own."""
    state = control_state(node, actor.alliance, on.object)
    _say(node, actor, on, state, _move(actor, Name(act.value), on=text))


def trip(node: Node, actor: Actor, on: On, *, day: date, words: str, today: date) -> None:
    """Say that what the trip-wire names has come to pass: the control is back from this moment, and both are told."""
    state = control_state(node, actor.alliance, on.object)
    said = Words(words=_fits(words, "Say what happened, as you saw it: the other side reads it first."))
    if day > today:
        raise DayHasPassed("Name the day on which it happened; it cannot lie ahead.")
    _say(node, actor, on, state, _move(actor, Name.TRIP, terms=state.terms, day=day, said=said))


def ask(node: Node, actor: Actor, control: str) -> str:
    """Ask both sides whether a control helps or hurts the work; returns the id of the round in which they answer."""
    require(actor.role, Right.PURPOSE)
    round_ = fresh("bl_")
    if control_state(node, actor.alliance, control).area is None:
        raise NotThere("There is no such control here. It may belong to another alliance.")
    sealed.say(node, actor, round_, sealed.move_of(actor, OPEN, subject=Subject.CONTROL, about=control))
    return round_


def say_effect(node: Node, actor: Actor, round_: str, answer: Answer) -> None:
    """Seal what one's own side says of a control; it opens for both once both are in."""
    require(actor.role, Right.LISTEN)
    sealed.known_round(node, actor.alliance, round_, (Subject.CONTROL,))
    told = Answer(answer.effect, _short(answer.words))
    sealed.say(node, actor, round_, sealed.move_of(actor, COMMIT, words=answer_wire(told)))


def area_state(node: Node, alliance: str, area: str) -> areas.State:
    """Read an area as it stands now; of an unknown one nothing has been said yet."""
    return area_of(node.read(alliance, area)).state


def control_state(node: Node, alliance: str, control: str) -> controls.State:
    """Read a control as it stands now; of an unknown one nothing has been said yet."""
    return control_of(node.read(alliance, control)).state


def _as_said_by(text: areas.Move, log: str) -> areas.Facts | None:
    """The same facts as the side of a log says them: whose side relies on the other is said from where one stands."""
    facts = text.facts
    if facts is None or text.log == log:
        return facts
    return replace(facts, relies=facts.relies.other)


def _put(actor: Actor, control: Control, area: str, *, terms: str | None = None) -> controls.Move:
    said = Words(*(_short(getattr(control.said, each)) for each in WORDS))
    _fits(said.title, "Give the control a name, such as: a second signature on orders.")
    if control.facts.change is Change.TRIAL and not said.wire:
        raise NothingPut("Say what would bring it back: the trip-wire that both of you know.")
    return _move(actor, Name.PUT, facts=replace(control.facts, area=area), said=said, terms=terms)


def _move(
    actor: Actor,
    name: Name,
    *,
    facts: controls.Facts | None = None,
    on: str | None = None,
    terms: str | None = None,
    day: date | None = None,
    said: Words = NO_WORDS,
) -> controls.Move:
    return controls.Move(
        id="",
        log=actor.log,
        name=name,
        facts=facts,
        on=on,
        terms=terms,
        day=day,
        said=said,
        by=actor.by,
        stands_for=actor.stands_for,
    )


def _say_area(node: Node, actor: Actor, on: On, state: areas.State, move: areas.Move) -> None:
    require(actor.role, Right.PURPOSE)
    if state.stamp != on.stamp:
        raise Changed(on.object)
    areas.legal(state, move)
    node.write(actor, [_draft(actor, areas.wire(move, on.object))], expects={on.object: on.stamp})


def _say(node: Node, actor: Actor, on: On, state: controls.State, move: controls.Move) -> None:
    """A change is for those who agree on such things in a firm's name; that a wire was touched anybody there sees."""
    require(actor.role, Right.LISTEN if move.act is None else Right.PURPOSE)
    if state.stamp != on.stamp:
        raise Changed(on.object)
    controls.legal(state, move)
    node.write(actor, [_draft(actor, controls.wire(move, on.object))], expects={on.object: on.stamp})


def _draft(actor: Actor, told: tuple[dict[str, object], dict[str, object] | None]) -> Draft:
    act, body = told
    return Draft(act=act, by=actor.by, body=encode(body) if body else None)


def _fits(words: str, sentence: str) -> str:
    said = _short(words)
    if not said:
        raise NothingPut(sentence)
    return said


def _short(words: str) -> str:
    said = words.strip()
    if len(said) > MOST_WORDS:
        raise TooLong(
            f"That is {len(said):,} characters; up to {MOST_WORDS:,} stand well beside the other side’s."
        )
    return said
