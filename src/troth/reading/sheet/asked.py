"""What only a person can say: questions with their choices, and the answers given so far."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from troth.reading.sheet.bounds import Unreadable


@dataclass(frozen=True)
class Choice:
    """One answer to a question, and what would follow from it."""

    key: str
    label: str
    consequence: str = ""


@dataclass(frozen=True)
class Question:
    """Something the file leaves open. `suggestion` is what a hurried yes takes; None means it must be said."""

    key: str
    ask: str
    why: str
    choices: tuple[Choice, ...]
    suggestion: str | None = None
    examples: tuple[str, ...] = ()

    def answer(self, answers: Answers) -> str | None:
        """The key of the choice made, if one of the choices was."""
        given = answers.choices.get(self.key)
        return given if given in {choice.key for choice in self.choices} else None


@dataclass(frozen=True)
class Answers:
    """A person's words so far: choices by question, fixes by row and column, and whether the rest is left out."""

    choices: Mapping[str, str] = field(default_factory=dict)
    fixes: Mapping[str, str] = field(default_factory=dict)
    leave_out_rest: bool = False

    def choose(self, question: str, choice: str) -> Answers:
        """The answers with one more question answered."""
        return replace(self, choices={**self.choices, question: choice})

    def fix(self, keys: Iterable[str], choice: str) -> Answers:
        """The answers with a word on one problem's rows (`Problem.keys`)."""
        return replace(self, fixes={**self.fixes, **dict.fromkeys(keys, choice)})

    def accept_suggestions(self, questions: Iterable[Question]) -> Answers:
        """The answers with every open question that has a suggestion answered by it."""
        given = {q.key: q.suggestion for q in questions if q.suggestion and q.answer(self) is None}
        return replace(self, choices={**self.choices, **given})

    def to_json(self) -> str:
        """A text for a web session or a file."""
        return json.dumps(
            {"choices": dict(self.choices), "fixes": dict(self.fixes), "leave_out_rest": self.leave_out_rest},
            sort_keys=True,
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Answers:
        """Answers kept earlier; refuses a text that is something else."""
        found = read_object(text)
        return cls(
            words(found.get("choices")), words(found.get("fixes")), found.get("leave_out_rest") is True
        )


def read_object(text: str) -> Mapping[str, object]:
    """One JSON object, or a refusal."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as bad:
        raise Unreadable("The choices kept for this file cannot be read. Make them again.") from bad
    if not isinstance(found, dict):
        raise Unreadable("The choices kept for this file cannot be read. Make them again.")
    return found


def words(found: object) -> dict[str, str]:
    """The pairs of texts in a JSON object; anything else is left aside."""
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(key, str) and isinstance(value, str)}
