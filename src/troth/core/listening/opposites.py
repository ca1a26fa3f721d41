"""A word put in the place of its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from troth.core.listening.antonyms import OPPOSITES
from troth.core.listening.beside import Beside
from troth.core.listening.denials import Denial, Denials
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.words import Span

LEAST_SHARED, OF_THE_SAME = 2, 0.75
"""How many content words, and which share of the fewer, two places have in common that speak of the same."""

JOINING = frozenset("and or both either neither nor".split())
"""Of these, one may say with a denial what another says without."""

SCARCE = frozenset("few little".split())


def opposite(
    beside: Beside, table: Mapping[str, frozenset[str]], kind: Kind, denials: Denials
) -> Iterator[Doubt]:
    """Find a word for which the playback has its opposite, with as many denials on both sides.

    In the same place; or of the same things, where neither text has the other's word.
    """
    told, said = beside.statement, beside.playback
    spared_here = _spared(denials.here, denials.only_here)
    spared_there = _spared(denials.there, denials.only_there)
    in_place = {pair for change in beside.changes for pair in product(change.statement, change.playback)}
    for at, word in enumerate(told.words):
        for to in (to for other in table.get(word.base, ()) for to in said.where.get(other, ())):
            new, lost = said.words[to].base not in told.bases, word.base not in said.bases
            joining = word.text in JOINING and (denials.here or denials.there)
            placed = (at, to) in in_place and (new or lost) and not joining
            moved = (
                new
                and lost
                and word.content
                and not denials.only_here
                and not denials.only_there
                and _of_the_same(beside, at, to)
            )
            if (placed or moved) and at not in spared_here and to not in spared_there:
                yield Doubt(kind, word.span, said.words[to].span)


def _of_the_same(beside: Beside, at: int, to: int) -> bool:
    """Most of what stands near the one stands near the other too."""
    told, said = beside.statement.content_near(at), beside.playback.content_near(to)
    told -= {beside.statement.words[at].base}
    said -= {beside.playback.words[to].base}
    return len(told & said) >= max(LEAST_SHARED, OF_THE_SAME * min(len(told), len(said)))


def _spared(every: Sequence[Denial], unanswered: Sequence[Denial]) -> set[int | None]:
    """Places where an opposite says the same: what is denied on one side alone, and a denial that has its answer."""
    return {each.head for each in unanswered} | {each.at for each in every if each not in unanswered}


def too_or_enough(beside: Beside) -> Iterator[tuple[Span, Span]]:
    """`too wide` in the statement and `wide enough` in the playback."""
    told, said = beside.statement.words, beside.playback.words
    for at, to in product(beside.statement.where.get("too", ()), beside.playback.where.get("enough", ())):
        after = [each.base for each in told[at + 1 : at + 3]]
        before, behind = said[to - 1 : to], said[to + 1 : to + 2]
        scarce = after[:1] and told[at + 1].text in SCARCE and any(each.base in after[1:] for each in behind)
        opposite = {base for each in after[:1] for base in (each, *OPPOSITES.get(each, ()))}
        same = any(each.base in opposite for each in before)
        change = beside.change_at(at)
        placed = change is not None and to in change.playback
        if placed or ((scarce or same) and _of_the_same(beside, at, to)):
            yield beside.statement.words[at].span, beside.playback.words[to].span
