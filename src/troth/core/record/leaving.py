"""Leaving an alliance: the last entry that a side's people sign, and what a node may still sign after it."""

from __future__ import annotations

from collections.abc import Iterable

from troth.core.errors import Refusal
from troth.core.record.entry import Draft
from troth.core.record.erasure import ASK, DONE
from troth.core.record.party import ACK

LEAVE = "party.leave/1"
RESTORED = "log.restored/1"
AFTERWARDS = frozenset({ACK, ASK, DONE, RESTORED})


class Left(Refusal):
    """One side has left the alliance."""


def leaving(*, by: str, body: bytes | None = None) -> Draft:
    """Draft the entry by which a side leaves, with the words it leaves with, if any."""
    return Draft(act={"t": LEAVE}, by=by, body=body)


def require_open(drafts: Iterable[Draft], *, left: bool) -> None:
    """Refuse what people would say in an alliance that one side has left; what keeps the record in order may follow."""
    if left and any(draft.act.get("t") not in AFTERWARDS for draft in drafts):
        raise Left(
            "One side has left this alliance. What was said stays and can be read; nothing more is signed here."
        )
