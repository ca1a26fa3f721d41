"""A text as words, each with its place, so that a page can mark what a measure speaks of.

Every character keeps its place: nothing is rewritten before it is cut. Scripts that are written without spaces become
pairs of neighbouring characters, as search engines do it (the CJK bigrams of Lucene), so that overlap means something.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from troth.core.listening.stems import base
from troth.core.listening.vocabulary import FUNCTION

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3031-\u3035\u303b\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af]"
)
"""Thai, Lao, Burmese, Khmer, Han, Kana and Hangul."""

APOSTROPHES = "'\u2019\u02bc"
JOINERS = "\u200c\u200d"
CUT = re.compile(
    r"(?P<number>d{1,3}(?:,ddd)+(?!d)(?:[.]d+)?|d+(?:[.]d+)*)|(?P<word>a[am]*(?:['_]a[am]*|d)*)|"
    "(?P<unspaced>c[cm]*)"
)
NEGATED = re.compile(
    r"(?:ai|are|ca|could|did|do|does|had|has|have|is|might|must|need|sha|should|was|were|wo|would)n't"
)
UNMARKED = re.compile(r"(?:are|ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)nt")
SHORTENED = re.compile(r"'(?:m|re|ve|ll|d|s)$")


class Span(NamedTuple):
    """Where something stands in a text: the first character, and the one after the last."""

    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """One word of a text: lower-case, the form it is compared by, whether it carries content, and its place."""

    text: str
    base: str
    content: bool
    span: Span


def words(text: str) -> tuple[Word, ...]:
    """Cut a text of any length and language into its words, in order; punctuation and emoji are none."""
    shape = "".join(map(_kind, text))
    return tuple(
        word
        for found in CUT.finditer(shape)
        for word in (
            _pairs(text, found.start(), found.end())
            if found.lastgroup == "unspaced"
            else _split(text, found.start(), found.end())
        )
    )


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """What a character is to the cutting: a letter, a digit, a mark on one, of an unspaced script, or itself."""
    if character in APOSTROPHES:
        return "'"
    if UNSPACED.match(character) and not character.isdecimal():
        return "c"
    if character.isdecimal():
        return "d"
    if character.isalnum():
        return "a"
    if character in JOINERS or unicodedata.category(character).startswith("M"):
        return "m"
    return character if character in "_.," else " "


def _split(text: str, start: int, end: int) -> list[Word]:
    """Open contractions: `don't` is `do` and `n't`, `we'll` is `we` and `'ll`, `cannot` is `can` and `not`."""
    said = text[start:end].lower()
    cut = _cut(said) if len(said) == end - start else len(said)
    first = _word(said[:cut], Span(start, min(start + cut, end)))
    return [first] if cut == len(said) else [first, _word(said[cut:], Span(start + cut, end))]


@lru_cache(maxsize=4096)
def _cut(said: str) -> int:
    """Where the second part of a contraction begins; the length of a word that is none."""
    plain = "".join("'" if each in APOSTROPHES else each for each in said)
    if NEGATED.fullmatch(plain) or plain == "cannot":
        return len(plain) - 3
    if UNMARKED.fullmatch(plain):
        return len(plain) - 2
    shortened = SHORTENED.search(plain)
    return shortened.start() if shortened else len(plain)


def _word(said: str, span: Span) -> Word:
    plain = said if said.isascii() else unicodedata.normalize("NFKC", said.replace("\u2019", "'")).casefold()
    return Word(plain, base(plain), plain not in FUNCTION, span)


def _pairs(text: str, start: int, end: int) -> list[Word]:
    last = max(start + 1, end - 1)
    return [_word(text[at : min(at + 2, end)], Span(at, min(at + 2, end))) for at in range(start, last)]
