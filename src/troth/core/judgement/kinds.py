"""The kinds of judging words that the coach notices, with what each says to whoever is writing.

They follow the claim "suspend judgement: once you judge, objectivity has left". The families are the four
that block connection in nonviolent communication (diagnosis, denial of responsibility, demand, deserve:
Rosenberg, Nonviolent Communication, 2003, chapters 2 and 3), laid out by the words that show them.
"""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a marked span does; a member's value is its name on the page."""

    VERDICT = "A verdict"
    """Evaluation in place of observation: diagnosis (Rosenberg 2003, chapters 2 and 3)."""

    BLAME = "Blame"
    """What came about laid on somebody: denial of responsibility (Rosenberg 2003, chapter 2); the most exact
    sign of a climate of defence is evaluation that lays blame (Gibb, Defensive communication, Journal of
    Communication 1961)."""

    MOTIVE = "What someone else thinks"
    """A motive or thought ascribed to another, which nobody sees from outside: "disentangle intent from
    impact" (Stone, Patton, Heen, Difficult Conversations, 1999, chapter 3)."""

    ALWAYS = "Always or never"
    """A static generalisation where a time and place could stand (Rosenberg 2003, chapter 3)."""

    LESSON = "About the other"
    """Speaking about the other side, what it has to understand: the warning sign of two partners who no
    longer talk with each other (Simoons, Avoiding partnership pitfalls); superiority in Gibb 1961."""

    SHOULD = "Deserve or should"
    """A demand, or what somebody has earned: demand and deserve (Rosenberg 2003, chapters 2 and 6)."""
