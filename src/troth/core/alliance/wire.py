"""Joint texts and members' names to and from the acts and bodies of the record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from troth.core.alliance.joint import Move, Name, Subject
from troth.core.values import Made

TEXT_BODY = "joint.text/1"
HEX = re.compile("[0-9a-f]{64}")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MEMBER = re.compile("m_[0-9A-Za-z]{1,40}")
KINDS = {f"{subject.value}.{name.value}/1": (subject, name) for subject in Subject for name in Name}
ANSWERS = frozenset({Name.AGREE, Name.DECLINE, Name.WITHDRAW})


class Unreadable(Exception):
    """This version cannot read the act; caught at once by the reader, never seen outside."""


def _taken(act: Mapping[str, object], key: str, pattern: re.Pattern[str]) -> str | None:
    value = act.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Unreadable
    return value


def _day(act: Mapping[str, object]) -> date | None:
    found = _taken(act, "day", DAY)
    try:
        return date.fromisoformat(found) if found else None
    except ValueError:
        raise Unreadable from None


def _line(body: Mapping[str, object] | None, key: str) -> str | None:
    value = body.get(key) if body and body.get("s") == TEXT_BODY else None
    return value if isinstance(value, str) else None


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
    on = _taken(made.act, "on", HEX)
    terms = _taken(made.act, "from" if name is Name.PUT else "terms", HEX)
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
        day=_day(made.act),
        title=_line(made.body, "title"),
        words=_line(made.body, "words"),
        at=made.at,
        by=made.by,
        stands_for=_taken(made.act, "for", MEMBER),
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
    said = {"title": move.title, "words": move.words}
    body: dict[str, object] = {"s": TEXT_BODY, **{key: word for key, word in said.items() if word}}
    return {key: value for key, value in act.items() if value is not None}, body if len(body) > 1 else None
