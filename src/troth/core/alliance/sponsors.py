"""Whom each side names to look when two people are asked: one of its own, by pseudonym, and shared with the partner."""

from __future__ import annotations

from troth.core.values import Made

KIND = "member.sponsor/1"


def sponsor_from(made: Made) -> str | None:
    """Read an entry as naming the sponsor of its own side; None when it is something else or cannot be read."""
    known_as = made.act.get("o")
    if made.act.get("t") != KIND or not isinstance(known_as, str) or not known_as.startswith("m_"):
        return None
    return known_as


def wire_sponsor(member: str) -> dict[str, object]:
    """Write the naming of a sponsor as an act."""
    return {"t": KIND, "o": member}
