"""A move on a concern to and from the act and body of an entry, as `docs/record` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from troth.core.judgement.moves import ANSWERS, Move, Name, Saw, Weight
from troth.core.values import Made

PREFIX = "concern."
BODY = "concern.words/1"
HEX = re.compile("[0-9a-f]{64}")
MEMBER = re.compile("m_[0-9A-Za-z]{1,40}")
REF = re.compile("[A-Za-z0-9_-]{1,64}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Unreadable(Exception):
    """This version cannot read the act; caught at once by the reader, never seen outside."""


def move_from(made: Made) -> Move | None:
    """Read an entry's act and body as a move on a concern; None when this version cannot read it."""
    try:
        return _move(made, made.act)
    except Unreadable:
        return None


def _move(made: Made, act: Mapping[str, object]) -> Move:
    name = _name(act.get("t"))
    on, weight = _matching(act, "on", HEX), _weight(act.get("weight"))
    if (on is not None) is not (name in ANSWERS) or (weight is not None) is not (name is Name.WEIGH):
        raise Unreadable
    body = made.body if made.body and made.body.get("s") == BODY else {}
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        sees=made.sees,
        on=on,
        day=_day(act),
        about=_matching(act, "about", REF),
        to=_matching(act, "to", MEMBER),
        weight=weight,
        saw=_saw(body),
        words=_said(body, "words"),
        know=_said(body, "know"),
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


def _day(act: Mapping[str, object]) -> date | None:
    value = _matching(act, "day", DAY)
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise Unreadable from None


def _weight(value: object) -> Weight | None:
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= len(Weight):
        raise Unreadable
    return list(Weight)[value - 1]


def _said(body: Mapping[str, object], key: str) -> str | None:
    words = body.get(key)
    return words if isinstance(words, str) else None


def _saw(body: Mapping[str, object]) -> Saw | None:
    said = [_said(body, key) or "" for key in ("observation", "effect", "question")]
    return Saw(*said) if any(said) else None


def wire(move: Move, concern: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a concern as the act of an entry and its detached body (None when nothing was said)."""
    saw = move.saw or Saw()
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/1",
        "o": concern,
        "on": move.on,
        "day": move.day.isoformat() if move.day else None,
        "about": move.about,
        "to": move.to,
        "weight": move.weight.level if move.weight else None,
        "for": move.stands_for,
    }
    said = {
        "observation": saw.observation,
        "effect": saw.effect,
        "question": saw.question,
        "words": move.words,
        "know": move.know,
    }
    body: dict[str, object] = {key: value for key, value in said.items() if value}
    return {key: value for key, value in act.items() if value is not None}, {
        "s": BODY,
        **body,
    } if body else None
