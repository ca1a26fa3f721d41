"""A move on a difference to and from the act and body of an entry, as `docs/record/charter.md` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.charter.differences.moves import ANSWERS, Kind, Move, Name
from troth.core.facts import HEX, MEMBER, REF, Unreadable, a_day, matching, none_if_unreadable, one_of, said
from troth.core.values import Made

PREFIX = "difference."
BODY = "difference.words/1"


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on a difference; None when this version cannot read it."""
    act = made.act
    name = one_of(Name, act.get("t"), PREFIX)
    on, kind = matching(act, "on", HEX), act.get("kind")
    if (on is not None) is not (name in ANSWERS) or (kind is not None) is not (name is Name.TELL):
        raise Unreadable
    looks, puts = name is Name.LOOK, name is Name.PUT
    terms = matching(act, "terms" if looks else "from", HEX) if looks or puts else None
    day = a_day(act, "day") if looks or puts else None
    if looks and (terms is None or day is None):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        kind=one_of(Kind, kind) if kind is not None else None,
        sees=made.sees,
        on=on,
        terms=terms,
        promise=matching(act, "promise", REF) if puts else None,
        day=day,
        holds=_holds(act) if looks else None,
        again=a_day(act, "again") if looks else None,
        title=said(made.body, BODY, "title"),
        words=said(made.body, BODY, "words"),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _holds(act: Mapping[str, object]) -> bool:
    value = act.get("holds")
    if type(value) is not int or value not in (0, 1):
        raise Unreadable
    return value == 1


def wire(move: Move, difference: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a difference as the act of an entry and its detached body (None when nothing was said)."""
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/1",
        "o": difference,
        "on": move.on,
        "kind": move.kind.value if move.kind else None,
        "terms" if move.name is Name.LOOK else "from": move.terms,
        "promise": move.promise,
        "day": move.day.isoformat() if move.day else None,
        "holds": None if move.holds is None else int(move.holds),
        "again": move.again.isoformat() if move.again else None,
        "for": move.stands_for,
    }
    words = {"title": move.title, "words": move.words}
    body: dict[str, object] = {"s": BODY, **{key: each for key, each in words.items() if each}}
    return {key: value for key, value in act.items() if value is not None}, body if len(body) > 1 else None
