"""Misread dates are noticed by how far they stand from the other dates of their rows, and healthy ones are left alone."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.sheet.lists import planned
from troth.reading.sheet import Answers, Field


def history(seed: int, count: int = 400) -> list[tuple[date, date, date]]:
    """Made, promised and delivered days with the scatter of real orders."""
    chance = Random(seed)
    rows = []
    for _ in range(count):
        made = date(2014, 1, 1) + timedelta(days=chance.randrange(2500))
        promised = made + timedelta(days=int(chance.triangular(5, 200, 40)))
        rows.append((made, promised, promised + timedelta(days=int(chance.gauss(0, 9)))))
    return rows


def wrong(day: date, written: str, taken: str) -> str:
    """A day written in one order of two-digit parts and taken by a programme for another, where that makes a day."""
    parts = {"y": day.year % 100, "m": day.month, "d": day.day}
    numbers = [parts[part] for part in written]
    took = dict(zip(taken, numbers, strict=True))
    if took["m"] > 12 or took["d"] > 31 or took["d"] == 0 or took["m"] == 0:
        return "/".join(str(n) for n in numbers)
    try:
        return date(2000 + took["y"], took["m"], took["d"]).isoformat()
    except ValueError:
        return "/".join(str(n) for n in numbers)


def rows(seed: int, column: int, written: str, taken: str) -> list[list[str]]:
    found = []
    for n, days in enumerate(history(seed)):
        cells = [f"{day:%d %b %Y}" for day in days]
        cells[column] = wrong(days[column], written, taken)
        found.append(["Partner", f"Item {n}", *cells, "", f"DN{n}"])
    return found


WAYS = [("mdy", "ymd"), ("dmy", "ymd"), ("dmy", "mdy"), ("mdy", "dmy")]


@pytest.mark.parametrize(("written", "taken"), WAYS)
@pytest.mark.parametrize(("column", "field"), [(0, Field.MADE), (1, Field.PROMISED), (2, Field.DELIVERED)])
def test_every_way_of_misreading_is_noticed_in_every_column(
    written: str, taken: str, column: int, field: Field
) -> None:
    listed = rows(7, column, written, taken)
    order = {"mdy": "month_first", "dmy": "day_first"}[written]
    answers = Answers().choose(f"order:{field.value}", order)
    asked = planned(listed, answers)
    assert set(asked.repairs) == {field}
    found = planned(listed, answers.choose(f"repair:{field.value}", "yes"))
    truth = {f"DN{n}": days[column] for n, days in enumerate(history(7))}
    name = {Field.MADE: "made", Field.PROMISED: "promised", Field.DELIVERED: "delivered"}[field]
    right = sum(getattr(promise, name) == truth[promise.reference] for promise in found.promises)
    assert right >= 0.97 * len(truth)


def test_a_swap_in_a_workbook_without_other_forms_is_noticed() -> None:
    listed = []
    for n, (made, promised, came) in enumerate(history(3)):
        if made.day <= 12:
            listed.append(
                [
                    "A",
                    f"Item {n}",
                    date(made.year, made.day, made.month).isoformat(),
                    f"{promised:%d %b %Y}",
                    f"{came:%d %b %Y}",
                    "",
                    f"DN{n}",
                ]
            )
    assert planned(listed).repairs[Field.MADE].turn.slots == "ydm"


@given(
    seed=st.integers(0, 10_000),
    form=st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%d/%m/%Y"]),
    mixed=st.booleans(),
)
def test_healthy_lists_are_never_reported(seed: int, form: str, mixed: bool) -> None:
    chance = Random(seed)
    listed = []
    for n, days in enumerate(history(seed, 120)):
        cells = [day.strftime("%Y-%m-%d" if mixed and chance.random() < 0.5 else form) for day in days]
        listed.append(["A", f"Item {n}", *cells, "", f"DN{n}"])
    answers = Answers()
    for field in ("made", "promised", "delivered"):
        answers = answers.choose(f"order:{field}", "day_first")
    assert planned(listed, answers).repairs == {}


def test_unrelated_dates_are_never_reported() -> None:
    chance = Random(5)
    some = [[date(2010, 1, 1) + timedelta(days=chance.randrange(5000)) for _ in range(3)] for _ in range(500)]
    listed = [
        ["A", "x", made.isoformat(), f"{promised:%d %b %Y}", "", "", f"DN{n}"]
        for n, (made, promised, _) in enumerate(some)
    ]
    assert planned(listed).repairs == {}
