"""How a period of reported history is read: every move judged by its own past, in one pass over thousands of rows.

The result is that of `troth.core.record.fold`. That would read the whole period anew for every row; here the rows
written so far are carried along, which is the same because only the reporter's own log writes rows, in its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from troth.core.errors import Refusal
from troth.core.promises.reports import Move, Name, Period, State, legal, read
from troth.core.record import Folded

ROW = "report.row/1"
"""The kind of a row's entry. Rows are too many to be named in every later past: a period's close stands for them."""
WRITTEN = frozenset({ROW, "report.close/1"})
"""What the reporter alone writes into an open period; a node judges it by the rows it lists, without reading them."""


@dataclass
class _Written:
    """What one opening has gathered so far."""

    opened: Move
    rows: dict[int, Move] = field(default_factory=dict)
    closed: Move | None = None

    def state(self, move: Move) -> State:
        """The state in a move's past, as far as the legality of a move can depend on it."""
        period = self.opened.facts
        known = self.closed is not None and (move.log == self.opened.log or self.closed.id in move.sees)
        return State(
            reporter=self.opened.log,
            opened=self.opened,
            period=period if isinstance(period, Period) else None,
            closed=self.closed if known else None,
            rows=MappingProxyType(self.rows),
        )


def fold_period(moves: Sequence[tuple[int, Move]]) -> Folded[Move, State]:
    """Read a period from its moves, each with its place in its own log; the order given does not matter."""
    effective: list[Move] = []
    refused: list[tuple[Move, Refusal]] = []
    opened: dict[str, _Written] = {}
    for _, move in sorted(moves, key=_order):
        written = _opening(opened.values(), move)
        try:
            legal(written.state(move) if written else State(), move)
        except Refusal as refusal:
            refused.append((move, refusal))
            continue
        effective.append(move)
        if move.name is Name.OPEN:
            opened[move.id] = _Written(move)
        elif written and move.name is Name.ROW:
            written.rows[_number(move)] = move
        elif written and move.name is Name.CLOSE:
            written.closed = move
    counted = _with_short_pasts(effective)
    return Folded(read(counted), tuple(effective), tuple(refused))


def _order(item: tuple[int, Move]) -> tuple[int, int, str, int]:
    """Openings, then what is written in the order of each log, then what is said about rows."""
    seq, move = item
    if move.name is Name.OPEN:
        return (0, len(move.sees), move.id, seq)
    return (1 if move.name in (Name.ROW, Name.CLOSE) else 2, 0, move.log, seq)


def _opening(opened: Iterable[_Written], move: Move) -> _Written | None:
    return next((each for each in opened if each.opened.id in move.sees), None)


def _number(move: Move) -> int:
    return getattr(move.facts, "number", 0)


def _with_short_pasts(effective: Sequence[Move]) -> list[Move]:
    """The same moves with pasts that keep their causal order and do not grow with the number of rows."""
    opened = [move.id for move in effective if move.name is Name.OPEN]
    row = next((move.id for move in effective if move.name is Name.ROW), "")
    spoken = frozenset(move.id for move in effective if move.name is not Name.ROW)
    first = frozenset(opened[:1])
    short = []
    for move in effective:
        if move.name is Name.OPEN or move.name is Name.ROW:
            short.append(replace(move, sees=move.sees & first))
        else:
            short.append(replace(move, sees=(move.sees & spoken) | {row}))
    return short
