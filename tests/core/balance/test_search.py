"""The cheapest sufficient set is found exactly, for as many controls as an area ever has."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.balance.areas_of_work import STAKES, TRUST, controls
from tests.counts import UNCOUNTED, count
from troth.core.balance import Control, Kind, Over, Stakes, cheapest, rank, suffices


def by_force(stakes: Stakes, trust: float, given_: list[Control]) -> tuple[Control, ...] | None:
    """Look at every set there is."""
    sets = (
        chosen
        for size in range(len(given_) + 1)
        for chosen in combinations(given_, size)
        if suffices(stakes, trust, chosen)
    )
    best = min(sets, key=lambda chosen: rank(chosen, given_), default=None)
    return None if best is None else tuple(sorted(best, key=lambda each: each.id))


@UNCOUNTED
@given(STAKES, TRUST, controls(9))
@settings(max_examples=count(2000, at_least=200), deadline=None)
def test_it_finds_what_looking_at_every_set_finds(
    stakes: Stakes, trust: float, given_: list[Control]
) -> None:
    assert cheapest(stakes, trust, given_) == by_force(stakes, trust, given_)


@UNCOUNTED
@given(STAKES, TRUST, controls(9, minutes=st.just(60)))
@settings(max_examples=count(1000, at_least=100), deadline=None)
def test_of_equals_it_takes_the_same_one_that_looking_at_every_set_takes(
    stakes: Stakes, trust: float, given_: list[Control]
) -> None:
    assert cheapest(stakes, trust, given_) == by_force(stakes, trust, given_)


def names(chosen: tuple[Control, ...] | None) -> list[str]:
    return [each.id for each in chosen or ()]


HALF = Stakes(10, 1, 5)


def test_of_equal_burden_fewest_changes_come_first_then_what_coordinates_then_what_is_on_output() -> None:
    there = Control("z", 0.5, 60, Kind.CHECKS, Over.BEHAVIOUR)
    shared = Control("b", 0.5, 60, Kind.COORDINATES, Over.BEHAVIOUR, there=False)
    assert names(cheapest(HALF, 0.0, [there, shared])) == ["z"]
    check = Control("a", 0.5, 60, Kind.CHECKS, Over.OUTPUT, there=False)
    assert names(cheapest(HALF, 0.0, [check, shared])) == ["b"]
    behaviour = Control("a", 0.5, 60, Kind.CHECKS, Over.BEHAVIOUR, there=False)
    output = Control("b", 0.5, 60, Kind.CHECKS, Over.OUTPUT, there=False)
    assert names(cheapest(HALF, 0.0, [behaviour, output])) == ["b"]


def test_a_control_that_costs_nothing_and_is_there_stays() -> None:
    free = Control("free", 0.0, 0)
    enough = Control("enough", 0.6, 60)
    assert names(cheapest(HALF, 0.0, [free, enough])) == ["enough", "free"]


def test_thirty_controls_are_weighed_while_a_page_is_made() -> None:
    alike = [Control(f"a{number:02}", 0.1, 60) for number in range(18)]
    others = [Control(f"b{number:02}", 0.05 + number / 40, 50 + 7 * number % 60) for number in range(12)]
    begun = perf_counter()
    found = cheapest(Stakes(100, 10, 20), 0.3, [*alike, *others])
    assert found is not None and suffices(Stakes(100, 10, 20), 0.3, found)
    assert perf_counter() - begun < 5


def test_a_hair_more_than_is_accepted_is_not_enough() -> None:
    nearly = Control("nearly", 1 - 0.500000001 * 1.0000000005, 60)
    more = Control("more", 0.9, 600)
    assert names(cheapest(Stakes(10, 1, 5), 0.0, [nearly, more])) == ["more"]
