"""Six ways of treating each other that most partners come to want, each as a sentence to begin with.

They are those of formal relational contracts (Frydlinger, Hart and Vitasek 2019), in words of our own. Both sides may
change every word of them, and none of them is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Principle:
    """A principle to begin with: its key in addresses, what it is called, and the sentence that is proposed."""

    key: str
    title: str
    words: str


PRINCIPLES = (
    Principle(
        "reciprocity",
        "Give and take",
        "What we ask of each other, we would also do. Over time, giving and taking come out even.",
    ),
    Principle(
        "autonomy",
        "Room to decide",
        "Each decides in its own house, and tells the other before it matters to them. "
        "Nobody uses its weight to decide for the other.",
    ),
    Principle(
        "honesty",
        "Honesty",
        "We say what is so, also what is not yet certain and what we would rather not say.",
    ),
    Principle(
        "equity",
        "Fairness",
        "Whoever carries more of the risk or the work has more of what comes of it, and we look at this again "
        "when things change.",
    ),
    Principle(
        "loyalty",
        "Loyalty",
        "We weigh the other’s interest like our own, and speak of each other as if they were in the room.",
    ),
    Principle(
        "integrity",
        "Integrity",
        "The same answer to the same question, whoever of us is asked, and what we say is what we do.",
    ),
)
