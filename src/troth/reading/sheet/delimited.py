"""Tables as delimited text: the delimiter found from the lines themselves, read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from statistics import median
from typing import BinaryIO, TextIO

from troth.reading.sheet.apostrophes import unmarked
from troth.reading.sheet.bounds import Limits, Unreadable

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 60


def read_delimited(file: BinaryIO, encoding: str, limits: Limits) -> Iterator[list[str]]:
    """Yield the records of a delimited text, blank ones included so that row numbers stay true."""
    text = TextIOWrapper(file, encoding=encoding, newline="")
    try:
        sample = [line for line, _ in zip(_lines(text, limits), range(_SAMPLE_LINES), strict=False)]
        text.seek(0)
        delimiter = _delimiter(sample)
        if sample and sample[0].lower().startswith("sep="):
            next(_lines(text, limits))
            yield []
        yield from _records(text, delimiter, limits)
    finally:
        text.detach()


def _records(text: TextIO, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text, limits), delimiter=delimiter)
    count = 0
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeError) as fault:
            raise Unreadable(
                f"Row {count + 1:,} cannot be read as a row of a table; perhaps a quotation mark is not closed "
                "there. Save the list as XLSX and choose that file."
            ) from fault
        count += 1
        yield [unmarked(cell) for cell in record]


def _lines(text: TextIO, limits: Limits) -> Iterator[str]:
    """A bounded readline: one line of a gigabyte must not be taken into memory whole."""
    while line := text.readline(limits.line_characters + 1):
        if len(line) > limits.line_characters:
            raise Unreadable(
                f"A line of this file is longer than {limits.line_characters:,} characters, so it is not a "
                "table with one row a line. Save the list as XLSX or CSV and choose that file."
            )
        yield line


def _delimiter(sample: list[str]) -> str:
    """The sign that splits most lines into the same number of parts, and into more than one."""
    if sample and sample[0].lower().startswith("sep=") and sample[0][4:5] in set(_DELIMITERS):
        return sample[0][4]
    lines = [line for line in sample if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = [width for width in _widths(lines, delimiter) if width]
        if not widths:
            continue
        usual = median(widths)
        same = sum(width == usual for width in widths) / len(widths)
        score = same * min(usual - 1, 30) * (1 if usual > 1 else 0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(lines: list[str], delimiter: str) -> list[int]:
    try:
        return [len(record) for record in csv.reader(iter(lines), delimiter=delimiter)]
    except csv.Error:
        return [line.count(delimiter) + 1 for line in lines]
