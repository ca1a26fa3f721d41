"""A text as sentences with their places, what is not the writer's own words taken out.

Lines quoted with `>`, passages in quotation marks, code and links are blanked, so that nobody is remarked on
for what the partner wrote. A sentence keeps its length, so every place in it is a place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What is blanked stands as a character that no pattern crosses; a quoted line also parts sentences.
BLANK, PART = "\x00", "\x01"
_QUOTED = re.compile(r"[ \t]*>")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_BLANKED = re.compile(
    r"`[^`\n]{1,300}`|https?://[^\s)>\]]{1,2000}|</?[A-Za-z][^<>\n]{0,200}>|"
    r'"[^"\n]{1,400}"|\u201c[^\u201c\u201d\n]{1,400}\u201d|\u00ab[^\u00ab\u00bb\n]{1,400}\u00bb|'
    r"\u201e[^\u201e\u201c\u201d\n]{1,400}[\u201c\u201d]"
)
_LIKE_ASCII = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u00b4": "'", "\u00a0": " ", "\t": " ", "_": " "} | {"*": " "}
)
# Two main clauses joined by a comma and a word are two sentences: each can be judged, and put otherwise, by itself.
_END = re.compile(
    r"(?<![.!?\u2026])[.!?\u2026]++[)\]'*]*+(?=\s|$)|\x01+|\n[ \t]*\n"
    r"|\n(?=[ \t]*(?:[-*#\u2022@]|(?-i:[A-Z])|\d+[.)]))|(?<=[.!?:;])\n|;"
    r"|[,;](?= (?:and|but|so|yet) (?:i|we|you|they|he|she|it|this|that|your) )",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|nr|no|approx|cf|inc|ltd|st)\.$", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in the text, and its words with what is not the writer's own blanked."""

    start: int
    end: int
    words: str

    @property
    def asks(self) -> bool:
        """Say whether it ends as a question."""
        return self.words.rstrip(" )*").endswith("?")


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found[0])


def _parted(text: str) -> Iterator[str]:
    """Give the lines, each that is quoted or code as so many signs that part sentences."""
    fenced = False
    for line in text.splitlines(keepends=True):
        fence = bool(_FENCE.match(line))
        if fence or fenced or _QUOTED.match(line):
            yield "".join(sign if sign in "\r\n" else PART for sign in line)
        else:
            yield line
        fenced ^= fence


def own_words(text: str) -> str:
    """Blank what is quoted, code or a link; the text keeps its length."""
    return _BLANKED.sub(_blank, "".join(_parted(text))).translate(_LIKE_ASCII)


def sentences(text: str) -> Iterator[Sentence]:
    """Give the sentences of a text in turn."""
    words = own_words(text)
    start = 0
    for end in _END.finditer(words):
        if _ABBREVIATED.search(words, max(start, end.end() - 12), end.end()):
            continue
        yield from _sentence(words, start, end.end())
        start = end.end()
    yield from _sentence(words, start, len(words))


def _sentence(words: str, start: int, end: int) -> Iterator[Sentence]:
    said = words[start:end]
    trimmed = said.strip(" \n\r\x01")
    if trimmed:
        begins = start + said.index(trimmed)
        yield Sentence(begins, begins + len(trimmed), trimmed.replace("\n", " "))
