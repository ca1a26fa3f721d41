"""Which column means what: guessed from headings and cells, each guess with its reason, to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from troth.reading.sheet.amounts import amount_in
from troth.reading.sheet.bounds import Cell
from troth.reading.sheet.cells import Kind, look
from troth.reading.sheet.datewords import plain
from troth.reading.sheet.fields import DATES, NEEDED, ColumnMap, Field
from troth.reading.sheet.headers import Column
from troth.reading.sheet.source import Table
from troth.reading.sheet.words import AGAINST, SIGNS

_SAMPLE = 400
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Profile:
    """What stands in a column, measured: shares are of the filled cells of a sample."""

    column: Column
    filled: int
    empty: int
    distinct: int
    dates: float
    amounts: float
    letters: float
    length: float
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """One field's guess: a column or none, whether that is sure, why, and what else it might be."""

    field: Field
    column: Column | None
    sure: bool
    reason: str
    alternatives: tuple[Column, ...]
    samples: tuple[str, ...] = ()
    distinct: int = 0
    empty: int = 0


def profile(table: Table) -> tuple[Profile, ...]:
    """Measure every column of a table."""
    return tuple(_profile(column, table.cells(column)) for column in table.columns)


def guess(table: Table, profiles: Sequence[Profile] | None = None) -> tuple[Guess, ...]:
    """Guess the column of each field; no column is guessed twice, and nothing follows until it is confirmed."""
    profiles = profiles or profile(table)
    scores: dict[Field, dict[Column, float]] = {
        each: {p.column: _score(each, p) for p in profiles if each is not Field.MADE_ELSE} for each in Field
    }
    ranked = sorted(
        (
            (score, -place, each)
            for place, each in enumerate(scores)
            for score in [max(scores[each].values(), default=0)]
        ),
        key=lambda entry: (-entry[0], -entry[1]),
    )
    taken: dict[Field, Column] = {}
    for _, _, each in ranked:
        free = {column: score for column, score in scores[each].items() if column not in taken.values()}
        best = max(free, key=lambda column: (free[column], -column.place), default=None)
        if best is not None and free[best] >= (0.35 if each in NEEDED else 0.45):
            taken[each] = best
    by_column = {p.column: p for p in profiles}
    return tuple(_say(each, scores[each], taken, by_column) for each in Field)


def proposed(guesses: Sequence[Guess]) -> ColumnMap:
    """The map that the guesses add up to; the grouping is left for a person to say."""
    return ColumnMap({each.field: each.column.name for each in guesses if each.column})


def _profile(column: Column, cells: Sequence[Cell]) -> Profile:
    filled = [cell for cell in cells if cell != ""]
    step = max(1, len(filled) // _SAMPLE)
    sample = filled[::step][:_SAMPLE] or [""]
    kinds = [look(cell).kind for cell in sample]
    days = sum(kind in (Kind.DAY, Kind.LITERAL, Kind.PARTS) for kind in kinds)
    serials = kinds.count(Kind.SERIAL)
    texts = [str(cell) for cell in sample]
    return Profile(
        column,
        len(filled),
        len(cells) - len(filled),
        len(set(filled)),
        (days + (serials if serials > len(sample) * 0.9 else 0)) / len(sample),
        sum(amount_in(text) is not None for text in texts) / len(sample) if not days else 0.0,
        sum(any(sign.isalpha() for sign in text) for text in texts) / len(sample),
        sum(map(len, texts)) / len(sample),
        _samples(filled),
    )


def _samples(filled: Sequence[Cell]) -> tuple[str, ...]:
    """A few cells that look different from each other."""
    shapes: dict[str, str] = {}
    for cell in filled[: _SAMPLE * 5]:
        text = str(cell)[:60]
        shape = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", text))
        shapes.setdefault(shape, text)
        if len(shapes) >= 3:
            break
    return tuple(shapes.values()) or ()


def _score(each: Field, p: Profile) -> float:
    """Between 0 and 1: what the heading says, lifted or lowered by what stands under it."""
    if not p.filled:
        return 0.0
    fits = _fits(each, p)
    if fits <= 0:
        return 0.0
    heading = heading_score(each, p.column.name)
    alone = 0.3 if each in (Field.PROMISED, Field.PARTNER, Field.WHAT) else 0.1
    return min(1.0, heading * (0.55 + 0.45 * fits) + (alone * fits if heading < 0.3 else 0))


@lru_cache(maxsize=4096)
def heading_score(each: Field, name: str) -> float:
    """How much a heading speaks for a field, between 0 and 1; the earlier words of a list speak louder."""
    text = plain(name)
    tokens = _WORD.findall(text)
    best = 0.0
    for rank, sign in enumerate(SIGNS[each]):
        weight = 1.0 - 0.35 * rank / len(SIGNS[each])
        best = max(best, weight * match_words(plain(sign), text, tokens))
    against = sum(word in tokens for word in AGAINST.get(each, ()))
    return max(0.0, best - 0.35 * against)


def match_words(sign: str, text: str, tokens: list[str]) -> float:
    """How well a known word fits a heading given plain and as its words, between 0 and 1."""
    if sign == text:
        return 1.0
    words = _words_of(sign)
    if not words:
        return 0.0
    if not sign.isascii() and len(sign) >= 2 and sign in text:
        return 0.9
    size = len(words)
    if any(tokens[start : start + size] == words for start in range(len(tokens) - size + 1)):
        return 0.75 + 0.2 * min(1.0, size / max(1, len(tokens)))
    return 0.6 if len(sign) >= 6 and sign in text else 0.0


@lru_cache(maxsize=1024)
def _words_of(sign: str) -> list[str]:
    return _WORD.findall(sign)


def _fits(each: Field, p: Profile) -> float:
    """How well the cells suit a field, between 0 (not at all) and 1."""
    if each in DATES:
        return p.dates if p.dates >= 0.2 else 0.0
    if p.dates > 0.5:
        return 0.0
    ratio = p.distinct / p.filled
    if each is Field.VALUE:
        return p.amounts if p.amounts > 0.6 else (0.4 if p.distinct <= 6 and p.letters > 0.8 else 0.0)
    if each is Field.REFERENCE:
        return 0.0 if p.length > 40 else min(1.0, ratio + 0.3)
    if p.letters < 0.5:
        return 0.0
    if each is Field.WHAT:
        return min(1.0, 0.3 + p.length / 40) * (1.0 if p.distinct > 1 else 0.4)
    if each is Field.PARTNER:
        return 1.0 if ratio <= 0.5 else 0.6
    if each is Field.AREA:
        return 1.0 if p.distinct <= 40 else max(0.2, 0.8 - ratio)
    if each is Field.DIRECTION:
        return 1.0 if p.distinct <= 6 else 0.0
    return 0.9 if p.length <= 40 else 0.3


def _say(
    each: Field, scores: Mapping[Column, float], taken: Mapping[Field, Column], by: Mapping[Column, Profile]
) -> Guess:
    column = taken.get(each)
    others = sorted(
        (c for c in scores if c is not column and scores[c] >= 0.35), key=lambda c: (-scores[c], c.place)
    )
    alternatives = tuple(others[:3])
    if column is None:
        return Guess(
            each, None, False, "not found" + ("" if each in NEEDED else ", not needed"), alternatives
        )
    p = by[column]
    heading = heading_score(each, column.name)
    rival = next((c for c in others if scores[c] >= scores[column] - 0.12 and c not in taken.values()), None)
    sure = heading >= 0.5 and rival is None
    reason = (
        f"the heading says so, and so do {_contents(each, p)}"
        if heading >= 0.5
        else (
            f"the heading points there: {_contents(each, p)}"
            if heading >= 0.3
            else f"from its cells alone: {_contents(each, p)}"
        )
    )
    if rival is not None:
        reason = f"{rival.label} may be meant too"
    return Guess(each, column, sure, reason, alternatives, p.samples, p.distinct, p.empty)


def _contents(each: Field, p: Profile) -> str:
    if each in DATES:
        return f"{p.dates:.0%} of its cells, which are dates"
    if each is Field.VALUE and p.amounts > 0.5:
        return f"{p.amounts:.0%} of its cells, which are amounts"
    return f"its cells, {p.distinct:,} different ones in {p.filled:,} rows"
