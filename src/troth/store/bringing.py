"""What a bundle holds and this node has not, or not rightly any more, brought back: admitted like anything sent here.

Every entry is verified. One that is here with other bytes than it was signed with is mended, because its id is the hash
of the right ones; nothing else that is here is ever changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from troth.core.errors import Refusal
from troth.core.record import (
    Admitted,
    Bad,
    Body,
    Duplicate,
    Fork,
    Gap,
    Sealed,
    Verdict,
    Waiting,
    parse_sealed,
    unseal,
)
from troth.core.record.entry import SALT_LENGTH
from troth.core.record.manifest import BODIES, ENTRIES, MANIFEST
from troth.store import erasure, models
from troth.store.admission import Sent, take_in
from troth.store.files import bring_back
from troth.store.node import present

CHUNK = 200
Progress = Callable[[int, int], None]


class ForeignBundle(Refusal):
    """The bundle is of an alliance that this node does not keep."""


@dataclass(frozen=True)
class Brought:
    """What came back to which alliance: entries and their texts, entries mended, and why the rest did not, in words."""

    alliance: models.Alliance
    entries: int
    texts: int
    mended: int
    why: str = ""


def bring(
    files: Mapping[str, bytes], progress: Progress = lambda done, of: None, *, only: str = ""
) -> Brought:
    """Take in what a bundle has and the node has not, in short transactions; what is here already is passed over."""
    alliance = _alliance(files)
    if only not in ("", alliance.pk):
        raise ForeignBundle("This bundle is of another alliance.")
    lines = files.get(ENTRIES, b"").splitlines()
    entries = texts = mended = 0
    why = ""
    for start in range(0, len(lines), CHUNK):
        sealed = [(line, _sealed(line)) for line in lines[start : start + CHUNK]]
        known = _known(alliance.pk, [each.id for _, each in sealed if each])
        mended += _mend([each for _, each in sealed if each and each.id in known], known)
        fresh = [
            Sent(line, _body(files, each)) for line, each in sealed if each is None or each.id not in known
        ]
        verdicts = take_in(alliance.pk, fresh, now=present()) if fresh else ()
        taken = [one for one, verdict in zip(fresh, verdicts, strict=False) if isinstance(verdict, Admitted)]
        entries += len(taken)
        texts += sum(one.body is not None for one in taken)
        progress(min(start + CHUNK, len(lines)), len(lines))
        if verdicts and not isinstance(verdicts[-1], Admitted | Duplicate):
            why = _lost(alliance, fresh[len(verdicts) - 1]) or _why(verdicts[-1])
            break
    bring_back(alliance.pk, files)
    texts -= erasure.replay(alliance.pk)
    return Brought(alliance, entries, max(0, texts), mended, why)


def _alliance(files: Mapping[str, bytes]) -> models.Alliance:
    try:
        named = json.loads(files.get(MANIFEST, b""))["alliance"]
    except (ValueError, KeyError, TypeError):
        named = ""
    found = models.Alliance.objects.filter(pk=str(named)).first()
    if found is None:
        raise ForeignBundle(
            "This bundle is of an alliance that is not on this node. Put a backup back that has it, then bring it."
        )
    return found


def _sealed(line: bytes) -> Sealed | None:
    try:
        return unseal(line)
    except Bad:
        return None


def _body(files: Mapping[str, bytes], sealed: Sealed | None) -> Body | None:
    raw = files.get(BODIES + sealed.id) if sealed else None
    return Body(raw[:SALT_LENGTH], raw[SALT_LENGTH:]) if raw else None


def _known(alliance_id: str, ids: Sequence[str]) -> dict[str, bytes]:
    rows = models.Entry.objects.filter(alliance_id=alliance_id, id__in=ids).values_list("id", "payload")
    return {name: bytes(payload) for name, payload in rows}


def _lost(alliance: models.Alliance, sent: Sent) -> str:
    """Say of an entry that lies in a loss which both sides accepted that it stays lost; empty for any other."""
    sealed = _sealed(sent.envelope)
    try:
        entry = parse_sealed(sealed) if sealed else None
    except Bad:
        return ""
    for each in models.Restoration.objects.filter(alliance=alliance).exclude(done_at=None):
        here, known = each.lost.get(entry.log, (0, 0)) if entry else (0, 0)
        if entry and here < entry.seq <= known:
            return f"Entries {here + 1} to {known} of log {entry.log[:8]} are lost, accepted by both; they stay lost."
    return ""


def _why(verdict: Verdict) -> str:
    match verdict:
        case Bad():
            return f"An entry in it does not fit: {verdict.sentence}"
        case Fork():
            return (
                f"From entry {verdict.entry.seq} of log {verdict.entry.log[:8]} on it holds another history than this "
                "node. Keep it, and show it to both sides."
            )
        case Gap():
            return f"Entries are missing before its next one; bring a bundle that has them from {verdict.expected} on."
        case Waiting():
            return verdict.why
    return ""


def _mend(sealed: Sequence[Sealed], known: Mapping[str, bytes]) -> int:
    """Put right the stored bytes of entries whose id says what they must be."""
    wrong = [each for each in sealed if known[each.id] != each.payload]
    if not wrong:
        return 0
    with transaction.atomic(), Unguarded():
        for each in wrong:
            models.Entry.objects.filter(id=each.id).update(payload=each.payload, signature=each.signature)
    return len(wrong)


class Unguarded:
    """The database's own guard of entries taken off inside one transaction, and put on again before it ends."""

    def __enter__(self) -> None:
        self._guard = import_module("troth.store.migrations.0002_append_only")
        self._guard.unguard(None, self)

    def __exit__(self, *fault: object) -> None:
        if fault[0] is None:
            self._guard.guard(None, self)

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """The database whose guard it is."""
        return connections["default"]

    def execute(self, statement: str) -> None:
        """Run one statement of the guard."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement)
