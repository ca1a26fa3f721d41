"""Where the names of the columns stand: below titles and notes, above the rows; doubled and empty names told apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from troth.reading.sheet.bounds import Cell, Unreadable

_LOOK_AT = 30
_NUMERIC = re.compile(r"^[\W_]*\d[\d\s.,:/%€$£¥'’-]*\D{0,3}$")


@dataclass(frozen=True)
class Column:
    """A column of the table: its place among those kept, its letter in the file, and its name."""

    place: int
    letter: str
    name: str

    @property
    def label(self) -> str:
        return f"{self.letter} {self.name}"


def find_header(rows: Sequence[tuple[Cell, ...]], numbers: Sequence[int], wanted: int | None) -> int | None:
    """Say which of the rows holds the names of the columns; none when the first row is already one of the list."""
    if wanted == 0:
        return None
    if wanted is not None:
        if wanted not in numbers:
            raise Unreadable(f"Row {wanted} is empty, so it cannot name the columns. Choose another row.")
        return list(numbers).index(wanted)
    top = rows[: _LOOK_AT + 1]
    usual = max(1, Counter(_filled(row) for row in rows[: _LOOK_AT * 10]).most_common(1)[0][0])
    scores = [_score(row, usual) for row in top]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    return best if scores[best] >= 0.6 else None


def name_columns(
    rows: Sequence[tuple[Cell, ...]], head: int | None, width: int
) -> tuple[tuple[Column, ...], tuple[int, ...]]:
    """Name every column that holds anything; returns the columns and their places in the raw rows."""
    names = rows[head] if head is not None else ()
    body = rows if head is None else rows[head + 1 :]
    filled = {place for row in body for place, cell in enumerate(row) if cell != ""}
    columns: list[Column] = []
    places: list[int] = []
    seen: set[str] = set()
    for place in range(width):
        name = _one_line(names[place]) if place < len(names) else ""
        if not name and place not in filled:
            continue
        letter = _letter(place)
        unique = wanted = name or f"Column {letter}"
        count = 1
        while unique.casefold() in seen:
            count += 1
            unique = f"{wanted} ({count})"
        seen.add(unique.casefold())
        columns.append(Column(len(columns), letter, unique))
        places.append(place)
    return tuple(columns), tuple(places)


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell != "" for cell in row)


def _score(row: Sequence[Cell], usual: int) -> float:
    """Names fill the width of the list, are words and differ from each other; values do not."""
    cells = [cell for cell in row if cell != ""]
    words = [cell for cell in cells if isinstance(cell, str) and not _NUMERIC.match(cell) and len(cell) <= 80]
    if not words:
        return 0.0
    full = min(1.0, len(cells) / usual)
    different = len({word.casefold() for word in words}) / len(words)
    share = len(words) / len(cells)
    return full * share * share * math.sqrt(different)


def _one_line(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else " ".join(cell.split())[:120]


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
