"""What the page behind a button of a mail asks, whatever room it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Question:
    """One question with one button: its words, the template of what is filled in, and the state it was read with."""

    head: str
    button: str
    fields: str
    stamp: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    refusal: str = ""


def question_of(
    act: str, words: tuple[str, str], them: str, *, stamp: str, shown: Mapping[str, Any], refusal: str
) -> Question:
    """This function will return the question of an act by its words: the head, and what its button says to whom."""
    head, button = words
    return Question(head, button.format(them=them), f"mailed/fields/{act}.html", stamp, shown, refusal)


class Unfit(Exception):
    """What was sent could not be taken; the question again, as it was filled in. Caught at once by the view.

    `changed` when something happened here meanwhile.
    """

    def __init__(self, question: Question, *, changed: bool = False) -> None:
        super().__init__(question.refusal)
        self.question, self.changed = question, changed
