"""Rows read as lines: each cell by its column's way, and every row that cannot come in named with what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from troth.core.values import Side, Stake
from troth.reading.sheet.amounts import amount_in
from troth.reading.sheet.asked import Answers, Choice
from troth.reading.sheet.bounds import Cell
from troth.reading.sheet.cells import Kind
from troth.reading.sheet.dates import DateReader, in_words
from troth.reading.sheet.datewords import NO_DATE, plain
from troth.reading.sheet.fields import Field
from troth.reading.sheet.headers import Column
from troth.reading.sheet.source import Table

LEAVE_OUT = Choice("leave_out", "Leave out")
_STAKES = {
    Stake.LOW: "low laag niedrig gering faible bajo baja basso 低 minor small",
    Stake.MEDIUM: "medium mid middle normal middel mittel moyen moyenne medio media 中 moderate",
    Stake.HIGH: "high hoog hoch eleve haut haute alto alta 高 critical urgent",
}
STAKE_WORDS = {plain(word): stake for stake, text in _STAKES.items() for word in text.split()}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list as a promise or a part of one."""

    row: int
    partner: str
    side: Side
    title: str
    person: str
    made: date | None
    promised: date
    delivered: date | None
    value: float | None
    stake: Stake | None
    area: str
    reference: str
    group: tuple[str, ...] | None


@dataclass(frozen=True)
class Problem:
    """Rows that cannot come in as they are: what stands there, why not, and the words a person may say to it."""

    rows: tuple[int, ...]
    field: Field
    column: str
    shown: str
    why: str
    choices: tuple[Choice, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys under which `Answers.fix` keeps a word on these rows."""
        return tuple(f"{row}:{self.field.value}" for row in self.rows)


@dataclass
class Readers:
    """How the columns of one list are read, settled before the first row."""

    columns: Mapping[Field, Column]
    dates: Mapping[Field, DateReader]
    group: tuple[Column, ...] | None
    names: Mapping[str, str]
    ours: frozenset[str]
    side_of: Callable[[str], Side]


@dataclass
class Read:
    """What reading the rows gave."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    own_rows: int = 0
    without_value: int = 0


def read_lines(
    table: Table, readers: Readers, answers: Answers, progress: Callable[[int, int], None] | None
) -> Read:
    """Read every row; a row with a problem comes in only after a word of `answers` on it."""
    read = Read()
    partner = ""
    for done, (number, cells) in enumerate(zip(table.numbers, table.rows, strict=True), 1):
        row = _Row(number, cells, readers, answers, read)
        line = row.line(partner)
        partner = row.partner or partner
        if row.gone:
            read.left_out.append((number, row.gone))
        elif line:
            read.lines.append(line)
        if progress and (done % 500 == 0 or done == len(table.rows)):
            progress(done, len(table.rows))
    return read


class _Row:
    """One row being read; problems are gathered so that all of them are told at once."""

    def __init__(
        self, number: int, cells: tuple[Cell, ...], readers: Readers, answers: Answers, read: Read
    ) -> None:
        self.number, self.cells, self.readers, self.answers, self.read = number, cells, readers, answers, read
        self.partner = self.gone = ""
        self.stuck = False

    def line(self, above: str) -> Line | None:
        self.partner = self._partner(above)
        if self.partner in self.readers.ours:
            self.read.own_rows += 1
            return None
        promised = self._promised()
        made, delivered = self._date(Field.MADE), self._date(Field.DELIVERED)
        if made is None and Field.MADE_ELSE in self.readers.columns:
            made = self._date(Field.MADE_ELSE)
        made = self._in_order(made, delivered)
        value, stake = self._value()
        if self.stuck or self.gone or promised is None:
            return None
        partner = self.readers.names.get(self.partner, self.partner)
        return Line(
            self.number,
            partner,
            self.readers.side_of(self._text(Field.DIRECTION)),
            self._text(Field.WHAT),
            self._text(Field.PERSON),
            made,
            promised,
            delivered,
            value,
            stake,
            self._text(Field.AREA),
            self._text(Field.REFERENCE),
            self._group(),
        )

    def _cell(self, each: Field) -> Cell:
        column = self.readers.columns.get(each)
        return self.cells[column.place] if column else ""

    def _text(self, each: Field) -> str:
        return " ".join(str(self._cell(each)).split())[:500]

    def _group(self) -> tuple[str, ...] | None:
        if not self.readers.group:
            return None
        key = tuple(" ".join(str(self.cells[column.place]).split())[:200] for column in self.readers.group)
        return key if any(key) else None

    def _ask(self, each: Field, shown: str, why: str, *choices: Choice) -> str:
        """The word said on this row, or nothing: then the row waits among the problems."""
        offered = (*choices, LEAVE_OUT)
        said = self.answers.fixes.get(f"{self.number}:{each.value}")
        if said not in {choice.key for choice in offered}:
            said = LEAVE_OUT.key if self.answers.leave_out_rest else None
        if said == LEAVE_OUT.key:
            self.gone = self.gone or why
        if said is None:
            self.stuck = True
            self.read.problems.append(
                Problem((self.number,), each, self.readers.columns[each].label, shown[:80], why, offered)
            )
        return said or ""

    def _partner(self, above: str) -> str:
        name = self._text(Field.PARTNER)
        if name and plain(name) not in NO_DATE and any(sign.isalnum() for sign in name):
            return name
        same = (Choice("above", f"Same as the row above, {above}"),) if above else ()
        said = self._ask(Field.PARTNER, name or "empty", "No partner is named here.", *same)
        return above if said == "above" else ""

    def _promised(self) -> date | None:
        day = self._date(Field.PROMISED)
        if day is None and not self.gone and not self.stuck:
            self._ask(Field.PROMISED, self._text(Field.PROMISED) or "empty", "No day was promised here.")
        return day

    def _date(self, each: Field) -> date | None:
        reader = self.readers.dates.get(each)
        if reader is None:
            return None
        cell = self._cell(each)
        seen = reader.read(cell, self.partner)
        if seen.kind is Kind.DAY:
            return seen.day
        if seen.kind in (Kind.NOTHING, Kind.WORDS):
            return None
        choices = [Choice(f"day:{day.isoformat()}", f"It is {in_words(day)}") for day in seen.offer]
        if each in (Field.MADE, Field.MADE_ELSE):
            choices.append(Choice("unknown", "The order day is unknown"))
        elif each is Field.DELIVERED:
            choices.append(Choice("unknown", "No word of the delivery yet"))
        said = self._ask(each, str(cell), seen.why or "Its day cannot be read.", *choices)
        return date.fromisoformat(said.removeprefix("day:")) if said.startswith("day:") else None

    def _in_order(self, made: date | None, delivered: date | None) -> date | None:
        if not made or not delivered or made <= delivered:
            return made
        days = (made - delivered).days
        said = self._ask(
            Field.DELIVERED,
            f"{self._text(Field.DELIVERED)}, ordered {made.isoformat()}",
            f"Delivered {days:,} day{'s' * (days > 1)} before it was ordered.",
            Choice("unordered", "The order day is unknown"),
        )
        return None if said == "unordered" else made

    def _value(self) -> tuple[float | None, Stake | None]:
        if Field.VALUE not in self.readers.columns:
            return None, None
        text = self._text(Field.VALUE)
        if stake := STAKE_WORDS.get(plain(text)):
            return None, stake
        amount = amount_in(text)
        if amount is None:
            self.read.without_value += 1
        elif amount < 0 and self._ask(
            Field.VALUE, text, "A value below zero; perhaps a return.", Choice("without", "Without a value")
        ):
            amount = None
        return amount, None
