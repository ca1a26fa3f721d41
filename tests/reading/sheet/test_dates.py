"""Dates in the forms people use: read where they read one way, asked where they do not, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.sheet.lists import planned
from troth.reading.sheet.cells import Kind, look
from troth.reading.sheet.dates import DateColumn, DateReader, Order, settle

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "2026/11/20",
        "2026.11.20",
        "20261120",
        "20 Nov 2026",
        "20-Nov-26",
        "20. November 2026",
        "20 nov. 2026",
        "Nov 20, 2026",
        "November 20 2026",
        "Fri 20 November 2026",
        "20 novembre 2026",
        "20 de noviembre de 2026",
        "2026年11月20日",
        "２０２６年１１月２０日",
        "令和8年11月20日",
        "2026-11-20T14:05:00Z",
        "2026-11-20 14:05",
        "20 Nov 2026 2:05 PM",
        "46346",
        "46346.5",
        "20th November 2026",
        "20NOV2026",
        "2026 Nov 20",
        "2026-11-20T14:05:00.123+02:00",
    ],
)
def test_forms_that_read_one_way_are_read(text: str) -> None:
    assert look(text).day == DAY


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3 mrt 2025", 3),
        ("3. März 2025", 3),
        ("3 août 2025", 8),
        ("3 ene 2025", 1),
        ("3 okt 2025", 10),
        ("3 déc. 2025", 12),
        ("3 mei 2025", 5),
        ("3-Dez-25", 12),
        ("3 juil. 2025", 7),
        ("3 Mai 2025", 5),
        ("3 sept. 2025", 9),
    ],
)
def test_months_are_known_by_name_in_several_languages(text: str, month: int) -> None:
    assert look(text).day == date(2025, month, 3)


@pytest.mark.parametrize(
    "word", ["N/A", "-", "tbd", "Date Not Captured", "onbekend", "unbekannt", "未定", "", "  ", "Pendiente"]
)
def test_words_for_no_date_are_no_date(word: str) -> None:
    assert look(word).kind in (Kind.NOTHING, Kind.WORDS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("week 14 2025", "A week, not a day."),
        ("KW 14", "A week, not a day."),
        ("Nov 2026", "A month, not a day."),
        ("Q3 2026", "A quarter, not a day."),
        ("2025-02-29", "February 2025 has 28 days."),
        ("2025-13-01", "There is no month 13."),
        ("0206-01-02", "The year 206 is out of reach (1950 to 2100)."),
        ("31 Nov 2024", "November has 30 days."),
    ],
)
def test_what_is_no_day_says_why(text: str, why: str) -> None:
    assert look(text).why == why


def test_a_week_offers_its_friday_and_an_impossible_day_its_neighbours() -> None:
    assert look("week 14 2025").offer == (date(2025, 4, 4),)
    assert look("31 Nov 2024").offer == (date(2024, 11, 30), date(2024, 12, 1))


def test_a_column_that_could_be_either_is_asked_with_days_that_differ() -> None:
    found = planned([["A", "x", "", "03/04/2025", "", "", f"D{n}"] for n in range(5)])
    question = next(each for each in found.questions if each.key == "order:promised")
    assert question.ask == "“03/04/2025”: 3 April 2025 or 4 March 2025?"
    assert [choice.key for choice in question.choices] == ["day_first", "month_first"]
    assert question.suggestion is None
    assert not found.promises
    assert not found.ready


@pytest.mark.parametrize(
    ("choice", "day"), [("day_first", date(2025, 4, 3)), ("month_first", date(2025, 3, 4))]
)
def test_the_answer_decides_the_order(choice: str, day: date) -> None:
    from troth.reading.sheet import Answers

    found = planned([["A", "x", "", "03/04/2025", "", "", "D1"]], Answers().choose("order:promised", choice))
    assert [promise.promised for promise in found.promises] == [day]


def test_other_cells_of_the_column_settle_it_and_that_is_said() -> None:
    found = planned([["A", "x", "", day, "", "", day] for day in ("03/04/2025", "25/03/2025")])
    assert [promise.promised for promise in found.promises] == [date(2025, 4, 3), date(2025, 3, 25)]
    assert any("1 in no other way" in notice.sentence for notice in found.notices if notice.kind == "order")


def test_a_column_that_needs_both_orders_may_differ_by_partner() -> None:
    from troth.reading.sheet import Answers

    rows = [
        [who, "x", "", day, "", "", f"{who}{day}"]
        for who, day in [
            ("A", "25/03/2025"),
            ("A", "03/04/2025"),
            ("B", "03/25/2025"),
            ("B", "03/04/2025"),
            ("C", "03/04/2025"),
        ]
    ]
    asked = planned(rows)
    question = next(each for each in asked.questions if each.key == "order:promised")
    assert "by_partner" in {choice.key for choice in question.choices}
    answers = Answers().choose("order:promised", "by_partner")
    further = planned(rows, answers)
    assert [q.key for q in further.questions if q.key.startswith("order")] == ["order:promised:C"]
    found = planned(rows, answers.choose("order:promised:C", "day_first"))
    days = {promise.partner: promise.promised for promise in found.promises if promise.promised.day in (3, 4)}
    assert days == {"A": date(2025, 4, 3), "B": date(2025, 3, 4), "C": date(2025, 4, 3)}


def test_the_name_of_the_column_may_say_the_order() -> None:
    seen = [(look("03/04/2025"), 9)]
    assert settle(seen, "Due (dd/mm/yyyy)").order is Order.DAY_FIRST
    assert settle(seen, "Due MM/DD/YYYY").order is Order.MONTH_FIRST
    assert settle(seen, "Due").order is None


def test_forms_may_be_mixed_where_each_reads_one_way() -> None:
    rows = [
        ["A", "x", "", day, "", "", day]
        for day in ("12-Jul-24", "2025-03-04", "25/03/2025", "18.06.2024", "45800")
    ]
    assert [p.promised for p in planned(rows).promises] == [
        date(2024, 7, 12),
        date(2025, 3, 4),
        date(2025, 3, 25),
        date(2024, 6, 18),
        date(2025, 5, 23),
    ]


def test_years_of_two_digits_are_said() -> None:
    found = planned([["A", "x", "", day, "", "", day] for day in ("25/03/25", "26/03/69")])
    assert [p.promised.year for p in found.promises] == [2025, 2069]
    assert any(notice.kind == "years" for notice in found.notices)


@given(
    st.lists(st.dates(date(2015, 1, 1), date(2030, 12, 31)), min_size=1, max_size=40),
    st.sampled_from(list(Order)[:2]),
)
def test_whatever_order_is_settled_reads_every_cell_right_or_stays_open(
    days: list[date], order: Order
) -> None:
    form = "%d/%m/%Y" if order is Order.DAY_FIRST else "%m/%d/%Y"
    cells = [day.strftime(form) for day in days]
    column = DateColumn.of(cells)
    settled = column.settled.order
    if any(day.day > 12 for day in days):
        assert settled is not None
    if settled is not None:
        reader = DateReader(column, {None: settled})
        assert [reader.read(cell).day for cell in cells] == days


@given(
    st.text(max_size=30)
    | st.from_regex(r"[\d０-９]{1,4}[-/. 年]?[\w.]{0,9}[-/., 月]?\d{0,4}.?", fullmatch=True)
    | st.dates()
)
def test_no_cell_whatever_raises(cell: str | date) -> None:
    seen = look(cell)
    assert (seen.day is not None) == (seen.kind in (Kind.DAY, Kind.LITERAL, Kind.SERIAL))
    column = DateColumn.of([cell, cell])
    for order in Order:
        read = DateReader(column, {None: order}).read(cell)
        assert read.kind in (Kind.DAY, Kind.NOTHING, Kind.WORDS, Kind.ODD)
        assert (read.kind is Kind.ODD) <= bool(read.why)
