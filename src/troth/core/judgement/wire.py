"""A move on a concern to and from the act and body of an entry, as `docs/record` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.facts import HEX, MEMBER, REF, Unreadable, a_day, matching, none_if_unreadable, one_of, said
from troth.core.judgement.moves import ANSWERS, Move, Name, Saw, Weight
from troth.core.values import Made

PREFIX = "concern."
BODY = "concern.words/1"
MOST_ALSO = 4


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on a concern; None when this version cannot read it."""
    act = made.act
    name = one_of(Name, act.get("t"), PREFIX)
    on, weight = matching(act, "on", HEX), _weight(act.get("weight"))
    if (on is not None) is not (name in ANSWERS) or (weight is not None) is not (name is Name.WEIGH):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        sees=made.sees,
        on=on,
        day=a_day(act, "day"),
        about=matching(act, "about", REF),
        also=_also(act.get("also")),
        to=matching(act, "to", MEMBER),
        weight=weight,
        saw=_saw(made.body),
        words=said(made.body, BODY, "words"),
        know=said(made.body, BODY, "know"),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _also(value: object) -> tuple[str, ...]:
    """What else shows it. A version that knew `about` alone passes it over, so what is ill-made is passed over too."""
    if not isinstance(value, list) or len(value) > MOST_ALSO:
        return ()
    return tuple(each for each in value if isinstance(each, str) and REF.fullmatch(each))


def _weight(value: object) -> Weight | None:
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= len(Weight):
        raise Unreadable
    return list(Weight)[value - 1]


def _saw(body: Mapping[str, object] | None) -> Saw | None:
    parts = [said(body, BODY, key) or "" for key in ("observation", "effect", "question")]
    return Saw(*parts) if any(parts) else None


def wire(move: Move, concern: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a concern as the act of an entry and its detached body (None when nothing was said)."""
    saw = move.saw or Saw()
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/1",
        "o": concern,
        "on": move.on,
        "day": move.day.isoformat() if move.day else None,
        "about": move.about,
        "also": list(move.also) or None,
        "to": move.to,
        "weight": move.weight.level if move.weight else None,
        "for": move.stands_for,
    }
    spoken = {
        "observation": saw.observation,
        "effect": saw.effect,
        "question": saw.question,
        "words": move.words,
        "know": move.know,
    }
    body: dict[str, object] = {key: value for key, value in spoken.items() if value}
    return {key: value for key, value in act.items() if value is not None}, {
        "s": BODY,
        **body,
    } if body else None
