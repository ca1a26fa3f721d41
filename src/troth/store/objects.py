"""The objects that one transaction writes about: their entries are read once under the lock, then carried along.

An act is rehearsed, judged and shown from the same sightings, so that the database is asked for them a single time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from troth.actions.periods import ROW
from troth.core.record import Body, Entry, Sighting, sees, when
from troth.core.sealed import WITHHELD
from troth.store import models
from troth.store.ledger import Heads, answered, heads_of, rows_of, sight, words_of


class Objects:
    """What is known of each object of one alliance while its heads are locked; `parties` are the locked rows."""

    def __init__(self, alliance_id: str, parties: Sequence[models.Party]) -> None:
        self._alliance = alliance_id
        self.parties = parties
        self._known: dict[str, tuple[Sighting, ...]] = {}

    def sightings(self, object_id: str) -> tuple[Sighting, ...]:
        """Return an object's entries as a room reads them."""
        if object_id not in self._known:
            rows = rows_of(self._alliance, [object_id])
            self._known[object_id] = sight(rows, heads_of(self.parties))
        return self._known[object_id]

    def load(self, objects: Sequence[str]) -> None:
        """Read several objects at once, for whoever goes through all of them."""
        rows: dict[str, list[models.Entry]] = {name: [] for name in objects}
        for row in rows_of(self._alliance, objects):
            rows[row.object].append(row)
        heads = heads_of(self.parties)
        self._known |= {name: sight(kept, heads) for name, kept in rows.items()}

    def add(self, entry: Entry, body: Body | None, low: int | None) -> None:
        """Put an entry that is about to be inserted beside those of its object."""
        if not entry.object:
            return
        earlier = self.sightings(entry.object)
        entries = [sighting.entry for sighting in earlier]
        named = (other for other in entries if other.kind != ROW)
        said = Sighting(
            entry=entry,
            sees=frozenset(other.id for other in named if sees(entry, other)),
            answered=answered(entry, entries),
            when=when(entry.at, low, None),
            settled=False,
            body=None if entry.kind == WITHHELD else words_of(body),
        )
        self._known[entry.object] = (*(_cited(other, entry) for other in earlier), said)

    def settle(self) -> None:
        """Say again of every entry whether it is settled, after the heads moved on."""
        heads = heads_of(self.parties)
        for object_id, sightings in self._known.items():
            self._known[object_id] = tuple(_settled(sighting, heads) for sighting in sightings)

    def forget(self) -> None:
        """Read everything anew when it is asked for again."""
        self._known.clear()


def _cited(sighting: Sighting, by: Entry) -> Sighting:
    """A partner's first citation bounds from above when an entry was made."""
    other, time = sighting.entry, sighting.when
    place = by.seen.get(other.log)
    if place is None or place.seq < other.seq or time.high is not None:
        return sighting
    return replace(sighting, when=when(other.at, time.low, by.at))


def _settled(sighting: Sighting, heads: Heads) -> Sighting:
    settled = heads.settled(sighting.entry.log, sighting.entry.seq)
    return sighting if settled == sighting.settled else replace(sighting, settled=settled)
