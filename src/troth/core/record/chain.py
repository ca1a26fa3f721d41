"""The quick check of a record kept here: ids, chain and citations, without the signatures.

Every entry carries the hash of the one before it and of the partners' heads, so a stored byte that changed
shows as a link that no longer fits, or as a head that is not the one known.
"""

from __future__ import annotations

import json

from troth.core.record.entry import Place
from troth.core.record.envelope import Bad, entry_id, pae


class Chain:
    """Follows the payloads of a record in admitted order; `heads` are the places reached so far."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = {}

    @property
    def heads(self) -> dict[str, Place]:
        return {log: Place(len(ids) - 1, ids[-1]) for log, ids in self._ids.items()}

    def add(self, payload: bytes) -> str:
        """Link the next payload and give its id; raises `Bad` by the rule that does not hold."""
        try:
            entry = json.loads(payload)
            log, seq, prev, seen = entry["log"], entry["seq"], entry["prev"], entry["seen"]
            before = self._ids.get(log, [])
            self._check_citations(seen)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Bad("V3", "The entry can no longer be read.") from error
        if seq != len(before):
            raise Bad("V7", f"The entry does not follow: place {len(before)} of its log comes next.")
        if prev != (before[-1] if before else None):
            raise Bad("V6", "The entry names another one before it than the one that is here.")
        identity = entry_id(pae(payload))
        before.append(identity)
        self._ids[log] = before
        return identity

    def _check_citations(self, seen: dict[str, tuple[int, str]]) -> None:
        for log, (seq, cited) in seen.items():
            ids = self._ids.get(log, [])
            if not 0 <= seq < len(ids) or ids[seq] != cited:
                raise Bad("V8", "The entry cites one that is not here.")
