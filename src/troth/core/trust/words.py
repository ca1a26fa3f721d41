"""The words for one direction: what is said of an opinion before any number is."""

from __future__ import annotations

from enum import Enum

from troth.core.trust.opinion import Opinion

UNKNOWN = 0.45
KNOWN = 0.35
NOT_YET_UNDER = 0.60
TENTATIVE_UNDER, FAIR_UNDER, STEADY_UNDER = 0.40, 0.54, 0.64
FEW, FEWER_THAN_FIRM = 8, 15
FIRM_DAYS = 90.0


class Word(Enum):
    """How far one can rely on somebody; a member's value says it to a person."""

    LITTLE = "little to go on"
    NOT_YET = "not yet"
    TENTATIVE = "tentative"
    FAIR = "fair"
    STEADY = "steady"
    FIRM = "firm"


def word(said: Opinion) -> Word:
    """Say an opinion in a word, the first that applies; with `LITTLE` no figure is told."""
    if said.unsure > UNKNOWN:
        return Word.LITTLE
    if said.likely < NOT_YET_UNDER and said.unsure <= KNOWN:
        return Word.NOT_YET
    if said.low < TENTATIVE_UNDER:
        return Word.TENTATIVE
    if said.low < FAIR_UNDER or said.outcomes < FEW:
        return Word.FAIR
    if said.low < STEADY_UNDER or said.outcomes < FEWER_THAN_FIRM or said.days < FIRM_DAYS:
        return Word.STEADY
    return Word.FIRM
