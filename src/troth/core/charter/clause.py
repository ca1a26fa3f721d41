"""A clause: one sentence of what both agreed about working together. One side puts it, it holds once the other agrees.

A change names the yes it would change; a clause that has lost its use is let go by both, in the same way. The state is
read from the set of effective moves, as for a promise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.alliance import Act, held, in_order
from troth.core.charter.cadence import Meeting


class Kind(Enum):
    """What a clause is; its value is what stands in the record."""

    PRINCIPLE = "principle"
    CADENCE = "cadence"
    WORD = "word"
    CLAUSE = "clause"


class Status(Enum):
    """Where a clause stands; a member's value says it to a person."""

    NOTHING_YET = "nothing said yet"
    PROPOSED = "not agreed yet"
    NOTHING = "nothing on the table"
    IN_FORCE = "agreed by both"
    LET_GO = "let go by both"


@dataclass(frozen=True)
class Move:
    """One signed act on a clause.

    `terms` is the yes that a put would change, `on` the text that an answer answers. A put names its `kind`, and the
    `meeting` of a cadence; one that `ends` would let the clause go. `title` names a principle, a meeting or a clause,
    or is the agreed word; `words` are the clause, or what the word means; `who` meets. These three are detached and may
    be erased; nothing that is reckoned reads them.
    """

    id: str
    log: str
    act: Act
    kind: Kind | None = None
    sees: frozenset[str] = frozenset()
    on: str | None = None
    terms: str | None = None
    ends: bool = False
    meeting: Meeting | None = None
    title: str | None = None
    words: str | None = None
    who: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False


@dataclass(frozen=True)
class Agreement:
    """One agreed change: the text, and the yes that brought it into force."""

    text: Move
    yes: Move


@dataclass(frozen=True)
class State:
    """Where a clause stands: `history` holds every agreed text, the one in force last; `table` each side's proposal.

    `fallen` are yeses that crossed something and do not count.
    """

    status: Status = Status.NOTHING_YET
    kind: Kind | None = None
    history: tuple[Agreement, ...] = ()
    table: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    fallen: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    @property
    def terms(self) -> str | None:
        """The yes in force, that a change would name."""
        return self.history[-1].yes.id if self.history else None

    @property
    def text(self) -> Move | None:
        """The words in force; None while nothing is agreed, or once it is let go."""
        return self.history[-1].text if self.status is Status.IN_FORCE else None


def read(moves: Sequence[Move]) -> State:
    """Read where a clause stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = in_order(moves)
    both = held(ordered)
    history = tuple(Agreement(text, yes) for text, yes in zip(both.texts, both.chain, strict=True))
    return State(
        status=_status(history, bool(both.table)),
        kind=ordered[0].kind,
        history=history,
        table=both.table,
        fallen=both.fallen,
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _status(history: Sequence[Agreement], open_texts: bool) -> Status:
    if history:
        return Status.LET_GO if history[-1].text.ends else Status.IN_FORCE
    return Status.PROPOSED if open_texts else Status.NOTHING
