"""History that one side puts on the record: whole periods, row by row, which the partner confirms or disputes.

A report is never an agreed promise. Nothing counts before the close, which tells how many rows there are and
digests them, so that a period may be written in short transactions. Each move is judged by what its own
causal past holds; the partner's latest word on a row wins, and the reporter's withdrawal wins over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.values import Side, Stake

MOST_ROWS_AN_ANSWER = 200


class Name(Enum):
    """What may be done with a period of reported history."""

    OPEN = "open"
    ROW = "row"
    CLOSE = "close"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    WITHDRAW = "withdraw"


ANSWERS = frozenset({Name.CONFIRM, Name.DISPUTE})
ABOUT_ROWS = ANSWERS | {Name.WITHDRAW}


class Word(Enum):
    """What stands of one row: the partner's latest word on it, or the reporter's withdrawal."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Period:
    """The facts of an opening: the promised days it spans, how many rows it holds and how many were left out."""

    first: date
    last: date
    rows: int
    left_out: int = 0

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Row:
    """The facts of one row: a past promise as the reporter knows it. `reporter` is its side in that promise."""

    number: int
    reporter: Side
    promised: date
    delivered: date | None = None
    made: date | None = None
    stake: Stake | None = None
    title: str = ""
    area: str = ""
    words: str = ""

    @property
    def days(self) -> int | None:
        """Days after the promised one (negative before it), None where it is not known."""
        return (self.delivered - self.promised).days if self.delivered else None


@dataclass(frozen=True)
class Closing:
    """The facts of a close: how many rows were written, and the digest of their ids."""

    count: int
    digest: str


@dataclass(frozen=True)
class About:
    """The rows that an answer or a withdrawal speaks of, by number; None is all of them."""

    rows: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Move:
    """One signed act on a period of reported history."""

    id: str
    log: str
    name: Name
    facts: Period | Row | Closing | About
    sees: frozenset[str] = frozenset()
    on: str | None = None
    at: int = 0
    by: str = ""
    settled: bool = False
    said: str | None = None


@dataclass(frozen=True)
class State:
    """A period as it stands: who reports, its rows by number, what stands of each, the partner's latest answer to it,
    and what counted."""

    reporter: str | None = None
    opened: Move | None = None
    period: Period | None = None
    closed: Move | None = None
    rows: Mapping[int, Move] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[int, Word] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[int, Move] = field(default_factory=lambda: MappingProxyType({}))
    counted: frozenset[str] = frozenset()
    stamp: str = ""

    def count(self, word: Word) -> int:
        return sum(each is word for each in self.words.values())


def digest_of(rows: Sequence[str]) -> str:
    """Digest the ids of a period's rows, in whatever order they are given."""
    return sha256("\n".join(sorted(rows)).encode()).hexdigest()


def read(moves: Sequence[Move]) -> State:
    """Read a period from all moves made on it, in whatever order; those that do not fit are left aside."""
    ordered = sorted(moves, key=lambda move: (len(move.sees), move.id))
    opened = next((move for move in ordered if isinstance(move.facts, Period)), None)
    if opened is None or not isinstance(opened.facts, Period):
        return State(stamp=_stamp(ordered))
    rows, closed = _written(ordered, opened, opened.facts)
    words, answers, heard = _words(ordered, opened, closed, rows)
    known = [opened.id, *(row.id for row in rows.values()), *([closed.id] if closed else []), *heard]
    return State(
        reporter=opened.log,
        opened=opened,
        period=opened.facts,
        closed=closed,
        rows=MappingProxyType(rows),
        words=MappingProxyType(words),
        answers=MappingProxyType(answers),
        counted=frozenset(known),
        stamp=_stamp(ordered),
    )


def _stamp(moves: Sequence[Move]) -> str:
    """Rows are left out: a page need not be read again while its own period is being written."""
    return digest_of([move.id for move in moves if move.name is not Name.ROW])


def _written(ordered: Sequence[Move], opened: Move, period: Period) -> tuple[dict[int, Move], Move | None]:
    """The rows that count, by number, and the close that fits them."""
    rows: dict[int, Move] = {}
    for move in ordered:
        if move.log != opened.log or opened.id not in move.sees:
            continue
        if isinstance(move.facts, Row) and fits(period, rows, move.facts):
            rows[move.facts.number] = move
        if isinstance(move.facts, Closing) and closes(period, rows, move.facts):
            return rows, move
    return rows, None


def fits(period: Period, rows: Mapping[int, Move], row: Row) -> bool:
    """Say whether a row belongs to a period and has a number of its own."""
    return (
        period.first <= row.promised <= period.last
        and 1 <= row.number <= period.rows
        and row.number not in rows
    )


def closes(period: Period, rows: Mapping[int, Move], closing: Closing) -> bool:
    """Say whether a close names all rows of its period, and exactly those that were written."""
    digest = digest_of([row.id for row in rows.values()])
    return closing.count == len(rows) == period.rows and closing.digest == digest


def _words(
    ordered: Sequence[Move], opened: Move, closed: Move | None, rows: Mapping[int, Move]
) -> tuple[dict[int, Word], dict[int, Move], list[str]]:
    if closed is None:
        return {}, {}, []
    words = dict.fromkeys(sorted(rows), Word.WAITING)
    answers: dict[int, Move] = {}
    heard: list[str] = []
    gone: set[int] = set()
    for move in ordered:
        numbers = speaks_of(rows, move)
        if move.name not in ABOUT_ROWS or closed.id not in move.sees or numbers is None:
            continue
        if (move.log == opened.log) is not (move.name is Name.WITHDRAW):
            continue
        heard.append(move.id)
        if move.name is Name.WITHDRAW:
            gone.update(numbers)
        else:
            word = Word.CONFIRMED if move.name is Name.CONFIRM else Word.DISPUTED
            words.update(dict.fromkeys(numbers, word))
            answers.update(dict.fromkeys(numbers, move))
    words.update(dict.fromkeys(gone, Word.WITHDRAWN))
    return words, answers, heard


def speaks_of(rows: Mapping[int, Move], move: Move) -> tuple[int, ...] | None:
    """The numbers of the rows that a move speaks of; None when one of them is not there, or they are too many."""
    numbers = move.facts.rows if isinstance(move.facts, About) else ()
    if numbers is None:
        return tuple(rows)
    known = 0 < len(numbers) <= MOST_ROWS_AN_ANSWER and all(number in rows for number in numbers)
    return numbers if known else None


def without_overlaps(states: Sequence[State]) -> tuple[State, ...]:
    """Keep, of closed periods that overlap, the one of each reporter that was closed first."""
    found = [(state.closed, state.period, state) for state in states if state.closed and state.period]
    kept: list[tuple[Period, State]] = []
    for _, period, state in sorted(found, key=lambda each: (each[0].at, each[0].id)):
        if not any(state.reporter == other.reporter and period.overlaps(days) for days, other in kept):
            kept.append((period, state))
    return tuple(state for _, state in kept)
