"""What people of the demo saw and asked about: one concern in each of a few states; and what one of them parked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from troth.actions import judgement
from troth.actions.days import day_in
from troth.actions.judgement import On, Seen, days_at, state_of
from troth.actions.ports import Actor, Node
from troth.cli.demo.talks import Talk, Turn
from troth.core.judgement import Saw, Weight


@dataclass(frozen=True)
class Case(Talk):
    """One concern from its first word on; its first turn says what happened, `effect` and `question` go with it."""

    effect: str = ""
    question: str = ""
    know: str = ""


CASES = (
    Case(
        "export papers",
        (
            Turn(
                -23,
                "annelies",
                "raise",
                "The papers for the last two sailings reached us a day after the ship had left.",
            ),
            Turn(
                -22,
                "haruka",
                "tell",
                "The line closes its list at six in the evening. The final count from Otaru is there at eight. A paper "
                "with a wrong count costs a day at customs, so we send it when the count is right, and that is after "
                "the ship.",
            ),
            Turn(
                -21,
                "annelies",
                "play back",
                "The count comes two hours after the line has closed its list, so the paper follows the ship.",
            ),
            Turn(
                -21,
                "haruka",
                "correct",
                "We could send it before, with an expected count. We hold it back because a wrong one costs a day.",
            ),
            Turn(
                -20,
                "annelies",
                "play back",
                "On evenings when the count from Otaru comes at eight you hold the paper back, because a wrong count "
                "costs you a day. That our customer needs it earlier was new to you.",
            ),
            Turn(-19, "haruka", "confirm", "And it is two evenings of five in winter, one in summer."),
            Turn(-19, "haruka", "weigh", "2"),
            Turn(-18, "annelies", "weigh", "3"),
        ),
        to="haruka",
        effect="Our customer in Rotterdam waited two days.",
        question="What happens on your side in the two days before a sailing?",
        know="Nobody had told us that your customer needs the paper before the ship is in.",
    ),
    Case(
        "night alarms",
        (
            Turn(
                -6,
                "kenji",
                "raise",
                "In three nights of last week our desk called the number on the card, and nobody of yours picked up "
                "before six in the morning.",
            ),
            Turn(
                -4,
                "joost",
                "tell",
                "The card still has the number of the office. Since the summer the night calls go to a mobile that "
                "three of us take in turns.",
            ),
            Turn(
                -2,
                "kenji",
                "play back",
                "There is somebody awake, and our card leads to a phone that stands in an empty office.",
            ),
        ),
        to="joost",
        effect="The two at our desk did not know whether to open the doors.",
        question="Who is reached on your side at night, and how?",
        know="We thought that the new card was with you.",
    ),
    Case(
        "handover note",
        (
            Turn(
                -4,
                "saskia",
                "raise",
                "The note in the handover of Tuesday names two pallets; on the dock there were three.",
            ),
            Turn(
                -2,
                "daichi",
                "tell",
                "The third came from another line at half past five. Whoever is on the dock then writes it on the "
                "board, and the board is not in the handover.",
            ),
        ),
        to="daichi",
        effect="We looked for a reading of the third for an hour.",
        question="How does a pallet of another line come into your handover?",
    ),
    Case(
        "two questions",
        (
            Turn(
                -1,
                "naoko",
                "raise",
                "Our question about the feed was answered twice, by two people, and the answers differ.",
            ),
        ),
        to="annelies",
        effect="Our contracts people have put the signature aside until they know which holds.",
        question="Who speaks for Veldsen on the feed, and how is that decided?",
    ),
    Case(
        "lamp",
        (
            Turn(-40, "joost", "raise", "The lamp on probe 12 was red in two photographs of the dock."),
            Turn(-22, "joost", "park", "No answer came; we look at the probe at the next visit."),
        ),
        effect="We do not know whether the readings of those days can be used.",
        question="What does the crew see when a lamp turns red?",
    ),
)
THOUGHTS = (
    (
        0,
        "Kaido’s contracts people are slow because they do not want the customs feed.",
        "Who has to sign at Kaido before Naoko may say yes, and how long that usually takes.",
    ),
    (
        15,
        "Otaru does not read the handover.",
        "Where the handover hangs, and what the night shift sees first when it starts.",
    ),
)


def play_case(node: Node, actors: dict[str, Actor], known: dict[str, str], told: Case, turn: Turn) -> None:
    """Say one turn about a concern, as the person whose it is."""
    actor = actors[turn.who]
    today = day_in(node.now(), "UTC")
    days = days_at("NL", "UTC", today.year)
    if turn.does == "raise":
        seen = Seen(
            Saw(turn.words, told.effect, told.question),
            day=today - timedelta(days=1),
            to=actors[told.to].by if told.to else None,
            about=known.get(told.about),
        )
        known[told.key] = judgement.raise_concern(node, actor, seen, days=days)
        return
    on = On(known[told.key], state_of(node, actor.alliance, known[told.key]).stamp)
    match turn.does:
        case "tell":
            judgement.tell(node, actor, on, words=turn.words, know=told.know)
        case "play back":
            judgement.play_back(node, actor, on, words=turn.words)
        case "correct":
            judgement.correct(node, actor, on, words=turn.words)
        case "weigh":
            judgement.weigh(node, actor, on, weight=list(Weight)[int(turn.words) - 1])
        case "park":
            judgement.park(node, actor, on, words=turn.words, days=days)
        case _:
            judgement.confirm(node, actor, on, words=turn.words)
