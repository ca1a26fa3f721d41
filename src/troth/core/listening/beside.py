"""Two texts side by side: which words they share in the same order, and where one has something else.

The checks look at a *change*: a few words of the statement and what the playback has in their place, between words that
both have. Texts that share little have few of them, so a free rewording is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from troth.core.listening.vocabulary import FILLERS
from troth.core.listening.words import Span, Word

BREAK = re.compile(r"[.;:!?,()\n|\u2014\u3001\u3002\u2026]|\s[-\u2013]\s")
OPENERS = frozenset({"but", "because", "although", "whereas", "if", "unless"})
NARROW = 4
"""Most words on either side of a change that is read as one word put for another."""

NEAR = 6
"""Words to either side within which two things are said of each other."""


@dataclass(frozen=True)
class Text:
    """A text without its fillers, and in which clause each word stands."""

    raw: str
    words: tuple[Word, ...]
    clauses: tuple[int, ...]

    @cached_property
    def bases(self) -> frozenset[str]:
        return frozenset(word.base for word in self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(word.base for word in self.words if word.content)

    def clause(self, at: int) -> tuple[int, ...]:
        """The places of the words in the same clause as one of them."""
        return self._by_clause[self.clauses[at]]

    @cached_property
    def _by_clause(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for clause, places in groupby(range(len(self.words)), key=lambda at: self.clauses[at]):
            found[clause] = tuple(places)
        return found

    @cached_property
    def _ends(self) -> list[int]:
        return [word.span.end for word in self.words]

    def near(self, at: int, reach: int = NEAR) -> range:
        return range(max(0, at - reach), min(len(self.words), at + reach + 1))

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].span.start, self.words[last].span.end)

    def places(self, span: Span) -> range:
        """The places of the words that touch a span."""
        first = bisect_right(self._ends, span.start)
        last = first
        while last < len(self.words) and self.words[last].span.start < span.end:
            last += 1
        return range(first, last)


@dataclass(frozen=True)
class Change:
    """Places of the statement's words and of the playback's words between two stretches that both have."""

    statement: range
    playback: range

    @property
    def narrow(self) -> bool:
        return len(self.statement) <= NARROW and len(self.playback) <= NARROW


@dataclass(frozen=True)
class Beside:
    """A statement and its playback; `changes` are the narrow ones with a shared content word or two words beside."""

    statement: Text
    playback: Text
    changes: tuple[Change, ...]
    twins: dict[int, int]

    @cached_property
    def turned(self) -> Beside:
        """The same with the sides exchanged."""
        back = tuple(Change(change.playback, change.statement) for change in self.changes)
        return Beside(
            self.playback, self.statement, back, {there: here for here, there in self.twins.items()}
        )

    def change_at(self, at: int) -> Change | None:
        """The change in which a word of the statement stands."""
        return self._changed.get(at)

    @cached_property
    def _changed(self) -> dict[int, Change]:
        return {at: change for change in self.changes for at in change.statement}


def text_of(raw: str, words: Iterable[Word]) -> Text:
    """Part the words of a text into clauses, without those that people say while they think."""
    kept = tuple(word for word in words if word.text not in FILLERS)
    clauses, number, end = [], 0, 0
    for word in kept:
        number += bool(BREAK.search(raw, end, word.span.start)) or word.text in OPENERS
        clauses.append(number)
        end = word.span.end
    return Text(raw, kept, tuple(clauses))


def beside(told: Text, said: Text) -> Beside:
    """Lay a statement and its playback side by side."""
    matcher = SequenceMatcher(None, [word.base for word in told.words], [word.base for word in said.words])
    blocks = matcher.get_opcodes()
    changes: list[Change] = []
    twins: dict[int, int] = {}
    for number, (what, first, last, here, end) in enumerate(blocks):
        if what == "equal":
            twins.update(zip(range(first, last), range(here, end), strict=True))
            continue
        change = Change(range(first, last), range(here, end))
        around = [blocks[at] for at in (number - 1, number + 1) if 0 <= at < len(blocks)]
        if change.narrow and _anchored(told, around):
            changes.append(change)
    return Beside(told, said, tuple(changes), twins)


def _anchored(told: Text, around: Iterable[tuple[str, int, int, int, int]]) -> bool:
    """Two texts meet in small words by chance; a shared content word beside the change, and one more, is none."""
    shared = [told.words[at] for _, first, last, _, _ in around for at in range(first, last)]
    return len(shared) > 1 and any(word.content for word in shared)
