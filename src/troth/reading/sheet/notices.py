"""What was noticed while reading, said in sentences: nothing is changed or passed over without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.reading.sheet.cells import Kind
from troth.reading.sheet.dates import in_words, pivot_sentence
from troth.reading.sheet.fields import Field
from troth.reading.sheet.headers import Column
from troth.reading.sheet.lines import Read
from troth.reading.sheet.past import Split
from troth.reading.sheet.questions import DateStudy
from troth.reading.sheet.source import Table


@dataclass(frozen=True)
class Notice:
    """One thing noticed: its kind, a sentence, how many rows or cells, and more detail where there is."""

    kind: str
    sentence: str
    count: int = 0
    details: tuple[str, ...] = ()


def notices(
    table: Table, columns: Mapping[Field, Column], study: DateStudy, read: Read, splits: Sequence[Split]
) -> tuple[Notice, ...]:
    """Everything a person should know of how the list was read, in the order of the page."""
    return (*_of_file(table), *_of_dates(columns, study), *_of_rows(read, columns), *_of_splits(splits))


def _of_file(table: Table) -> list[Notice]:
    found = []
    if table.encoding and not table.encoding_sure:
        found.append(
            Notice(
                "encoding",
                f"The letters were read as {table.encoding}. Names that look odd say it is another.",
            )
        )
    if len(table.sheets) > 1:
        found.append(
            Notice(
                "sheet",
                f"Sheet “{table.sheet}” of {len(table.sheets)} was read.",
                len(table.sheets),
                table.sheets,
            )
        )
    if table.header_row is None:
        found.append(Notice("header", "No row names the columns, so they are called by their letters."))
    elif table.header_row > 1:
        found.append(
            Notice(
                "header", f"Row {table.header_row} names the columns; what stands above it was passed over."
            )
        )
    return found


def _of_dates(columns: Mapping[Field, Column], study: DateStudy) -> list[Notice]:
    found = []
    for each, column in study.columns.items():
        label = columns[each].label
        if column.settled.why and column.settled.total:
            found.append(Notice("order", f"Column {label}. {column.settled.why}", column.settled.total))
        if len(column.forms) > 1:
            details = tuple(f"{form}: {n:,}" for form, n in column.forms.items())
            found.append(
                Notice("forms", f"Column {label} holds dates in {len(details)} forms.", len(details), details)
            )
        if column.has_short_years():
            found.append(Notice("years", pivot_sentence(label)))
        if serials := column.count(Kind.SERIAL):
            found.append(
                Notice(
                    "serials",
                    f"{serials:,} cells of column {label} are day numbers of a spreadsheet.",
                    serials,
                )
            )
        found += _of_words(label, each, column.no_date_words, column.count(Kind.NOTHING))
    return found


def _of_words(label: str, each: Field, words: Mapping[str, int], empty: int) -> list[Notice]:
    meaning = "still open" if each is Field.DELIVERED else "unknown"
    found = []
    if words:
        details = tuple(f"“{word}”: {n:,}" for word, n in words.items())
        total = sum(words.values())
        found.append(
            Notice(
                "words",
                f"{total:,} cells of column {label} hold words instead of a date: {meaning}.",
                total,
                details,
            )
        )
    if empty:
        cells = f"1 cell of column {label} is" if empty == 1 else f"{empty:,} cells of column {label} are"
        found.append(Notice("empty", f"{cells} empty: {meaning}.", empty))
    return found


def _of_rows(read: Read, columns: Mapping[Field, Column]) -> list[Notice]:
    found = []
    if read.own_rows:
        found.append(
            Notice(
                "own", f"{read.own_rows:,} rows of your own house are left out, as you said.", read.own_rows
            )
        )
    if read.left_out:
        details = tuple(f"row {row:,}: {why}" for row, why in read.left_out[:200])
        found.append(
            Notice(
                "left_out",
                f"{len(read.left_out):,} {'row is' if len(read.left_out) == 1 else 'rows are'} left out, as you said.",
                len(read.left_out),
                details,
            )
        )
    if read.without_value:
        label = columns[Field.VALUE].label
        found.append(
            Notice(
                "value", f"{read.without_value:,} rows have no value in column {label}.", read.without_value
            )
        )
    after = sum(line.made is not None and line.made > line.promised for line in read.lines)
    if after:
        found.append(
            Notice("made_after", f"{after:,} rows were made after the day they were promised for.", after)
        )
    return found


def _of_splits(splits: Sequence[Split]) -> list[Notice]:
    if not splits:
        return []
    details = tuple(_split_sentence(split) for split in splits)
    count = len(splits)
    return [
        Notice(
            "split",
            f"{count:,} group{'s hold' if count > 1 else ' holds'} lines of different days and "
            f"{'are' if count > 1 else 'is'} split by day.",
            count,
            details,
        )
    ]


def _split_sentence(split: Split) -> str:
    parts = "; ".join(
        f"{_rows(rows)} promised for {in_words(promised)}"
        + (f", delivered {in_words(delivered)}" if delivered else ", still open")
        for promised, delivered, rows in split.parts
    )
    return f"Group {split.group} of {split.partner}: {parts}. {len(split.parts)} promises."


def _rows(rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return f"row {rows[0]:,}"
    if len(rows) == rows[-1] - rows[0] + 1:
        return f"rows {rows[0]:,} to {rows[-1]:,}"
    return f"rows {', '.join(f'{row:,}' for row in rows[:6])}" + (" and more" if len(rows) > 6 else "")
