"""The doubts about a playback: what its rules notice to be different from the statement. Silence is no agreement.

Each rule looks for one kind and would rather miss than call a free rewording wrong. They know English; of another
language they notice numbers and dates in figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from troth.core.listening.beside import Text, beside, text_of
from troth.core.listening.denials import denials
from troth.core.listening.differing import different_days, different_numbers, exact
from troth.core.listening.doubt import Doubt, Kind, in_order
from troth.core.listening.left_out import left_out
from troth.core.listening.negation import denied
from troth.core.listening.order import reversed_order
from troth.core.listening.who import different_doers
from troth.core.listening.words import words

BESIDE = len(" than the ")
"""Most characters between a word that bounds and its number."""


def doubts(statement: str, playback: str) -> tuple[Doubt, ...]:
    """Find where a playback may not say what the statement said, in the order of the playback; left-out things last."""
    return doubted(text_of(statement, words(statement)), text_of(playback, words(playback)))


def doubted(statement: Text, playback: Text) -> tuple[Doubt, ...]:
    """The same for texts that were cut into words already."""
    both = beside(statement, playback)
    if not both.statement.words or not both.playback.words:
        return ()
    said = exact(both)
    refused = denials(both)
    found = [
        *denied(both, refused),
        *different_numbers(both, said),
        *different_days(both, said),
        *reversed_order(both, said.moments, refused),
        *different_doers(both),
        *left_out(both, said),
    ]
    return in_order(each for each in found if not _part_of_a_number(each, found))


def _part_of_a_number(doubt: Doubt, found: Sequence[Doubt]) -> bool:
    """`less than` put for `more than` before a number is told with the number."""
    return doubt.kind is Kind.NEGATION and any(
        each.kind is Kind.NUMBER
        and doubt.playback
        and each.playback
        and 0 <= each.playback.start - doubt.playback.end <= BESIDE
        for each in found
    )
