"""A node in memory: the same port on a copy of the record that lives as long as the process.

Two of them that exchange entries are how crossings are built and tested, and how the demo's crossings came about.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence

from troth.actions.ports import Actor, noted
from troth.actions.rehearsal import Pen, rehearse
from troth.core.errors import TrothError
from troth.core.record import (
    Copy,
    Draft,
    Entry,
    Sighting,
    SigningKey,
    acknowledgement,
    require_open,
)
from troth.core.sealed import WITHHELD, released_by


class MemoryNode:
    """One party's node: its signing key, and its own copy of the record."""

    def __init__(self, key: SigningKey, clock: Callable[[], int], copy: Copy | None = None) -> None:
        self.key = key
        self.copy = copy if copy is not None else Copy()
        self._clock = clock

    def now(self) -> int:
        """Return the present, in ms UTC."""
        return self._clock()

    def read(self, alliance: str, object_id: str) -> Sequence[Sighting]:
        """Return one object's entries as a room reads them."""
        return self.copy.object(object_id)

    def write(self, actor: Actor, drafts: Sequence[Draft], *, expects: Mapping[str, str]) -> Sequence[Entry]:
        """Sign and keep all drafts in this node's own log, or none of them."""
        if actor.log != self.key.log:
            raise TrothError("This node holds another party's key; nothing was signed.")
        drafts = noted(actor, drafts)
        require_open(drafts, left=bool(self.copy.left))
        rehearse(drafts, pen=self._pen(actor), read=lambda o: self.read(actor.alliance, o), expects=expects)
        return tuple(self._append(draft) for draft in drafts)

    def acknowledge(self) -> Entry:
        """Sign that what has come from the partner is here."""
        return self._append(acknowledgement())

    def take(self, other: MemoryNode) -> int:
        """Take over what the other node has and this one has not, in an order that always works; say how many."""
        taken = 0
        while fresh := [entry for log in other.copy.heads for entry in self._missing(other, log)]:
            before = taken
            for entry in fresh:
                body = None if entry.kind == WITHHELD else other.copy.body(entry.id)
                verdict = self.copy.add(entry.envelope(), body, self.now())
                taken += type(verdict).__name__ == "Admitted"
            if taken == before:
                break
        self._open(other)
        return taken

    def _open(self, other: MemoryNode) -> None:
        """Take the words that the other side has let go."""
        for log in other.copy.heads:
            for entry in other.copy.entries(log):
                id = released_by(entry.kind, entry.act)
                body = other.copy.body(id) if id is not None else None
                if id is not None and body is not None and self.copy.body(id) is None:
                    self.copy.add_body(id, body)

    def _missing(self, other: MemoryNode, log: str) -> tuple[Entry, ...]:
        return other.copy.entries(log, len(self.copy.entries(log)))

    def _append(self, draft: Draft) -> Entry:
        salt = secrets.token_bytes(32) if draft.body is not None else None
        entry, _ = self.copy.append(draft, key=self.key, at=self.now(), salt=salt)
        return entry

    def _pen(self, actor: Actor) -> Pen:
        heads = self.copy.heads
        own = heads.get(actor.log)
        cited = [head.seen[actor.log].seq for head in heads.values() if actor.log in head.seen]
        return Pen(
            alliance=actor.alliance,
            log=actor.log,
            head=own.place if own else None,
            seen={log: head.place for log, head in heads.items() if log != actor.log},
            cited_upto=max(cited, default=-1),
            at=self.now(),
        )


def exchange(one: MemoryNode, other: MemoryNode) -> None:
    """Let two nodes give each other all they have."""
    one.take(other)
    other.take(one)
