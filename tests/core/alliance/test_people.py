"""Names lie in bodies that can be erased, nobody names the partner's people, and one table says who may what."""

from __future__ import annotations

import pytest

from troth.core.alliance import (
    RIGHTS,
    Member,
    NotYourRole,
    Right,
    allowed,
    member_from,
    members,
    require,
    wire_member,
)
from troth.core.values import Made, Role

A, B = "a" * 64, "b" * 64
ANNELIES = Member(A, "m_1", "Annelies", "Quality", "Europe/Amsterdam")


def named(member: Member, *, id: str = "1", sees: frozenset[str] = frozenset(), erased: bool = False) -> Made:
    act, body = wire_member(member)
    return Made(id=id, act=act, log=member.log, sees=sees, body=None if erased else body)


def test_a_member_comes_out_of_the_record_as_they_went_in() -> None:
    assert member_from(named(ANNELIES)) == ANNELIES


def test_the_latest_naming_of_a_member_counts() -> None:
    later = Member(A, "m_1", "Annelies van der Meer")
    found = members([named(later, id="2", sees=frozenset("1")), named(ANNELIES)])
    assert found == {(A, "m_1"): later}


def test_nobody_can_name_the_partners_people() -> None:
    forged = Member(B, "m_1", "Somebody else")
    found = members([named(ANNELIES), named(forged, id="0")])
    assert found[A, "m_1"] == ANNELIES and found[B, "m_1"] == forged


def test_an_erased_name_leaves_the_member_without_one() -> None:
    assert member_from(named(ANNELIES, erased=True)) == Member(A, "m_1", None)


@pytest.mark.parametrize("act", [{"t": "member.name/2", "o": "m_1"}, {"t": "member.name/1", "o": 3}, {}])
def test_what_names_nobody_is_none(act: dict[str, object]) -> None:
    assert member_from(Made("1", act)) is None
    assert members([Made("1", act)]) == {}


@pytest.mark.parametrize("right", Right)
def test_each_role_may_do_all_that_a_lesser_one_may(right: Right) -> None:
    reach = [role in RIGHTS[right] for role in (Role.VIEWER, Role.MEMBER, Role.MANAGER, Role.ADMIN)]
    assert reach == sorted(reach) and reach[-1]


def test_a_viewer_reads_and_takes_away_and_promises_nothing() -> None:
    able = {right for right in Right if allowed(Role.VIEWER, right)}
    assert able == {Right.READ, Right.EXPORT, Right.NOTE}


@pytest.mark.parametrize(
    ("role", "right", "says"),
    [
        (Role.VIEWER, Right.PROMISE, "member"),
        (Role.MEMBER, Right.PURPOSE, "manager"),
        (Role.MANAGER, Right.KEYS, "admin"),
    ],
)
def test_who_may_not_is_told_whom_to_ask(role: Role, right: Right, says: str) -> None:
    with pytest.raises(NotYourRole, match=says):
        require(role, right)
    require(Role.ADMIN, right)
