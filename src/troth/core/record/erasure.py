"""Erasing words: a side asks for texts of its own log, each party answers once they are gone there.

Entries, their ids and all that is read from them stay: a reading never looks at a body. An ask reaches only entries of
its own log that come before it, so nobody can have the partner's words erased, or words that are not written yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from troth.core.record.entry import Draft, Entry
from troth.core.record.order import sees
from troth.core.record.party import NODE

ASK = "erase.ask/1"
DONE = "erase.done/1"
MOST_IDS = 100
_ID = re.compile("[0-9a-f]{64}").fullmatch


def asks(ids: Iterable[str], *, by: str = NODE) -> tuple[Draft, ...]:
    """Draft the entries by which a side asks for the words of its own entries to be erased, up to 100 ids in each."""
    wanted = list(dict.fromkeys(ids))
    return tuple(
        Draft(act={"t": ASK, "ids": wanted[start : start + MOST_IDS]}, by=by)
        for start in range(0, len(wanted), MOST_IDS)
    )


def done(ask: str) -> Draft:
    """Draft the entry by which a party says that the words an ask names, and their salts, are gone there."""
    return Draft(act={"t": DONE, "on": ask}, by=NODE)


def asked(entry: Entry) -> tuple[str, ...]:
    """Return the ids that an ask names; none for any other entry, or for an ask that cannot be read."""
    ids = entry.act.get("ids") if entry.kind == ASK else None
    if not isinstance(ids, list) or not 0 < len(ids) <= MOST_IDS:
        return ()
    named = {id for id in ids if isinstance(id, str) and _ID(id)}
    return tuple(ids) if len(named) == len(ids) else ()


def asked_for(entries: Iterable[Entry]) -> frozenset[tuple[str, str]]:
    """Give the ids of entries whose words are asked to be erased, each with the log that asks.

    An ask counts for the entries of its own log only: nobody erases what the other side said.
    """
    return frozenset((id, ask.log) for ask in entries for id in asked(ask))


def reached(ask: Entry, known: Iterable[Entry]) -> frozenset[str]:
    """Return which of the entries that are here an ask reaches: those it names, of its own log, before it."""
    named = frozenset(asked(ask))
    return frozenset(
        entry.id for entry in known if entry.id in named and entry.log == ask.log and sees(ask, entry)
    )
