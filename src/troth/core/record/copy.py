"""A party's whole copy of a record, held in memory: what it admits, what it holds, and how a room sees it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from troth.core.record.admit import (
    Admitted,
    Duplicate,
    Fork,
    Gap,
    Head,
    Verdict,
    View,
    admit,
    head_of,
)
from troth.core.record.entry import Body, Draft, Entry, parse_sealed, read_body, sign
from troth.core.record.envelope import Bad, Sealed, unseal
from troth.core.record.epoch import RESTORED, Keys, Loss, accepted, epoch_of, open_signed
from troth.core.record.erasure import asked, reached
from troth.core.record.keys import SigningKey
from troth.core.record.leaving import LEAVE
from troth.core.record.order import Sighting, sightings
from troth.core.record.party import ADMIT, FOUNDING, alliance_of


class Copy:
    """One party's copy of a record. Copies given the same entries, in any causal order, read the same.

    Any log that opens itself for the alliance is held; `parties` are those that were let in. A log shown to
    have two versions takes nothing more: `forks` keeps the evidence, once. `left` are the logs whose side has
    left, `erased` the entries whose words are gone for good. With `signatures=False` they are not looked at, for
    who then looks at the last one of each key.
    """

    def __init__(self, alliance: str | None = None, *, signatures: bool = True) -> None:
        self.alliance = alliance
        self.keys = Keys()
        self.heads: dict[str, Head] = {}
        self.forks: dict[str, Fork] = {}
        self.erased: set[str] = set()
        self.left: set[str] = set()
        self._logs: dict[str, list[Entry]] = {}
        self._entries: dict[str, Entry] = {}
        self._objects: dict[str, list[Entry]] = {}
        self._bodies: dict[str, Body] = {}
        self._signatures = signatures
        self._heads: dict[str, list[Head]] = {}

    def add(self, envelope: bytes, body: Body | None, now: int) -> Verdict:
        """Judge a received entry and keep it, with any words, when it is the next of its log."""
        try:
            sealed = unseal(envelope)
            if sealed.id in self._entries:
                return Duplicate(sealed.id)
            if (early := self._early(sealed)) is not None:
                return early
            entry = open_signed(sealed, keys=self.keys, signature=self._signatures)
            if entry.log in self.forks:
                return self.forks[entry.log]
            if body is not None:
                read_body(entry, body)
        except Bad as bad:
            return bad
        verdict = admit(entry, self.view(entry, now))
        if isinstance(verdict, Admitted):
            self._keep(entry, body)
        elif isinstance(verdict, Fork):
            self.forks[entry.log] = verdict
        return verdict

    def append(
        self, draft: Draft, *, key: SigningKey, at: int, salt: bytes | None
    ) -> tuple[Entry, Body | None]:
        """Sign a draft as the next entry of the key's log, citing the newest of every other, and keep it."""
        if key.log in self.forks:
            raise Bad("V6", "This log has two versions and takes nothing more.")
        head = self.heads.get(key.log)
        entry, body = sign(
            draft,
            key=key,
            alliance=self.alliance or FOUNDING,
            seq=0 if head is None else head.place.seq + 1,
            prev=None if head is None else head.place.id,
            seen={log: other.place for log, other in self.heads.items() if log != key.log},
            at=at,
            salt=salt,
        )
        verdict = self.add(entry.envelope(), body, at)
        if isinstance(verdict, Bad):
            raise verdict
        return entry, body

    def view(self, entry: Entry, now: int) -> View:
        """Gather what the admission of this entry needs to know."""
        return View(
            alliance=self.alliance if self.alliance is not None else alliance_of(entry),
            keys=self.keys,
            head=self.heads.get(entry.log),
            same_place=self._id_at(entry.log, entry.seq),
            cited={log: self._head_at(log, place.seq, place.id) for log, place in entry.seen.items()},
            now=now,
        )

    @property
    def parties(self) -> frozenset[str]:
        """The founder's log and those let in by a party that was in."""
        inside = {log for log, entries in self._logs.items() if entries[0].alliance == FOUNDING}
        letting = [entry for entry in self._entries.values() if entry.kind == ADMIT]
        while (
            joined := {log for entry in letting if entry.log in inside and (log := self._let_in(entry))}
            - inside
        ):
            inside |= joined
        return frozenset(inside)

    @property
    def restorations(self) -> tuple[Entry, ...]:
        """The entries with which a log went on after a loss."""
        return tuple(self._logs[log][epoch.first] for log in self._logs for epoch in self.keys.of(log)[1:])

    @property
    def losses(self) -> tuple[Loss, ...]:
        """The losses after which the record went on, as every log says alike."""
        return accepted(self.restorations)

    def entry(self, id: str) -> Entry | None:
        """Give the entry of this id, or None when it is not here."""
        return self._entries.get(id)

    def at(self, log: str, seq: int) -> Entry | None:
        """Give the entry at a place, or None when there is none here."""
        entries = self._logs.get(log, [])
        return entries[seq] if 0 <= seq < len(entries) else None

    def length(self, log: str) -> int:
        """Give how many entries of a log are here."""
        return len(self._logs.get(log, ()))

    def entries(self, log: str, start: int = 0) -> tuple[Entry, ...]:
        """Give a log's entries from a place on."""
        return tuple(self._logs.get(log, ())[start:])

    def body(self, id: str) -> Body | None:
        """Give the words of an entry, or None when there are none here."""
        return self._bodies.get(id)

    def add_body(self, id: str, body: Body) -> None:
        """Lay the words beside an entry that is here, unless they were erased; raises `Bad` when they do not fit it."""
        read_body(self._entries[id], body)
        if id not in self.erased:
            self._bodies[id] = body

    def erase(self, ids: Iterable[str]) -> None:
        """Forget words and salts for good; the entries stand and every state stays what it was."""
        for id in ids:
            self.erased.add(id)
            self._bodies.pop(id, None)

    @property
    def objects(self) -> Mapping[str, Sequence[Entry]]:
        """The entries about each object, as they came in."""
        return self._objects

    def past_of(self, name: str, *, unnamed: str | None = None) -> tuple[Sighting, ...]:
        """Show the entries about one object as far as their effect depends on it: what each of them had seen."""
        entries = self._objects.get(name, [])
        cited = self._cited_by(entries)
        return sightings(entries, cited=cited, first_citing={}, heads={}, bodies={}, unnamed=unnamed)

    def object(self, name: str) -> tuple[Sighting, ...]:
        """Show the entries about one object as a room reads them."""
        entries = self._objects.get(name, [])
        return sightings(
            entries,
            cited=self._cited_by(entries),
            first_citing={e.id: at for e in entries if (at := self._first_citing(e)) is not None},
            heads=self.heads,
            bodies={
                e.id: read_body(e, body) for e in entries if (body := self._bodies.get(e.id)) is not None
            },
        )

    def _cited_by(self, entries: Sequence[Entry]) -> dict[tuple[str, int], Head]:
        citations = {(log, place.seq) for entry in entries for log, place in entry.seen.items()}
        return {(log, seq): self._head(log, seq) for log, seq in citations}

    def _let_in(self, entry: Entry) -> str | None:
        joiner = self._entries.get(entry.on or "")
        return joiner.log if joiner is not None and joiner.seq == 0 else None

    def _early(self, sealed: Sealed) -> Gap | None:
        """An entry with a key not known here, further than the next place: what comes before it may name the key."""
        if sealed.keyid in self.keys.publics:
            return None
        entry = parse_sealed(sealed)
        head = self.heads.get(entry.log)
        if head is None or entry.log in self.forks or entry.seq <= head.place.seq + 1:
            return None
        return Gap(head.place.seq + 1)

    def _keep(self, entry: Entry, body: Body | None) -> None:
        if entry.seq == 0:
            self.alliance = alliance_of(entry)
        if entry.seq == 0 or entry.kind == RESTORED:
            self.keys.add(epoch_of(entry))
        before = self.heads.get(entry.log)
        self.heads[entry.log] = head_of(entry, before)
        self._heads.setdefault(entry.log, []).append(self.heads[entry.log])
        self._logs.setdefault(entry.log, []).append(entry)
        self._entries[entry.id] = entry
        if entry.object is not None:
            self._objects.setdefault(entry.object, []).append(entry)
        if body is not None:
            self._bodies[entry.id] = body
        if entry.kind == LEAVE:
            self.left.add(entry.log)
        self.erase(reached(entry, [self._entries[id] for id in asked(entry) if id in self._entries]))

    def _id_at(self, log: str, seq: int) -> str | None:
        entry = self.at(log, seq)
        return None if entry is None else entry.id

    def _head_at(self, log: str, seq: int, id: str) -> Head | None:
        return self._head(log, seq) if self._id_at(log, seq) == id else None

    def _head(self, log: str, seq: int) -> Head:
        return self._heads[log][seq]

    def _first_citing(self, entry: Entry) -> int | None:
        def reached(other: Entry) -> int:
            return other.seen[entry.log].seq if entry.log in other.seen else -1

        stamps = []
        for log, entries in self._logs.items():
            place = bisect_left(entries, entry.seq, key=reached)
            if log != entry.log and place < len(entries):
                stamps.append(entries[place].at)
        return min(stamps, default=None)
