"""Acts that the node itself follows as soon as they are kept: words are erased, who left has left, people are asked."""

from __future__ import annotations

from collections.abc import Sequence

from troth.core.record import LEAVE
from troth.core.record.entry import Entry
from troth.core.record.erasure import ASK
from troth.store import asking, erasure, models, outbox
from troth.store.sweeping import ask_for_sweep


def heed(alliance_id: str, entries: Sequence[Entry]) -> None:
    """Follow what was just kept, in the same transaction; what needs another log's signature is put into the outbox."""
    for entry in entries:
        if entry.kind == LEAVE:
            models.Party.objects.filter(log=entry.log, left_at=None).update(left_at=entry.at)
    asking.follow(alliance_id, entries)
    asks = [entry for entry in entries if entry.kind == ASK]
    if not asks:
        return
    erasure.heed(alliance_id, asks)
    for ask in asks:
        for log in models.Party.objects.filter(alliance_id=alliance_id).values_list("log", flat=True):
            outbox.put("erased", f"erased:{log}:{ask.id}", {"log": log, "ask": ask.id})
    ask_for_sweep(asks[-1].id)
