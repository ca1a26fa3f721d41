"""Two texts side by side: which words they share in the same order, and where one has something else.

The checks look at a *change*: a few words of the statement and what the playback has in their place, between words that
both have. Texts that share little have few of them, so a free rewording is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, product

from troth.core.listening.vocabulary import FILLERS
from troth.core.listening.words import Span, Word

BREAK = re.compile(r"[.;:!?,()\n|\u2014\u3001\u3002\u2026]|\s[-\u2013]\s")
OPENERS = frozenset({"but", "because", "although", "whereas", "if", "unless"})
NARROW = 4
"""Most words on either side of a change that is read as one thing put for another; twice as many for a single word."""

CLOSE = 0.7
"""Share of the longer text's words that both have, from which a playback follows its statement closely."""

MOST_MOVED = 4
"""How many of the longest unlike stretches are tried as clauses that were moved."""

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
    def where(self) -> dict[str, list[int]]:
        """The places of each word, by what it is compared by."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.base, []).append(at)
        return found

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

    def content_near(self, at: int) -> set[str]:
        """The content words around a place, by what they are compared by."""
        return {self.words[place].base for place in self.near(at) if self.words[place].content}

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
        shorter, longer = sorted((len(self.statement), len(self.playback)))
        return longer <= (NARROW if shorter != 1 else 2 * NARROW)


@dataclass(frozen=True)
class Block:
    """A stretch of the statement beside one of the playback, the same words in both or not."""

    same: bool
    statement: range
    playback: range


@dataclass(frozen=True)
class Beside:
    """A statement and its playback; `changes` are the narrow ones with a shared content word or two words beside."""

    statement: Text
    playback: Text
    changes: tuple[Change, ...]
    twins: dict[int, int]
    close: bool

    @cached_property
    def turned(self) -> Beside:
        """The same with the sides exchanged."""
        back = tuple(Change(change.playback, change.statement) for change in self.changes)
        twins = {there: here for here, there in self.twins.items()}
        return Beside(self.playback, self.statement, back, twins, self.close)

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
    """Lay a statement and its playback side by side; a clause that stands elsewhere in the playback is found there."""
    bases = [word.base for word in told.words], [word.base for word in said.words]
    blocks = list(_blocks(*bases, range(len(told.words)), range(len(said.words))))
    lost = _longest(block.statement for block in blocks if not block.same)
    new = _longest(block.playback for block in blocks if not block.same)
    for here, there in product(lost, new):
        if (
            len({*bases[0][here.start : here.stop]} & {*bases[1][there.start : there.stop]} & told.content)
            > 1
        ):
            blocks += _blocks(*bases, here, there)
    changes: list[Change] = []
    twins: dict[int, int] = {}
    same = sum(len(block.statement) for block in blocks if block.same)
    close = same >= CLOSE * max(len(told.words), len(said.words))
    for number, block in enumerate(blocks):
        if block.same:
            twins.update(zip(block.statement, block.playback, strict=True))
            continue
        around = [
            blocks[at]
            for at in (number - 1, number + 1)
            if 0 <= at < len(blocks) and blocks[at].same and _touch(blocks[at], block)
        ]
        change = Change(block.statement, block.playback)
        if change.narrow and _anchored(told, around, close=close):
            changes.append(change)
    return Beside(told, said, tuple(changes), twins, close)


def _blocks(told: Sequence[str], said: Sequence[str], here: range, there: range) -> Iterator[Block]:
    matcher = SequenceMatcher(None, told[here.start : here.stop], said[there.start : there.stop])
    for what, first, last, begin, end in matcher.get_opcodes():
        yield Block(
            what == "equal",
            range(here.start + first, here.start + last),
            range(there.start + begin, there.start + end),
        )


def _longest(stretches: Iterable[range]) -> list[range]:
    return sorted((each for each in stretches if len(each) > NARROW), key=len, reverse=True)[:MOST_MOVED]


def _touch(one: Block, other: Block) -> bool:
    return one.statement.stop == other.statement.start or other.statement.stop == one.statement.start


def _anchored(told: Text, around: Iterable[Block], *, close: bool) -> bool:
    """Two free texts meet in small words by chance; a shared content word beside the change, and one more, is none."""
    shared = [told.words[at] for block in around for at in block.statement]
    return len(shared) > (len(told.words) > NARROW) and (close or any(word.content for word in shared))
