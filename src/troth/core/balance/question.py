"""The yearly question, asked of both sides: does this control help or hurt the work? Neither sees before both are in.

Whether control lowers trust cannot be said by a number (the studies are of two minds), so the people are asked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

A_YEAR = timedelta(days=365)


class Effect(Enum):
    """What a control does to the work, as a side says it; a member's value says it to a person."""

    HELPS = "helps"
    HELPS_A_LITTLE = "helps a little"
    NEITHER = "neither helps nor hurts"
    HURTS_A_LITTLE = "hurts a little"
    HURTS = "hurts"


@dataclass(frozen=True)
class Answer:
    """What a side says of a control, and why in its own words."""

    effect: Effect
    words: str = ""


def answer_wire(answer: Answer) -> str:
    """Write an answer as the words that are sealed."""
    return json.dumps({"effect": answer.effect.name.lower(), "words": answer.words}, ensure_ascii=False)


def answer_from(words: str) -> Answer | None:
    """Read an answer from the words that were opened; None when this version cannot read them."""
    try:
        told = json.loads(words)
        return Answer(Effect[str(told["effect"]).upper()], str(told.get("words", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def asks_from(since: date, asked: date | None) -> date:
    """Return the day from which the question is due: a year after it was asked last, or after the control began."""
    return (asked or since) + A_YEAR
