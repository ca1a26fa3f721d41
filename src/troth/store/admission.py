"""Entries signed elsewhere, taken in by the rules of admission: every one is verified before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from troth.core.record import (
    Admitted,
    Bad,
    Body,
    Duplicate,
    Entry,
    Head,
    Place,
    Verdict,
    View,
    admit,
    open_envelope,
    read_body,
)
from troth.store import models
from troth.store.heeding import heed
from troth.store.ledger import entry_of, insert_entry
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
        parties = {
            party.log: party
            for party in models.Party.objects.select_for_update(of=("self",)).filter(alliance_id=alliance_id)
        }
        objects: dict[str, None] = {}
        admitted: list[Entry] = []
        for one in sent:
            verdict = _take(alliance_id, one, parties, now)
            verdicts.append(verdict)
            if isinstance(verdict, Admitted):
                insert_entry(parties[verdict.entry.log], verdict.entry, one.body)
                admitted.append(verdict.entry)
                objects.update({verdict.entry.object: None} if verdict.entry.object else {})
            elif not isinstance(verdict, Duplicate):
                break
        project(alliance_id, list(objects))
        heed(alliance_id, admitted)
    return tuple(verdicts)


def _take(alliance_id: str, one: Sent, parties: Mapping[str, models.Party], now: int) -> Verdict:
    known = {party.keyid: bytes(party.public_key) for party in parties.values()}
    try:
        entry = open_envelope(one.envelope, keys=known)
        if one.body is not None:
            read_body(entry, one.body)
    except Bad as bad:
        return bad
    return admit(entry, _view(alliance_id, entry, parties, known, now))


def _view(
    alliance_id: str, entry: Entry, parties: Mapping[str, models.Party], keys: Mapping[str, bytes], now: int
) -> View:
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
