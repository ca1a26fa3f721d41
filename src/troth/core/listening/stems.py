"""The form under which two words count as the same: plural, past and -ing taken off, irregular forms looked up.

A light stemmer for English. It is wrong on some words, and equally so in both texts, so what is the same stays so.
"""

from __future__ import annotations

from functools import lru_cache

from troth.core.listening.vocabulary import FORMS, NUMBERS, PEOPLE, PERSON, PERSONS, THEIRS

VOWELS = frozenset("aeiouy")
SHORTEST = 3
DOUBLED = frozenset("bdgmnprt")
KEEPS_S = ("ss", "us", "is")
HISSES = ("ses", "xes", "zes", "ches", "shes")


@lru_cache(maxsize=8192)
def base(word: str) -> str:
    """Give what a lower-case word is compared by: `sends`, `sent` and `sending` are `send`."""
    if word in PEOPLE:
        return PERSON
    if word in THEIRS:
        return PERSONS
    if word in NUMBERS:
        return str(NUMBERS[word])
    if word in FORMS:
        return stem(FORMS[word])
    return stem(word) if word.isascii() and word.isalpha() else word


def stem(word: str) -> str:
    """Take the English inflection off a word of letters."""
    return _final(_past(_singular(word))) if len(word) > SHORTEST else _final(word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("dies"):
        return word[:-3] + "y"
    if word.endswith(HISSES):
        return word[:-2]
    if word.endswith("s") and not word.endswith(KEEPS_S):
        return word[:-1]
    return word


def _past(word: str) -> str:
    if word.endswith("ied") and len(word) > len("died"):
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word[:-1] if len(word) > len("speed") else word
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= SHORTEST - 1 and VOWELS & set(rest):
            doubled = rest[-1] in DOUBLED and rest[-2] == rest[-1] and len(rest) > SHORTEST
            return rest[:-1] if doubled else rest
    return word


def _final(word: str) -> str:
    """Without a last e, and with one l of two: *use* and *using*, *control* and *controlled* meet there."""
    if word.endswith("ll") or (word.endswith("e") and VOWELS & set(word[:-1])):
        return word[:-1]
    return word
