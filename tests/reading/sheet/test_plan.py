"""A plan is a pure preview: the same file and answers give the same promises, and nothing is left out without a word."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.sheet.lists import HEADER, MAP, csv_bytes, orders, planned, table, xlsx_bytes
from troth.core.errors import Refusal
from troth.core.values import Side, Stake
from troth.reading.sheet import (
    Answers,
    ColumnMap,
    Field,
    FieldMissing,
    UnknownField,
    guess,
    open_table,
    plan,
    proposed,
)

GERMAN = [
    "Lieferant",
    "Bezeichnung",
    "Bestelldatum",
    "Liefertermin",
    "Wareneingang",
    "Auftragswert",
    "Lieferschein-Nr.",
]
DUTCH = ["Leverancier", "Omschrijving", "Besteldatum", "Toegezegd", "Ontvangen op", "Bedrag", "Pakbon"]
FRENCH = [
    "Fournisseur",
    "Désignation",
    "Date de commande",
    "Date prévue",
    "Reçu le",
    "Montant",
    "Bon de livraison",
]
SPANISH = [
    "Proveedor",
    "Descripción",
    "Fecha de pedido",
    "Fecha prevista",
    "Fecha de recepción",
    "Importe",
    "Albarán",
]
JAPANESE = ["取引先", "品名", "注文日", "納期", "納品日", "金額", "納品書番号"]


@pytest.mark.parametrize(
    "header", [HEADER, GERMAN, DUTCH, FRENCH, SPANISH, JAPANESE], ids=lambda names: names[0]
)
def test_columns_are_guessed_in_several_languages_with_a_reason(header: list[str]) -> None:
    found = guess(table(orders(60), header))
    by = {each.field: each.column.name for each in found if each.column}
    wanted = [
        Field.PARTNER,
        Field.WHAT,
        Field.MADE,
        Field.PROMISED,
        Field.DELIVERED,
        Field.VALUE,
        Field.REFERENCE,
    ]
    assert [by.get(each) for each in wanted] == header
    assert all(each.reason for each in found)


def test_what_is_not_sure_is_said_with_alternatives() -> None:
    header = [*HEADER[:3], "Confirmed delivery", "Wished delivery", "Received", "Line value"]
    rows = [[*row[:4], row[3], *row[4:6]] for row in orders(40)]
    found = next(each for each in guess(table(rows, header)) if each.field is Field.PROMISED)
    assert found.column is not None
    assert found.column.name == "Confirmed delivery"
    assert "Wished delivery" in [column.name for column in found.alternatives]


def test_what_cells_alone_show_is_guessed_but_never_sure() -> None:
    found = guess(
        open_table(
            csv_bytes(
                [["a", "b"], *([f"Halden {n % 3} Cables", f"2024-03-{n % 28 + 1:02}"] for n in range(40))]
            )
        )
    )
    promised = next(each for each in found if each.field is Field.PROMISED)
    assert promised.column is None or not promised.sure


def test_lines_of_one_delivery_are_one_promise_and_split_where_days_differ() -> None:
    rows = [
        ["A", f"Cable {n}", "", "2025-05-08" if n < 4 else "2025-05-22", "", "10", "DN-1"] for n in range(5)
    ]
    found = planned(rows)
    assert [(p.title, p.rows, p.value) for p in found.promises] == [
        ("Cable 0, and 3 more lines", (2, 3, 4, 5), 40.0),
        ("Cable 4", (6,), 10.0),
    ]
    assert found.splits[0].group == "DN-1"
    detail = next(notice for notice in found.notices if notice.kind == "split").details[0]
    assert detail == (
        "Group DN-1 of A: rows 2 to 5 promised for 8 May 2025, still open; row 6 promised for 22 May 2025, "
        "still open. 2 promises."
    )


def test_rows_without_a_group_key_stand_by_themselves() -> None:
    assert len(planned([["A", "x", "", "2025-05-08", "", "", ""]] * 3).promises) == 3


def test_a_repeated_import_knows_every_promise_again() -> None:
    rows = orders(200)
    first, again = planned(rows), planned(rows)
    assert first.digest == again.digest
    shuffled = random.Random(1).sample(rows, len(rows))
    assert {p.key for p in planned(shuffled).promises} == {p.key for p in first.promises}
    longer = planned([*rows, ["New", "x", "", "2026-01-02", "", "", "DN-new"]])
    assert {p.key for p in first.promises} < {p.key for p in longer.promises}


def test_a_delivery_filled_in_later_changes_its_promise_and_makes_no_double() -> None:
    before = planned([["A", "x", "", "2025-05-08", "", "", "DN-1"]]).promises[0]
    after = planned([["A", "x", "", "2025-05-08", "2025-05-09", "", "DN-1"]]).promises[0]
    assert before.key == after.key
    assert before.digest != after.digest


def test_equal_lines_without_a_reference_are_different_promises() -> None:
    found = plan(table([["A", "x", "", "2025-05-08", "", "", ""]] * 3), ColumnMap(MAP.columns, ()))
    assert len({promise.key for promise in found.promises}) == 3


PROBLEMS = [
    ["A", "x", "2025-01-02", "2025-02-03", "2025-02-03", "5", "D1"],
    ["A", "x", "2025-01-02", "31 Nov 2024", "", "5", "D2"],
    ["", "x", "2025-01-02", "2025-02-03", "", "5", "D3"],
    ["", "x", "2025-01-02", "2025-02-03", "", "5", "D4"],
    ["A", "x", "2025-01-19", "2025-02-03", "2025-01-09", "5", "D5"],
    ["A", "x", "2025-01-02", "", "", "5", "D6"],
    ["A", "x", "2025-01-02", "2025-02-03", "week 14 2025", "-840.00", "D7"],
]


def test_every_problem_names_row_column_reason_and_what_to_do() -> None:
    found = planned(PROBLEMS)
    assert [(p.rows, p.column, p.shown, p.why) for p in found.problems] == [
        ((3,), "D Promised for", "31 Nov 2024", "November has 30 days."),
        ((4, 5), "A Supplier", "empty", "No partner is named here."),
        ((6,), "E Received", "2025-01-09, ordered 2025-01-19", "Delivered 10 days before it was ordered."),
        ((7,), "D Promised for", "empty", "No day was promised here."),
        ((8,), "E Received", "week 14 2025", "A week, not a day."),
        ((8,), "F Line value", "-840.00", "A value below zero; perhaps a return."),
    ]
    assert all(problem.choices[-1].key == "leave_out" for problem in found.problems)
    assert not found.ready
    assert [promise.rows for promise in found.promises] == [(2,)]


def test_rows_are_left_out_only_on_a_word_and_that_is_said() -> None:
    found = planned(PROBLEMS, Answers(leave_out_rest=True))
    assert not found.problems
    assert [row for row, _ in found.left_out] == [3, 4, 5, 6, 7, 8]


def test_a_word_on_a_problem_brings_its_rows_in() -> None:
    answers = Answers()
    for problem, choice in zip(
        planned(PROBLEMS).problems,
        ["day:2024-11-30", "above", "unordered", "leave_out", "day:2025-04-04", "without"],
        strict=True,
    ):
        answers = answers.fix(problem.keys, choice)
    found = planned(PROBLEMS, Answers.from_json(answers.to_json()))
    assert not found.problems
    assert [promise.rows[0] for promise in found.promises] == [2, 3, 4, 5, 6, 8]
    assert found.promises[1].promised == date(2024, 11, 30)
    assert found.promises[4].made is None
    assert found.promises[5].value is None


def test_a_word_that_was_never_offered_changes_nothing() -> None:
    problems = planned(PROBLEMS).problems
    answers = Answers().fix(problems[0].keys, "day:1999-01-01")
    assert planned(PROBLEMS, answers).problems == problems


def test_repeated_words_stand_for_an_unknown_day_and_are_counted() -> None:
    rows = [
        ["A", "x", word, "2025-02-03", "", "", word + str(n)]
        for n, word in enumerate(["Pre-PQ Process"] * 4 + ["N/A", "tomorrow"])
    ]
    found = planned(rows)
    notice = next(each for each in found.notices if each.kind == "words")
    assert notice.details == ("“Pre-PQ Process”: 4", "“N/A”: 1")
    assert [problem.shown for problem in found.problems] == ["tomorrow"]


def test_stakes_are_proposed_by_thirds_and_taken_only_when_confirmed() -> None:
    found = planned(orders(9))
    question = next(each for each in found.questions if each.key == "stake")
    assert question.suggestion == "tertiles"
    assert [p.stake for p in found.promises] == [Stake.LOW] * 3 + [Stake.MEDIUM] * 3 + [Stake.HIGH] * 3
    without = planned(orders(9), Answers().choose("stake", "none"))
    assert {promise.stake for promise in without.promises} == {None}


def test_stakes_may_be_written_as_words() -> None:
    found = planned([["A", "x", "", "2025-02-03", "", word, word] for word in ("laag", "Medium", "HOCH")])
    assert [p.stake for p in found.promises] == [Stake.LOW, Stake.MEDIUM, Stake.HIGH]


def test_two_spellings_are_asked_about_and_joined_on_a_word() -> None:
    rows = [
        [name, "x", "", "2025-02-03", "", "", f"{name}{n}"]
        for n in range(3)
        for name in ("Nordlicht Sensorik", "NORDLICHT Sensorik GmbH", "Sørvik")
    ]
    key = "partners:NORDLICHT Sensorik GmbH|Nordlicht Sensorik"
    assert key in {question.key for question in planned(rows).questions}
    assert len(planned(rows).partners) == 3
    assert len(planned(rows, Answers().choose(key, "one")).partners) == 2


def test_the_importers_own_house_is_asked_about() -> None:
    rows = [
        ["Veldsen depot Tilburg", "x", "", "2025-02-03", "", "", "1"],
        ["Halden", "x", "", "2025-02-03", "", "", "2"],
    ]
    found = plan(table(rows), MAP, own="Veldsen")
    assert [q.key for q in found.questions if q.key.startswith("ours")] == ["ours:Veldsen depot Tilburg"]


def test_who_promised_whom_is_asked_for_the_list_or_for_each_word() -> None:
    rows = [["A", "x", "", "2025-02-03", "", "", "1"]]
    assert planned(rows).promises[0].side is Side.PERFORMER
    ours = planned(rows, Answers().choose("direction", "customer"))
    assert ours.promises[0].side is Side.CUSTOMER
    mapping = ColumnMap({**MAP.columns, Field.DIRECTION: "Direction"}, ())
    mixed = open_table(
        csv_bytes([[*HEADER, "Direction"], [*rows[0], "in"], [*rows[0], "out"], [*rows[0], "??"]])
    )
    found = plan(mixed, mapping)
    assert [(q.key, q.suggestion) for q in found.questions if q.key.startswith("direction")] == [
        ("direction:in", "performer"),
        ("direction:out", "customer"),
        ("direction:??", None),
    ]


def test_suggestions_leave_unanswered_what_only_a_person_can_say() -> None:
    found = planned([["A", "x", "", "03/04/2025", "", str(n), f"D{n}"] for n in range(5)])
    answers = Answers().accept_suggestions(found.questions)
    assert [
        q.key
        for q in planned(
            [["A", "x", "", "03/04/2025", "", str(n), f"D{n}"] for n in range(5)], answers
        ).questions
    ] == ["order:promised"]


def test_maps_and_answers_survive_being_kept_as_text() -> None:
    mapping = MAP.with_options(["person=Description", "value="], ["Delivery note", "Supplier"])
    assert ColumnMap.from_json(mapping.to_json()) == mapping
    answers = Answers({"stake": "none"}, {"3:made": "unknown"}, True)
    assert Answers.from_json(answers.to_json()) == answers
    assert ColumnMap.from_json(ColumnMap().to_json()).group is None
    with pytest.raises(Refusal):
        ColumnMap.from_json("{broken")


def test_options_that_name_nothing_are_refused() -> None:
    with pytest.raises(UnknownField, match="FIELD=COLUMN"):
        ColumnMap().with_options(["colour=Supplier"])
    with pytest.raises(FieldMissing, match="Promised for"):
        plan(table(orders(2)), ColumnMap({Field.PARTNER: "Supplier"}))


def test_a_map_may_name_columns_by_letter() -> None:
    found = plan(table(orders(5)), ColumnMap({Field.PARTNER: "A", Field.PROMISED: "D"}, ("g",)))
    assert found.mapping.columns[Field.PROMISED] == "Promised for"
    assert found.mapping.group == ("Delivery note",)


def test_a_workbook_and_a_text_give_the_same_plan() -> None:
    rows = [HEADER, *orders(50)]
    assert plan(open_table(xlsx_bytes(rows)), MAP).digest == plan(open_table(csv_bytes(rows)), MAP).digest


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "n/a",
            "03/04/2025",
            "25.3.24",
            "2025-02-30",
            "20 Nov 2026",
            "-1,5",
            "45000",
            "x" * 90,
            "week 3",
            "=A1",
            "2012-01-06",
            "12/1/06",
            "low",
            "Halden",
            "1e308",
            "9" * 30,
        ]
    ),
    st.dates().map(str),
    st.integers().map(str),
    st.floats().map(str),
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=9), min_size=1, max_size=25), st.booleans())
def test_no_table_whatever_raises_anything_but_a_refusal(rows: list[list[str]], headed: bool) -> None:
    raw = csv_bytes([HEADER, *rows] if headed else rows, encoding="utf-8").replace(b"\x00", b"")
    try:
        opened = open_table(raw)
        mapping = proposed(guess(opened))
        asked = plan(opened, mapping)
    except Refusal as refused:
        assert str(refused).endswith(".")
        return
    answers = Answers(leave_out_rest=True)
    for _ in range(3):
        for question in plan(opened, mapping, answers).questions:
            answers = answers.choose(question.key, question.choices[0].key)
    done = plan(opened, mapping, answers)
    assert not done.questions
    assert not done.problems
    assert len({promise.key for promise in done.promises}) == len(done.promises)
    assert asked.digest == plan(opened, mapping).digest


@given(
    st.binary(max_size=300)
    | st.binary(max_size=60).map(lambda raw: b"PK\x03\x04" + raw)
    | st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass"))
)
def test_no_bytes_whatever_raise_anything_but_a_refusal(raw: bytes) -> None:
    try:
        opened = open_table(raw)
    except Refusal as refused:
        assert str(refused).endswith(".")
    else:
        assert opened.rows


BOOK = xlsx_bytes([HEADER, *orders(3)])


@given(st.integers(0, len(BOOK) - 1), st.integers(0, 255))
def test_no_spoilt_workbook_raises_anything_but_a_refusal(place: int, byte: int) -> None:
    raw = bytearray(BOOK)
    raw[place] = byte
    try:
        opened = open_table(bytes(raw))
    except Refusal as refused:
        assert str(refused).endswith(".")
    else:
        assert opened.columns
