"""A list opens from every format people keep it in, and what cannot be read is refused with what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.reading.sheet.lists import HEADER, csv_bytes, orders, xlsx_bytes
from troth.reading.sheet import Limits, NoSuchColumn, Unreadable, open_table

ROWS = [HEADER, *orders(12)]
NAMED = {
    "utf-8": ["Sørvik Plast", "Nordlicht Größe", "Łódź 品名"],
    "utf-8-sig": ["Sørvik Plast", "Nordlicht Größe", "Łódź 品名"],
    "utf-16": ["Sørvik Plast", "Nordlicht Größe", "Łódź 品名"],
    "utf-16-le": ["Sørvik Plast", "Nordlicht Größe", "Kabel"],
    "cp1252": ["Sørvik Plast", "Nordlicht Größe", "Câble à 12 €"],
    "latin-1": ["Sørvik Plast", "Nordlicht Größe", "Câble à fibre"],
    "cp1250": ["Zakład Łączności", "Wytwórnia Części Śrubowych", "Przewód grubości dziesięć, złącze żeńskie"],
    "cp1251": ["Завод кабелей", "Датчик давления", "Срок поставки подтверждён"],
    "cp932": ["株式会社カイド製作所", "横浜工業有限会社", "注文番号と納期の確認"],
    "gb18030": ["上海电缆有限公司", "北京传感器制造厂", "交货日期已经确认"],
}


@pytest.mark.parametrize("encoding", sorted(NAMED))
def test_letters_of_old_encodings_are_read_right(encoding: str) -> None:
    rows = [HEADER] + [
        [name, f"{name} {n}", "2024-01-02", "2024-02-03", "", str(n), f"D{n}"]
        for n in range(40)
        for name in NAMED[encoding]
    ]
    opened = open_table(csv_bytes(rows, encoding=encoding))
    assert {str(row[0]) for row in opened.rows} == set(NAMED[encoding])


def test_an_encoding_that_was_guessed_is_not_called_sure() -> None:
    opened = open_table(
        csv_bytes([HEADER, ["Größe", "Tür", "", "2024-01-02", "", "", ""]], encoding="cp1252")
    )
    assert opened.encoding == "cp1252"
    assert not opened.encoding_sure


def test_a_named_encoding_that_does_not_fit_is_refused() -> None:
    raw = csv_bytes([HEADER, ["Größe", "x", "", "2024-01-02", "", "", ""]], encoding="cp1252")
    with pytest.raises(Unreadable, match="not written in utf-8"):
        open_table(raw, encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["klingon", "zlib", "hex", "rot13", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "a\0b"],
)
def test_what_is_no_encoding_of_a_list_is_none(name: str) -> None:
    with pytest.raises(Unreadable, match="No encoding is called"):
        open_table(csv_bytes(ROWS), encoding=name)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_lines(delimiter: str) -> None:
    rows = [[*row[:1], "a, b; c | d", *row[2:]] for row in ROWS[1:]]
    opened = open_table(csv_bytes([HEADER, *rows], delimiter=delimiter))
    assert [column.name for column in opened.columns] == HEADER
    assert opened.rows[0][1] == "a, b; c | d"


def test_a_line_that_names_the_delimiter_is_obeyed_and_counted() -> None:
    opened = open_table(b"sep=;\r\n" + csv_bytes(ROWS, delimiter=";"))
    assert opened.header_row == 2
    assert opened.numbers[0] == 3


@pytest.mark.parametrize("line", [b"sep=", b"sep=\n", b"sep=a\n"])
def test_a_line_that_names_no_delimiter_of_ours_is_no_fault_of_the_node(line: bytes) -> None:
    with pytest.raises(Unreadable):
        open_table(line)
    assert open_table(b"sep=\n" + csv_bytes(ROWS)).rows == open_table(csv_bytes(ROWS)).rows


def test_a_cell_with_a_line_break_stays_one_row() -> None:
    opened = open_table(csv_bytes([HEADER, ["A", "first\nsecond", "", "2024-01-02", "", "", ""], ROWS[1]]))
    assert opened.rows[0][1] == "first\nsecond"
    assert opened.numbers == (2, 3)


def test_a_workbook_gives_the_same_rows_as_text() -> None:
    assert open_table(xlsx_bytes(ROWS)).rows == open_table(csv_bytes(ROWS)).rows


def test_dates_and_numbers_of_a_workbook_keep_their_kind() -> None:
    opened = open_table(
        xlsx_bytes([["Supplier", "Due", "Value"], ["A", date(2024, 5, 6), 12.5], ["B", "n/a", 7]])
    )
    assert opened.rows == (("A", date(2024, 5, 6), "12.5"), ("B", "n/a", "7"))


def test_formulas_as_text_stay_text() -> None:
    opened = open_table(csv_bytes([HEADER, ["=cmd|' /C calc'!A0", "@SUM(1)", "", "2024-01-02", "", "", ""]]))
    assert opened.rows[0][:2] == ("=cmd|' /C calc'!A0", "@SUM(1)")


def test_the_header_is_found_below_titles_and_empty_rows() -> None:
    rows = [["Deliveries 2024, all sites"], [], ["printed", "3 May"], [], *ROWS]
    opened = open_table(csv_bytes(rows))
    assert opened.header_row == 5
    assert [column.name for column in opened.columns] == HEADER
    assert opened.numbers[0] == 6


def test_empty_columns_go_and_letters_stay_those_of_the_file() -> None:
    rows = [["", *row[:2], "", *row[2:]] for row in ROWS]
    opened = open_table(xlsx_bytes(rows))
    assert [column.name for column in opened.columns] == HEADER
    assert [column.letter for column in opened.columns] == ["B", "C", "E", "F", "G", "H", "I"]
    assert opened.find("b").name == "Supplier"


def test_doubled_and_missing_names_are_told_apart() -> None:
    opened = open_table(
        csv_bytes([["Date", "Date", "", "Supplier"], ["2024-01-02", "2024-02-02", "x", "Halden"]])
    )
    assert [column.name for column in opened.columns] == ["Date", "Date (2)", "Column C", "Supplier"]


def test_a_list_without_names_is_read_from_its_first_row() -> None:
    opened = open_table(csv_bytes([["Halden", "2024-01-02", "2024-02-02", "17"]] * 3))
    assert opened.header_row is None
    assert len(opened.rows) == 3


def test_a_person_may_name_the_header_row() -> None:
    rows = [["one", "two", "three"], ["Supplier", "Due", "Value"], ["Halden", "2024-01-02", "3"]]
    assert open_table(csv_bytes(rows), header_row=2).columns[0].name == "Supplier"
    assert len(open_table(csv_bytes(rows), header_row=0).rows) == 3
    with pytest.raises(Unreadable, match="Row 9"):
        open_table(csv_bytes(rows), header_row=9)


def test_the_sheet_with_the_list_is_chosen_and_may_be_named() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Orders")
    book["Sheet"]["A1"] = "see the next sheet"
    for row in ROWS:
        book["Orders"].append(row)
    out = io.BytesIO()
    book.save(out)
    opened = open_table(out.getvalue())
    assert (opened.sheet, opened.sheets) == ("Orders", ("Sheet", "Orders"))
    with pytest.raises(Unreadable, match="There are: Sheet, Orders"):
        open_table(out.getvalue(), sheet="Bills")


def test_an_open_document_sheet_is_read() -> None:
    opened = open_table(_ods([["Supplier", "Due"], ["Halden", "2024-01-02"]]))
    assert opened.rows == (("Halden", "2024-01-02"),)


def test_an_unknown_column_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(NoSuchColumn, match="Supplier, Description"):
        open_table(csv_bytes(ROWS)).find("Vendor")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n\n",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
        b"only a header,and another\n",
        b"\x00\x01\x02" * 100,
        b'a,b\n"never closed,1\n' + b"x,y\n" * 60_000,
    ],
)
def test_what_is_no_list_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\."):
        open_table(raw)


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        open_table(Path("/nowhere/list.csv"))


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    class Endless(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return 1_000_000_000 if whence == 2 else super().seek(offset, whence)

        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("a file of a gigabyte was read")

    with pytest.raises(Unreadable, match="1,000 MB"):
        open_table(Endless())


def test_ten_thousand_columns_are_refused() -> None:
    with pytest.raises(Unreadable, match="10,000 columns"):
        open_table(csv_bytes([["x"] * 10_000, ["y"] * 10_000]))
    with pytest.raises(Unreadable, match="10,000 columns"):
        open_table(xlsx_bytes([["x"] * 10_000]))


def test_too_many_rows_and_endless_lines_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 100 rows"):
        open_table(csv_bytes([HEADER, *orders(200)]), limits=Limits(rows=100))
    with pytest.raises(Unreadable, match="longer than 1,000,000"):
        open_table(b"x" * 3_000_000)


def test_a_packed_bomb_is_refused_by_its_sizes() -> None:
    with pytest.raises(Unreadable, match="Unpacked"):
        open_table(
            _packed({"xl/worksheets/sheet1.xml": b" " * 20_000_000}), limits=Limits(unpacked_bytes=10_000_000)
        )


def test_a_packed_file_that_lies_about_its_size_is_refused() -> None:
    raw = bytearray(xlsx_bytes(ROWS))
    place = raw.find(b"PK\x01\x02")
    while place >= 0:
        raw[place + 24 : place + 28] = struct.pack("<I", 10)
        place = raw.find(b"PK\x01\x02", place + 4)
    with pytest.raises(Unreadable):
        open_table(bytes(raw))


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row><c><v>1</v></c></row>" * 300_000,
        b'<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>',
    ],
    ids=["far corner", "many rows", "far column"],
)
def test_a_small_workbook_that_would_unfold_is_refused(cells: bytes) -> None:
    book = xlsx_bytes([["a", "b"]])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + cells
        + b"</sheetData></worksheet>"
    )
    with pytest.raises(Unreadable, match="columns|rows|cells"):
        open_table(_replaced(book, "xl/worksheets/sheet1.xml", sheet))


def test_an_open_document_that_would_unfold_is_refused() -> None:
    wide = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    with pytest.raises(Unreadable, match="columns|rows|cells"):
        open_table(_ods([], extra=wide))


def test_a_table_of_the_length_allowed_takes_few_megabytes() -> None:
    import tracemalloc

    raw = csv_bytes([HEADER, *(orders(1)[0] for _ in range(50_000))])
    tracemalloc.start()
    opened = open_table(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(opened.rows) == 50_000
    assert peak < 60_000_000


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def _replaced(book: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return _packed({n: content if n == name else packed.read(n) for n in packed.namelist()})


def _ods(rows: list[list[str]], extra: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text")
    )
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in rows
    )
    end = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="List">{body}{extra}{end}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return _packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )
