"""Joint texts and members' names to and from the acts and bodies of the record."""

from __future__ import annotations

from troth.core.alliance.joint import Move, Name, Subject
from troth.core.facts import HEX, MEMBER, Unreadable, a_day, matching, said
from troth.core.values import Made

TEXT_BODY = "joint.text/1"
KINDS = {f"{subject.value}.{name.value}/1": (subject, name) for subject in Subject for name in Name}
ANSWERS = frozenset({Name.AGREE, Name.DECLINE, Name.WITHDRAW})


def move_from(made: Made) -> Move | None:
    """Read an entry's act and body as a move on a joint text; None when this version cannot read it."""
    try:
        return _move(made)
    except Unreadable:
        return None


def _move(made: Made) -> Move:
    kind = made.act.get("t")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Unreadable
    subject, name = KINDS[kind]
    on = matching(made.act, "on", HEX)
    terms = matching(made.act, "from" if name is Name.PUT else "terms", HEX)
    if (name in ANSWERS and on is None) or (name is Name.CLOSE and terms is None):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        subject=subject,
        name=name,
        sees=made.sees,
        on=on,
        terms=terms,
        day=a_day(made.act, "day"),
        title=said(made.body, TEXT_BODY, "title"),
        words=said(made.body, TEXT_BODY, "words"),
        at=made.at,
        by=made.by,
        stands_for=matching(made.act, "for", MEMBER),
        settled=made.settled,
    )


def wire(move: Move, object_id: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a joint text as the act of an entry and its detached body."""
    act = {
        "t": f"{move.subject.value}.{move.name.value}/1",
        "o": object_id,
        "on": move.on,
        "from" if move.name is Name.PUT else "terms": move.terms,
        "day": move.day and move.day.isoformat(),
        "for": move.stands_for,
    }
    spoken = {"title": move.title, "words": move.words}
    body: dict[str, object] = {"s": TEXT_BODY, **{key: word for key, word in spoken.items() if word}}
    return {key: value for key, value in act.items() if value is not None}, body if len(body) > 1 else None
