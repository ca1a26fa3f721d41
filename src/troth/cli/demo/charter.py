"""What both firms of the demo agreed about working together, and how they differ: each step by whoever took it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time

from troth.actions import charter, differences
from troth.actions.charter import On, Words
from troth.actions.ports import Actor, Node
from troth.cli.demo.talks import Turn
from troth.core.charter import Act, Every, Hours, Kind, Meeting
from troth.core.charter.differences import Kind as Differs
from troth.core.charter.differences import Name


@dataclass(frozen=True)
class Clause:
    """A clause from its first proposal on; a meeting has who, how often, and its first day from today."""

    key: str
    title: str
    turns: tuple[Turn, ...]
    kind: Kind = Kind.CLAUSE
    who: str = ""
    every: Every | None = None
    first: int | None = None
    hours: Hours | None = None


@dataclass(frozen=True)
class Difference:
    """A difference from its first telling on; both look at the bridge on the day `look`, and then on `again`."""

    key: str
    title: str
    kind: Differs
    turns: tuple[Turn, ...]
    look: int | None = None
    again: int | None = None


def agreed(day: int, one: str, words: str, other: str, more: tuple[Turn, ...] = ()) -> tuple[Turn, ...]:
    """The steps of what one puts and the other agrees to a day or two later."""
    return (Turn(day, one, "put", words), Turn(day + 2, other, "agree"), *more)


CHARTER: tuple[Clause | Difference, ...] = (
    Clause(
        "give and take",
        "Give and take",
        agreed(-232, "annelies", "Nobody asks for an effort it would not make itself.", "haruka"),
        Kind.PRINCIPLE,
    ),
    Clause(
        "honesty",
        "Honesty",
        (
            *agreed(-232, "annelies", "We say what is so, also what we would rather not say.", "haruka"),
            *agreed(
                -140,
                "naoko",
                "The difficult news first, and early, also when it is not yet certain.",
                "annelies",
            ),
        ),
        Kind.PRINCIPLE,
    ),
    Clause(
        "loyalty",
        "Loyalty",
        agreed(-231, "haruka", "We speak of the other as if they were in the room.", "annelies"),
        Kind.PRINCIPLE,
    ),
    Clause(
        "sampling",
        "Sampling",
        agreed(
            -214,
            "naoko",
            "One pallet in twenty is opened on arrival, by whoever receives it. The other side may be there.",
            "annelies",
        ),
    ),
    Clause(
        "warm shipments",
        "Warm shipments",
        (
            *agreed(
                -203,
                "annelies",
                "Each party informs the other without delay when a shipment may have left the agreed range.",
                "haruka",
            ),
            *agreed(
                -23,
                "annelies",
                "When two readings in a row are above two degrees, the one who sees it calls the other’s duty manager "
                "within four hours, and always before loading. Why it happened may come later.",
                "naoko",
            ),
        ),
    ),
    Clause(
        "spare parts",
        "Spare parts",
        (
            *agreed(
                -168,
                "saskia",
                "Below €1,000 the one who stands before the broken part orders it, from the agreed list.",
                "naoko",
            ),
            Turn(
                -3,
                "naoko",
                "put",
                "Below €2,000 the one who stands before the broken part orders it, from the agreed list, and tells the "
                "other the same day.",
            ),
        ),
    ),
    Clause(
        "what either may publish",
        "What either may publish",
        agreed(
            -121,
            "annelies",
            "Readings without names at any time. Names, places and pictures when the other has said yes in writing.",
            "haruka",
        ),
    ),
    Clause(
        "promises of the week",
        "Promises of the week",
        agreed(-226, "haruka", "Half an hour. What is due, what came in between, one question.", "annelies"),
        Kind.CADENCE,
        "Alliance managers",
        Every.WEEK,
        -217,
        Hours(time(8, 30), 30, "Europe/Amsterdam"),
    ),
    Clause(
        "what the readings told us",
        "What the readings told us",
        agreed(-183, "annelies", "An hour, by telephone. The warmest ten of the month, one by one.", "naoko"),
        Kind.CADENCE,
        "Operations",
        Every.MONTH,
        -170,
        Hours(time(17), 60, "Asia/Tokyo"),
    ),
    Clause(
        "purpose and balance",
        "Purpose and balance",
        agreed(-226, "annelies", "Ninety minutes, in turn at each place.", "haruka"),
        Kind.CADENCE,
        "Sponsors",
        Every.QUARTER,
        -160,
    ),
    Clause(
        "without delay",
        "without delay",
        agreed(-199, "naoko", "within four hours, or before loading if that is sooner", "annelies"),
        Kind.WORD,
    ),
    Clause(
        "warm",
        "warm",
        agreed(-199, "naoko", "two readings in a row above two degrees", "annelies"),
        Kind.WORD,
    ),
    Clause(
        "working day",
        "working day",
        agreed(-131, "saskia", "a day on which both sides work", "naoko"),
        Kind.WORD,
    ),
    Difference(
        "decisions",
        "How a decision is made",
        Differs.DECISIONS,
        (
            Turn(
                -191,
                "joost",
                "tell",
                "Whoever knows most decides, in the meeting if we can. We change it the week after if it was wrong.",
            ),
            Turn(
                -187,
                "naoko",
                "tell",
                "We ask everyone who will have to live with it, before the meeting. It takes two weeks, and then it "
                "holds.",
            ),
            *agreed(
                -179,
                "annelies",
                "Veldsen sends a question two weeks before it needs the answer, and says which answer can still be "
                "changed later.",
                "haruka",
            ),
            Turn(-88, "annelies", "it holds", "Three questions, three answers in time."),
            Turn(-88, "haruka", "it holds", "My colleagues were not in a hurry, and nobody waited."),
        ),
        look=-89,
        again=6,
    ),
    Difference(
        "news",
        "How difficult news travels",
        Differs.DIRECTNESS,
        (
            Turn(
                -6,
                "kenji",
                "tell",
                "First inside the hub, then through my manager, with the cause. A half-known thing is not news.",
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Stage:
    """Where it is told: the node, who acts, what is known by which key, and how days are reckoned."""

    node: Node
    actors: Mapping[str, Actor]
    known: dict[str, str]
    day: Callable[[int], date]


def play(stage: Stage, about: Clause | Difference, turn: Turn) -> None:
    """Take one step, as the person who took it."""
    actor = stage.actors[turn.who]
    if isinstance(about, Clause):
        _clause(stage, about, turn, actor)
    elif about.key not in stage.known:
        told = differences.name(stage.node, actor, about.kind, title=about.title, words=turn.words)
        stage.known[about.key] = told
    else:
        _difference(stage, about, turn, actor)


def _clause(stage: Stage, clause: Clause, turn: Turn, actor: Actor) -> None:
    name = stage.known.get(clause.key, "")
    state = charter.state_of(stage.node, actor.alliance, name)
    on = On(name, state.stamp)
    if turn.does == "agree":
        (text,) = state.table.values()
        charter.answer(stage.node, actor, on, Act.AGREE, text=text.id)
        return
    words = Words(clause.title, turn.words, clause.who)
    first = stage.day(clause.first) if clause.first is not None else None
    meeting = Meeting(clause.every, first, clause.hours) if clause.every is not None else None
    stage.known[clause.key] = charter.put(stage.node, actor, clause.kind, words, meeting=meeting, on=on)


def _difference(stage: Stage, about: Difference, turn: Turn, actor: Actor) -> None:
    state = differences.state_of(stage.node, actor.alliance, stage.known[about.key])
    on = differences.On(stage.known[about.key], state.stamp)
    look, again = (stage.day(days) if days is not None else None for days in (about.look, about.again))
    match turn.does:
        case "tell":
            differences.tell(stage.node, actor, on, words=turn.words)
        case "put":
            differences.propose(stage.node, actor, on, words=turn.words, day=look)
        case "agree":
            (text,) = state.table.values()
            differences.answer(stage.node, actor, on, Name.AGREE, text=text.id)
        case _:
            differences.look(stage.node, actor, on, holds=True, words=turn.words, again=again)
