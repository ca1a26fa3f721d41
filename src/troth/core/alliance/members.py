"""Who speaks for each side: a random pseudonym in the record, the name in a body that can be erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.core.values import Made

KIND = "member.name/1"
BODY = "member.name/1"


@dataclass(frozen=True)
class Member:
    """A person of one side as their own organisation names them; None where a name was erased."""

    log: str
    id: str
    name: str | None
    title: str = ""
    zone: str = ""


def member_from(made: Made) -> Member | None:
    """Read an entry as the naming of a member; None when it is something else or cannot be read."""
    known_as = made.act.get("o")
    if made.act.get("t") != KIND or not isinstance(known_as, str) or not known_as.startswith("m_"):
        return None
    body = made.body if made.body and made.body.get("s") == BODY else {}
    name = body.get("name")
    return Member(
        log=made.log,
        id=known_as,
        name=name if isinstance(name, str) else None,
        title=_line(body, "title"),
        zone=_line(body, "zone"),
    )


def _line(body: Mapping[str, object], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""


def members(entries: Sequence[Made]) -> dict[tuple[str, str], Member]:
    """Read the latest naming of each member, by log and pseudonym; nobody can name the partner's people."""
    found: dict[tuple[str, str], Member] = {}
    for made in sorted(entries, key=lambda made: (len(made.sees), made.at, made.id)):
        member = member_from(made)
        if member:
            found[member.log, member.id] = member
    return found


def wire_member(member: Member) -> tuple[dict[str, object], dict[str, object]]:
    """Write the naming of a member as an act and its detached body."""
    body = {"s": BODY, "name": member.name or "", "title": member.title, "zone": member.zone}
    return {"t": KIND, "o": member.id}, dict(body)
