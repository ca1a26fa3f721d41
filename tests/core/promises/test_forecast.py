"""The date you would keep: what holds whatever the record (trust, 14), the dates of the strip, and what it rests on."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import count
from troth.core.promises.forecast import (
    BINS,
    EIGHT,
    EVEN,
    NEVER,
    NINE,
    Ending,
    Forecast,
    Lead,
    Leads,
    Plan,
    Tally,
    bin_of,
    dated,
    keys,
    plan_of,
    ratio,
    strip,
)
from troth.core.values import WorkingDays

NOW = 400.0
CASES = settings(max_examples=count(2000), deadline=None)
CHANCES = st.sampled_from((EVEN, EIGHT, NINE))
MADE = date(2026, 11, 26)
ALL_WORK = WorkingDays()


@st.composite
def leads(draw: st.DrawFn, categories: str = "xyz") -> Lead:
    """Any promise made before `NOW`."""
    lead_days = draw(st.sampled_from((1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 200.0)))
    times = math.exp(draw(st.floats(-3.0, 5.0)))
    return Lead(
        made=draw(st.floats(0.0, NOW)),
        lead_days=lead_days,
        promiser=draw(st.sampled_from("ABC")),
        category=draw(st.sampled_from(categories)),
        ending=draw(st.sampled_from(Ending)),
        days=lead_days * times,
        project=draw(st.integers(0, 9)) == 0,
    )


def kept(records: list[Lead], plan: Plan = Plan()) -> Leads:  # noqa: B008
    book = Leads(plan)
    for number, lead in enumerate(records):
        book.add(str(number), lead)
    return book


def everywhere(like: Lead) -> list[Lead]:
    """Promises that give every level evidence of its own, so that one more leaves the set of levels as it is."""
    away = replace(like, lead_days=60.0, ending=Ending.DONE, days=61.0, made=390.0)
    near = replace(like, ending=Ending.DONE, days=like.lead_days * 1.1, made=390.0)
    others = [replace(each, promiser="B") for each in (away, near)]
    elsewhere = [replace(each, category="y") for each in (away, near, *others)]
    return [near, away, *others, *elsewhere]


ASKED = Lead(NOW, 10.0, "A", "x")


@CASES
@given(st.lists(leads(), max_size=12), leads())
def test_even_comes_no_later_than_eight_in_ten_nor_that_than_nine(records: list[Lead], asked: Lead) -> None:
    found = kept(records).forecast(NOW, asked)
    assert found.times(EVEN) <= found.times(EIGHT) <= found.times(NINE)
    assert math.isclose(math.fsum(found.mass), 1.0, abs_tol=1e-9)
    assert min(found.mass) >= 0.0
    assert 0.0 <= found.own_share < 1.0


@CASES
@given(st.lists(leads(), max_size=12), leads(), st.floats(0.1, 5000.0), st.floats(0.1, 5000.0))
def test_a_later_date_is_never_less_likely_kept(
    records: list[Lead], asked: Lead, one: float, other: float
) -> None:
    found = kept(records).forecast(NOW, asked)
    sooner, later = sorted((one, other))
    assert (
        0.0 <= found.kept_within(sooner, asked.lead_days) <= found.kept_within(later, asked.lead_days) <= 1.0
    )


@CASES
@given(st.lists(leads(), max_size=12), CHANCES, st.integers(1, 40), st.integers(2, 9))
def test_a_lead_so_many_times_as_long_has_dates_so_many_times_as_far(
    records: list[Lead], chance: float, lead_days: int, times: int
) -> None:
    found = kept(records).forecast(NOW, ASKED)
    one, more = (found.times(chance) * days for days in (lead_days, lead_days * times))
    assert more == one or math.isclose(more, one * times)
    # The date advised is kept with its chance, whatever the length.
    if one < math.inf:
        assert found.kept_within(one, lead_days) >= chance - 1e-9
        assert found.kept_within(more, lead_days * times) >= chance - 1e-9


@CASES
@given(st.lists(leads(), max_size=12), CHANCES, st.floats(0.0, 4.0))
def test_one_more_outcome_at_or_beyond_a_date_never_brings_that_date_forward(
    records: list[Lead], chance: float, further: float
) -> None:
    book = kept([*everywhere(ASKED), *records])
    before = book.forecast(NOW, ASKED).times(chance)
    came = Ending.NEVER if before == math.inf else Ending.DONE
    days = 0.0 if before == math.inf else before * ASKED.lead_days * math.exp(further)
    book.add("one more", replace(ASKED, ending=came, days=days))
    assert book.forecast(NOW, ASKED).times(chance) >= before


@CASES
@given(st.lists(leads(), max_size=12), st.floats(0.0, 300.0), st.floats(0.0, 300.0), st.sampled_from("AB"))
def test_an_open_promise_that_grows_older_never_brings_nine_in_ten_forward(
    records: list[Lead], age: float, older: float, promiser: str
) -> None:
    """Older at the same weight: open as long, but with a shorter lead, of the same size and made on the same day."""
    plan = Plan(bounds=(0.01, 1e6))
    book = kept([*everywhere(ASKED), *records], plan)
    waiting = Lead(100.0, 300.0, promiser, "x")
    book.add("open", replace(waiting, lead_days=300.0 / (0.01 + age)))
    before = book.forecast(NOW, ASKED).times(NINE)
    book.add("open", replace(waiting, lead_days=300.0 / (0.01 + age + older)))
    assert book.forecast(NOW, ASKED).times(NINE) >= before


@CASES
@given(st.lists(leads(categories="x"), max_size=12), leads(categories="x"))
def test_with_a_single_category_all_is_as_without_categories(records: list[Lead], asked: Lead) -> None:
    without = [replace(each, category="") for each in records]
    with_it = kept(records).forecast(NOW, asked)
    assert with_it == kept(without).forecast(NOW, replace(asked, category=""))
    none = [key for key in keys(asked, Plan()) if not any(part.startswith("c=") for part in key)]
    book = kept(records)
    for key in [key for key in book.tallies if key[-1].startswith("c=") or len(key) == 4]:
        del book.tallies[key]
    assert len(none) == 4
    assert with_it == book.forecast(NOW, asked)


@CASES
@given(st.lists(leads(), max_size=12), leads(), st.integers(0, 11))
def test_what_is_taken_out_again_was_never_there(records: list[Lead], asked: Lead, which: int) -> None:
    book = kept(records)
    before = book.forecast(NOW, asked)
    book.add("passing", asked)
    book.take_out("passing")
    assert all(
        math.isclose(a, b, abs_tol=1e-9)
        for a, b in zip(before.mass, book.forecast(NOW, asked).mass, strict=True)
    )
    if records:
        book.add(str(which % len(records)), asked)  # known already: it takes the place of the one before
        assert book.tallies[("first" if asked.project else "any",)].pieces <= len(records)


def test_before_any_evidence_the_dates_are_those_of_promises_in_general() -> None:
    found = Leads(Plan()).forecast(NOW, ASKED)
    assert found.own_share == 0.0
    assert found.times(EVEN) == pytest.approx(1.105, abs=0.03)
    assert found.times(EIGHT) == pytest.approx(1.68, abs=0.06)
    assert found.times(NINE) == pytest.approx(2.10, abs=0.08)


def test_a_first_date_of_a_whole_project_is_a_class_apart() -> None:
    book = kept([Lead(300.0 + n, 10.0, "A", "x", Ending.DONE, 10.0) for n in range(50)])
    found = book.forecast(NOW, replace(ASKED, project=True))
    assert found.times(EIGHT) == pytest.approx(2.5, abs=0.06)
    assert found.times(NINE) == pytest.approx(3.5, abs=0.08)
    assert book.forecast(NOW, ASKED).times(NINE) < 1.6


def test_own_evidence_takes_over_from_what_is_usual_elsewhere() -> None:
    others = [Lead(300.0 + n, 10.0, "B", "x", Ending.DONE, 10.0) for n in range(40)]
    mine = [Lead(300.0 + n, 10.0, "A", "x", Ending.DONE, 20.0) for n in range(15)]
    without, with_mine = kept(others).forecast(NOW, ASKED), kept([*others, *mine]).forecast(NOW, ASKED)
    assert without.own_share == 0.0
    assert 0.4 < without.house_share < 1.0
    alone = kept(mine).forecast(NOW, ASKED)
    assert alone.own_share > 0.3
    assert alone.house_share == 0.0
    assert 0.4 < with_mine.own_share < 0.7
    assert without.times(NINE) < with_mine.times(NINE)


def test_what_never_came_counts_against_every_date_and_what_was_withdrawn_against_none_behind_it() -> None:
    done = [Lead(300.0 + n, 10.0, "A", "x", Ending.DONE, 10.0) for n in range(40)]
    gone = [Lead(300.0 + n, 10.0, "A", "x", Ending.NEVER) for n in range(40)]
    left = [Lead(300.0 + n, 10.0, "A", "x", Ending.WITHDRAWN, 5.0) for n in range(40)]
    assert kept([*done, *gone]).forecast(NOW, ASKED).times(NINE) == math.inf
    withdrawn = kept([*done, *left]).forecast(NOW, ASKED)
    assert withdrawn.times(NINE) < 1.7
    assert 0.3 < kept([*done, *gone]).forecast(NOW, ASKED).mass[NEVER] < 0.6


def test_leaving_out_what_is_open_would_make_every_date_too_early() -> None:
    quick = [Lead(340.0, 30.0, "A", "x", Ending.DONE, 30.0) for _ in range(10)]
    slow = [Lead(340.0, 30.0, "A", "x") for _ in range(10)]
    assert kept(quick).forecast(NOW, ASKED).times(NINE) < kept([*quick, *slow]).forecast(NOW, ASKED).times(
        NINE
    )


def test_a_plan_has_fixed_classes_until_a_hundred_promises_and_is_outgrown_as_they_double() -> None:
    assert plan_of([]) == Plan()
    few = plan_of([1.0, 5.0, 200.0])
    assert (few.size(2.9), few.size(3.0), few.size(14.0), few.size(15.0)) == (0, 0, 1, 2)
    assert few.half_life_days == 180.0
    assert not few.outgrown(99)
    assert few.outgrown(100)
    many = plan_of([float(n) for n in range(1, 301)])
    assert many.bounds == (100.0, 200.0)
    assert many.half_life_days == 301.0
    assert not many.outgrown(599)
    assert many.outgrown(600)


def test_every_ratio_has_its_bin_and_on_the_day_has_one_of_its_own() -> None:
    assert bin_of(ratio(0.0, 5.0)) == 0
    assert bin_of(ratio(1e9, 1.0)) == BINS - 1
    assert bin_of(0.0) not in (bin_of(1e-6), bin_of(-1e-6))
    tally = Tally()
    tally.add(Lead(0.0, 1.0, ending=Ending.DONE, days=1.0), 1.0, 5)
    tally.take_out(Lead(0.0, 1.0, ending=Ending.DONE, days=1.0), 1.0, 5)
    assert tally == Tally()


def test_dates_are_rounded_up_to_the_next_working_day_of_the_promiser() -> None:
    day_after = Forecast(tuple(1.0 if at == bin_of(0.0) else 0.0 for at in range(BINS + 1)))
    assert dated(day_after, NINE, MADE, date(2026, 11, 28), ALL_WORK) == date(2026, 11, 30)
    holiday = WorkingDays(frozenset({date(2026, 11, 30)}))
    assert dated(day_after, NINE, MADE, date(2026, 11, 28), holiday) == date(2026, 12, 1)
    assert dated(day_after, NINE, MADE, date(2026, 11, 27), ALL_WORK) == date(2026, 11, 27)
    assert dated(day_after, NINE, MADE, MADE, ALL_WORK) == date(2026, 11, 27)


def test_a_strip_names_its_dates_and_the_chance_of_any_other() -> None:
    made, intended = MADE, date(2026, 12, 10)
    found = strip(Leads(Plan()).forecast(NOW, Lead(NOW, 14.0)), made, intended, ALL_WORK)
    assert (found.even, found.eight, found.nine) == (
        date(2026, 12, 14),
        date(2026, 12, 21),
        date(2026, 12, 28),
    )
    assert found.own_share == 0.0
    assert 0.4 < found.chance(intended) < 0.45
    assert found.nine is not None
    assert found.chance(found.nine) >= 0.9
    assert found.chance(date(2026, 11, 1)) == 0.0


def test_no_date_is_advised_that_lies_beyond_ten_years_or_never_comes() -> None:
    never = Forecast((*(0.0 for _ in range(BINS)), 1.0))
    assert strip(never, MADE, date(2026, 12, 10), ALL_WORK).nine is None
    far = Leads(Plan()).forecast(NOW, Lead(NOW, 3000.0))
    assert strip(far, MADE, date(2034, 12, 10), ALL_WORK).nine is None


def test_asked_of_an_earlier_day_again_what_is_open_is_as_far_as_it_was_then() -> None:
    book = kept([Lead(300.0, 30.0, "A", "x"), Lead(310.0, 10.0, "B", "x", Ending.DONE, 12.0)])
    then, later = book.forecast(315.0, ASKED), book.forecast(400.0, ASKED)
    assert then != later
    assert book.forecast(315.0, ASKED) == then
