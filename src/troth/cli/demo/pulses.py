"""Trust pulses and a health check of the demo: opened, open with one side in, within one side, and called off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from troth.actions import promises
from troth.actions.days import day_in
from troth.actions.ports import Actor
from troth.actions.promises import On, Terms
from troth.cli.demo.cast import address
from troth.cli.demo.talks import Turn
from troth.core.judgement.survey import Answer, Instrument, Remark, items_of
from troth.core.values import Stake
from troth.store import models, surveys
from troth.store.node import StoreNode
from troth.store.queries.people import Seat, reader_of, seat_of

SLUG = "veldsen-kaido"
DAYS_TO_ANSWER = 7


@dataclass(frozen=True)
class Pulse:
    """One round: who is asked, what each answers (a digit for each item, 0 where they have not seen enough), and words.

    A turn `begin` asks, `answer` answers for the person named, `promise` makes an action of it,
    which is delivered and accepted by turns of their own, `call off` ends it.
    """

    key: str
    instrument: Instrument
    turns: tuple[Turn, ...]
    answers: Mapping[str, str]
    remarks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    inner: bool = False


def _turns(day: int, who: str, answers: Mapping[str, str], *more: Turn) -> tuple[Turn, ...]:
    return (
        Turn(day, who, "begin"),
        *(Turn(day + 1 + n % 4, each, "answer") for n, each in enumerate(answers)),
        *more,
    )


SPRING = {
    "annelies": "34254", "joost": "33343", "saskia": "43244", "haruka": "42354", "naoko": "31343", "kenji": "43244",
    "yuki": "32354", "daichi": "44343",
}  # fmt: skip
AUTUMN = {
    "annelies": "44345", "joost": "44344", "saskia": "43344", "haruka": "32345", "naoko": "42344", "kenji": "21355",
    "yuki": "43245", "daichi": "42344",
}  # fmt: skip
HEALTH = {
    "annelies": "544433343434", "joost": "543443343434", "marijke": "554334443334", "saskia": "534443343434",
    "haruka": "544432343434", "naoko": "543442343424", "kenji": "430452333303", "emi": "540300340324",
}  # fmt: skip
NOW = {
    "kenji": "43455",
    "naoko": "43344",
    "haruka": "43455",
    "daichi": "44345",
    "yuki": "43345",
    "joost": "44345",
}
PULSES = (
    Pulse(
        "health check",
        Instrument.HEALTH_CHECK,
        _turns(
            -130,
            "annelies",
            HEALTH,
            Turn(-121, "haruka", "promise", "Who decides what at Kaido is on one page that Veldsen can read"),
            Turn(-96, "haruka", "deliver"),
            Turn(-95, "annelies", "accept"),
        ),
        HEALTH,
        {
            "annelies": {
                "decide": "The housings waited two weeks for a signature that neither of us could give."
            },
            "naoko": {
                "decide": "When the contract is touched my director signs; nobody had said so to Veldsen.",
                "first": "Say early who has to agree.",
            },
            "joost": {"keep": "That people of the dock and of firmware talk without going through us."},
        },
    ),
    Pulse("pulse of spring", Instrument.PULSE, _turns(-82, "haruka", SPRING), SPRING),
    Pulse(
        "pulse of autumn",
        Instrument.PULSE,
        _turns(
            -46,
            "annelies",
            AUTUMN,
            Turn(
                -38,
                "joost",
                "promise",
                "The date of a firmware release is told to the hub before it is published",
            ),
        ),
        AUTUMN,
        {
            "saskia": {"early": "When the Otaru road closed, Haruka called before we had read the news."},
            "kenji": {"early": "We learned of the new firmware date from the release notes."},
        },
    ),
    Pulse(
        "within",
        Instrument.PULSE,
        _turns(-26, "marijke", {"marijke": "44345", "saskia": "43344", "joost": "44355", "bram": "33345"}),
        {"marijke": "44345", "saskia": "43344", "joost": "44355", "bram": "33345"},
        inner=True,
    ),
    Pulse(
        "called off",
        Instrument.HEALTH_CHECK,
        (Turn(-9, "naoko", "begin"), Turn(-8, "haruka", "call off")),
        {},
    ),
    Pulse("now", Instrument.PULSE, _turns(-5, "haruka", NOW), {**NOW, "annelies": "", "saskia": ""}),
)


@dataclass(frozen=True)
class Scene:
    """What a turn is played on: the node with its clock, and what was made so far by its key."""

    store: StoreNode
    actors: Mapping[str, Actor]
    known: dict[str, str]
    zone: Callable[[str], str]


def play_pulse(scene: Scene, pulse: Pulse, turn: Turn) -> None:
    """Play one turn of a round, as the person whose it is."""
    seat = _seat(turn.who)
    match turn.does:
        case "begin":
            until = day_in(scene.store.now(), "UTC") + timedelta(days=DAYS_TO_ANSWER)
            asked = [_person(each).pk for each in pulse.answers] or [seat.person.pk]
            own = [pk for pk in asked if _is_of(pk, seat)]
            scene.known[pulse.key] = surveys.begin(
                seat, pulse.instrument, until=until, people=own, inner=pulse.inner, node=scene.store
            )
            _ask_others(scene.known[pulse.key], asked, seat)
        case "answer":
            surveys.answer(seat, scene.known[pulse.key], _answer(pulse, turn.who), node=scene.store)
        case "promise":
            _promise(scene, pulse, turn)
        case "deliver" | "accept":
            made = scene.known[f"plan of {pulse.key}"]
            on = On(made, promises.state_of(scene.store, seat.alliance.pk, made).stamp)
            act = promises.deliver if turn.does == "deliver" else promises.accept
            act(scene.store, scene.actors[turn.who], on)
        case _:
            surveys.call_off(seat, scene.known[pulse.key], node=scene.store)


def _answer(pulse: Pulse, who: str) -> Answer:
    keys = [item.key for item in items_of(pulse.instrument)]
    levels = {key: int(each) for key, each in zip(keys, pulse.answers[who], strict=True) if each != "0"}
    remarks = {key: Remark(words, shown=True) for key, words in pulse.remarks.get(who, {}).items()}
    return Answer(levels, remarks, agrees=True)


def _promise(scene: Scene, pulse: Pulse, turn: Turn) -> None:
    """An action of the plan, offered by the person named and agreed to by the other side's manager."""
    actor = scene.actors[turn.who]
    other = next(scene.actors[key] for key in ("annelies", "haruka") if scene.actors[key].log != actor.log)
    due = day_in(scene.store.now(), "UTC") + timedelta(days=70 if turn.who == "joost" else 30)
    while due.weekday() > 4:
        due += timedelta(days=1)
    terms = Terms(
        title=turn.words, due_day=due, zone=scene.zone(turn.who), objective=scene.known[pulse.key],
        conditions=("Both sides can name where it stands",), customer=other.by,
    )  # fmt: skip
    made = scene.known[f"plan of {pulse.key}"] = promises.offer(scene.store, actor, terms)
    state = promises.state_of(scene.store, actor.alliance, made)
    text = next(each for each in state.table.values() if each is not None)
    promises.agree(scene.store, other, On(made, state.stamp), text=text.id, stake=Stake.MEDIUM)


def _ask_others(round_: str, asked: list[int], seat: Seat) -> None:
    """Whom the other side asks is said by a manager of theirs."""
    theirs = [pk for pk in asked if not _is_of(pk, seat)]
    if theirs:
        other = _seat("haruka" if seat.colour == "a" else "annelies")
        surveys.ask(other, round_, theirs)


def _person(key: str) -> models.Person:
    return models.Person.objects.get(email=address(key))


def _is_of(pk: int, seat: Seat) -> bool:
    return models.Membership.objects.filter(person=pk, organisation=seat.organisation).exists()


def _seat(key: str) -> Seat:
    reader = reader_of(_person(key))
    seat = seat_of(reader, SLUG) if reader is not None else None
    assert seat is not None
    return seat
