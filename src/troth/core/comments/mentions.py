"""Whom the words of a comment name: `@` and the name of somebody whom the record knows, whole or given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """One place in the words, from `start` to before `end`, with the people whom it may mean.

    `whole` says that the whole name stands there; a given name alone may be that of several.
    """

    start: int
    end: int
    people: tuple[str, ...]
    whole: bool


def mentions(words: str, names: Mapping[str, str]) -> tuple[Mention, ...]:
    """Find whom the words name, in their order; `names` has the whole name of everybody, by pseudonym.

    Case and the width of a space do not matter. Where a whole name stands, it is not read as a given one. What follows
    an `@` and is nobody's name is plain text, and so is an address: there a letter stands before the `@`.
    """
    known = {pseudonym: " ".join(name.split()) for pseudonym, name in names.items() if name.split()}
    wholes = _by_name((name, pseudonym) for pseudonym, name in known.items())
    givens = _by_name((name.split()[0], pseudonym) for pseudonym, name in known.items())
    found: list[Mention] = []
    for place in _pattern({*wholes, *givens}).finditer(words) if known else ():
        called = " ".join(place[1].split()).lower()
        people = wholes.get(called) or givens.get(called, [])
        if people:
            found.append(Mention(place.start(), place.end(), tuple(people), whole=called in wholes))
    return tuple(found)


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, pseudonym in pairs:
        found.setdefault(name.lower(), []).append(pseudonym)
    return found


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """The longest name first, so that a whole one is not cut short."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    said = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)
    return re.compile(rf"(?<![\w.+-])@({said})(?!\w)", re.IGNORECASE)
