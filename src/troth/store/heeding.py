"""Acts that the node itself follows as soon as they are kept: words are erased, and who left has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from troth.core.record import LEAVE
from troth.core.record.entry import Entry
from troth.core.record.erasure import ASK
from troth.store import erasure, models, outbox

SWEPT_EVERY = timedelta(hours=1)


def heed(alliance_id: str, entries: Sequence[Entry]) -> None:
    """Follow what was just kept, in the same transaction; what needs another log's signature is put into the outbox."""
    for entry in entries:
        if entry.kind == LEAVE:
            models.Party.objects.filter(log=entry.log, left_at=None).update(left_at=entry.at)
    asks = [entry for entry in entries if entry.kind == ASK]
    if not asks:
        return
    erasure.heed(alliance_id, asks)
    for ask in asks:
        for log in models.Party.objects.filter(alliance_id=alliance_id).values_list("log", flat=True):
            outbox.put("erased", f"erased:{log}:{ask.id}", {"log": log, "ask": ask.id})
    _ask_for_sweep(asks[-1].id)


def _ask_for_sweep(name: str) -> None:
    """The files of the database are rewritten at once, but not again within the hour: writing waits meanwhile."""
    rows = models.Outbox.objects.filter(kind="sweep", parked_at=None)
    if rows.filter(done_at=None, lease=None).exists():
        return
    last = rows.exclude(done_at=None).order_by("-done_at").values_list("done_at", flat=True).first()
    now = timezone.now()
    outbox.put("sweep", f"sweep:{name}", {}, due=max(now, last + SWEPT_EVERY) if last else now)
