"""A spreadsheet as a table: any of the formats people keep their lists in, its header found, its rows numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineWorkbook

from troth.reading.sheet.bounds import Cell, Limits, Unreadable, check_extent, check_size
from troth.reading.sheet.delimited import read_delimited
from troth.reading.sheet.encoding import check_encoding, find_encoding
from troth.reading.sheet.headers import Column, find_header, name_columns
from troth.reading.sheet.workbook import open_workbook, read_sheet

_SPACE = "\ufeff \t\r\n\xa0\u3000"
_BOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_NEITHER = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a packed file",
}


@dataclass(frozen=True)
class Table:
    """One sheet of a file: named columns, rows of cells, and for each row its number in the file."""

    name: str
    sheet: str | None
    sheets: tuple[str, ...]
    encoding: str | None
    encoding_sure: bool
    header_row: int | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]

    def find(self, wanted: str) -> Column:
        """The column of that name, else of that letter; raises `NoSuchColumn`."""
        asked = wanted.strip()
        ranked = sorted(
            (rank, column.place, column)
            for column in self.columns
            for rank, same in enumerate(
                (
                    column.name == wanted,
                    column.name.casefold() == asked.casefold(),
                    column.letter == asked.upper(),
                )
            )
            if same
        )
        if ranked:
            return ranked[0][2]
        names = ", ".join(column.name for column in self.columns[:12])
        raise NoSuchColumn(f"No column is called “{wanted[:60]}”. There are: {names}.")

    def cells(self, column: Column) -> list[Cell]:
        """Every cell of a column, top down."""
        place = column.place
        return [row[place] for row in self.rows]


class NoSuchColumn(Unreadable):
    """A column was named that the table does not have."""


def open_table(
    source: Path | bytes | BinaryIO,
    *,
    name: str = "",
    sheet: str | None = None,
    encoding: str | None = None,
    header_row: int | None = None,
    limits: Limits | None = None,
) -> Table:
    """Open a list kept as CSV, XLSX, XLS or ODS; everything that cannot be read is refused with what to do.

    `header_row` is the row number a person names when the guess is wrong; 0 says that there is none."""
    limits = limits or Limits()
    if isinstance(source, Path):
        try:
            with source.open("rb") as opened:
                return open_table(
                    opened,
                    name=name or source.name,
                    sheet=sheet,
                    encoding=encoding,
                    header_row=header_row,
                    limits=limits,
                )
        except OSError as fault:
            raise Unreadable(f"{source} cannot be opened: {fault.strerror or 'no such file'}.") from fault
    file = BytesIO(source) if isinstance(source, bytes) else source
    check_size(_size(file), limits)
    head = file.read(8)
    file.seek(0)
    _check_kind(head)
    if head.startswith(_BOOKS):
        return _from_workbook(file, name, sheet, header_row, limits)
    return _from_text(file, name, encoding, header_row, limits)


def _size(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _check_kind(head: bytes) -> None:
    for start, kind in _NEITHER.items():
        if head.startswith(start):
            raise Unreadable(
                f"This is {kind}, not a table. Save your list as XLSX or CSV and choose that file."
            )


def _from_text(
    file: BinaryIO, name: str, encoding: str | None, header_row: int | None, limits: Limits
) -> Table:
    if encoding:
        check_encoding(file, encoding)
    found, sure = (encoding, True) if encoding else find_encoding(file)
    table = _table(read_delimited(file, found, limits), name, header_row, limits)
    top = [column.name for column in table.columns] + [cell for row in table.rows[:200] for cell in row]
    if any("\x00" in str(cell) for cell in top):
        raise Unreadable("This file is not a text table. Save your list as XLSX or CSV and choose that file.")
    return replace(table, encoding=found, encoding_sure=sure)


def _from_workbook(
    file: BinaryIO, name: str, sheet: str | None, header_row: int | None, limits: Limits
) -> Table:
    book = open_workbook(file, limits)
    names = tuple(book.sheet_names)
    if not names:
        raise Unreadable("This workbook holds no sheet with cells. Choose another file.")
    if sheet is not None and sheet not in names:
        raise Unreadable(f"No sheet is called “{sheet[:60]}”. There are: {', '.join(names[:12])}.")
    chosen = sheet or max(names, key=lambda each: (_sheet_weight(book, each, limits), -names.index(each)))
    table = _table(read_sheet(book, chosen, limits), name, header_row, limits)
    return replace(table, sheet=chosen, sheets=names)


def _sheet_weight(book: CalamineWorkbook, name: str, limits: Limits) -> int:
    """The list is most likely the sheet with the most filled cells near its top."""
    rows = read_sheet(book, name, limits, rows=200)
    return sum(1 for row in rows for cell in row if cell != "")


def _table(
    records: Iterable[list[Cell]] | Iterator[list[str]], name: str, header_row: int | None, limits: Limits
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    numbers: list[int] = []
    kept: dict[str, str] = {}
    width = number = 0
    for record in records:
        number += 1
        cells = _trimmed(record, kept)
        if not cells:
            continue
        width = max(width, len(cells))
        rows.append(cells)
        numbers.append(number)
        check_extent(len(rows), width, limits)
    if not rows:
        raise Unreadable("No row of this file holds anything. Choose the file that holds your list.")
    head = find_header(rows, numbers, header_row)
    columns, places = name_columns(rows, head, width)
    body = rows if head is None else rows[head + 1 :]
    if not body:
        raise Unreadable("This file has a header but no rows under it. Choose the file that holds your list.")
    return Table(
        name=name,
        sheet=None,
        sheets=(),
        encoding=None,
        encoding_sure=True,
        header_row=None if head is None else numbers[head],
        columns=columns,
        rows=tuple(tuple(row[p] if p < len(row) else "" for p in places) for row in body),
        numbers=tuple(numbers[-len(body) :]),
    )


def _trimmed(record: Iterable[Cell], kept: dict[str, str]) -> tuple[Cell, ...]:
    """Cells without the space around them; equal texts are kept once, which bounds memory in long lists."""
    cells: list[Cell] = []
    for cell in record:
        if isinstance(cell, str):
            text = cell.strip(_SPACE)
            cells.append(kept.setdefault(text, text))
        else:
            cells.append(cell)
    while cells and cells[-1] == "":
        cells.pop()
    return tuple(cells)
