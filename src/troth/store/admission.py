"""Entries signed elsewhere, taken in by the rules of admission: every one is verified before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from troth.actions.rooms import effective_in
from troth.core.record import (
    RESTORED,
    Admitted,
    Bad,
    Body,
    Duplicate,
    Entry,
    Head,
    Keys,
    Place,
    Verdict,
    View,
    admit,
    open_signed,
    read_body,
    unseal,
)
from troth.store import models
from troth.store.epochs import begin, keys_of
from troth.store.heeding import heed
from troth.store.ledger import entry_of, insert_entry, keep_head, latest_cited
from troth.store.objects import Objects
from troth.store.pending import Signed
from troth.store.prepared import prepared
from troth.store.project import project


@dataclass(frozen=True)
class Sent:
    """One entry as it comes from elsewhere: its wire form, and its words if they came along."""

    envelope: bytes
    body: Body | None


def take_in(alliance_id: str, sent: Sequence[Sent], *, now: int) -> tuple[Verdict, ...]:
    """Admit entries in the order given, stopping at the first that is neither admitted nor known; one transaction."""
    verdicts: list[Verdict] = []
    with transaction.atomic():
        parties = locked_parties(alliance_id)
        told = Objects(alliance_id, list(parties.values()))
        objects: dict[str, None] = {}
        admitted: list[Entry] = []
        for one in sent:
            verdict = _take(alliance_id, one, parties, now)
            verdicts.append(verdict)
            if isinstance(verdict, Admitted):
                keep(parties[verdict.entry.log], [Signed(verdict.entry, one.body)], told)
                admitted.append(verdict.entry)
                objects.update({verdict.entry.object: None} if verdict.entry.object else {})
            elif not isinstance(verdict, Duplicate):
                break
        told.settle()
        project(alliance_id, list(objects), told, parties)
        heed(alliance_id, admitted)
    return tuple(verdicts)


def locked_parties(alliance_id: str) -> dict[str, models.Party]:
    """Lock an alliance's heads until the transaction ends; returns its parties by log, in the order of colours."""
    return {party.log: party for party in _locked(alliance_id)}


@prepared
def _locked(alliance_id: str) -> QuerySet[models.Party]:
    rows = models.Party.objects.select_for_update(of=("self",)).select_related("organisation", "alliance")
    return rows.filter(alliance_id=alliance_id).order_by("colour")


def keep(party: models.Party, signed: Sequence[Signed], told: Objects) -> None:
    """Insert entries that follow a party's head, each with whether it is effective, decided once and for ever."""
    lows = [latest_cited(one.entry, told.parties) for one in signed]
    for one, low in zip(signed, lows, strict=True):
        told.add(one.entry, one.body, low)
    objects = dict.fromkeys(one.entry.object for one in signed if one.entry.object)
    effective = {name: effective_in(name, told.sightings(name)) for name in objects}
    for one, low in zip(signed, lows, strict=True):
        name = one.entry.object
        counts = name is None or one.entry.id in effective[name]
        insert_entry(party, one.entry, one.body, low=low, effective=counts)
    keep_head(party)
    for one in signed:
        if one.entry.kind == RESTORED:
            begin(party, one.entry)


def _take(alliance_id: str, one: Sent, parties: Mapping[str, models.Party], now: int) -> Verdict:
    known = keys_of(parties.values())
    try:
        entry = open_signed(unseal(one.envelope), keys=known)
        if entry.log not in parties:
            raise Bad("V2", "The entry is signed with a key that this record does not know.")
        if one.body is not None:
            read_body(entry, one.body)
    except Bad as bad:
        return bad
    return admit(entry, _view(alliance_id, entry, parties, known, now))


def _view(alliance_id: str, entry: Entry, parties: Mapping[str, models.Party], keys: Keys, now: int) -> View:
    party = parties[entry.log]
    same = models.Entry.objects.filter(log=entry.log, seq=entry.seq).values_list("id", flat=True).first()
    head = Head(Place(party.head_seq, party.head_id), _seen(party.head_seen), party.head_high_at)
    cited = {log: _head_at(log, place) for log, place in entry.seen.items()}
    return View(alliance=alliance_id, keys=keys, head=head, same_place=same, cited=cited, now=now)


def _head_at(log: str, place: Place) -> Head | None:
    row = models.Entry.objects.filter(log=log, seq=place.seq, id=place.id).first()
    if row is None:
        return None
    return Head(place, entry_of(row).seen, row.high_at)


def _seen(stored: Mapping[str, Sequence[object]]) -> dict[str, Place]:
    return {log: Place(int(str(seq)), str(name)) for log, (seq, name) in stored.items()}
