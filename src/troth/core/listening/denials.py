"""What a text denies, and which of it the other text does not deny."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from troth.core.listening.antonyms import (
    AGAINST,
    DEGREES,
    DENYING,
    DENYING_STARTS,
    DENYING_VERBS,
    PHRASES,
    SCANT,
)
from troth.core.listening.beside import NEAR, Beside, Text
from troth.core.listening.stems import base
from troth.core.listening.words import Word

COMPARED = frozenset("more less later earlier sooner fewer over under above below beyond exceed".split())
EVEN = frozenset("only just merely simply".split())
AFTER_AN_ANSWER = frozenset(map(base, "@ it that this there the".split()))
MOST_DENIALS = 40
"""How many denials of a text are read; keeps repetitive texts quick."""

TAG = 3
"""Words of a question that is hung on: `is n't it`."""

LEAST_REST = 4
HEAD_WITHIN = 6
"""Most words from a verb that denies to what it denies."""

BEING = frozenset(map(base, "be run go get fall stay".split()))
SCANT_OF = frozenset("of on".split())
AGAINST_WITHIN = 4
MENTAL = frozenset(map(base, "know see say think understand get want mean guess".split()))
"""Words that carry nothing in a playback's opening and may still be what is denied."""


@dataclass(frozen=True)
class Denial:
    """One word that denies: its place, and the place of the word that it denies, where there is one."""

    at: int
    head: int | None


@dataclass(frozen=True)
class Denials:
    """What each of two texts denies, and which of it the other does not deny."""

    here: tuple[Denial, ...]
    there: tuple[Denial, ...]
    only_here: tuple[Denial, ...]
    only_there: tuple[Denial, ...]


def denials(beside: Beside) -> Denials:
    """Find what the statement and the playback deny."""
    here, there = denials_of(beside.statement, beside.playback), denials_of(beside.playback, beside.statement)
    return Denials(here, there, alone(beside, here, there), alone(beside.turned, there, here))


def denials_of(text: Text, other: Text) -> tuple[Denial, ...]:
    """Find what a text denies; `no more than` is a bound, `not only` an addition, and `isn't it?` at the end asks."""
    found = (denial for at in range(len(text.words)) for denial in _denial(text, at, other))
    return tuple(islice(found, MOST_DENIALS))


def _denial(text: Text, at: int, other: Text) -> Iterator[Denial]:
    word = text.words[at]
    if word.text in DENYING:
        if not _idle(text, at):
            yield Denial(at, _head(text, at))
    elif word.base in DENYING_VERBS or (
        word.text == "against"
        and any(each.base in AGAINST for each in text.words[max(0, at - AGAINST_WITHIN) : at])
    ):
        head = _head(text, at)
        if head is not None and at < head <= at + HEAD_WITHIN:
            yield Denial(at, head)
    elif f"{word.base} {_text(text, at + 1)}" in PHRASES:
        yield Denial(at, _head(text, at + 1, of=at))
    elif word.text in SCANT and at and text.words[at - 1].base in BEING and _text(text, at + 1) in SCANT_OF:
        yield Denial(at, _head(text, at))
    elif _turned_over(word.text, other):
        yield Denial(at, at)


def _text(text: Text, at: int) -> str:
    return text.words[at].text if at < len(text.words) else ""


def _idle(text: Text, at: int) -> bool:
    """A word that denies by its form and not by its use."""
    clause = [text.words[place] for place in text.clause(at)]
    before = text.words[at - 1].text if at else ""
    after = text.words[at + 1] if at + 1 < len(text.words) else None
    following = after.text if after and text.clauses[at + 1] == text.clauses[at] else ""
    if text.words[at].text == "no" and (not following or (after and after.base in AFTER_AN_ANSWER | {"no"})):
        return True
    earlier = {word.text for word in clause if word.span < text.words[at].span}
    if text.words[at].text in {"nor", "neither"} and earlier & {"neither", "nor"}:
        return True
    asked = len(clause) == TAG and clause[-1].base in AFTER_AN_ANSWER and clause[1].base == "not"
    why = any(word.text == "why" for word in text.words[max(0, at - 2) : at])
    return asked or why or before == "or" or following in COMPARED | EVEN


def _head(text: Text, at: int, *, of: int | None = None) -> int | None:
    """The next content word of the clause; the last one before where the clause ends with the denial."""
    clause = text.clause(at)
    after = [place for place in clause if place > at and carries(text.words[place])]
    before = [place for place in clause if place < (at if of is None else of) and text.words[place].content]
    if after:
        return after[0]
    return before[-1] if before and at == clause[-1] else None


def carries(word: Word) -> bool:
    return (word.content or word.base in MENTAL) and word.text not in DEGREES


def _turned_over(word: str, other: Text) -> bool:
    """`impossible` where the other text has `possible`, and not `impossible` too."""
    return base(word) not in other.bases and any(
        word.startswith(start)
        and len(word) - len(start) >= LEAST_REST
        and base(word[len(start) :]) in other.bases
        for start in DENYING_STARTS
    )


def alone(beside: Beside, here: Sequence[Denial], there: Sequence[Denial]) -> tuple[Denial, ...]:
    """The denials of the statement that answer to none of the playback; two beside each other undo one another."""
    left, free = list(here), list(there)
    for same in (_twins, _in_one_change, _one_head, _near):
        for denial in tuple(left):
            match = next((other for other in free if same(beside, denial, other)), None)
            if match is not None:
                left.remove(denial)
                free.remove(match)
    return tuple(each for each in left if not any(0 < abs(each.at - other.at) <= NEAR for other in left))


def _twins(beside: Beside, one: Denial, other: Denial) -> bool:
    return beside.twins.get(one.at) == other.at


def _in_one_change(beside: Beside, one: Denial, other: Denial) -> bool:
    change = beside.change_at(one.at)
    return change is not None and other.at in change.playback


def _one_head(beside: Beside, one: Denial, other: Denial) -> bool:
    return _base(beside.statement, one.head) == _base(beside.playback, other.head) is not None


def _near(beside: Beside, one: Denial, other: Denial) -> bool:
    return bool(beside.statement.content_near(one.at) & beside.playback.content_near(other.at))


def _base(text: Text, at: int | None) -> str | None:
    return None if at is None else text.words[at].base
