"""What people of the demo said to be understood, and how they were: one conversation in each of its states."""

from __future__ import annotations

from dataclasses import dataclass

from troth.actions import interpretation, listening
from troth.actions.listening import On, state_of
from troth.actions.ports import Actor, Node
from troth.actions.sealed import let_go


@dataclass(frozen=True)
class Turn:
    """Something a person says `day` days from today (negative: ago) in a conversation about one statement."""

    day: int
    who: str
    does: str
    words: str = ""


@dataclass(frozen=True)
class Talk:
    """One statement from its first word on; `to` is asked for a playback, `about` is the key of a promise."""

    key: str
    turns: tuple[Turn, ...]
    to: str = ""
    about: str = ""


TALKS = (
    Talk(
        "test bench",
        (
            Turn(-31, "joost", "put", "Every false alarm costs us a test bench for a day."),
            Turn(
                -30,
                "kenji",
                "play back",
                "So when our night desk presses the button to be safe, it is not free: your bench stands still, and "
                "the firmware with it.",
            ),
            Turn(-30, "joost", "confirm"),
        ),
        to="kenji",
    ),
    Talk(
        "clause 7",
        (
            Turn(
                -27,
                "annelies",
                "put",
                "Each party informs the other without delay when a shipment may have left the agreed range. Without "
                "delay is four hours after the second warm reading, and always before loading.",
            ),
            Turn(
                -26,
                "naoko",
                "play back",
                "When the cause is understood, we write it in the handover before the shift ends.",
            ),
            Turn(
                -26,
                "annelies",
                "correct",
                "The cause may follow later. The clock starts at the second warm reading.",
            ),
            Turn(
                -25,
                "naoko",
                "play back",
                "Two warm readings start four hours, whatever the cause; whoever is on shift tells your duty manager.",
            ),
            Turn(
                -25,
                "annelies",
                "correct",
                "If the truck loads sooner than that, the call comes before loading.",
            ),
            Turn(
                -24,
                "naoko",
                "play back",
                "After two warm readings our shift calls your duty manager: within four hours, or earlier if the "
                "pallet would be loaded before. We explain why when we know it.",
            ),
            Turn(-24, "annelies", "confirm"),
        ),
        to="naoko",
        about="warm shipments",
    ),
    Talk(
        "who pays",
        (
            Turn(
                -20,
                "bram",
                "put",
                "A probe that comes back without its housing is a lost probe, and costs 140 euros.",
            ),
            Turn(
                -19,
                "daichi",
                "play back",
                "You want us to pay for each probe that our drivers lose a housing of.",
            ),
            Turn(-19, "daichi", "differ", "The mount breaks on the ramp. We do not see that as our loss."),
            Turn(
                -18, "bram", "differ", "We see the handling, you see the mount. Both are in the photographs."
            ),
        ),
        to="daichi",
    ),
    Talk(
        "late readings",
        (
            Turn(
                -4,
                "kenji",
                "put",
                "A reading that arrives after the truck has left is no reading to us. My people load at four in the "
                "morning.",
            ),
            Turn(
                -4, "annelies", "play back", "You want the alarm to be faster, so the driver can turn back."
            ),
            Turn(
                -3,
                "kenji",
                "correct",
                "Turning back is not possible on that road. The crew must know before loading, so the pallet stays in "
                "the cold room.",
            ),
        ),
        to="annelies",
    ),
    Talk(
        "night desk",
        (
            Turn(
                -3, "annelies", "put", "If the night desk is not sure, I would rather be called for nothing."
            ),
            Turn(
                -2,
                "yuki",
                "play back",
                "A call that turns out to be nothing is fine with you, so I should not wait for a second reading.",
            ),
        ),
        to="yuki",
    ),
    Talk(
        "the audit",
        (
            Turn(
                -1,
                "naoko",
                "put",
                "The audit is not about trust in Veldsen. Our customer asks for a paper, and we have three weeks.",
            ),
        ),
        to="annelies",
    ),
    Talk(
        "winter road",
        (
            Turn(
                -15,
                "daichi",
                "put",
                "From the first snow on, the Otaru road takes twice as long. We plan by that.",
            ),
            Turn(-13, "saskia", "leave", "I come back to it when the winter plan is on the table."),
        ),
        to="saskia",
    ),
    Talk(
        "a hope",
        (Turn(-9, "haruka", "put", "We hope that the readings will one day replace the inspection."),),
    ),
)


@dataclass(frozen=True)
class Reading:
    """A sentence that both sides read for themselves: who asked when, and what each wrote."""

    words: str
    turns: tuple[Turn, ...]


READINGS = (
    Reading(
        "Each party informs the other without delay when a shipment may have left the agreed range.",
        (
            Turn(-44, "naoko", "ask"),
            Turn(
                -44,
                "annelies",
                "answer",
                "We call the duty manager in Tomakomai within four hours after two readings in a row above two "
                "degrees, at any time of day.",
            ),
            Turn(
                -43,
                "naoko",
                "answer",
                "Whoever notices it writes it in the handover, so that the next shift knows before the shift ends, "
                "once the cause is understood.",
            ),
        ),
    ),
    Reading(
        "What would “success” of this alliance look like in two years?",
        (
            Turn(-6, "haruka", "ask"),
            Turn(-5, "haruka", "answer", "The inspectors trust our readings and come half as often."),
        ),
    ),
)


def read(node: Node, actors: dict[str, Actor], known: dict[str, str], reading: Reading, turn: Turn) -> None:
    """Say one turn of a sentence that both sides read, as the person whose it is."""
    actor = actors[turn.who]
    if turn.does == "ask":
        known[reading.words] = interpretation.ask(node, actor, words=reading.words)
        return
    round_ = known[reading.words]
    interpretation.answer(node, actor, round_, words=turn.words)
    for each in {actor.log: actor, **{other.log: other for other in actors.values()}}.values():
        let_go(node, each, round_)


def play(node: Node, actors: dict[str, Actor], known: dict[str, str], talk: Talk, turn: Turn) -> None:
    """Say one turn of a conversation, as the person whose it is."""
    actor = actors[turn.who]
    if turn.does == "put":
        to = actors[talk.to].by if talk.to else None
        known[talk.key] = listening.put(
            node, actor, words=turn.words, asks=bool(talk.to), to=to, about=known.get(talk.about)
        )
        return
    on = On(known[talk.key], state_of(node, actor.alliance, known[talk.key]).stamp)
    match turn.does:
        case "play back":
            listening.play_back(node, actor, on, words=turn.words)
        case "correct":
            listening.correct(node, actor, on, words=turn.words)
        case "differ":
            listening.differ(node, actor, on, words=turn.words)
        case "leave":
            listening.leave(node, actor, on, words=turn.words)
        case _:
            listening.confirm(node, actor, on)
