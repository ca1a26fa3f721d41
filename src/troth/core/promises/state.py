"""Where a promise stands: a value that pages, mails and the interface read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from troth.core.promises.moves import Move
from troth.core.promises.reasons import Why
from troth.core.promises.table import Status
from troth.core.values import Side


@dataclass(frozen=True)
class State:
    """Where a promise stands, and why each move that was made counts or does not.

    `terms` is the id of the yes in force (of a closed promise, the one it closed on), `agreed` that yes and
    `text` its text. `chain` holds every yes in force in turn, `table` the open text of each side.
    `delivery` is the one that is judged, `closing` the accept, release or break that closed it. `logs` says
    whose log speaks for which side, None as long as that may be anybody's but the first one's.
    """

    status: Status = Status.NOTHING_YET
    terms: str | None = None
    text: Move | None = None
    agreed: Move | None = None
    chain: tuple[str, ...] = ()
    table: Mapping[Side, Move | None] = field(default_factory=lambda: MappingProxyType(dict.fromkeys(Side)))
    delivery: Move | None = None
    accepted: Move | None = None
    closing: Move | None = None
    release_behind: bool = False
    logs: Mapping[Side, str | None] = field(default_factory=lambda: MappingProxyType(dict.fromkeys(Side)))
    reasons: Mapping[str, Why] = field(default_factory=lambda: MappingProxyType({}))
    counted: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    def move(self, id: str) -> Move:
        """Look up one of the promise's effective moves."""
        return next(move for move in self.moves if move.id == id)
