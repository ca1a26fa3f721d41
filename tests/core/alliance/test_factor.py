"""Of whom an organisation asks a second factor: nobody before its day, nobody who has one, and the last one stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.alliance import (
    RIGHTS,
    Asked,
    Demand,
    FactorRule,
    OneMustStay,
    Right,
    gains,
    require_one_stays,
)
from troth.core.values import Role

DAY = date(2026, 12, 7)
ROLES, DAYS = st.sampled_from(Role), st.dates(date(2026, 1, 1), date(2027, 12, 31))
RULES = st.builds(FactorRule, st.sampled_from(Asked), st.none() | DAYS)


@pytest.mark.parametrize(
    ("asked", "roles"),
    [
        (Asked.NOBODY, set()),
        (Asked.SIGNERS, {Role.ADMIN, Role.MANAGER, Role.MEMBER}),
        (Asked.EVERYBODY, set(Role)),
    ],
)
def test_whoever_signs_or_administers_or_everybody_is_asked(asked: Asked, roles: set[Role]) -> None:
    assert {role for role in Role if FactorRule(asked, DAY).concerns(role)} == roles


@pytest.mark.parametrize(("days", "demand"), [(-1, Demand.SOON), (0, Demand.NOW), (1, Demand.NOW)])
def test_it_is_asked_from_its_day_on(days: int, demand: Demand) -> None:
    rule = FactorRule(Asked.EVERYBODY, DAY)
    assert rule.demand(Role.VIEWER, on=DAY + timedelta(days), has=False) is demand


def test_a_rule_without_a_day_holds_already() -> None:
    assert FactorRule(Asked.SIGNERS, None).demand(Role.ADMIN, on=DAY, has=False) is Demand.NOW


@given(RULES, ROLES, DAYS)
def test_nothing_is_asked_of_somebody_who_has_one(rule: FactorRule, role: Role, on: date) -> None:
    assert rule.demand(role, on=on, has=True) is Demand.NONE


@given(RULES, ROLES, DAYS, st.integers(0, 20))
def test_asking_never_ends_with_another_day(rule: FactorRule, role: Role, on: date, days: int) -> None:
    order = [Demand.NONE, Demand.SOON, Demand.NOW]
    first, then = (rule.demand(role, on=day, has=False) for day in (on, on + timedelta(days)))
    assert order.index(first) <= order.index(then)


@given(RULES, ROLES, DAYS, st.integers(0, 3))
def test_the_last_one_stays_while_it_is_asked_for(rule: FactorRule, role: Role, on: date, left: int) -> None:
    if rule.demand(role, on=on, has=left > 0) is Demand.NOW:
        with pytest.raises(OneMustStay, match="Add another one first"):
            require_one_stays(rule, role, on=on, left=left)
    else:
        require_one_stays(rule, role, on=on, left=left)


def test_what_each_role_may_do_beyond_the_one_before_is_all_that_it_may_do() -> None:
    reach: set[Right] = set()
    for place, (role, lesser, more) in enumerate(gains()):
        assert (lesser is None) == (place == 0) and not reach & set(more)
        reach |= set(more)
        assert reach == {right for right in Right if role in RIGHTS[right]}
    assert [role for role, _, _ in gains()] == [Role.VIEWER, Role.MEMBER, Role.MANAGER, Role.ADMIN]
