"""One column of dates: its forms counted, the order of day and month settled by its cells or asked, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property

from troth.reading.sheet.asked import Choice, Question
from troth.reading.sheet.bounds import Cell
from troth.reading.sheet.cells import FIRST_YEAR, LAST_YEAR, PIVOT, Kind, Seen, fault_of, full_year, look
from troth.reading.sheet.datewords import MONTH_NAMES, NO_DATE, plain


class Order(Enum):
    """What the three numbers of a date are, from left to right."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"

    def arrange(self, parts: tuple[int, int, int]) -> tuple[int, int, int]:
        """The parts as year (of four digits), month, day."""
        a, b, c = parts
        year, month, day = {
            Order.DAY_FIRST: (c, b, a),
            Order.MONTH_FIRST: (c, a, b),
            Order.YEAR_FIRST: (a, b, c),
        }[self]
        return full_year(year), month, day


BY_PARTNER = "by_partner"
_SAID = {Order.DAY_FIRST: "Day first", Order.MONTH_FIRST: "Month first", Order.YEAR_FIRST: "Year first"}
_HINTS = (
    (Order.DAY_FIRST, re.compile(r"\b(?:d{1,2}|j{2}|t{2})[-/. ]?m{1,2}[-/. ]?(?:y|j|a){2,4}\b", re.I)),
    (Order.MONTH_FIRST, re.compile(r"\bm{1,2}[-/. ]?d{1,2}[-/. ]?y{2,4}\b", re.I)),
    (Order.YEAR_FIRST, re.compile(r"\b(?:y|j|a){2,4}[-/. ]?m{1,2}[-/. ]?(?:d|t|j){1,2}\b", re.I)),
)


@dataclass(frozen=True)
class Settled:
    """How far the cells themselves decide the order: what each order leaves unread, and the one that is left."""

    order: Order | None
    unread: Mapping[Order, int]
    total: int
    why: str = ""


@dataclass(frozen=True)
class DateColumn:
    """The distinct cells of one date column with how often each stands there."""

    counts: Mapping[Cell, int]
    header: str = ""

    @classmethod
    def of(cls, cells: Iterable[Cell], header: str = "") -> DateColumn:
        return cls(Counter(cells), header)

    @cached_property
    def seen(self) -> dict[Cell, Seen]:
        return {cell: look(cell) for cell in self.counts}

    @cached_property
    def forms(self) -> dict[str, int]:
        """How many cells are written in each form, the most frequent first."""
        forms: Counter[str] = Counter()
        for cell, seen in self.seen.items():
            if seen.kind not in (Kind.NOTHING, Kind.WORDS):
                forms[seen.form or "something else"] += self.counts[cell]
        return dict(forms.most_common())

    @cached_property
    def no_date_words(self) -> dict[str, int]:
        """Words that stand for no date: the known ones, and whatever else is repeated without a digit in it."""
        found: Counter[str] = Counter()
        for cell, seen in self.seen.items():
            if seen.kind is Kind.WORDS:
                found[seen.form] += self.counts[cell]
        return {
            word: n for word, n in found.most_common() if n > 1 or plain(word) in NO_DATE or word in NO_DATE
        }

    def count(self, kind: Kind) -> int:
        """How many cells are of one kind."""
        return sum(self.counts[cell] for cell, seen in self.seen.items() if seen.kind is kind)

    def has_short_years(self) -> bool:
        """Whether any year is written with two digits."""
        return any(seen.kind is Kind.PARTS and not seen.wide_year for seen in self.seen.values())

    @cached_property
    def settled(self) -> Settled:
        parts = {cell: n for cell, n in self.counts.items() if self.seen[cell].kind is Kind.PARTS}
        return settle([(self.seen[cell], n) for cell, n in parts.items()], self.header)


def settle(cells: Sequence[tuple[Seen, int]], header: str = "") -> Settled:
    """Decide the order of three-number dates from cells that read one way only, or leave it open."""
    total = sum(n for _, n in cells)
    orders = [Order.DAY_FIRST, Order.MONTH_FIRST]
    if all(not seen.wide_year for seen, _ in cells):
        orders.append(Order.YEAR_FIRST)
    unread = {order: sum(n for seen, n in cells if not _reads(seen, order)) for order in orders}
    if not cells:
        return Settled(Order.DAY_FIRST, unread, 0)
    possible = [order for order in orders if unread[order] == 0]
    possible = _without_scattered_years(possible, cells)
    if len(possible) == 1:
        only = possible[0]
        alone = min((n for order, n in unread.items() if order is not only), default=0)
        return Settled(
            only,
            unread,
            total,
            f"{_SAID[only]}: all {total:,} cells can be read so, {alone:,} in no other way.",
        )
    if possible and len({tuple(order.arrange(_parts(seen)) for seen, _ in cells) for order in possible}) == 1:
        return Settled(possible[0], unread, total, "They read the same either way.")
    for order, hint in _HINTS:
        if order in possible and hint.search(header):
            return Settled(order, unread, total, f"{_SAID[order]}: the name of the column says so.")
    return Settled(None, {o: n for o, n in unread.items() if o in possible or not possible}, total)


def _without_scattered_years(possible: list[Order], cells: Sequence[tuple[Seen, int]]) -> list[Order]:
    """With years of two digits, a reading that scatters them over a generation yields to one that does not."""
    if Order.YEAR_FIRST not in possible or len(possible) < 2 or len(cells) < 10:
        return possible
    spans = {}
    for order in possible:
        years = sorted(order.arrange(_parts(seen))[0] for seen, _ in cells)
        spans[order] = years[-1] - years[0]
    near = [order for order in possible if spans[order] <= 12]
    return near if near and all(spans[order] >= 15 for order in possible if order not in near) else possible


def order_question(
    key: str, label: str, column: DateColumn, settled: Settled, *, by_partner: bool
) -> Question:
    """Ask how the dates of a column are to be read, with cells that would differ."""
    shown = _differing(column, settled)
    first = shown[0] if shown else next(iter(map(str, column.counts)), "")
    choices = tuple(
        Choice(order.value, _SAID[order], _consequence(order, first, column, settled))
        for order in settled.unread
    )
    if by_partner:
        choices += (
            Choice(BY_PARTNER, "It differs by partner", "You are asked for each partner it concerns."),
        )
    only = [
        f"{settled.total - n:,} can be read {_SAID[order].lower()}" for order, n in settled.unread.items()
    ]
    return Question(
        key,
        f"“{first}”: {_two_ways(first, column, settled)}?",
        f"{settled.total:,} days in column {label} are written like this; {', '.join(only)}. "
        "They can be read in more than one way, and nothing is guessed.",
        choices,
        None,
        tuple(shown[:3]),
    )


def _differing(column: DateColumn, settled: Settled) -> list[str]:
    found = []
    for cell, seen in column.seen.items():
        if (
            seen.kind is Kind.PARTS
            and len({order.arrange(_parts(seen)) for order in settled.unread if _reads(seen, order)}) > 1
        ):
            found.append(str(cell))
            if len(found) == 3:
                break
    return found


def _two_ways(text: str, column: DateColumn, settled: Settled) -> str:
    seen = look(text)
    said = [
        in_words(date(*order.arrange(seen.parts)))
        for order in settled.unread
        if seen.parts and _reads(seen, order)
    ]
    return " or ".join(dict.fromkeys(said)) or "which order"


def _consequence(order: Order, text: str, column: DateColumn, settled: Settled) -> str:
    unread = settled.unread[order]
    if unread:
        return f"{unread:,} cell{'s' * (unread > 1)} would then have no day."
    seen = look(text)
    return f"{text} is {in_words(date(*order.arrange(_parts(seen))))}." if _reads(seen, order) else ""


def _parts(seen: Seen) -> tuple[int, int, int]:
    return seen.parts or (0, 0, 0)


def _reads(seen: Seen, order: Order) -> bool:
    if seen.parts is None or (order is Order.YEAR_FIRST and seen.wide_year):
        return False
    return not fault_of(*order.arrange(seen.parts))[0]


def in_words(day: date) -> str:
    """A day as a sentence carries it: 3 April 2025."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Turn:
    """A repair of misread dates: what the year, the month and the day of a cell really are ("m", "d", "y")."""

    slots: str

    def apply(self, day: date) -> date | None:
        """The day that was meant, if these parts make one."""
        parts = dict(zip(self.slots, (day.year % 100, day.month, day.day), strict=True))
        year = day.year if self.slots[0] == "y" else full_year(parts["y"])
        return None if fault_of(year, parts["m"], parts["d"])[0] else date(year, parts["m"], parts["d"])

    def in_words(self) -> str:
        """The repair as a rule that a person can check."""
        names = {"y": "year", "m": "month", "d": "day"}
        now = ("the year's last two digits", "the month", "the day")
        moved = [
            f"{now[i]} {'are' if i == 0 else 'is'} the {names[slot]}"
            for i, slot in enumerate(self.slots)
            if slot != "ymd"[i]
        ]
        return ", ".join(moved)


class DateReader:
    """Reads the cells of one column once its order, and any repair, are settled."""

    def __init__(
        self, column: DateColumn, orders: Mapping[str | None, Order], turn: Turn | None = None
    ) -> None:
        self.column, self.orders, self.turn = column, orders, turn
        self.default = orders.get(None)
        self.known: dict[tuple[Cell, Order | None], Seen] = {}

    def read(self, cell: Cell, partner: str | None = None) -> Seen:
        """A day (`Kind.DAY`), no date (`NOTHING`, `WORDS`), or what is the matter (`ODD`, and days perhaps meant)."""
        order = self.orders.get(partner, self.default)
        if (found := self.known.get((cell, order))) is None:
            found = self.known[cell, order] = self._read(cell, order)
        return found

    def _read(self, cell: Cell, order: Order | None) -> Seen:
        seen = self.column.seen.get(cell) or look(cell)
        if seen.kind is Kind.LITERAL and self.turn and seen.day:
            turned = self.turn.apply(seen.day)
            return (
                replace(seen, kind=Kind.DAY, day=turned)
                if turned
                else replace(
                    seen, kind=Kind.ODD, day=None, why="The repair makes no day of it.", offer=(seen.day,)
                )
            )
        if seen.kind in (Kind.LITERAL, Kind.SERIAL):
            return replace(seen, kind=Kind.DAY)
        if seen.kind is Kind.WORDS and seen.form not in self.column.no_date_words:
            return replace(seen, kind=Kind.ODD, why="Words, not a date.")
        if seen.kind is not Kind.PARTS or order is None:
            return seen
        year, month, day = order.arrange(_parts(seen))
        why, offer = fault_of(year, month, day)
        return (
            replace(seen, kind=Kind.ODD, why=why, offer=offer)
            if why
            else replace(seen, kind=Kind.DAY, day=date(year, month, day))
        )


def pivot_sentence(label: str) -> str:
    """Say how years of two digits are read."""
    return (
        f"Years of two digits in column {label} are read as {FIRST_YEAR + 20} to 1999 from {PIVOT} on, and as 2000 to "
        f"{2000 + PIVOT - 1} below."
    )


__all__ = [
    "BY_PARTNER",
    "DateColumn",
    "DateReader",
    "LAST_YEAR",
    "Order",
    "Settled",
    "Turn",
    "in_words",
    "order_question",
    "pivot_sentence",
    "settle",
]
