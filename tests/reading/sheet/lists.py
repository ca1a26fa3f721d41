"""Small lists as people keep them, made in each format."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import openpyxl

from troth.reading.sheet import Answers, ColumnMap, Field, Plan, Table, open_table, plan

HEADER = ["Supplier", "Description", "Ordered on", "Promised for", "Received", "Line value", "Delivery note"]
MAP = ColumnMap(
    {
        Field.PARTNER: "Supplier",
        Field.WHAT: "Description",
        Field.MADE: "Ordered on",
        Field.PROMISED: "Promised for",
        Field.DELIVERED: "Received",
        Field.VALUE: "Line value",
    },
    ("Delivery note",),
)


def csv_bytes(rows: Sequence[Sequence[object]], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """The rows as the bytes of a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[object]], *, sheet: str = "List") -> bytes:
    """The rows as the bytes of a workbook with one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER) -> Table:
    """A list opened from CSV."""
    return open_table(csv_bytes([header, *rows]), name="list.csv")


def planned(
    rows: Sequence[Sequence[object]], answers: Answers | None = None, mapping: ColumnMap = MAP
) -> Plan:
    """A plan of a list with the usual columns."""
    return plan(table(rows), mapping, answers)


def orders(count: int, form: str = "%Y-%m-%d") -> list[list[str]]:
    """A healthy list: orders through two years, delivered around the day promised."""
    rows = []
    for n in range(count):
        made = date(2024, 1, 3) + timedelta(days=n * 700 // max(1, count))
        promised = made + timedelta(days=20 + n % 9)
        came = promised + timedelta(days=n % 5 - 2)
        rows.append(
            [
                f"Partner {n % 4}",
                f"Cable {n % 13}",
                *(day.strftime(form) for day in (made, promised, came)),
                str(100 + n),
                f"DN-{n}",
            ]
        )
    return rows
