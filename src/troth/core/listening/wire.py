"""A move on a statement to and from the act and body of an entry, as `docs/record` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.facts import HEX, MEMBER, REF, Unreadable, matching, none_if_unreadable, one_of, said
from troth.core.listening.moves import ANSWERS, Move, Name
from troth.core.values import Made

PREFIX = "statement."
BODY = "statement.words/1"
MOST_ECHO = 1000


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on a statement; None when this version cannot read it."""
    act = made.act
    name = one_of(Name, act.get("t"), PREFIX)
    on = matching(act, "on", HEX)
    if (on is not None) is not (name in ANSWERS):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        sees=made.sees,
        on=on,
        asks=bool(_whole(act, "asks", 1)),
        to=matching(act, "to", MEMBER),
        about=matching(act, "about", REF),
        echo=_whole(act, "echo", MOST_ECHO),
        words=said(made.body, BODY, "words"),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _whole(act: Mapping[str, object], key: str, most: int) -> int | None:
    value = act.get(key)
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= most:
        raise Unreadable
    return value


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
    body: dict[str, object] | None = {"s": BODY, "words": move.words} if move.words else None
    return {key: value for key, value in act.items() if value is not None}, body
