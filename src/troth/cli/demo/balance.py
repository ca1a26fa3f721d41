"""How control and trust stand in three areas of the demo, and what becomes of some controls, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from troth.actions import balance
from troth.actions.balance import Area, Control, On
from troth.actions.ports import Actor
from troth.actions.sealed import let_go
from troth.cli.demo.charter import Stage
from troth.cli.demo.talks import Turn
from troth.core.alliance import Act
from troth.core.balance import Answer, Effect, Kind, Over, areas
from troth.core.balance.areas import Whose
from troth.core.balance.controls import Change, Facts, Words
from troth.core.values import Stake


@dataclass(frozen=True)
class Kept:
    """A control as it was put; hours a quarter of whoever puts it and of the other side, days from today."""

    key: str
    title: str
    catches: str
    kind: Kind
    over: Over
    share: int
    own: float
    partner: float
    asked: Whose | None
    asked_by: str
    why: str
    review: int
    caught: str = ""


@dataclass(frozen=True)
class Place:
    """An area of work from its first text on, with its controls; turns name a control after a colon."""

    key: str
    facts: areas.Facts
    words: str
    controls: tuple[Kept, ...]
    turns: tuple[Turn, ...]
    wire: str = ""
    until: int = 96


CHECKS, COORDINATES = Kind.CHECKS, Kind.COORDINATES
BALANCE = (
    Place(
        "Trailers",
        areas.Facts(Whose.OWN, loss=10, count=6, appetite=12, stake=Stake.MEDIUM, list="supply"),
        "Orders for spare parts under 1,000 euros, and the probes in the trailers.",
        (
            Kept(
                "first approval",
                "First approval",
                "An order outside the agreed price list, before it is placed.",
                CHECKS,
                Over.OUTPUT,
                55,
                4,
                3,
                Whose.OWN,
                "Annelies van der Meer-Hoogenboom",
                "Somebody who knows the list should have seen it.",
                150,
            ),
            Kept(
                "second approval",
                "Second approval",
                "The same once more, by a second person.",
                CHECKS,
                Over.BEHAVIOUR,
                60,
                12,
                9,
                Whose.OWN,
                "Joost Bakker",
                "We do not know each other’s price lists yet.",
                5,
                "None of 214 orders since the pilot.",
            ),
            Kept(
                "monthly report",
                "Monthly report",
                "A price that has moved without anybody saying so.",
                COORDINATES,
                Over.OUTPUT,
                35,
                1,
                4,
                None,
                "",
                "Both plan by it.",
                150,
            ),
        ),
        (
            Turn(-220, "annelies", "put"),
            Turn(-219, "haruka", "agree all"),
            Turn(-16, "annelies", "ask:second approval"),
            Turn(-15, "annelies", "neither:second approval", "I sign what the first one has signed."),
            Turn(
                -14,
                "haruka",
                "hurts_a_little:second approval",
                "We read the second signature as a question about us. If it is only a habit, we would be glad to lose "
                "it.",
            ),
            Turn(
                -3,
                "annelies",
                "trial:second approval",
                "It was a habit from the pilot. We would like to try without it.",
            ),
        ),
        "One order above the agreed price list that nobody spoke about",
    ),
    Place(
        "Nights and alarms",
        areas.Facts(Whose.OWN, loss=100, count=3, appetite=80, stake=Stake.HIGH, list="support"),
        "Fish for two million euros a week rests on it. Nobody looks between 23:00 and 04:00.",
        (
            Kept(
                "morning list",
                "The night’s alarms, read over together in the morning",
                "An alarm that nobody answered, before the truck is unloaded.",
                COORDINATES,
                Over.OUTPUT,
                30,
                4,
                4,
                None,
                "",
                "Neither of us sees all of a night.",
                60,
            ),
        ),
        (Turn(-180, "naoko", "put"), Turn(-179, "annelies", "agree all")),
    ),
    Place(
        "Gateway and probes",
        areas.Facts(Whose.OWN, loss=10, count=4, appetite=12, stake=Stake.MEDIUM, list="development"),
        "",
        (
            Kept(
                "shared tests",
                "Tests that both have agreed on",
                "A probe that reads warm or cold by more than a quarter of a degree.",
                COORDINATES,
                Over.OUTPUT,
                55,
                4,
                4,
                None,
                "",
                "Then nobody has to take it on trust alone.",
                80,
            ),
            Kept(
                "checked again",
                "Certificates checked again on arrival",
                "A certificate that belongs to another probe.",
                CHECKS,
                Over.OUTPUT,
                40,
                9,
                1,
                Whose.OWN,
                "Kenji Morimoto",
                "In the first lot two were exchanged.",
                80,
            ),
        ),
        (
            Turn(-150, "haruka", "put"),
            Turn(-148, "annelies", "agree all"),
            Turn(
                -51,
                "haruka",
                "trial:checked again",
                "We open the same boxes that you close. Let us try without looking twice.",
            ),
            Turn(-49, "annelies", "agree:checked again"),
        ),
        "One probe that comes without the certificate of its own number",
        95,
    ),
)


def play_balance(stage: Stage, place: Place, turn: Turn) -> None:
    """Take one step, as the person who took it."""
    actor = stage.actors[turn.who]
    does, _, key = turn.does.partition(":")
    name = stage.known.get(_named(place, key), "") if key else ""
    if does == "put":
        _put(stage, actor, place)
    elif does == "agree all":
        _agree_all(stage, actor, place)
    elif does == "trial":
        _trial(stage, actor, place, name, turn.words)
    elif does == "agree":
        state = balance.control_state(stage.node, actor.alliance, name)
        (text,) = state.table.values()
        balance.answer(stage.node, actor, On(name, state.stamp), Act.AGREE, text=text.id)
    elif does == "ask":
        stage.known[f"asked {name}"] = balance.ask(stage.node, actor, name)
    else:
        round_ = stage.known[f"asked {name}"]
        balance.say_effect(stage.node, actor, round_, Answer(Effect[does.upper()], turn.words))
        for each in {each.log: each for each in stage.actors.values()}.values():
            let_go(stage.node, each, round_)


def _named(place: Place, key: str) -> str:
    return f"{place.key}: {key}"


def _put(stage: Stage, actor: Actor, place: Place) -> None:
    area = balance.set_up(stage.node, actor, Area(place.facts, place.key, place.words))
    stage.known[f"area {place.key}"] = area
    for each in place.controls:
        told = _control(each, area, stage.day(each.review))
        stage.known[_named(place, each.key)] = balance.propose(stage.node, actor, told, today=stage.day(0))


def _control(each: Kept, area: str, review: date) -> Control:
    facts = Facts(
        area=area,
        change=Change.ADD,
        kind=each.kind,
        over=each.over,
        share=each.share,
        own=round(each.own * 60),
        partner=round(each.partner * 60),
        asked=each.asked,
        review=review,
    )
    words = Words(
        title=each.title, catches=each.catches, why=each.why, asked_by=each.asked_by, caught=each.caught
    )
    return Control(facts, words)


def _agree_all(stage: Stage, actor: Actor, place: Place) -> None:
    """What was put together is agreed to in one act."""
    area = stage.known[f"area {place.key}"]
    state = balance.area_state(stage.node, actor.alliance, area)
    texts = [(On(area, state.stamp), next(iter(state.table.values())).id)]
    for kept in place.controls:
        name = stage.known[_named(place, kept.key)]
        each = balance.control_state(stage.node, actor.alliance, name)
        texts.append((On(name, each.stamp), next(iter(each.table.values())).id))
    balance.agree_all(stage.node, actor, texts)


def _trial(stage: Stage, actor: Actor, place: Place, name: str, words: str) -> None:
    state = balance.control_state(stage.node, actor.alliance, name)
    text = state.text
    if text is None or text.facts is None:
        return
    today = stage.day(0)
    own, partner = (
        (text.facts.own, text.facts.partner)
        if text.log == actor.log
        else (text.facts.partner, text.facts.own)
    )
    asked = text.facts.asked if text.log == actor.log or text.facts.asked is None else text.facts.asked.other
    facts = replace(
        text.facts, change=Change.TRIAL, own=own, partner=partner, asked=asked, until=stage.day(place.until)
    )
    said = replace(text.said, wire=place.wire, words=words)
    balance.propose(stage.node, actor, Control(facts, said), today=today, on=On(name, state.stamp))
