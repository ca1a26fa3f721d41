"""What people of the demo said beside a promise: two comments, of which one names a colleague of the other firm."""

from __future__ import annotations

from dataclasses import dataclass

from troth.actions import comments
from troth.actions.ports import Actor, Node
from troth.cli.demo import cast
from troth.cli.demo.talks import Talk, Turn


@dataclass(frozen=True)
class Beside(Talk):
    """Comments on one thing, in the order in which they were said."""


COMMENTS = (
    Beside(
        "about the firmware",
        (
            Turn(
                -2,
                "haruka",
                "comment",
                "Our trailer is free from Thursday on. @Joost Bakker, would you bring the second probe too? Then one "
                "night less is lost if a reading is missing.",
            ),
            Turn(
                -1,
                "joost",
                "comment",
                "I will bring both. The log of each night goes into the folder by eight, so that your desk sees it "
                "first thing.",
            ),
        ),
        about="firmware",
    ),
)


def play_beside(
    node: Node, actors: dict[str, Actor], known: dict[str, str], told: Beside, turn: Turn
) -> None:
    """Say one comment, as the person whose it is; everybody of the demo can be named."""
    names = {actors[key].by: each.name for key, each in cast.PEOPLE.items() if key in actors}
    comments.say(node, actors[turn.who], about=known[told.about], words=turn.words, names=names)
