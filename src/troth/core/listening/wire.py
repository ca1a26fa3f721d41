"""A move on a statement to and from the act and body of an entry, as `docs/record` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from troth.core.listening.moves import ANSWERS, Move, Name
from troth.core.values import Made

PREFIX = "statement."
BODY = "statement.words/1"
MOST_ECHO = 1000
HEX = re.compile("[0-9a-f]{64}")
MEMBER = re.compile("m_[0-9A-Za-z]{1,40}")
REF = re.compile("[A-Za-z0-9_-]{1,64}")


class Unreadable(Exception):
    """This version cannot read the act; caught at once by the reader, never seen outside."""


def move_from(made: Made) -> Move | None:
    """Read an entry's act and body as a move on a statement; None when this version cannot read it."""
    try:
        return _move(made, made.act)
    except Unreadable:
        return None


def _move(made: Made, act: Mapping[str, object]) -> Move:
    name = _name(act.get("t"))
    on = _matching(act, "on", HEX)
    if (on is not None) is not (name in ANSWERS):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        sees=made.sees,
        on=on,
        asks=bool(_whole(act, "asks", 1)),
        to=_matching(act, "to", MEMBER),
        about=_matching(act, "about", REF),
        echo=_whole(act, "echo", MOST_ECHO),
        words=_words(made.body),
        at=made.at,
        by=made.by,
        stands_for=_matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _name(kind: object) -> Name:
    if not isinstance(kind, str) or not kind.startswith(PREFIX) or not kind.endswith("/1"):
        raise Unreadable
    try:
        return Name(kind.removeprefix(PREFIX).removesuffix("/1"))
    except ValueError:
        raise Unreadable from None


def _matching(act: Mapping[str, object], key: str, pattern: re.Pattern[str]) -> str | None:
    value = act.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Unreadable
    return value


def _whole(act: Mapping[str, object], key: str, most: int) -> int | None:
    value = act.get(key)
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= most:
        raise Unreadable
    return value


def _words(body: Mapping[str, object] | None) -> str | None:
    words = body.get("words") if body and body.get("s") == BODY else None
    return words if isinstance(words, str) else None


def wire(move: Move, statement: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a statement as the act of an entry and its detached body (None when nothing was said)."""
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/1",
        "o": statement,
        "on": move.on,
        "asks": 1 if move.asks else None,
        "to": move.to,
        "about": move.about,
        "echo": move.echo,
        "for": move.stands_for,
    }
    said: dict[str, object] | None = {"s": BODY, "words": move.words} if move.words else None
    return {key: value for key, value in act.items() if value is not None}, said
