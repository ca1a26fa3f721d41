"""Which texts were erased on request: an act asks for it, and the entries stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.core.record.entry import Entry

ASK = "erase.ask/1"
DONE = "erase.done/1"
MOST = 100
_ID = re.compile(r"[0-9a-f]{64}").fullmatch


def asked_for(entries: Iterable[Entry]) -> frozenset[tuple[str, str]]:
    """Give the ids of entries whose words are asked to be erased, each with the log that asks.

    An ask counts for the entries of its own log only: nobody erases what the other side said.
    """
    return frozenset(
        (id, ask.log) for ask in entries if ask.kind == ASK for id in _ids_in(ask.act.get("ids"))
    )


def _ids_in(ids: object) -> list[str]:
    """The ids of an ask; none when it is not in the form that every node reads alike."""
    if not isinstance(ids, list) or len(ids) > MOST:
        return []
    return ids if all(isinstance(id, str) and _ID(id) for id in ids) else []
