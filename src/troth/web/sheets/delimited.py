"""A sheet as CSV (RFC 4180): UTF-8 with the mark by which Excel knows it, commas, CR LF, days as 2026-11-27.

A text that a spreadsheet programme could take for a formula is marked as a text; an import here takes the mark away
again. Numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from troth.reading.sheet.apostrophes import marked
from troth.web.sheets.sheet import Sheet, Value

BOM = "\ufeff"
AT_ONCE = 64 * 1024


def pieces(sheet: Sheet) -> Iterator[bytes]:
    """This function will yield the file in pieces, without ever holding more than one of them."""
    piece = StringIO(newline="")
    piece.write(BOM)
    writer = csv.writer(piece, lineterminator="\r\n")
    writer.writerow([column.name for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_said(value) for value in row])
        if piece.tell() > AT_ONCE:
            yield piece.getvalue().encode(errors="replace")
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode(errors="replace")


def _said(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, str):
        return marked(value)
    return value if isinstance(value, int | float) else value.isoformat()
