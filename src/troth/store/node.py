"""The node's keeper of entries: signing inside the write transaction, with the head locked and the batch on disk first.

The order in `write` is the guarantee: lock, settle what a crash left behind, refuse, sign, keep the batch on disk,
insert, project, commit. Nothing is signed that a rule refuses, and no place is signed twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from troth.actions.days import moment_of, stamp_of
from troth.actions.periods import WRITTEN
from troth.actions.ports import Actor, noted
from troth.actions.rehearsal import Pen, rehearse
from troth.core.errors import Refusal, TrothError
from troth.core.record import (
    Draft,
    Entry,
    Place,
    Sighting,
    acknowledgement,
    done,
    open_signed,
    require_open,
    sign,
    unseal,
)
from troth.core.record.erasure import DONE
from troth.store import models, outbox, receipts
from troth.store.admission import keep, locked_parties
from troth.store.epochs import keys_of, signing_key
from troth.store.heeding import heed
from troth.store.ledger import Heads, entry_of, heads_of, sightings_of
from troth.store.objects import Objects
from troth.store.pending import Signed, pending_of
from troth.store.periods import insert_written
from troth.store.project import project
from troth.store.telling import sides_of, tell

ACKNOWLEDGE_AFTER = timedelta(minutes=10)
ACK = "ack/1"


class PutBack(Refusal):
    """The record was put back from a backup, and both sides have not said yet how it goes on."""

    def __init__(self) -> None:
        super().__init__(
            "This record was put back from a backup and can only be read until an admin of each side has said "
            "how it goes on. That is on the record’s page; nothing was signed."
        )


class OlderDatabase(PutBack):
    """The database knows less of a log than this machine has signed."""

    def __init__(self, log: str, *, here: int, signed: int) -> None:
        super().__init__()
        self.log, self.here, self.signed = log, here, signed


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
        drafts = noted(actor, drafts)
        inside = transaction.get_connection().in_atomic_block
        with transaction.atomic():
            desk = Desk(actor.alliance, actor.log, self._clock())
            if inside or not desk.recovered:
                return _signed(desk, drafts, expects)
        # A database that takes nothing is met by what a crash left, before anything more is signed.
        with transaction.atomic():
            return _signed(Desk(actor.alliance, actor.log, self._clock()), drafts, expects)


def _signed(desk: Desk, drafts: Sequence[Draft], expects: Mapping[str, str]) -> Sequence[Entry]:
    desk.refuse_halted()
    rehearse(drafts, pen=desk.pen(), read=desk.sightings, expects=expects)
    return desk.sign_and_keep(drafts)


class Desk:
    """One log at the moment of writing: its alliance's heads are locked until the transaction ends."""

    def __init__(self, alliance: str, log: str, now: int) -> None:
        self.now = now
        by_log = locked_parties(alliance)
        if log not in by_log:
            raise TrothError(f"Log {log[:12]} is not one of this alliance's; nothing was written.")
        self.party, self.parties = by_log[log], list(by_log.values())
        self.alliance = alliance
        self.pending = pending_of(log)
        self.told = Objects(alliance, self.parties)
        self.recovered: list[Signed] = []
        self.recover()

    @property
    def heads(self) -> Heads:
        return heads_of(self.parties)

    def sightings(self, object_id: str) -> tuple[Sighting, ...]:
        """Return an object's entries, read once under the lock."""
        return self.told.sightings(object_id)

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

    def refuse_halted(self) -> None:
        """Refuse to sign in a record that was put back from a backup and not gone on with yet."""
        if any(party.halted_at is not None for party in self.parties):
            raise PutBack

    def sign_and_keep(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Sign the drafts one after the other, put them on disk, and insert them with what pages show.

        At most once in a transaction: the file on disk holds what this one has not committed, and no more.
        """
        self.refuse_halted()
        require_open(drafts, left=any(party.left_at is not None for party in self.parties))
        key = signing_key(self.party)
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
        self.pending.keep([*self.recovered, *signed])
        self.insert(signed)
        if any(entry.entry.kind != ACK for entry in signed):
            self._ask_for_acknowledgement()
        self._receipt(signed)
        return tuple(one.entry for one in signed)

    def recover(self) -> None:
        """Insert what was signed before a crash and never reached the database; the bytes as they are."""
        left = [kept for kept in self.pending.kept() if kept.seq > self.party.head_seq]
        if not left:
            return
        if left[0].seq != self.party.head_seq + 1:
            raise OlderDatabase(self.party.log, here=self.party.head_seq, signed=left[-1].seq)
        known = keys_of([self.party])
        signed = [Signed(open_signed(unseal(kept.envelope), keys=known), kept.body) for kept in left]
        if not all(self._is_here(log, place) for one in signed for log, place in one.entry.seen.items()):
            raise OlderDatabase(self.party.log, here=self.party.head_seq, signed=left[-1].seq)
        self.insert(signed)
        self._receipt(signed)
        self.recovered = signed

    def insert(self, signed: Sequence[Signed]) -> None:
        """Insert entries of this log that follow its head, bring the pages' tables up to date, tell those concerned."""
        if all(one.entry.kind in WRITTEN for one in signed):
            self.told.forget()
            insert_written(self.party, self.parties, signed)
        else:
            keep(self.party, signed, self.told)
            self.told.settle()
            objects = dict.fromkeys(one.entry.object for one in signed if one.entry.object)
            project(self.alliance, list(objects), self.told, {party.log: party for party in self.parties})
            heed(self.alliance, [one.entry for one in signed])
        tell(sides_of(self.party, self.parties), [one.entry for one in signed])

    def _is_here(self, log: str, place: Place) -> bool:
        """Whether what a line cites is in this database: always after a crash, not always in one that was put back."""
        return models.Entry.objects.filter(log=log, seq=place.seq, id=place.id).exists()

    def _receipt(self, signed: Sequence[Signed]) -> None:
        because = receipts.reasons(one.entry.kind for one in signed)
        if because:
            receipts.write(self.alliance, self.parties, because, self.now)

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


def settle(alliance: str, log: str) -> None:
    """Take in what was signed for a log before a crash and never reached the database."""
    with transaction.atomic():
        Desk(alliance, log, present())


def acknowledge(details: Mapping[str, object]) -> None:
    """Sign, for a hosted party, that it has what its partner said, unless it has cited it meanwhile."""
    party = models.Party.objects.get(log=str(details["log"]))
    cites, upto = str(details["cites"]), int(str(details["upto"]))
    with suppress(PutBack):  # how the record goes on is signed on both sides, and cites all there is
        acknowledge_all(party.alliance_id, party.log, present(), cites=cites, upto=upto)


def confirm_erased(details: Mapping[str, object]) -> None:
    """Sign, for a hosted party, that the words an ask names are gone here, unless it has said so."""
    log, ask = str(details["log"]), str(details["ask"])
    alliance = models.Party.objects.get(log=log).alliance_id
    with transaction.atomic():
        desk = Desk(alliance, log, present())
        said = models.Entry.objects.filter(log=log, kind=DONE)
        if all(entry_of(row).on != ask for row in said):
            desk.sign_and_keep([done(ask)])


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
