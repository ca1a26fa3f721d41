"""The public delivery history comes in whole: its mangled dates noticed, repaired on a word only, and right then."""

from __future__ import annotations

import csv
import hashlib
import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.counts import some
from troth.reading.samples import scms
from troth.reading.sheet import Answers, ColumnMap, Field, Plan, Table, guess, open_table, plan, proposed

SENT = {"PO Sent to Vendor Date": 1_712, "PQ First Sent to Client Date": 3_148}
REPAIRED = "a602aa82f31bd6a933e501e541a0cbaf6c383c310f853b13337e02007ad53df9"
"""SHA-256 of partner, made, promised and delivered day of every line, as repaired."""


@cache
def history() -> Table:
    return scms()


def usual(**columns: str) -> ColumnMap:
    options = [f"{key}={name}" for key, name in columns.items()]
    return proposed(guess(history())).with_options(options, ["ASN/DN #"])


def answered(found: Plan, **choices: str) -> Answers:
    answers = Answers().accept_suggestions(found.questions)
    for key, choice in choices.items():
        answers = answers.choose(f"repair:{key}", choice)
    return answers


def test_every_column_is_guessed_without_a_doubt() -> None:
    found = {each.field: each.column.name for each in guess(history()) if each.column and each.sure}
    assert found == {
        Field.PARTNER: "Vendor",
        Field.WHAT: "Item Description",
        Field.MADE: "PO Sent to Vendor Date",
        Field.PROMISED: "Scheduled Delivery Date",
        Field.DELIVERED: "Delivered to Client Date",
        Field.VALUE: "Line Item Value",
        Field.AREA: "Product Group",
        Field.REFERENCE: "ASN/DN #",
    }


def test_the_whole_history_is_73_vendors_and_7030_deliveries_of_which_ten_came_in_two() -> None:
    found = plan(history(), usual(made=""))
    assert found.rows == 10_324
    assert len(found.partners) == 73
    assert len({(p.partner, p.reference) for p in found.promises}) == 7_030
    assert len(found.splits) == 10
    assert len(found.promises) == 7_040
    assert sum(len(promise.rows) for promise in found.promises) == 10_324
    assert len({promise.key for promise in found.promises}) == 7_040
    assert not found.problems


def test_the_delivery_note_is_offered_as_what_takes_lines_together() -> None:
    found = plan(history(), proposed(guess(history())))
    best = found.group_ways[0]
    assert (best.columns, best.promises, best.split) == (("ASN/DN #",), 7_040, 10)
    assert "group" in {question.key for question in found.questions}


def test_the_importers_own_depot_is_asked_about_and_left_out_on_a_word() -> None:
    mapping = usual(made="")
    asked = plan(history(), mapping)
    assert "ours:SCMS from RDC" in {question.key for question in asked.questions}
    found = plan(history(), mapping, Answers().choose("ours:SCMS from RDC", "ours"))
    assert "SCMS from RDC" not in {partner.name for partner in found.partners}
    assert Counter(notice.kind for notice in found.notices)["own"] == 1
    assert sum(len(promise.rows) for promise in found.promises) == 10_324 - 5_404


@pytest.mark.parametrize("column", some(sorted(SENT), 3))
def test_misread_dates_are_noticed_and_changed_only_on_a_word(column: str) -> None:
    mapping = usual(made=column)
    asked = plan(history(), mapping)
    repair = asked.repairs[Field.MADE]
    assert repair.cells == SENT[column]
    assert repair.unreadable == 0
    assert repair.turn.apply(date(2012, 1, 6)) == date(2006, 12, 1)
    assert repair.plausible_after > 0.9 > 0.2 > repair.plausible_before
    question = next(each for each in asked.questions if each.key == "repair:made")
    assert question.suggestion is None
    assert len(question.examples) >= 3
    assert not plan(history(), mapping, answered(asked)).ready
    kept = plan(history(), mapping, answered(asked, made="no"))
    right = plan(history(), mapping, answered(asked, made="yes"))
    assert len(right.problems) < 12 < len(kept.problems)
    moved = {promise.key: promise.made for promise in right.promises}
    assert sum(moved.get(promise.key) != promise.made for promise in kept.promises) > 500


def test_healthy_columns_of_the_same_list_are_not_reported() -> None:
    assert set(plan(history(), usual()).repairs) == {Field.MADE}


def repaired_lines() -> list[tuple[str, str, str, str]]:
    """Every line as a promise by itself, its order day by the first of the two sent columns that has one."""
    mapping = usual(made_else="PQ First Sent to Client Date")
    mapping = ColumnMap(mapping.columns, ())
    asked = plan(history(), mapping)
    answers = answered(asked, made="yes", made_else="yes")
    found = plan(history(), mapping, answers)
    odd = {problem.rows for problem in found.problems}
    lines = {
        p.rows: (p.partner, str(p.made or ""), str(p.promised), str(p.delivered)) for p in found.promises
    }
    assert len(lines) + sum(map(len, odd)) == 10_324
    return [lines.get((row,), ("", "", "", "")) for row in history().numbers]


def test_repaired_days_are_those_published_beside_the_history() -> None:
    lines = repaired_lines()
    text = "\n".join(",".join(line) for line in lines)
    assert hashlib.sha256(text.encode()).hexdigest() == REPAIRED
    if folder := os.environ.get("TROTH_TEST_DATA"):
        path = Path(folder) / "E/scms_delivery_history/promises.csv"
        with path.open(encoding="utf-8") as file:
            given = [
                (" ".join(r["promiser"].split()), r["made_at"], r["promised_for"], r["delivered_at"])
                for r in csv.DictReader(file)
            ]
        assert [one for one in zip(lines, given, strict=True) if one[0][0] and one[0] != one[1]] == []


def test_the_published_file_gives_the_same_plan_as_its_compact_copy() -> None:
    folder = os.environ.get("TROTH_TEST_DATA")
    mapping = usual()
    first = plan(history(), mapping)
    if folder:
        whole = open_table(Path(folder) / "E/scms_delivery_history/SCMS_Delivery_History_Dataset.csv")
        assert plan(whole, mapping).digest == first.digest
    assert plan(scms(), mapping).digest == first.digest


def test_a_word_on_the_last_rows_makes_the_plan_ready() -> None:
    mapping = usual()
    asked = plan(history(), mapping)
    found = plan(history(), mapping, answered(asked, made="yes"))
    answers = answered(asked, made="yes")
    for problem in found.problems:
        answers = answers.fix(problem.keys, problem.choices[0].key)
    done = plan(history(), mapping, answers)
    assert done.ready
    assert len(done.promises) == 7_040


def test_a_plan_of_the_whole_history_tells_how_far_it_is() -> None:
    mapping = usual()
    told: list[tuple[int, int]] = []
    plan(history(), mapping, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (500, 10_324)
    assert told[-1] == (10_324, 10_324)
