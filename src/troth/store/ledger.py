"""Entries in and out of the database: one object's entries as a room reads them, and the insertion of new ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from troth.actions.periods import ROW
from troth.actions.rooms import outcome_of
from troth.core.record import RESTORED, Body, Entry, Place, Sighting, alliance_of, epoch_of, sees, when
from troth.store import models


@dataclass(frozen=True)
class Heads:
    """How far each log of an alliance goes, and how far each had seen the others: enough to tell what is settled."""

    places: Mapping[str, Place]
    seen: Mapping[str, Mapping[str, int]]
    high_at: Mapping[str, int]

    def settled(self, log: str, seq: int) -> bool:
        """Whether every other party has cited that place, so that nothing can arrive concurrent with it."""
        others = [seen for name, seen in self.seen.items() if name != log]
        return bool(others) and all(seen.get(log, -1) >= seq for seen in others)


def heads_of(parties: Iterable[models.Party]) -> Heads:
    """Read the heads from an alliance's parties."""
    rows = list(parties)
    return Heads(
        places={row.log: Place(row.head_seq, row.head_id) for row in rows if row.head_seq >= 0},
        seen={row.log: {log: seq for log, (seq, _) in row.head_seen.items()} for row in rows},
        high_at={row.log: row.head_high_at for row in rows},
    )


def entry_of(row: models.Entry) -> Entry:
    """Return the stored bytes as an entry; they were verified when they were admitted."""
    doc = json.loads(bytes(row.payload))
    body = doc["body"] or {}
    return Entry(
        id=row.id,
        alliance=doc["alliance"],
        log=doc["log"],
        seq=doc["seq"],
        prev=doc["prev"],
        seen={log: Place(seq, name) for log, (seq, name) in doc["seen"].items()},
        at=doc["at"],
        by=doc["by"],
        act=doc["act"],
        commitment=body.get("c"),
        body_length=body.get("n"),
        payload=bytes(row.payload),
        signature=bytes(row.signature),
        keyid=row.keyid,
    )


def body_of(row: models.Entry) -> Body | None:
    """Return an entry's detached body, or None when it has none (any more)."""
    kept = getattr(row, "body", None)
    return Body(salt=bytes(kept.salt), content=bytes(kept.content)) if kept else None


def rows_of(alliance_id: str, objects: Sequence[str]) -> QuerySet[models.Entry]:
    """Return the entries of some objects with their bodies, oldest first as they came here."""
    citing = models.Citation.objects.filter(cites=OuterRef("log"), upto__gte=OuterRef("seq")).order_by(
        "upto", "seq"
    )
    return (
        models.Entry.objects.filter(alliance_id=alliance_id, object__in=objects)
        .select_related("body")
        .annotate(first_cited=Subquery(citing.values("at")[:1]))
        .order_by("number")
    )


def sightings_of(alliance_id: str, object_id: str) -> tuple[Sighting, ...]:
    """Return one object's entries: what each had seen of that object, when it was, whether it is settled."""
    heads = heads_of(models.Party.objects.filter(alliance_id=alliance_id))
    return sight(list(rows_of(alliance_id, [object_id])), heads)


def sight(rows: Sequence[models.Entry], heads: Heads) -> tuple[Sighting, ...]:
    """Turn the stored entries of one object into sightings."""
    entries = [entry_of(row) for row in rows]
    named = [entry for entry in entries if entry.kind != ROW]
    return tuple(
        Sighting(
            entry=entry,
            sees=frozenset(other.id for other in named if other is not entry and sees(entry, other)),
            answered=answered(entry, entries),
            when=when(row.at, row.low, getattr(row, "first_cited", None)),
            settled=heads.settled(entry.log, entry.seq),
            body=words_of(body_of(row)),
        )
        for row, entry in zip(rows, entries, strict=True)
    )


def words_of(body: Body | None) -> Mapping[str, object] | None:
    """Return a body's content as a document."""
    if body is None:
        return None
    content: Mapping[str, object] = json.loads(body.content)
    return content


def answered(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a taken-back yes had been cited by an entry of the partner that its giver knew; False for other acts."""
    if not str(entry.act["t"]).endswith(".take_back/1"):
        return False
    named = [other for other in entries if other.id == entry.act.get("on") and other.log == entry.log]
    return any(
        models.Citation.objects.filter(
            log=log, seq__lte=place.seq, cites=entry.log, upto__gte=target.seq
        ).exists()
        for target in named
        for log, place in entry.seen.items()
    )


def insert_entry(party: models.Party, entry: Entry, body: Body | None) -> models.Entry:
    """Insert the entry that follows a party's head, decide once whether it is effective, and move the head."""
    alliance_id = alliance_of(entry) if entry.seq == 0 else entry.alliance
    row = models.Entry(
        id=entry.id,
        alliance_id=alliance_id,
        log=entry.log,
        seq=entry.seq,
        at=entry.at,
        low=latest_cited(entry),
        high_at=max(party.head_high_at, entry.at),
        by=entry.by,
        kind=entry.kind,
        object=entry.object or "",
        effective=_is_effective(alliance_id, entry, body),
        payload=entry.payload,
        signature=entry.signature,
        keyid=entry.keyid,
    )
    row.save(force_insert=True)
    if body is not None:
        models.Body.objects.create(entry=row, salt=body.salt, content=body.content)
    cite(row, entry, party)
    party.head_seq, party.head_id, party.head_high_at = entry.seq, entry.id, row.high_at
    party.head_seen = {log: list(place) for log, place in entry.seen.items()}
    moved = ["head_seq", "head_id", "head_seen", "head_high_at"]
    if entry.kind == RESTORED:
        party.public_key = epoch_of(entry).public
        moved.append("public_key")
    party.save(update_fields=moved)
    return row


def latest_cited(entry: Entry) -> int | None:
    """Return the latest claimed time among the entries that this one cites; None when it cites none."""
    wanted = Q()
    for log, place in entry.seen.items():
        wanted |= Q(log=log, seq=place.seq)
    if not entry.seen:
        return None
    latest: int | None = models.Entry.objects.filter(wanted).aggregate(latest=Max("high_at"))["latest"]
    return latest


def _is_effective(alliance_id: str, entry: Entry, body: Body | None) -> bool:
    if not entry.object:
        return True
    rows = list(rows_of(alliance_id, [entry.object]))
    earlier = [entry_of(row) for row in rows]
    known = sight(rows, Heads({}, {}, {}))
    new = Sighting(
        entry=entry,
        sees=frozenset(other.id for other in earlier if sees(entry, other)),
        answered=answered(entry, earlier),
        when=when(entry.at, None, None),
        settled=False,
        body=words_of(body),
    )
    return entry.id in outcome_of(entry.object, (*known, new)).effective


def cite(row: models.Entry, entry: Entry, party: models.Party) -> None:
    """Keep how far an entry had seen each other log, where that went beyond the entry before it."""
    for log, place in entry.seen.items():
        if party.head_seen.get(log, [-1])[0] < place.seq:
            models.Citation.objects.create(
                entry=row, log=entry.log, seq=entry.seq, at=entry.at, cites=log, upto=place.seq
            )
