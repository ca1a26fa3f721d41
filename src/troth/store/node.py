"""The node's keeper of entries: signing inside the write transaction, with the head locked and the batch on disk first.

The order in `write` is the guarantee: lock, settle what a crash left behind, refuse, sign, keep the batch on disk,
insert, project, commit. Nothing is signed that a rule refuses, and no place is signed twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from troth.actions.days import moment_of, stamp_of
from troth.actions.periods import WRITTEN
from troth.actions.ports import Actor
from troth.actions.rehearsal import Pen, rehearse
from troth.core.errors import TrothError
from troth.core.record import Draft, Entry, Place, Sighting, SigningKey, acknowledgement, open_envelope, sign
from troth.store import keys, models, outbox
from troth.store.ledger import Heads, heads_of, insert_entry, rows_of, sight, sightings_of
from troth.store.pending import Pending, Signed
from troth.store.periods import insert_written
from troth.store.project import project
from troth.store.telling import tell

ACKNOWLEDGE_AFTER = timedelta(minutes=10)
ACK = "ack/1"


def present() -> int:
    """Return the present in ms UTC."""
    return stamp_of(timezone.now())


class StoreNode:
    """The port `troth.actions.ports.Node` on the database; `clock` gives ms UTC."""

    def __init__(self, clock: Callable[[], int] = present) -> None:
        self._clock = clock

    def now(self) -> int:
        """Return the present, in ms UTC."""
        return self._clock()

    def read(self, alliance: str, object_id: str) -> Sequence[Sighting]:
        """Return one object's entries as a room reads them."""
        return sightings_of(alliance, object_id)

    def write(self, actor: Actor, drafts: Sequence[Draft], *, expects: Mapping[str, str]) -> Sequence[Entry]:
        """Sign and keep all drafts in the actor's own log, or none of them."""
        with transaction.atomic():
            desk = Desk(actor.alliance, actor.log, self._clock())
            rehearse(drafts, pen=desk.pen(), read=desk.sightings, expects=expects)
            return desk.sign_and_keep(drafts)


class Desk:
    """One log at the moment of writing: its alliance's heads are locked until the transaction ends."""

    def __init__(self, alliance: str, log: str, now: int) -> None:
        self.now = now
        self.parties = list(
            models.Party.objects.select_for_update(of=("self",))
            .filter(alliance_id=alliance)
            .order_by("colour")
        )
        own = [party for party in self.parties if party.log == log]
        if not own:
            raise TrothError(f"Log {log[:12]} is not one of this alliance's; nothing was written.")
        self.party = own[0]
        self.alliance = alliance
        self.pending = pending_of(log)
        self._seen: dict[str, tuple[Sighting, ...]] = {}
        self.recover()

    @property
    def heads(self) -> Heads:
        return heads_of(self.parties)

    def sightings(self, object_id: str) -> tuple[Sighting, ...]:
        """Return an object's entries, read once under the lock."""
        if object_id not in self._seen:
            rows = list(rows_of(self.alliance, [object_id]))
            self._seen[object_id] = sight(rows, self.heads)
        return self._seen[object_id]

    def pen(self) -> Pen:
        """Say where this log's next entry would stand, as a rehearsal needs it."""
        heads = self.heads
        cited = [seen.get(self.party.log, -1) for log, seen in heads.seen.items() if log != self.party.log]
        return Pen(
            alliance=self.alliance,
            log=self.party.log,
            head=self._head(),
            seen=self._others(),
            cited_upto=max(cited, default=-1),
            at=self.now,
        )

    def sign_and_keep(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Sign the drafts one after the other, put them on disk, and insert them with what pages show."""
        seed = keys.unseal(bytes(self.party.sealed_key), log=self.party.log)
        key = SigningKey.from_seed(seed)
        place, signed = self._head(), list[Signed]()
        for draft in drafts:
            salt = secrets.token_bytes(32) if draft.body is not None else None
            entry, body = sign(
                draft,
                key=key,
                alliance=self.alliance,
                seq=place.seq + 1,
                prev=place.id,
                seen=self._others(),
                at=self.now,
                salt=salt,
            )
            place = entry.place
            signed.append(Signed(entry, body))
        self.pending.keep(signed)
        self.insert(signed)
        if any(entry.entry.kind != ACK for entry in signed):
            self._ask_for_acknowledgement()
        return tuple(one.entry for one in signed)

    def recover(self) -> None:
        """Insert what was signed before a crash and never reached the database; the bytes as they are."""
        left = [kept for kept in self.pending.kept() if kept.seq > self.party.head_seq]
        if not left:
            return
        if left[0].seq != self.party.head_seq + 1:
            raise TrothError(
                f"The database holds log {self.party.log[:12]} up to {self.party.head_seq}, but entry {left[0].seq} "
                "was signed: an older database was put back. Nothing is signed until the entries between are back."
            )
        known = {self.party.keyid: bytes(self.party.public_key)}
        self.insert([Signed(open_envelope(kept.envelope, keys=known), kept.body) for kept in left])

    def insert(self, signed: Sequence[Signed]) -> None:
        """Insert entries of this log that follow its head, bring the pages' tables up to date, tell those concerned."""
        self._seen.clear()
        if all(one.entry.kind in WRITTEN for one in signed):
            insert_written(self.party, self.parties, signed)
        else:
            objects: dict[str, None] = {}
            for one in signed:
                insert_entry(self.party, one.entry, one.body)
                if one.entry.object:
                    objects[one.entry.object] = None
            project(self.alliance, list(objects))
        tell(self.party, [one.entry for one in signed])

    def _head(self) -> Place:
        return Place(self.party.head_seq, self.party.head_id)

    def _others(self) -> dict[str, Place]:
        return {log: place for log, place in self.heads.places.items() if log != self.party.log}

    def _ask_for_acknowledgement(self) -> None:
        due = moment_of(self.now) + ACKNOWLEDGE_AFTER
        for other in self.parties:
            if other.log != self.party.log:
                key = f"ack:{other.log}:{self.party.log}:{self.party.head_seq}"
                details = {"log": other.log, "cites": self.party.log, "upto": self.party.head_seq}
                outbox.put("ack", key, details, due=due)


def recover_all() -> list[str]:
    """Insert what crashes left signed and not inserted, in every log; returns what could not be, in plain words."""
    faults = []
    for alliance, log in models.Party.objects.values_list("alliance_id", "log"):
        try:
            with transaction.atomic():
                Desk(alliance, log, present())
        except TrothError as fault:
            faults.append(str(fault))
    return faults


def pending_of(log: str) -> Pending:
    """Return the pending file of a log of this node."""
    return Pending(settings.TROTH_HOME / "pending", log)


def acknowledge(details: Mapping[str, object]) -> None:
    """Sign, for a hosted party, that it has what its partner said, unless it has cited it meanwhile."""
    party = models.Party.objects.get(log=str(details["log"]))
    acknowledge_all(
        party.alliance_id, party.log, present(), cites=str(details["cites"]), upto=int(str(details["upto"]))
    )


def acknowledge_all(alliance: str, log: str, now: int, *, cites: str = "", upto: int | None = None) -> None:
    """Sign that a log's party has what its partners said; nothing when it has cited that, or all there is but
    acknowledgements, which never cause one another."""
    with transaction.atomic():
        desk = Desk(alliance, log, now)
        seen = desk.heads.seen[log]
        if upto is None:
            said = models.Entry.objects.filter(alliance_id=alliance).exclude(log=log).exclude(kind=ACK)
            uncited = any(
                seq > seen.get(other, -1)
                for other, seq in said.values_list("log", "seq").order_by("-number")[:1]
            )
        else:
            uncited = seen.get(cites, -1) < upto
        if uncited:
            desk.sign_and_keep([acknowledgement()])
