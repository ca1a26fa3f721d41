"""Plantings: statements with a playback in which one thing is changed, of which the change and its way are known.

They measure whether what notices a lost negation, another number or date, another order in time or another doer
does so, and how often it speaks up where the meaning was kept. They are written apart from what they measure.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.planting_date import DATE
from benchmarks.planting_negation import NEGATION
from benchmarks.planting_number import NUMBER
from benchmarks.planting_order_who import ORDER, WHO
from benchmarks.planting_same import SAME
from benchmarks.planting_sentences import sentences
from benchmarks.planting_ways import Pair, Way, filled
from benchmarks.planting_wording import JOINS, joined, reworded

__all__ = ["CHANGING", "KINDS", "SAME", "Planted", "planted", "sentences", "unchanged"]

KINDS = ("negation", "number", "date", "order", "who", "none")
CHANGING = NEGATION + NUMBER + DATE + ORDER + WHO
PER_WAY = 14
PER_WAY_THAT_KEEPS = 28
# A sentence that is long already is left alone: with a clause it would be longer than anybody reads.
LONGEST_WITH_A_CLAUSE = 26
# In this many pairs one thing alone differs, letter for letter; in the others the playback has its own wording.
LETTER_FOR_LETTER = 0.5


@dataclass(frozen=True)
class Planted:
    """A statement and its playback, of which the `kind` and the `way` of the change are known; `none` is no change."""

    kind: str
    way: str
    statement: str
    playback: str


def planted(sentences: Sequence[str], seed: int) -> list[Planted]:
    """Plant each way of changing the meaning up to 14 times, at least 1,000 in all, in an order drawn from `seed`.

    `sentences` are statements of a full sentence each, with a full stop. A way that changes the sentence itself is
    planted as often as there are sentences for it; the others bring a clause along.
    """
    return of_all(CHANGING, sentences, PER_WAY, random.Random(seed))


def unchanged(sentences: Sequence[str], seed: int) -> list[Planted]:
    """Reword in each way that keeps the meaning up to 28 times, at least 500 in all; `sentences` as in `planted`."""
    return of_all(SAME, sentences, PER_WAY_THAT_KEEPS, random.Random(seed))


def of_all(ways: Sequence[Way], sentences: Sequence[str], count: int, rng: random.Random) -> list[Planted]:
    if not sentences:
        raise ValueError("There are no sentences to plant anything in.")
    found = [each for way in ways for each in by_one(way, sentences, count, rng)]
    rng.shuffle(found)
    return found


def by_one(way: Way, sentences: Sequence[str], count: int, rng: random.Random) -> list[Planted]:
    """Plant one way, each pair once; few sentences are taken again, until they give nothing new."""
    found: dict[Planted, None] = {}
    rounds = 1 if way.within else max(1, 20 * count // len(sentences))
    for _ in range(rounds):
        for sentence in rng.sample(sentences, len(sentences)):
            if len(found) == count:
                return list(found)
            made = plant(way, sentence, rng)
            if made is not None:
                found[made] = None
    return list(found)


def plant(way: Way, sentence: str, rng: random.Random) -> Planted | None:
    """Plant one way in one sentence, or give None where the sentence does not suit it."""
    parts = parted(way, sentence, rng)
    if parts is None:
        return None
    join = rng.choice(JOINS)
    statement = joined([said for said, _ in parts], join)
    heard = [other for _, other in (reversed(parts) if way.turned else parts)]
    if way.told or (not way.within or way.kind != "none") and rng.random() >= LETTER_FOR_LETTER:
        playback = reworded(heard, join, rng, told=way.told)
    else:
        playback = joined(heard, join)
    return None if playback == statement else Planted(way.kind, way.name, statement, playback)


def parted(way: Way, sentence: str, rng: random.Random) -> list[Pair] | None:
    """Give what is said and what is heard, part by part: the sentence, and the clause beside it if there is one."""
    if way.within:
        changed = way.within(sentence, rng)
        if changed is None:
            return None
        return [(changed, sentence) if way.backwards else (sentence, changed)]
    if len(sentence.split()) > LONGEST_WITH_A_CLAUSE:
        return None
    parts = [(sentence, sentence), filled(rng.choice(way.clauses), way, rng)]
    if rng.random() < 0.4:
        parts.reverse()
    return parts
