"""Where a playback repeats its statement word after word, in both texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from troth.core.listening.words import Span, Word

SHORTEST_RUN = 3
MOST_PLACES = 24
"""How many places of the statement are tried for one place of the playback; keeps repetitive texts quick."""


@dataclass(frozen=True)
class Run:
    """Three or more words in a row that both texts have: how many, and where they stand in each."""

    length: int
    statement: Span
    playback: Span


def runs(statement: Sequence[Word], playback: Sequence[Word]) -> tuple[Run, ...]:
    """Find the runs of at least three words, one of them with content, that the playback takes over.

    In the order of the playback and without overlap there; pronouns count as the same whoever speaks.
    """
    told, said = [word.base for word in statement], [word.base for word in playback]
    starts: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(told) - SHORTEST_RUN + 1):
        starts[tuple(told[at : at + SHORTEST_RUN])].append(at)
    found, here = [], 0
    while here <= len(said) - SHORTEST_RUN:
        places = starts.get(tuple(said[here : here + SHORTEST_RUN]), [])[:MOST_PLACES]
        length, place = max(((_extent(told, said, at, here), at) for at in places), default=(0, 0))
        if any(word.content for word in playback[here : here + length]):
            found.append(Run(length, _span(statement, place, length), _span(playback, here, length)))
        here += max(length, 1)
    return tuple(found)


def _extent(told: Sequence[str], said: Sequence[str], at: int, here: int) -> int:
    length = SHORTEST_RUN
    while at + length < len(told) and here + length < len(said) and told[at + length] == said[here + length]:
        length += 1
    return length


def _span(text: Sequence[Word], first: int, length: int) -> Span:
    return Span(text[first].span.start, text[first + length - 1].span.end)
