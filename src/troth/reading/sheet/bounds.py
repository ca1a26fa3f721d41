"""What a spreadsheet may cost: the limits every format keeps, and the refusal that names what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from troth.core.errors import Refusal

Cell = str | date


class Unreadable(Refusal):
    """The file cannot be read as a table; the sentence says what to do about it."""


@dataclass(frozen=True)
class Limits:
    """The most a file may hold, so that reading it stays within a few hundred megabytes of memory."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 300_000_000
    rows: int = 200_000
    columns: int = 400
    sheets: int = 100
    cells: int = 4_000_000
    line_characters: int = 1_000_000


def check_extent(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a table that is longer, wider or larger than the limits allow."""
    if columns > limits.columns:
        raise Unreadable(
            f"This table has {columns:,} columns; up to {limits.columns:,} can be read. "
            "Keep the columns you need in a new file and choose that one."
        )
    if rows > limits.rows:
        raise Unreadable(
            f"This table has more than {limits.rows:,} rows. Split it, for example by year, "
            "and bring in one part after the other."
        )
    if rows * columns > limits.cells:
        raise Unreadable(
            f"This table spans more than {limits.cells:,} cells. Keep the columns you need, or split it "
            "by year, and choose the new file."
        )


def check_size(size: int, limits: Limits) -> None:
    """Refuse a file that is empty or larger than an upload may be."""
    if size == 0:
        raise Unreadable("This file is empty. Choose the file that holds your list.")
    if size > limits.file_bytes:
        raise Unreadable(
            f"This file is {size / 1e6:,.0f} MB; up to {limits.file_bytes / 1e6:,.0f} MB can be read. "
            "Keep the columns you need, or split it by year, and choose the new file."
        )
