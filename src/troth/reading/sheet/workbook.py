"""Tables in workbooks (XLSX, XLS, ODS): measured before they are opened, so that no bomb unfolds in memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import BinaryIO

import python_calamine

from troth.reading.members import count_members
from troth.reading.sheet.bounds import Cell, Limits, Unreadable, check_extent

_XLSX_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]{0,400})")
_XLSX_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})(\d{1,9})["']""")
_ODS_CELL = re.compile(rb"<(?:\w+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]{0,2000})")
_ODS_REPEAT = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,9})["']""")
_CHUNK = 1 << 20
_MOST_PARTS = 5_000
_OVERLAP = 4096
_SPOILT = (
    "This workbook cannot be read; it may be damaged. Open it in your spreadsheet programme, save it again "
    "as XLSX and choose that file."
)
_LOCKED = "This workbook is protected by a password. Save it without one and choose that file."


def open_workbook(file: BinaryIO, limits: Limits) -> python_calamine.CalamineWorkbook:
    """Open a workbook after its unpacked size and extent have been measured."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"PK"):
        _measure(file, limits)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(file.read()))
    except python_calamine.PasswordError as locked:
        raise Unreadable(_LOCKED) from locked
    except BaseException as fault:
        raise _refusal(fault) from fault
    if len(book.sheet_names) > limits.sheets:
        raise Unreadable(
            f"This workbook has {len(book.sheet_names):,} sheets; up to {limits.sheets} can be read. "
            "Copy the sheet with your list into a new file and choose that one."
        )
    return book


def read_sheet(
    book: python_calamine.CalamineWorkbook, name: str, limits: Limits, *, rows: int | None = None
) -> Iterator[list[Cell]]:
    """Yield the rows of one sheet from its first row on, so that row numbers are those the person sees."""
    try:
        sheet = book.get_sheet_by_name(name)
        check_extent(sheet.total_height, sheet.total_width, limits)
        lead: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
        for _ in range(sheet.start[0] if sheet.start else 0):
            yield []
        for record in sheet.to_python(skip_empty_area=True, nrows=rows):
            yield lead + [_cell(value) for value in record]
    except Unreadable:
        raise
    except BaseException as fault:
        raise _refusal(fault) from fault


def _refusal(fault: BaseException) -> BaseException:
    """The reader's own panics are no Exceptions; what a person or the system stops is not ours to keep."""
    if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
        return Unreadable(_SPOILT)
    return fault


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip() if value is not None else ""


def _measure(file: BinaryIO, limits: Limits) -> None:
    if count_members(file) > _MOST_PARTS:  # before a table of contents of a million lines is read
        raise _too_large(limits)
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            if any(entry.filename.endswith("workbook.bin") for entry in entries):
                raise Unreadable("This is a binary workbook (XLSB). Save it as XLSX and choose that file.")
            if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
                raise _too_large(limits)
            for entry in entries:
                _measure_entry(packed, entry, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as bad:
        raise Unreadable(_SPOILT) from bad
    finally:
        file.seek(0)


def _too_large(limits: Limits) -> Unreadable:
    return Unreadable(
        f"Unpacked, this workbook is larger than {limits.unpacked_bytes / 1e6:,.0f} MB. Copy the sheet "
        "with your list, values only, into a new file and choose that one."
    )


def _measure_entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Read an entry through: sizes that lie are found by the checksum, and cells by their places."""
    extent = _OdsExtent(limits) if entry.filename.endswith("content.xml") else _XlsxExtent(limits)
    tail = b""
    with packed.open(entry) as part:
        while chunk := part.read(_CHUNK):
            window = tail + chunk
            cut = window.rfind(b"<", max(0, len(window) - _OVERLAP))
            cut = cut if cut > 0 else len(window)
            extent.take(window[:cut])
            tail = window[cut:]
    extent.take(tail)


class _XlsxExtent:
    """Follows the cells of one sheet and refuses as soon as their rectangle grows too large."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.row = self.in_row = self.rows = self.columns = 0

    def take(self, text: bytes) -> None:
        for tag, attributes in _XLSX_CELL.findall(text):
            place = _XLSX_PLACE.search(attributes)
            if tag == b"row":
                self.row = int(place[2]) if place else self.row + 1
                self.in_row = 0
                continue
            self.in_row = _column_number(place[1]) if place and place[1] else self.in_row + 1
            self.columns = max(self.columns, self.in_row)
            self.rows = max(self.rows, self.row, int(place[2]) if place else 0)
        check_extent(self.rows, self.columns, self.limits)


class _OdsExtent:
    """Follows repeated rows and cells of an ODS table; empty ones at the end are never unfolded."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.row = self.repeat = self.in_row = self.rows = self.columns = 0

    def take(self, text: bytes) -> None:
        for tag, attributes in _ODS_CELL.findall(text):
            found = _ODS_REPEAT.search(attributes)
            repeat = int(found[1]) if found else 1
            if tag == b"table":
                self.row = self.repeat = self.in_row = 0
            elif tag == b"table-row":
                self.row, self.repeat, self.in_row = self.row + self.repeat, repeat, 0
            else:
                self.in_row += repeat
                if (
                    b"value" in attributes
                    or b"formula" in attributes
                    or not attributes.rstrip().endswith(b"/")
                ):
                    self.columns = max(self.columns, self.in_row)
                    self.rows = max(self.rows, self.row + self.repeat)
        check_extent(self.rows, self.columns, self.limits)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
