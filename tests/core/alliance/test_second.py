"""Two signatures: from which stake on a yes waits, and who may be the second."""

from __future__ import annotations

import pytest

from troth.core.alliance import NotYourRole, SamePerson, asks_from, require_second, waits
from troth.core.alliance.sponsors import sponsor_from, wire_sponsor
from troth.core.values import Made, Role, Stake


@pytest.mark.parametrize("stake", Stake)
@pytest.mark.parametrize("since", Stake)
def test_a_yes_waits_from_the_stake_on_that_the_organisation_says(since: Stake, stake: Stake) -> None:
    assert waits(since, stake) is (stake.weight >= since.weight)


def test_a_yes_never_waits_where_nothing_is_said_or_nothing_hangs_on_it_yet() -> None:
    assert not waits(None, Stake.HIGH)
    assert not waits(Stake.LOW, None)


def test_where_nobody_else_could_be_the_second_one_signature_is_enough() -> None:
    assert asks_from(Stake.HIGH, others=0) is None
    assert asks_from(Stake.HIGH, others=1) is Stake.HIGH
    assert asks_from(None, others=3) is None


@pytest.mark.parametrize(
    ("role", "may"), [(Role.ADMIN, True), (Role.MANAGER, True), (Role.MEMBER, False), (Role.VIEWER, False)]
)
def test_the_second_is_a_manager_or_an_administrator(role: Role, may: bool) -> None:
    if may:
        require_second(role, second="m_b", firsts=frozenset({"m_a"}))
        return
    with pytest.raises(NotYourRole):
        require_second(role, second="m_b", firsts=frozenset({"m_a"}))


def test_nobody_is_their_own_second_nor_that_of_whoever_acts_for_them() -> None:
    for second in ("m_a", "m_c"):
        with pytest.raises(SamePerson):
            require_second(Role.ADMIN, second=second, firsts=frozenset({"m_a", "m_c"}))


def test_a_sponsor_is_named_by_pseudonym_and_read_again() -> None:
    assert sponsor_from(Made("a", wire_sponsor("m_7Qx"))) == "m_7Qx"


@pytest.mark.parametrize(
    "act",
    [
        {},
        {"t": "member.name/1", "o": "m_7Qx"},
        {"t": "member.sponsor/1"},
        {"t": "member.sponsor/1", "o": "pr_1"},
    ],
)
def test_an_act_that_names_no_sponsor_is_none(act: dict[str, object]) -> None:
    assert sponsor_from(Made("a", act)) is None
