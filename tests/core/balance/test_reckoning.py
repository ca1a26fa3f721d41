"""The worked examples of the balance, and what must hold of any area: docs/measures/balance.md."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from tests.core.balance.areas_of_work import CONTROLS, STAKES, TRUST
from troth.core.balance import (
    LISTS,
    Control,
    Kind,
    Over,
    Stakes,
    Verdict,
    confidence,
    coverage,
    earn,
    list_of,
    need,
    residual,
    suffices,
    trust_wanted,
    weigh,
)

HOURS = 60


def a(id: str, share: float, hours: float, kind: Kind, over: Over, *, there: bool = True) -> Control:
    return Control(id, share, int(hours * HOURS), kind, over, there)


def test_a_monthly_feed_of_data_is_over_controlled_and_both_checks_on_behaviour_can_go() -> None:
    rules = a("rules", 0.64, 8, Kind.COORDINATES, Over.OUTPUT)
    sample = a("sample", 0.30, 12, Kind.CHECKS, Over.OUTPUT)
    look = a("look", 0.25, 16, Kind.CHECKS, Over.BEHAVIOUR)
    sign = a("sign", 0.26, 20, Kind.CHECKS, Over.BEHAVIOUR)
    found = weigh(Stakes(5, 3, 3), 0.81, [rules, sample, look, sign])
    assert round(found.coverage, 2) == 0.86 and round(found.residual, 1) == 0.4
    assert found.verdict is Verdict.OVER_CONTROLLED and found.burden == 56 * HOURS
    assert found.lightest is not None and {"look", "sign"} <= set(found.lightest.drop)
    assert found.lightest.add == ()


def test_a_joint_launch_is_exposed_and_two_things_that_both_do_are_the_lightest_change() -> None:
    report = a("report", 0.30, 6, Kind.CHECKS, Over.BEHAVIOUR)
    stages = a("stages", 0.45, 8, Kind.COORDINATES, Over.OUTPUT, there=False)
    day = a("test_day", 0.30, 6, Kind.COORDINATES, Over.OUTPUT, there=False)
    sign = a("sign", 0.40, 30, Kind.CHECKS, Over.BEHAVIOUR, there=False)
    found = weigh(Stakes(100, 2, 40), 0.34, [report], [stages, day, sign])
    assert round(found.residual) == 92 and found.verdict is Verdict.EXPOSED
    assert found.confidence < found.need
    assert found.lightest is not None and found.lightest.add == ("stages", "test_day")
    assert found.lightest.minutes - found.burden == 14 * HOURS and found.lightest.drop == ()


def test_a_hand_over_of_support_is_in_balance() -> None:
    board = a("board", 0.45, 6, Kind.COORDINATES, Over.OUTPUT)
    review = a("review", 0.30, 8, Kind.COORDINATES, Over.OUTPUT)
    found = weigh(Stakes(10, 12, 24), 0.55, [board, review])
    assert found.verdict is Verdict.IN_BALANCE
    assert found.lightest is not None and (found.lightest.drop, found.lightest.add) == ((), ())


def test_a_control_that_takes_more_than_it_saves_is_named_even_where_it_is_the_only_one_that_suffices() -> (
    None
):
    dear = a("dear", 0.5, 100, Kind.CHECKS, Over.OUTPUT)
    found = weigh(Stakes(10, 1, 3, hour=1), 0.5, [dear])
    assert found.verdict is Verdict.WASTEFUL and found.wasteful == ("dear",)
    assert weigh(Stakes(10, 1, 3), 0.5, [dear]).verdict is Verdict.IN_BALANCE, (
        "nobody said what an hour is worth"
    )


def test_where_not_even_everything_suffices_it_says_so() -> None:
    found = weigh(Stakes(100, 10, 0), 0.5, [Control("a", 0.5, 60)])
    assert found.verdict is Verdict.EXPOSED and found.lightest is None


def test_an_owner_who_accepts_every_loss_needs_no_control() -> None:
    found = weigh(Stakes(1, 2, 5), 0.1, [Control("a", 0.9, 60)])
    assert found.need == 0 and found.verdict is Verdict.OVER_CONTROLLED
    assert found.lightest is not None and found.lightest.drop == ("a",)


def test_what_is_wanted_of_trust_and_how_many_keeps_lead_there() -> None:
    asked: list[float] = []

    def keeps(wanted: float) -> int | None:
        asked.append(wanted)
        return 4 if wanted < 0.9 else None

    first, second = Control("first", 0.5, 60), Control("second", 0.8, 60)
    found = earn(Stakes(10, 1, 1), 0.6, [first, second], keeps)
    assert [(each.control, each.keeps) for each in found] == [("first", 0), ("second", 4)]
    assert asked == [found[1].trust] and isclose(found[1].trust, 1 - 1 / 5)
    (alone,) = earn(Stakes(10, 1, 1), 0.1, [first], keeps)
    assert alone.control is None and isclose(alone.trust, 0.8) and alone.keeps == 4
    (never,) = earn(Stakes(100, 1, 1), 0.1, [first], keeps)
    assert never.keeps is None
    assert trust_wanted(Stakes(10, 1, 1), 1.0) == 0.0, "what is always caught asks for no trust"


def test_each_starting_list_explains_its_controls_and_puts_none_in_place() -> None:
    assert len({each.key for each in LISTS}) == len(LISTS) == 5
    for each in LISTS:
        assert list_of(each.key) is each and len({one.key for one in each.controls}) == len(each.controls)
        for one in each.controls:
            assert one.title and one.catches.endswith(".") and not one.control.there
            assert one.control.minutes == 60 * (one.relying + one.relied) > 0
        assert any(one.kind is Kind.COORDINATES for one in each.controls)
    assert list_of("") is None


@given(STAKES, TRUST, CONTROLS)
def test_exposed_is_less_confidence_than_is_needed(
    stakes: Stakes, trust: float, controls: list[Control]
) -> None:
    found = weigh(stakes, trust, controls)
    assert 0 <= found.coverage <= 1 and 0 <= found.confidence <= 1 and 0 <= found.need <= 1
    assert found.confidence >= max(trust, found.coverage) - 1e-12
    assert isclose(found.residual, stakes.at_stake * (1 - found.confidence), abs_tol=1e-6)
    if abs(found.confidence - found.need) > 1e-6 and found.need > 0:
        assert (found.verdict is Verdict.EXPOSED) is (found.confidence < found.need)
    if found.need == 0:
        assert found.verdict is not Verdict.EXPOSED


@given(STAKES, TRUST, TRUST, CONTROLS)
def test_more_trust_never_exposes_and_never_asks_for_more_control(
    stakes: Stakes, one: float, other: float, controls: list[Control]
) -> None:
    less, more = (weigh(stakes, each, controls) for each in sorted((one, other)))
    assert more.residual <= less.residual + 1e-9
    if less.verdict is not Verdict.EXPOSED:
        assert more.verdict is not Verdict.EXPOSED
        assert more.lightest is not None and less.lightest is not None
        assert more.lightest.minutes <= less.lightest.minutes


@given(STAKES, TRUST, CONTROLS, st.sampled_from([0.25, 2.0, 1024.0]))
def test_the_unit_does_not_matter(
    stakes: Stakes, trust: float, controls: list[Control], factor: float
) -> None:
    other = replace(
        stakes, loss=stakes.loss * factor, appetite=stakes.appetite * factor, hour=stakes.hour * factor
    )
    here, there = weigh(stakes, trust, controls), weigh(other, trust, controls)
    assert (here.verdict, here.lightest, here.wasteful) == (there.verdict, there.lightest, there.wasteful)


@given(STAKES, TRUST, CONTROLS, st.randoms(use_true_random=False))
def test_the_order_of_the_controls_does_not_matter(  # type: ignore[no-untyped-def]
    stakes: Stakes, trust: float, controls: list[Control], random
) -> None:
    there = [each for each in controls if each.there]
    could = [each for each in controls if not each.there]
    before = weigh(stakes, trust, there, could)
    random.shuffle(there), random.shuffle(could)
    assert weigh(stakes, trust, there, could) == before


@given(STAKES, TRUST, CONTROLS)
def test_the_lightest_change_is_enough_and_no_control_it_keeps_can_go(
    stakes: Stakes, trust: float, controls: list[Control]
) -> None:
    there = [each for each in controls if each.there]
    could = [each for each in controls if not each.there]
    found = weigh(stakes, trust, there, could)
    if found.lightest is None:
        assert found.verdict is Verdict.EXPOSED and not suffices(stakes, trust, controls)
        return
    kept = [each for each in there if each.id not in found.lightest.drop]
    kept += [each for each in could if each.id in found.lightest.add]
    assert suffices(stakes, trust, kept)
    assert sum(each.minutes for each in kept) == found.lightest.minutes
    exposed = found.verdict is Verdict.EXPOSED
    assert not (exposed and found.lightest.drop), "an exposed area lets nothing go"
    for each in kept:
        if exposed and each.there:
            continue
        assert each.minutes == 0 or not suffices(
            stakes, trust, [other for other in kept if other is not each]
        )


@given(STAKES, TRUST, CONTROLS)
def test_trust_that_is_wanted_is_enough_once_it_is_there(
    stakes: Stakes, trust: float, controls: list[Control]
) -> None:
    wanted = trust_wanted(stakes, coverage(controls))
    assert 0 <= wanted <= 1
    assert suffices(stakes, min(1.0, wanted + 1e-9), controls)
    if wanted > 1e-6:
        assert residual(stakes, wanted * 0.999, coverage(controls)) > stakes.appetite - 1e-6


@given(st.floats(0, 1), st.floats(0, 1))
def test_trust_and_control_supplement_each_other_alike(trust: float, covered: float) -> None:
    assert isclose(confidence(trust, covered), confidence(covered, trust), abs_tol=1e-12)


@given(STAKES)
def test_need_is_a_share(stakes: Stakes) -> None:
    assert 0 <= need(stakes) <= 1


@given(STAKES, TRUST, CONTROLS)
def test_without_what_wastes_the_loss_and_the_hours_together_are_less(
    stakes: Stakes, trust: float, controls: list[Control]
) -> None:
    found = weigh(stakes, trust, controls)

    def costs(kept: list[Control]) -> float:
        hours = sum(each.minutes for each in kept) / 60
        return residual(stakes, trust, coverage(kept)) + hours * stakes.hour

    for each in controls:
        gain = costs(controls) - costs([other for other in controls if other is not each])
        if found.verdict is not Verdict.EXPOSED and abs(gain) > 1e-6:
            assert (each.id in found.wasteful) is (gain > 0)
    assert found.verdict is not Verdict.EXPOSED or not found.wasteful
