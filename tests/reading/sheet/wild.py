"""Lists as they come out of the wild: real shapes, bent at random, from one seed each.

A list begins as somebody might have kept it (headings in six languages, dates in every form, amounts, references) and
then something happens to it: another delimiter, a quotation mark too many, rows of two lengths, an old encoding, a byte
that a disk turned round.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from troth.reading.sheet import Field
from troth.reading.sheet.words import SIGNS

Rows = list[list[str]]

PARTNERS = (
    "Halden A/S", "Kaido K.K.", "株式会社カイド製作所", "Zakład Łączności", "Größe & Söhne GmbH", "Société Lumière",
    "Veldsen B.V.", "VELDSEN BV", "veldsen b.v. ", "Завод кабелей", "O'Neill, \"Sons\" & Co", "上海电缆有限公司",
    "عنوان", "n/a", "-", "?", "12", "", "Ａ社", "A" * 300, "=HYPERLINK(\"x\")", "Ünïcödé \u200bGmbH", "a\u0301" * 40, "😀 Ltd",
)  # fmt: skip
THINGS = (
    "Cable 12", "Sensor, left; right | both", "first\nsecond", "品名", "Lager 3\t(neu)", "x" * 600, "'=1+1", "=SUM(A1:A9)",
    "@cmd", "+31 6 1234", "-", "{{ 7*7 }}", "<b>bold</b>", "\u202egnp.exe", "", "0", "𝒳", "\x1b[31m", "\x0b", "NULL",
)  # fmt: skip
AMOUNTS = (
    "12,400.00", "12.400,00", "€ 1 200", "(300)", "-5", "−5", "1e400", "1E5", "NaN", "inf", "∞", "9" * 400, "0x1F",
    "١٢٣", "１２３", "²", "½", "1/2", "1'000.50", "1,2,3", "..", ",", "", "high", "low", "laag", "高", "5-", "--5", "$", "%",
    "1.000.000,00-", "(", ")", "00", "0.1" * 20, "1\u202f000", "TRUE", "#REF!", "12 400,00 kr", "1e-7", "-0", "+0",
)  # fmt: skip
REFERENCES = ("DN-1", "DN-2", "4500012345", "PO/2024/7", "", "=1", "1.0", "#N/A", "x" * 90, "DN-1 ", "dn-1")
SIDES = ("in", "out", "Inkoop", "verkoop", "we", "they", "?", "", "出荷", "both")
CELLS = {
    "partner": (PARTNERS[:6], PARTNERS), "what": (THINGS[:4], THINGS), "value": (AMOUNTS[:4], AMOUNTS), "reference": (REFERENCES[:5], REFERENCES),
    "direction": (SIDES[:2], SIDES), "area": (("A", "B"), ("A", "", "\u200b")), "person": (("Jo", "Ann Lee"), ("担当者", "", "="))
}  # fmt: skip
NO_DAYS = (
    "",
    "n/a",
    "TBD",
    "-",
    "未定",
    "soon",
    "not yet",
    "pending",
    "open",
    "wk",
    "see mail of 3 May",
    "?",
    "0",
    "#N/A",
)
MONTHS = (
    "Jan",
    "january",
    "März",
    "mrt.",
    "févr.",
    "agosto",
    "DEC",
    "Sept",
    "octubre",
    "Mai",
    "juin",
    "Foo",
    "may",
    "Dez",
)
LINES_END = ("\n", "\r\n", "\r", "\n\n", "\x0b", "\x0c", "\x85", "\u2028", "\n\r")
DELIMITERS = (",", ";", "\t", "|", ":", "~", "^", " ", ", ", ";;", "\x1f", "，", "\x00")
WRITTEN_IN = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "latin-1", "cp1250", "cp1251",
    "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp437", "mac_roman", "iso2022_jp", "utf-8", "utf-8", "utf-8", "utf-8",
)  # fmt: skip
MARKS = (
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\0\0",
    b"\0\0\xfe\xff",
    b"sep=;\n",
    b"sep=\n",
    b"SEP=\xff\r\n",
    b"\x1a",
    b"\0",
)
SHAPES = (
    "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d", "%d %b %Y", "%b %d, %Y", "%d %B %Y",
    "%A %d %B %Y", "%a, %d %b %y", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %I:%M %p", "%Y年%m月%d日", "%d%m%Y",
    "week %V %G", "%G-W%V", "KW%V/%Y", "%b %Y", "%m/%Y", "%Y", "Q1 %Y", "%Y-%j", "%y%m%d", "%d/%m", "R6年%m月%d日", "%e.%m.%Y.",
    "%H:%M", "%s", "%x", "%c", "%dth of %B %Y", "le %d %B %Y", "%d de enero de %Y", "%Y.%m.%d", "%d\\%m\\%Y", "%Y-%m", "'%y",
)  # fmt: skip
NEAR = (
    "2024-02-30", "30/02/2024", "31/04/24", "00/00/0000", "0000-00-00", "9999-12-31", "10000-01-01", "2024-13-01", "1/1/1", "1/1",
    "99/99/99", "45000", "45000.5", "45000,25", "60", "59", "0", "-1", "2958465", "2958466", "73001", "18000", "1e5", "２０２４/０１/０２",
    "٢٠٢٤-٠١-٠٢", "²/²/²²", "2024-01-02T25:99", "2024-01-02 noon", "01-02-03", "1.2.3.4", "元年1月1日", "令和元年5月1日", "平成31年4月31日",
    "H0年1月1日", "R9999年1月1日", "Feb 29 2023", "29 feb 2023", "Monday", "1 Foo 2024", "1  Jan  2024", "Jan-24", "24-Jan", "2024-W53", "W99 2024",
    "week 0 2024", "KW 53/2023", "Q5 2024", "#####", "=TODAY()", "=DATE(2024,1,2)", "2024–01–02", "2024‑01‑02", "1/2/2024 1/3/2024",
    "d" * 200, "1" * 200, "-" * 200, "1/" * 100, " " * 200, "١/٢/٢٠٢٤", "1\u200e/2\u200e/2024", "2024-01-02\x00", "1.January.24", "2024年", "13月",
    "12/1/06", "06/01/12", "1/12/6", "yyyy-mm-dd", "0/1/2024", "1/0/2024", "32/1/2024", "1/32/2024", "99991231", "19000101", "20240230",
)  # fmt: skip
NAMED = (
    None,
    None,
    None,
    None,
    None,
    None,
    "utf-8",
    "cp1252",
    "utf-16",
    "klingon",
    "utf-7",
    "unicode_escape",
    "rot13",
    "hex",
    "zlib",
    "idna",
    "punycode",
    "",
)


def day_cell(draw: Random) -> str:
    """A cell of a date column: a day in one of many forms, or something near one."""
    kind = draw.random()
    if kind < 0.12:
        return draw.choice(NO_DAYS)
    if kind < 0.3:
        return draw.choice(NEAR)
    day = datetime(1948, 1, 1, tzinfo=UTC) + timedelta(
        days=draw.randrange(60_000), seconds=draw.randrange(86_400)
    )
    if kind < 0.36:
        return f"{day.day} {draw.choice(MONTHS)}{draw.choice(' .-,/')}{day.year if kind < 0.33 else day.year % 100}"
    text = day.strftime(draw.choice(SHAPES))
    return mangled_text(draw, text) if kind > 0.85 else text


def day_column(draw: Random) -> list[str]:
    """Cells as one column holds them: mostly one form, and whatever else came in."""
    shape, odd = draw.choice(SHAPES[:20]), draw.choice((0.0, 0.05, 0.3, 1.0))
    begun = date(draw.choice((1969, 1999, 2012, 2024, 2049, 2099)), draw.randint(1, 12), draw.randint(1, 28))
    days = (begun + timedelta(days=draw.randrange(-200, 900)) for _ in range(draw.choice((1, 2, 3, 5, 12))))
    return [day_cell(draw) if draw.random() < odd else day.strftime(shape) for day in days]


def a_list(draw: Random) -> Rows:
    """A list as somebody keeps it, its headings above its rows; most of its cells are what such a column holds."""
    days = {name: day_column(draw) for name in ("made", "made_else", "promised", "delivered")}
    odd = draw.choice((0.0, 0.1, 1.0))
    some = {name: (plain, wild) for name, (plain, wild) in CELLS.items()} | {
        name: (each, each) for name, each in days.items()
    }
    wanted = [
        "partner",
        "promised",
        *draw.sample(sorted(set(some) - {"partner", "promised"}), draw.randint(1, 6)),
    ]
    draw.shuffle(wanted)
    head = [draw.choice(SIGNS[Field(name.removesuffix("_else"))][:20]) for name in wanted]
    head = [draw.choice((name, name, name, name.upper(), f" {name} ", f"{name}*")) for name in head]
    size = draw.choice((1, 1, 2, 3, 5, 12))
    return [head, *([draw.choice(some[name][draw.random() < odd]) for name in wanted] for _ in range(size))]


def bent_rows(draw: Random, rows: Rows) -> Rows:
    """Something happens to the table."""
    for _ in range(draw.choice((0, 0, 1, 1, 2))):
        what, at = draw.randrange(14), draw.randrange(len(rows))
        row = rows[at]
        if what == 0:
            rows[:0] = [["Deliveries 2024"], [], [f"printed {day_cell(draw)}"]][: draw.randint(1, 3)]
        elif what == 1:  # headings merged over two columns, or of two rows
            rows[0] = [name if place % 2 else "" for place, name in enumerate(rows[0])]
        elif what == 2:
            rows.insert(1, [draw.choice(("", "plan", "actual", "(dd/mm/yyyy)")) for _ in rows[0]])
        elif what == 3:
            rows[at] = row[: draw.randrange(len(row) + 1)]
        elif what == 4:
            rows[at] = row + [draw.choice(THINGS)] * draw.choice((1, 3, 40))
        elif what == 5:
            rows[0] = [draw.choice(rows[0] or [""])] * len(rows[0])
        elif what == 6:
            rows[:] = rows[1:] or [[""]]
        elif what == 7:
            rows.append(["Total", *[draw.choice(AMOUNTS) for _ in rows[0][1:]]])
        elif what == 8:
            rows[at] = [draw.choice((cell, mangled_text(draw, cell))) for cell in row]
        elif what == 9:
            rows[at:at] = [[], [""], [" "] * len(row)]
        elif what == 10:
            rows[:] = [list(each) for each in zip(*rows, strict=False)] or rows
        elif what == 11:
            rows[at] = [draw.choice(AMOUNTS) for _ in row]
        elif what == 12:
            rows[:] = rows[:1] * draw.randint(1, 3)
        elif row:
            row[draw.randrange(len(row))] = draw.choice(NEAR + THINGS + AMOUNTS)
    return rows


def mangled_text(draw: Random, text: str) -> str:
    """A sign taken out, put in, doubled or exchanged."""
    at, sign = (
        draw.randrange(len(text) + 1),
        chr(draw.choice((draw.randrange(32, 127), draw.randrange(0x250), draw.randrange(0xD800)))),
    )
    return draw.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + sign + text[at:],
            text[:at] + text[at:] * 2,
            text[:at] + sign + text[at + 1 :],
        )
    )


def mangled_bytes(draw: Random, raw: bytes) -> bytes:
    """Bytes turned, lost, doubled or brought from elsewhere, as a disk or a hasty programme does."""
    for _ in range(draw.choice((1, 1, 2, 8))):
        at, size = draw.randrange(len(raw) + 1), draw.choice((1, 1, 2, 7, 300))
        what = draw.randrange(6)
        if what == 0:
            raw = raw[:at] + bytes([draw.randrange(256)]) + raw[at + 1 :]
        elif what == 1:
            raw = raw[:at] + raw[at + size :]
        elif what == 2:
            raw = raw[:at] + draw.randbytes(size) + raw[at:]
        elif what == 3:
            raw = raw[:at] + raw[at : at + size] * 3 + raw[at:]
        elif what == 4:
            raw = raw[:at]
        else:
            raw = (
                raw[:at] + bytes([(raw[at] ^ 1 << draw.randrange(8)) & 255]) + raw[at + 1 :]
                if at < len(raw)
                else raw
            )
    return raw


def as_text(draw: Random, rows: Rows) -> bytes:
    """The rows as a file of text, in a delimiter, a quoting and an encoding of its own."""
    said = io.StringIO()
    delimiter, end = (
        draw.choice(DELIMITERS[:4] * 5 + DELIMITERS),
        draw.choice(LINES_END[:2] * 6 + LINES_END),
    )
    if len(delimiter) > 1 or delimiter in " \x00" or draw.random() < 0.15:
        quote = draw.choice(('"', "'", "", "“", '""', '"\\'))
        said.write(end.join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows))
    else:
        quoting = draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC))
        csv.writer(said, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    text = said.getvalue()
    raw = text.encode(draw.choice(WRITTEN_IN), "replace" if draw.random() < 0.9 else "ignore")
    if draw.random() < 0.08:
        raw = draw.choice(MARKS) + raw
    return mangled_bytes(draw, raw) if draw.random() < 0.25 else raw


def text_file(draw: Random) -> bytes:
    """One list as a file of text."""
    return as_text(draw, bent_rows(draw, a_list(draw)))


def date_file(draw: Random) -> bytes:
    """A small list that is mostly days: three columns of them beside a partner."""
    columns: Sequence[list[str]] = [day_column(draw) for _ in range(3)]
    size = max(map(len, columns))
    rows = [
        [draw.choice(("A", "A", "B", "Ａ"))] + [column[n % len(column)] for column in columns]
        for n in range(size)
    ]
    said = io.StringIO()
    csv.writer(said).writerows(
        [
            [
                "Partner",
                "Ordered on",
                draw.choice(("Promised for", "Due (mm/dd/yyyy)", "Due dd-mm-yy")),
                "Delivered",
            ],
            *rows,
        ]
    )
    return said.getvalue().encode()
