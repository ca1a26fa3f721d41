"""Workbooks as they come out of the wild: sound ones of every kind, then a byte or a piece of their inside bent."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import lru_cache
from random import Random

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.reading.sheet.wild import NEAR, a_list, bent_rows, day_cell, mangled_bytes, mangled_text

NUMBERS = (
    "0",
    "-1",
    "1e400",
    "NaN",
    "4294967296",
    "18446744073709551616",
    "99999999999999999999",
    "",
    "A1",
    "1048577",
    "XFE1",
    "0.5",
    "TRUE",
)
PIECES = (
    b"<", b">", b"&amp;", b"&#0;", b"&#x110000;", b"&lol;", b"<![CDATA[", b"]]>", b"<?xml?>", b"<!DOCTYPE x [<!ENTITY lol 'lol'>]>", b"<!--", b"\x00",
    b"\xff\xfe", b"</row>", b"</sheetData>", b"<row/>", b"<c/>", b"<v/>", b'<c r="A1" t="s"><v>999999</v></c>', b'<c r="B2" t="d"><v>2024-02-30</v></c>',
    b'<c r="C1" t="e"><v>#DIV/0!</v></c>', b'<c r="ZZZ999" t="n"><v>1</v></c>', b'<c r="A1" s="4000000000"><v>45000</v></c>', b'<mergeCell ref="A1:XFD9"/>',
    b'<c r="A1" t="n"><v>1e308</v></c>', b'<c r="A1" t="shared"><f t="shared" si="0" ref="A1">A1</f></c>', b'<table:table-cell table:number-columns-repeated="-1"/>',
    b'<table:table-cell office:value-type="date" office:date-value="2024-13-45"/>', b'<table:table-row table:number-rows-repeated="99999"/>', b"\xe2\x80\xae",
)  # fmt: skip
_VALUE = re.compile(rb'="([^"<>]{0,40})"|>([^<>]{1,40})<')
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def packed(members: Mapping[str, bytes]) -> bytes:
    """Members as one packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _cell(draw: Random, text: str) -> object:
    """A workbook's own kinds of cells: days, numbers, truths, formulas and errors, where the text could be one."""
    kind = draw.random()
    if kind > 0.5:
        return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)[:300]
    day = datetime(1901, 1, 1) + timedelta(days=draw.randrange(73_000))  # noqa: DTZ001 (a cell has no zone)
    return draw.choice(
        (day, day.date(), day.time(), time(1), timedelta(hours=30), 45_000, 45_000.5, 2_958_466, -1, 1e300, True, None, "=1/0", "=TODAY()", "#N/A", 60, 0.1)
    )  # fmt: skip


@lru_cache(maxsize=1)
def books() -> tuple[dict[str, bytes], ...]:
    """Sound workbooks, as what they are made of."""
    draw, made = Random(5), []
    for number in range(8):
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        if number == 1:
            book.epoch = CALENDAR_MAC_1904
        for row in bent_rows(draw, a_list(draw)):
            page.append([_cell(draw, cell) for cell in row])
        page["A1"].font = Font(bold=True)
        page["C4"].number_format = "[$-409]d/m/yy h:mm;@"
        if number % 3 == 2:
            page.merge_cells("A1:C1")
            other = book.create_sheet("Ünï 二")
            other["XFD1" if number == 2 else "B7"] = "far"
            book.create_sheet("hidden").sheet_state = "hidden"
        out = io.BytesIO()
        book.save(out)
        made.append(unpacked(out.getvalue()))
    return (*made, *(_ods(draw) for _ in range(3)))


def _ods(draw: Random) -> dict[str, bytes]:
    def cell(text: str) -> str:
        day = draw.choice(("date", "float", "string", "percentage", "time", "boolean", "currency"))
        kept = re.sub(r"[^\w .,/-]", "", text)
        value = {
            "date": 'date-value="2024-01-02"',
            "float": 'value="45000"',
            "time": 'time-value="PT25H"',
            "boolean": 'boolean-value="true"',
        }
        return f'<table:table-cell office:value-type="{day}" office:{value.get(day, "value=" + chr(34) + "1" + chr(34))}><text:p>{kept}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in a_list(draw))
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="List">{rows}'
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return {
        "mimetype": _ODS.encode(),
        "META-INF/manifest.xml": manifest.encode(),
        "content.xml": content.encode(),
    }


def _record(kind: int, *parts: bytes) -> bytes:
    return struct.pack("<HH", kind, len(b"".join(parts))) + b"".join(parts)


def _old_sheet() -> bytes:
    cells = []
    for row, texts in enumerate(
        [["Partner", "Due", "Delivered"], *[[f"P{n}", f"{n}/3/2024", ""] for n in range(6)]]
    ):
        for column, text in enumerate(texts):
            place = struct.pack("<HHH", row, column, 0)
            cells.append(_record(0x204, place, struct.pack("<HB", len(text), 0), text.encode()))
        cells.append(_record(0x203, struct.pack("<HHHd", row, 3, 0, 45_000.0 + row)))
    begin = _record(0x809, struct.pack("<HHHH", 0x600, 0x10, 0, 0))
    return begin + _record(0x200, struct.pack("<IIHHH", 0, 7, 0, 4, 0)) + b"".join(cells) + _record(0x0A)


@lru_cache(maxsize=1)
def old_book() -> bytes:
    """A workbook of the nineties (BIFF8 in a compound file), as small as one can be."""
    begin = _record(0x809, struct.pack("<HHHH", 0x600, 5, 0, 0))
    size = len(begin) + len(_record(0x85, b"\0" * 12)) + len(_record(0x0A))
    named = _record(0x85, struct.pack("<IHBB", size, 0, 4, 0), b"List")
    stream = (begin + named + _record(0x0A) + _old_sheet()).ljust(4096, b"\0")
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    places = (0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6xIIIIIIIIII", *places)
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    book = _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head.ljust(512, b"\xff") + fat + root + book + b"\0" * 256 + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return wide.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIQ", len(wide), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, start, size
    )


def bent_part(draw: Random, part: bytes) -> bytes:
    """Something happens to a piece of XML: a value exchanged, a tag put in or lost, bytes turned."""
    what = draw.randrange(5)
    found = list(_VALUE.finditer(part)) if what < 3 else []
    if found:
        one = draw.choice(found)
        start, end = one.span(1) if one[1] is not None else one.span(2)
        text = part[start:end].decode("utf-8", "replace")
        instead = draw.choice(
            (draw.choice(NUMBERS), draw.choice(NEAR), day_cell(draw), mangled_text(draw, text), text * 3)
        )
        return part[:start] + re.sub(r'[<>&"\x00]', "", instead).encode("utf-8", "replace") + part[end:]
    if what == 3 and part:
        at = part.find(b">", draw.randrange(len(part))) + 1
        return part[:at] + draw.choice(PIECES) + part[at:]
    return mangled_bytes(draw, part)


def workbook_file(draw: Random) -> bytes:
    """One workbook to which something happened."""
    kind = draw.random()
    if kind < 0.12:
        return mangled_bytes(draw, old_book())
    members = dict(draw.choice(books()))
    if kind < 0.85:
        for _ in range(draw.choice((1, 1, 1, 3))):
            name = draw.choice([each for each in members if each.endswith(".xml")] or list(members))
            members[name] = bent_part(draw, members[name])
    if kind > 0.8:
        name = draw.choice(list(members))
        members[draw.choice((name, name.upper(), f"../{name}", "xl/workbook.bin", "content.xml"))] = (
            members.pop(name)
        )
    raw = packed(members)
    return mangled_bytes(draw, raw) if kind > 0.9 else raw
