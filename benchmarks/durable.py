"""A durable signed append: sign, pending file, insert and commit through the store's connection, without projection."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import node
from benchmarks.figure import Figure
from troth.core.record import Draft, Place, SigningKey, sign

if TYPE_CHECKING:
    from troth.store.pending import Signed

TIMES = 1_000


def durable(drafts: Sequence[Draft], key: SigningKey) -> Figure:
    """Measure appends and bare flushes of as many bytes in turn, on the wall; the ratio of their medians."""
    node.start()
    from django.conf import settings

    from troth.store.pending import Pending, Signed

    alliance = node.pair("Durable").alliance.pk
    log = Pending(Path(settings.TROTH_HOME, "pending"), key.log)
    raw = os.open(Path(settings.TROTH_HOME, "raw"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    ours, bare = [], []
    place, seen = Place(0, "ab" * 32), {"c" * 64: Place(790, "d4" * 32)}
    for number in range(TIMES):
        began = time.perf_counter()
        entry, body = sign(
            drafts[number],
            key=key,
            alliance=alliance,
            seq=place.seq + 1,
            prev=place.id,
            seen=seen,
            at=number,
            salt=secrets.token_bytes(32),
        )
        signed = Signed(entry, body)
        log.keep([signed])
        insert(signed)
        ours.append(time.perf_counter() - began)
        place, envelope = entry.place, entry.envelope()
        began = time.perf_counter()
        os.write(raw, envelope)
        os.fdatasync(raw)
        bare.append(time.perf_counter() - began)
    os.close(raw)
    print(f"one flush {median(bare) * 1000:.2f} ms; one durable append {median(ours) * 1000:.2f} ms")
    return Figure("durable signed append / raw fdatasync", median(bare) / median(ours), 0.35)


def insert(signed: Signed) -> None:
    """Insert an entry and its body and commit, in the store's own tables."""
    from django.db import connection, transaction

    from troth.store import models

    entry, body = signed.entry, signed.body
    row = {
        "id": entry.id,
        "alliance_id": entry.alliance,
        "log": entry.log,
        "seq": entry.seq,
        "at": entry.at,
        "low": entry.at,
        "high_at": entry.at,
        "by": entry.by,
        "kind": entry.kind,
        "object": entry.object or "",
        "effective": True,
        "payload": entry.payload,
        "signature": entry.signature,
        "keyid": entry.keyid,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        words, values = _statement(models.Entry._meta.db_table, row)
        cursor.execute(f"{words} RETURNING number", values)
        (number,) = cursor.fetchone()
        if body is not None:
            text = {"entry_id": number, "salt": body.salt, "content": body.content}
            cursor.execute(*_statement(models.Body._meta.db_table, text))


def _statement(table: str, row: dict[str, object]) -> tuple[str, list[object]]:
    marks = ", ".join(["%s"] * len(row))
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
