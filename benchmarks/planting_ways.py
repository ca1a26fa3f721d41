"""How one way of changing a statement is written down, and how it is filled.

A clause is a plain sentence with its change in it: in `the price [includes|does not include] transport` the part
before the bar is the statement's and the part behind it the playback's; `<>` is where two drawn values stand.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

Pair = tuple[str, str]
Draw = Callable[[random.Random], Pair]
Within = Callable[[str, random.Random], str | None]

CHOICE = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


@dataclass(frozen=True)
class Way:
    """One way in which a playback differs from its statement.

    `clauses` are planted beside a sentence; `within` instead changes the sentence itself, or gives None where there
    is nothing to change. `told` is for changes of `we` and `you`, which are one only once it is clear who speaks: its
    playback is always told from the listener's side. `turned` gives the two parts back in the other order.
    `backwards` makes the changed sentence the statement.
    """

    kind: str
    name: str
    clauses: tuple[str, ...] = ()
    draw: Draw | None = None
    within: Within | None = None
    told: bool = False
    turned: bool = False
    backwards: bool = False


def clauses(
    kind: str, name: str, text: str, draw: Draw | None = None, *, told: bool = False, turned: bool = False
) -> Way:
    """Make a way of the clauses in `text`, one a line."""
    lines = tuple(line.strip() for line in text.strip().splitlines())
    return Way(kind, name, lines, draw, told=told, turned=turned)


def filled(clause: str, way: Way, rng: random.Random) -> Pair:
    """Give the statement's and the playback's form of one clause."""
    first, second = way.draw(rng) if way.draw else ("", "")
    pair = (
        CHOICE.sub(r"\1", clause).replace("<>", first),
        CHOICE.sub(r"\2", clause).replace("<>", second),
    )
    if rng.random() < 0.5:
        pair = (pair[1], pair[0])
    return tidy(pair[0]), tidy(pair[1])


def tidy(text: str) -> str:
    return re.sub(r"\s+(?=[,.])", "", re.sub(r"\s{2,}", " ", text)).strip()


def two_of(*values: str) -> Draw:
    """Draw two different ones of `values`."""

    def draw(rng: random.Random) -> Pair:
        first, second = rng.sample(values, 2)
        return first, second

    return draw


def one_of(*pairs: str) -> Draw:
    """Draw one of `pairs`, each written `this|that`."""

    def draw(rng: random.Random) -> Pair:
        first, _, second = rng.choice(pairs).partition("|")
        return first, second

    return draw
