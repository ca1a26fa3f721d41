"""Words taken out of the store for good: bodies with their salts, and every row that was made from them.

The entries stay. What the acts mean and reach is `troth.core.record.erasure`; here they are carried out, at once when
an ask is kept, and again when words came back from a bundle or an older database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from troth.core.record import asked, reached
from troth.core.record.entry import Entry
from troth.core.record.erasure import ASK
from troth.store import journal, models
from troth.store.ledger import entry_of
from troth.store.objects import Objects
from troth.store.project import parties_of, project

CHUNK = 500
TEXTS = ("promise.offer/1", "promise.request/1", "promise.counter/1", "promise.change/1")


def heed(alliance_id: str, asks: Sequence[Entry]) -> None:
    """Carry out asks that were just kept, in the same transaction; the journal knows of it first."""
    for ask in asks:
        found = _reached(alliance_id, [ask])
        journal.note({"alliance": alliance_id, "ask": ask.id, "ids": sorted(found)})
        erase(alliance_id, found)


def replay(alliance_id: str) -> int:
    """Carry out every ask of an alliance's record once more; returns how many texts had come back."""
    rows = models.Entry.objects.filter(alliance_id=alliance_id, kind=ASK).order_by("number")
    return erase(alliance_id, _reached(alliance_id, [entry_of(row) for row in rows]))


def erase(alliance_id: str, ids: Iterable[str]) -> int:
    """Delete the words of these entries and bring what was made from them up to date; returns how many there were."""
    wanted, gone = sorted(ids), 0
    objects: dict[str, None] = {}
    with transaction.atomic():
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            rows = models.Entry.objects.filter(alliance_id=alliance_id, id__in=some)
            gone += models.Body.objects.filter(entry__in=rows).delete()[0]
            gone += models.Sealed.objects.filter(entry__in=rows).delete()[0]
            models.Report.objects.filter(entry_id_hex__in=some).update(title="", area="")
            about = rows.exclude(object="").values_list("object", flat=True)
            objects.update(dict.fromkeys(about))
            models.Untold.objects.filter(alliance=alliance_id, object__in=about).update(title="")
            _forget_copies(rows.filter(kind__in=TEXTS).values_list("object", flat=True))
        _show_again(alliance_id, list(objects))
    return gone


def _show_again(alliance_id: str, objects: Sequence[str]) -> None:
    parties = parties_of(alliance_id)
    for start in range(0, len(objects), CHUNK):
        told = Objects(alliance_id, list(parties.values()))
        told.load(objects[start : start + CHUNK])
        project(alliance_id, objects[start : start + CHUNK], told, parties)


def _reached(alliance_id: str, asks: Sequence[Entry]) -> frozenset[str]:
    named = sorted({id for ask in asks for id in asked(ask)})
    found: set[str] = set()
    for start in range(0, len(named), CHUNK):
        rows = models.Entry.objects.filter(alliance_id=alliance_id, id__in=named[start : start + CHUNK])
        known = [entry_of(row) for row in rows]
        found = found.union(*(reached(ask, known) for ask in asks))
    return frozenset(found)


def _forget_copies(objects: Iterable[str]) -> None:
    """Half-written changes begin with the words of a promise, and so does a new promise that cites it."""
    for name in set(objects):
        models.Draft.objects.filter(
            Q(key__in=(f"{name}:change", f"{name}:counter")) | Q(fields__cites__0=name)
        ).delete()
