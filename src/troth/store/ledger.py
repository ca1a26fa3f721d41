"""Entries in and out of the database: one object's entries as a room reads them, and the insertion of new ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from troth.actions.periods import ROW
from troth.actions.ports import MAIL
from troth.core.record import Body, Entry, Place, Sighting, alliance_of, fold_add, fold_hex, sees, when
from troth.core.sealed import WITHHELD, released_by
from troth.store import models
from troth.store.prepared import prepared


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


def rows_of(alliance_id: str, objects: Sequence[str]) -> list[models.Entry]:
    """Return the entries of some objects with their bodies, oldest first as they came here."""
    # Put in order here: asked to, the database goes through all entries in that order rather than to these objects.
    return sorted(_rows(alliance_id, objects), key=lambda row: row.number)


@prepared
def _rows(alliance_id: str, objects: Sequence[str]) -> QuerySet[models.Entry]:
    citing = models.Citation.objects.filter(cites=OuterRef("log"), upto__gte=OuterRef("seq")).order_by(
        "upto", "seq"
    )
    return (
        models.Entry.objects.filter(alliance_id=alliance_id, object__in=objects)
        .select_related("body")
        .annotate(first_cited=Subquery(citing.values("at")[:1]))
    )


def sightings_of(alliance_id: str, object_id: str) -> tuple[Sighting, ...]:
    """Return one object's entries: what each had seen of that object, when it was, whether it is settled."""
    heads = heads_of(_parties(alliance_id))
    return sight(rows_of(alliance_id, [object_id]), heads)


@prepared
def _parties(alliance_id: str) -> QuerySet[models.Party]:
    return models.Party.objects.filter(alliance_id=alliance_id)


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


def by_mail(entry: Entry) -> bool:
    """Say whether an entry notes that it was said by a link in a mail."""
    return entry.act.get("via") == MAIL


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


def insert_entry(
    party: models.Party, entry: Entry, body: Body | None, *, low: int | None, effective: bool
) -> models.Entry:
    """Insert the entry that follows a party's head, with what was decided about it once, and move the head."""
    row = models.Entry(
        id=entry.id,
        alliance_id=alliance_of(entry) if entry.seq == 0 else entry.alliance,
        log=entry.log,
        seq=entry.seq,
        at=entry.at,
        low=low,
        high_at=max(party.head_high_at, entry.at),
        by=entry.by,
        kind=entry.kind,
        object=entry.object or "",
        effective=effective,
        payload=entry.payload,
        signature=entry.signature,
        keyid=entry.keyid,
    )
    row.save(force_insert=True)
    if body is not None:
        table = models.Sealed if entry.kind == WITHHELD else models.Body
        table(entry=row, salt=body.salt, content=body.content).save(force_insert=True)
    if effective and (let_go := released_by(entry.kind, entry.act)) is not None:
        _let_go(entry.log, let_go)
    cite(row, entry, party)
    party.head_seq, party.head_id, party.head_high_at = entry.seq, entry.id, row.high_at
    party.head_seen = {log: list(place) for log, place in entry.seen.items()}
    party.fold = fold_hex(fold_add(int(party.fold, 16), entry.id, effective))
    return row


def _let_go(log: str, id: str) -> None:
    """Lay a side's sealed words where both sides read them; nothing is left of them where they waited."""
    for kept in models.Sealed.objects.filter(entry__id=id, entry__log=log):
        models.Body(entry_id=kept.entry_id, salt=kept.salt, content=kept.content).save(force_insert=True)
        kept.delete()


def keep_head(party: models.Party) -> None:
    """Write down where a party's log ends by now."""
    party.save(update_fields=["head_seq", "head_id", "head_seen", "head_high_at", "fold"])


def latest_cited(entry: Entry, parties: Iterable[models.Party] = ()) -> int | None:
    """Return the latest claimed time among the entries that this one cites; None when it cites none.

    What `parties` know of their heads is not asked for again.
    """
    if not entry.seen:
        return None
    heads = {(party.log, party.head_seq): party.head_high_at for party in parties}
    known = [heads.get((log, place.seq)) for log, place in entry.seen.items()]
    if None not in known:
        return max(at for at in known if at is not None)
    wanted = Q()
    for log, place in entry.seen.items():
        wanted |= Q(log=log, seq=place.seq)
    latest: int | None = models.Entry.objects.filter(wanted).aggregate(latest=Max("high_at"))["latest"]
    return latest


def cite(row: models.Entry, entry: Entry, party: models.Party) -> None:
    """Keep how far an entry had seen each other log, where that went beyond the entry before it."""
    for log, place in entry.seen.items():
        if party.head_seen.get(log, [-1])[0] < place.seq:
            models.Citation(
                entry=row, log=entry.log, seq=entry.seq, at=entry.at, cites=log, upto=place.seq
            ).save(force_insert=True)
