"""Names lie in bodies that can be erased, nobody names the partner's people, and one table says who may what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from troth.core.alliance import (
    AFTERWARDS,
    READABLE_FOR,
    RIGHTS,
    AllianceEnded,
    Member,
    NotYourRole,
    OwnWords,
    Right,
    allowed,
    member_from,
    members,
    own_words_from,
    reads_until,
    require,
    require_going_on,
    wire_member,
    wire_own_words,
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


SAID = OwnWords("Send the question a day before we talk.", "At once, and by telephone.")


def said(words: OwnWords, *, id: str = "9", log: str = A, erased: bool = False) -> Made:
    act, body = wire_own_words("m_1", words)
    return Made(id=id, act=act, log=log, sees=frozenset(("1",)), body=None if erased else body)


def test_what_a_member_says_of_themselves_comes_out_as_it_went_in_and_stands_beside_the_name() -> None:
    assert own_words_from(said(SAID)) == ("m_1", SAID)
    found = members([named(ANNELIES), said(SAID)])
    assert found[A, "m_1"] == Member(A, "m_1", "Annelies", "Quality", "Europe/Amsterdam", SAID)


def test_a_new_name_keeps_the_words_and_erased_words_keep_the_name() -> None:
    later = named(Member(A, "m_1", "Annelies Meer"), id="5", sees=frozenset(("1", "9")))
    assert members([named(ANNELIES), said(SAID), later])[A, "m_1"].words == SAID
    gone = members([named(ANNELIES), said(SAID, erased=True)])[A, "m_1"]
    assert (gone.name, gone.words) == ("Annelies", OwnWords())


def test_words_before_any_name_wait_for_it_and_nobody_speaks_for_the_partners_people() -> None:
    found = members([said(SAID), said(OwnWords("I bite."), id="0", log=B)])
    assert found[A, "m_1"] == Member(A, "m_1", None, words=SAID)
    assert found[B, "m_1"].words == OwnWords("I bite.")


def test_a_reader_that_knows_only_names_passes_the_words_over() -> None:
    assert member_from(said(SAID)) is None and own_words_from(named(ANNELIES)) is None


def test_an_alliance_that_one_side_has_left_is_read_and_nothing_else() -> None:
    assert {Right.READ, Right.EXPORT} == AFTERWARDS
    for right in Right:
        require_going_on(right, ended="")
        if right in AFTERWARDS:
            require_going_on(right, ended="Kaido left on Tuesday.")
            continue
        with pytest.raises(AllianceEnded, match="Kaido left on Tuesday"):
            require_going_on(right, ended="Kaido left on Tuesday.")
    left = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert reads_until(left) - left == READABLE_FOR == timedelta(days=90)


@pytest.mark.parametrize("right", Right)
def test_each_role_may_do_all_that_a_lesser_one_may(right: Right) -> None:
    reach = [role in RIGHTS[right] for role in (Role.VIEWER, Role.MEMBER, Role.MANAGER, Role.ADMIN)]
    assert reach == sorted(reach) and reach[-1]


def test_a_viewer_reads_and_takes_away_and_promises_nothing() -> None:
    able = {right for right in Right if allowed(Role.VIEWER, right)}
    assert able == {Right.READ, Right.EXPORT, Right.NOTE, Right.ANSWER}


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
