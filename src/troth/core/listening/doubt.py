"""A doubt: one place where a playback may not say what its statement said, and of which kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from troth.core.listening.words import Span


class Kind(Enum):
    """What the rules noticed; a member's value says it to a person."""

    NEGATION = "One says that it is so, the other that it is not"
    NUMBER = "The numbers differ"
    DATE = "The days or times differ"
    ORDER = "What comes first differs"
    WHO = "Who does it differs"
    LEFT_OUT = "Not spoken of"


@dataclass(frozen=True)
class Doubt:
    """One difference noticed: its place in the statement and in the playback, None where one of them has none."""

    kind: Kind
    statement: Span | None
    playback: Span | None


def in_order(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Each doubt once, by its place in the playback; what was left out comes last, by its place in the statement."""
    far = Span(1 << 60, 1 << 60)
    return tuple(
        sorted(
            dict.fromkeys(doubts),
            key=lambda each: (each.playback or far, each.statement or far, each.kind.name),
        )
    )
