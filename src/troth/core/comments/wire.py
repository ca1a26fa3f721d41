"""A move on a comment to and from the act and body of an entry, as `docs/record/comments.md` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

from troth.core.comments.moves import Move, Name
from troth.core.facts import MEMBER, REF, Unreadable, matching, none_if_unreadable, one_of, said
from troth.core.values import Made

PREFIX = "comment."
BODY = "comment.words/1"
MOST_TOLD = 10


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on a comment; None when this version cannot read it."""
    act = made.act
    name, about = one_of(Name, act.get("t"), PREFIX), matching(act, "about", REF)
    if about is None:
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        about=about,
        sees=made.sees,
        to=_told(act.get("to")),
        words=said(made.body, BODY, "words"),
        at=made.at,
        by=made.by,
        settled=made.settled,
    )


def _told(value: object) -> tuple[str, ...]:
    """Whom it names. It changes no state, so what of it is ill-made is passed over and the act counts."""
    if not isinstance(value, list) or len(value) > MOST_TOLD:
        return ()
    return tuple(dict.fromkeys(each for each in value if isinstance(each, str) and MEMBER.fullmatch(each)))


def wire(move: Move, comment: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a comment as the act of an entry and its detached body (None when nothing was said)."""
    act: dict[str, object] = {"t": f"{PREFIX}{move.name.value}/1", "o": comment, "about": move.about}
    if move.to:
        act["to"] = list(move.to)
    return act, {"s": BODY, "words": move.words} if move.words else None
