"""What a trust pulse and a health check ask: sentences of our own for constructs of the field.

Which sentence stands for which construct, and whose construct it is: docs/measures/pulse.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

LEVELS = 5
OFTEN = ("Not yet", "Sometimes", "About half the time", "Mostly", "Always")


class Instrument(Enum):
    """A set of questions that is asked again and again, by the name that stands in the record."""

    PULSE = "pulse"
    HEALTH_CHECK = "health_check"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__


class Area(Enum):
    """The part of working together that an item is about; a member's value says it to a person."""

    WORD = "Keeping one’s word"
    GOODWILL = "Meaning each other well"
    STRATEGIC = "Strategic"
    OPERATIONAL = "Operational"
    RELATIONSHIP = "Relationship"
    GOVERNANCE = "Governance"


@dataclass(frozen=True)
class Item:
    """One thing that is answered with 1 to 5. `asked` names the partner where `{partner}` stands, `says` needs no name.

    `anchors` are what the levels mean: five of them, or three for 1, 3 and 5.
    """

    key: str
    area: Area
    says: str
    asked: str
    anchors: tuple[str, ...]

    def means(self, level: int) -> str:
        """Return what a level (1 to 5) means in words; empty between two anchors."""
        if len(self.anchors) == LEVELS:
            return self.anchors[level - 1]
        return self.anchors[level // 2] if level % 2 else ""


@dataclass(frozen=True)
class Question:
    """An open question, answered in words or not at all."""

    key: str
    says: str


def _often(key: str, area: Area, says: str, asked: str = "") -> Item:
    return Item(key, area, says, asked or says, OFTEN)


def _how(key: str, area: Area, says: str, *anchors: str) -> Item:
    return Item(key, area, says, says, anchors)


PULSE = (
    _often(
        "plan",
        Area.WORD,
        "When they give a date, we plan on it.",
        "When {partner} gives a date, we plan on it.",
    ),
    _often("early", Area.WORD, "We hear early when something comes in between."),
    _often(
        "heard",
        Area.GOODWILL,
        "They can say what matters to us, in their own words.",
        "{partner} can say what matters to us, in its own words.",
    ),
    _often("concern", Area.GOODWILL, "We can raise a concern without a price."),
    _often("again", Area.GOODWILL, "We would start this alliance again."),
)

HEALTH_CHECK = (
    _how(
        "why",
        Area.STRATEGIC,
        "Why we do this together",
        "Each side would name another reason",
        "It is written down; not everybody could say it",
        "Both sides name the same reason, in their own words",
    ),
    _how(
        "gain",
        Area.STRATEGIC,
        "What each side gains",
        "One side gains, the other waits",
        "Both gain something, one clearly more",
        "Both gain what they came for",
    ),
    _how(
        "plans",
        Area.STRATEGIC,
        "When the plans of one side change",
        "The other learns of it from somebody else",
        "The other is told once it is decided",
        "Both think about it before it is decided",
    ),
    _how(
        "roles",
        Area.OPERATIONAL,
        "Who does what",
        "We find out as we go",
        "Those who lead know it; others ask",
        "Everybody on both sides could say it",
    ),
    _how(
        "dates",
        Area.OPERATIONAL,
        "Dates",
        "A date is a hope",
        "Most hold; the others come as a surprise",
        "They hold, or the other side hears early",
    ),
    _how(
        "wrong",
        Area.OPERATIONAL,
        "When something goes wrong",
        "We look for who it was",
        "We repair it and go on",
        "We look at it together, and it does not come back",
    ),
    _how(
        "worry",
        Area.RELATIONSHIP,
        "A worry",
        "Each side keeps it to itself",
        "It is said once it hurts",
        "It is said while it is small",
    ),
    _how(
        "ways",
        Area.RELATIONSHIP,
        "How well we know each other’s ways",
        "Theirs puzzle us, and ours them",
        "We know them, and work around them",
        "We know why they are so, and have agreed bridges",
    ),
    _how(
        "more",
        Area.RELATIONSHIP,
        "When one side needs more than was agreed",
        "The other points at the contract",
        "The other helps if it costs little",
        "The other helps, and knows that it would be helped",
    ),
    _how(
        "decide",
        Area.GOVERNANCE,
        "Decisions that take both",
        "It is not clear who takes them",
        "It is clear, and takes long",
        "It is clear, and they come in time",
    ),
    _how(
        "meet",
        Area.GOVERNANCE,
        "Our meetings",
        "They are held because they are planned",
        "Some are worth the hour",
        "People leave with what they came for",
    ),
    _how(
        "control",
        Area.GOVERNANCE,
        "Rules, checks and reports",
        "More than the work can bear, or none at all",
        "Some help, some are in the way",
        "As many as the risk asks for, and both know why",
    ),
)

INSTRUMENTS: Mapping[Instrument, tuple[Item, ...]] = MappingProxyType(
    {Instrument.PULSE: PULSE, Instrument.HEALTH_CHECK: HEALTH_CHECK}
)
AREAS = (Area.STRATEGIC, Area.OPERATIONAL, Area.RELATIONSHIP, Area.GOVERNANCE)
QUESTIONS: Mapping[Instrument, tuple[Question, ...]] = MappingProxyType(
    {
        Instrument.PULSE: (),
        Instrument.HEALTH_CHECK: (
            Question("keep", "What works so well that it should stay as it is?"),
            Question("first", "What should both sides change first?"),
        ),
    }
)
_EVERY_MONTHS = {Instrument.PULSE: 1, Instrument.HEALTH_CHECK: 6}


def items_of(instrument: Instrument) -> Sequence[Item]:
    """Return what an instrument asks, in the order it is asked."""
    return INSTRUMENTS[instrument]


def keys_of(instrument: Instrument) -> frozenset[str]:
    """Name everything that words may be said about: each item and each open question."""
    items = {item.key for item in INSTRUMENTS[instrument]}
    return frozenset(items | {question.key for question in QUESTIONS[instrument]})


def may_close(until: date, today: date) -> bool:
    """Say whether a side may be closed with the answers that are there: from the closing day on."""
    return today >= until


def next_on(instrument: Instrument, last: date) -> date:
    """Return the day on which it is time to ask again: a month after the last pulse, half a year after a health check.

    A day that the later month does not have is its last one.
    """
    month = last.month - 1 + _EVERY_MONTHS[instrument]
    first = date(last.year + month // 12, month % 12 + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=last.day - 1), after - timedelta(days=1))
