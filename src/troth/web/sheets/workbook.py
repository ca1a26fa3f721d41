"""A sheet as a workbook (XLSX): real days and numbers, every text a text, the headings always in sight.

A second page, About, says what the list is, when and by whom it was taken, and what it was narrowed to. openpyxl makes
the workbook; the rows are written into its first page as they come, for it takes a minute and more for what is here
written in seconds, and a long list must take no more memory than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from io import BytesIO
from itertools import islice
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from troth.reading.sheet.apostrophes import is_formula
from troth.web.sheets.sheet import WIDEST, Sheet, Value

MOST = 1_048_575  # rows that a workbook has room for, beside the headings
LONGEST = 32_767
AT_ONCE = 500
FIRST_DAY = date(1899, 12, 30)
LIST = "xl/worksheets/sheet1.xml"
# What XML 1.0 has no place for.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Looks:
    """The styles of the workbook by their numbers."""

    day: int
    moment: int
    text: int
    apart: int


class Pieces:
    """Where the archive is written to: what has come since it was last taken."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, piece: bytes) -> int:
        """This function will hold what is written."""
        self._held += piece
        return len(piece)

    def flush(self) -> None:
        """This function will do nothing: whatever is written is there already."""

    def take(self) -> bytes:
        """This function will return what was written and forget it."""
        taken = bytes(self._held)
        self._held.clear()
        return taken


def pieces(sheet: Sheet, about: Mapping[str, str]) -> Iterator[bytes]:
    """This function will yield the file in pieces, without ever holding more than some rows of it."""
    out, rows = Pieces(), iter(sheet.rows)
    made, looks = _made(sheet, about)
    head, _, tail = made.read(LIST).decode().partition("</sheetData>")
    count = 0
    with ZipFile(cast("IO[bytes]", out), "w", ZIP_DEFLATED, compresslevel=4) as archive:
        with archive.open(LIST, "w") as page:
            page.write(re.sub("<dimension[^>]*/>", "", head).encode())
            while some := list(islice(rows, min(AT_ONCE, MOST - count))):
                page.write("".join(_row(count + n, row, looks) for n, row in enumerate(some, 2)).encode())
                count += len(some)
                yield out.take()
            page.write(f"</sheetData>{tail}".encode())
        left = {"Not in here": "More rows than a workbook holds; CSV has all of them."} if any(rows) else {}
        whole, _ = _made(sheet, {**about, "Rows": f"{count:,}", **left})
        for name in whole.namelist():
            if name != LIST:
                archive.writestr(name, whole.read(name))
    yield out.take()


def _made(sheet: Sheet, about: Mapping[str, str]) -> tuple[ZipFile, Looks]:
    """The workbook with its headings and its About, and without a row."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "List"
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = min(column.width, WIDEST)
        _write(page, 1, place, column.name).font = Font(bold=True)
    looks = _looks(page)
    told = book.create_sheet("About")
    told.column_dimensions["A"].width, told.column_dimensions["B"].width = 24, WIDEST
    for line, (name, said) in enumerate(about.items(), start=1):
        _write(told, line, 1, name).font = Font(bold=True)
        _write(told, line, 2, said).alignment = Alignment(vertical="top", wrap_text=True)
    file = BytesIO()
    book.save(file)
    return ZipFile(file), looks


def _write(page: Worksheet, row: int, column: int, words: str) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = _possible(words)
    cell.data_type = "s"
    return cell


def _looks(page: Worksheet) -> Looks:
    """Style one cell each way, to learn the number of each style, and take the cells away again."""
    cells = [page.cell(2, place) for place in range(1, 5)]
    cells[0].number_format, cells[1].number_format = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
    cells[2].alignment = Alignment(vertical="top", wrap_text=True)
    cells[3].quotePrefix = True
    numbers = [cell.style_id for cell in cells]
    page.delete_rows(2)
    return Looks(*numbers)


def _row(number: int, row: Sequence[Value], looks: Looks) -> str:
    cells = (_cell(f"{get_column_letter(n)}{number}", value, looks) for n, value in enumerate(row, 1))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value, looks: Looks) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _text(place, _possible(value), looks)
    if isinstance(value, date):
        look = looks.moment if isinstance(value, datetime) else looks.day
        return f'<c r="{place}" s="{look}"><v>{_counted(value)}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def _counted(value: date) -> float:
    """A day as workbooks count them, and the time as a part of it."""
    if not isinstance(value, datetime):
        return (value - FIRST_DAY).days
    midnight = value.replace(hour=0, minute=0, second=0, microsecond=0)
    return (value.date() - FIRST_DAY).days + (value - midnight).total_seconds() / 86400


def _text(place: str, words: str, looks: Looks) -> str:
    """A text whatever stands in it; what looks like a formula is marked so that it stays one when it is edited."""
    look = looks.apart if is_formula(words) else looks.text if len(words) > WIDEST or "\n" in words else 0
    styled = f' s="{look}"' if look else ""
    return f'<c r="{place}"{styled} t="inlineStr"><is><t xml:space="preserve">{escape(words, quote=False)}</t></is></c>'


def _possible(words: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", words)[:LONGEST]
