"""Lists taken along: the files themselves, whatever stands in a cell and however long the list is."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from troth.reading.sheet import open_table
from troth.reading.sheet.apostrophes import is_formula, marked, unmarked
from troth.web.sheets import Column, Sheet, Value, delimited, workbook
from troth.web.sheets.answer import file_name

COLUMNS = (Column("What", 40), Column("Day", 12), Column("Number", 9))
DANGEROUS = (
    "=1+1",
    "+31 40 123",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("https://example.org","Click")',
    "=cmd|' /C calc'!A0",
    "'=1+1",
)
HARMLESS = ("Gateway firmware 4.2", "2 = two", "'tis so", "", "#N/A", "TRUE", "1e5", "0042", "2026-11-27")
AT = datetime(2026, 11, 27, 9, 6, tzinfo=UTC).replace(tzinfo=None)
CELLS = st.one_of(
    st.sampled_from(DANGEROUS), st.text(st.characters(codec="utf-8", exclude_characters="\0\r"))
)


def sheet(*rows: tuple[Value, ...]) -> Sheet:
    return Sheet("Promises", COLUMNS, rows, {"Shown": "Open"})


def as_csv(made: Sheet) -> str:
    return b"".join(delimited.pieces(made)).decode()


def as_book(made: Sheet) -> Workbook:
    return load_workbook(BytesIO(b"".join(workbook.pieces(made, {"What": made.title, **made.shows}))))


def test_a_csv_is_what_excel_and_rfc_4180_expect() -> None:
    text = as_csv(sheet(('With "marks", and a comma', date(2026, 11, 27), 3), ("Two\nlines", None, 1.5)))
    assert text.startswith("\ufeffWhat,Day,Number\r\n")
    assert '"With ""marks"", and a comma",2026-11-27,3\r\n' in text
    assert text.endswith('"Two\nlines",,1.5\r\n')
    assert "2026-11-27 09:06" in as_csv(sheet(("x", AT, 1)))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_begins_as_a_formula_does(text: str) -> None:
    rows = list(csv.reader(StringIO(as_csv(sheet((text, None, 1))), newline="")))
    assert rows[1][0] == f"'{text}"
    assert not is_formula(rows[1][0])


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert marked(text) == text


def test_numbers_of_a_csv_stay_numbers() -> None:
    assert as_csv(sheet(("x", None, -4))).endswith("x,,-4\r\n")


@given(CELLS)
def test_a_mark_hides_every_formula_and_is_taken_away_again(text: str) -> None:
    assert not is_formula(marked(text))
    assert unmarked(marked(text)) == text


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_a_csv_taken_along_and_read_again_says_the_same(texts: list[str]) -> None:
    said = [f"a{text}b" if not is_formula(text) else text for text in texts]
    file = b"".join(delimited.pieces(sheet(*((text, date(2026, 11, 27), 1) for text in said))))
    rows = open_table(file, name="list.csv").rows
    assert [row[0] for row in rows] == [text.strip() for text in said]


@pytest.mark.parametrize("text", [*DANGEROUS, *HARMLESS])
def test_every_text_of_a_workbook_is_a_text(text: str) -> None:
    book = as_book(sheet((text, None, 1)))
    cell = book["List"]["A2"]
    assert cell.data_type in ("s", "n", "inlineStr")
    assert (cell.value or "").replace("\r", "").strip() == text.replace("\r", "").strip()
    assert bool(cell.quotePrefix) is is_formula(text)
    packed = ZipFile(BytesIO(b"".join(workbook.pieces(sheet((text, None, 1)), {text or "x": text}))))
    assert not any(b"<f>" in packed.read(name) for name in packed.namelist() if name.endswith(".xml"))


def test_a_workbook_holds_real_days_and_numbers_and_keeps_its_headings_in_sight() -> None:
    page = as_book(
        sheet(
            ("Audit", date(2026, 11, 27), 3),
            ("Later", AT, 1.5),
            ("Never", None, None),
        )
    )["List"]
    assert page.freeze_panes == "A2" and page["A1"].font.bold
    assert page.column_dimensions["A"].width == 40
    assert page["B2"].value == AT.replace(hour=0, minute=0) and page["B2"].number_format == "yyyy-mm-dd"
    assert page["B3"].value == AT and page["C3"].value == 1.5
    assert page["C2"].data_type == "n" and page["B4"].value is None
    assert page.max_row == 4


def test_a_workbook_says_what_it_is() -> None:
    told = as_book(sheet(("Audit", None, 3)))["About"]
    said = {name.value: value.value for name, value in told.iter_rows(max_col=2)}
    assert said == {"What": "Promises", "Shown": "Open", "Rows": "1"}


@given(st.text(st.characters(exclude_characters="\r"), max_size=60))
def test_no_character_spoils_a_workbook_or_a_csv(text: str) -> None:
    shown = as_book(sheet((text, None, 1)))["List"]["A2"].value or ""
    assert len(shown) == len(text)
    assert as_csv(sheet((text, None, 1))).startswith("\ufeff")


def test_a_text_that_no_cell_holds_is_cut_where_the_cell_ends() -> None:
    assert len(as_book(sheet(("x" * 40_000, None, 1)))["List"]["A2"].value) == workbook.LONGEST


def test_what_does_not_fit_a_workbook_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST", 3)
    book = as_book(sheet(*(("x", None, n) for n in range(9))))
    assert book["List"].max_row == 4
    said = {name.value: value.value for name, value in book["About"].iter_rows(max_col=2)}
    assert said["Rows"] == "3" and "CSV has all of them" in said["Not in here"]


@pytest.mark.parametrize("form", [delimited.pieces, lambda made: workbook.pieces(made, {})])
def test_a_long_list_goes_out_while_it_is_read_and_takes_no_more_memory_than_a_short_one(
    form: object,
) -> None:
    read = 0

    def rows() -> Iterator[tuple[Value, ...]]:
        nonlocal read
        for n in range(20_000):
            read = n
            yield (
                f"The audit report number {n} is in your hands, and more words to make it long",
                date(2026, 1, 1),
                n,
            )

    pieces = form(Sheet("Long", COLUMNS, rows()))  # type: ignore[operator]
    next(pieces)
    assert read < 2_000
    tracemalloc.start()
    size = sum(map(len, pieces))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == 19_999 and size > 100_000
    assert peak < 4_000_000


def test_a_file_has_a_name_in_words_that_every_system_takes() -> None:
    named = Sheet('Kaido: "Open" / a\u202eb\\c*?\n promises.', COLUMNS, ())
    assert (
        file_name(named, datetime(2026, 11, 5, tzinfo=UTC), "csv")
        == "Kaido Open a b c promises, 5 November 2026.csv"
    )
