"""A move of a sealed round to and from the act and body of an entry, as `docs/record` describes them.

Answers are padded, so that their length, which is signed, tells as little of them as can be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from troth.core.facts import HEX, MEMBER, REF, Unreadable, a_day, matching, none_if_unreadable, one_of
from troth.core.sealed.blind import Move, Name, Subject
from troth.core.values import Made

PREFIX = "blind."
ASKED, ANSWER = "blind.asked/1", "blind.answer/1"
WITHHELD = "blind.commit/1"
REVEAL = "blind.reveal/1"
PAD = 256
PAD_LONG = 65_536


def released_by(kind: str, act: Mapping[str, object]) -> str | None:
    """Give the id of the entry whose withheld words this act lets go; None for every other act."""
    on = act.get("on")
    return on if kind == REVEAL and isinstance(on, str) else None


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move in a round; None when this version cannot read it."""
    act = made.act
    name = one_of(Name, act.get("t"), PREFIX)
    on, subject = matching(act, "on", HEX), act.get("what")
    if (on is not None) is not (name is Name.REVEAL):
        raise Unreadable
    if (name is Name.OPEN) is not isinstance(subject, str):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        sees=made.sees,
        subject=one_of(Subject, subject) if subject is not None else None,
        on=on,
        about=matching(act, "about", REF),
        until=a_day(act, "until"),
        words=_words(made.body),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
    )


def _words(body: Mapping[str, object] | None) -> str | None:
    words = body.get("words") if body and body.get("s") in (ASKED, ANSWER) else None
    return words if isinstance(words, str) else None


def wire(move: Move, round_: str, *, pad: int = PAD) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move of a round as the act of an entry and its detached body (None when it has no words).

    An answer is filled up to a multiple of `pad` bytes.
    """
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/1",
        "o": round_,
        "what": move.subject.value if move.subject else None,
        "on": move.on,
        "about": move.about,
        "until": move.until.isoformat() if move.until else None,
        "for": move.stands_for,
    }
    return {key: value for key, value in act.items() if value is not None}, _body(move, pad)


def _body(move: Move, pad: int) -> dict[str, object] | None:
    if move.words is None:
        return None
    if move.name is not Name.COMMIT:
        return {"s": ASKED, "words": move.words}
    bare = {"pad": "", "s": ANSWER, "words": move.words}
    length = len(json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())
    return {**bare, "pad": " " * (-length % pad)}
