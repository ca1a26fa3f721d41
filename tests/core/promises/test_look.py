"""Two people asked to look: one sentence of each side, who is asked, and when it is over."""

from __future__ import annotations

import pytest

from tests.core.promises.talk import CUSTOMER, PERFORMER, Talk, talk
from troth.core.promises import Asked, Name, NothingToLookAt, Status, look_of
from troth.core.values import Side

AGREED = ((CUSTOMER, Name.REQUEST), (PERFORMER, Name.AGREE))


def asked(side: Side = PERFORMER, who: Asked | None = None) -> Talk:
    begun = talk(*AGREED)
    begun.say(side, Name.ESCALATE, facts=who)
    return begun


def test_nobody_is_asked_to_look_until_a_side_says_so() -> None:
    assert look_of(talk(*AGREED).state) is None


@pytest.mark.parametrize("side", Side)
def test_the_other_side_adds_its_own_sentence_to_the_same_asking(side: Side) -> None:
    begun = asked(side)
    look = look_of(begun.state)
    assert look is not None and set(look.said) == {side} and not look.is_over
    first = look.asked
    begun.say(side.other, Name.ESCALATE)
    look = look_of(begun.state)
    assert look is not None and look.asked == first
    assert {move.side for move in look.said.values()} == set(Side)


def test_two_sides_that_ask_without_sight_of_each_other_stand_side_by_side() -> None:
    begun = talk(*AGREED)
    begun.cross((Name.ESCALATE,), (Name.ESCALATE,))
    look = look_of(begun.state)
    assert look is not None and set(look.said) == set(Side)


def test_it_is_over_once_somebody_of_each_side_has_looked_and_asking_again_begins_anew() -> None:
    begun = asked()
    begun.say(PERFORMER, Name.LOOKED)
    look = look_of(begun.state)
    assert look is not None and set(look.looked) == {PERFORMER} and not look.is_over
    begun.say(CUSTOMER, Name.LOOKED)
    look = look_of(begun.state)
    assert look is not None and look.is_over
    begun.say(CUSTOMER, Name.ESCALATE)
    again = look_of(begun.state)
    assert again is not None and set(again.said) == {CUSTOMER} and not again.looked


def test_a_later_sentence_of_the_same_side_takes_the_place_of_its_first() -> None:
    begun = asked()
    later = begun.say(PERFORMER, Name.ESCALATE)
    look = look_of(begun.state)
    assert look is not None and look.said[PERFORMER] == later


def test_each_side_is_asked_whom_it_names_itself_else_whom_the_other_knew() -> None:
    begun = asked(PERFORMER, Asked("m_a", "m_b"))
    look = look_of(begun.state)
    assert look is not None
    assert (look.sponsor(PERFORMER), look.sponsor(CUSTOMER)) == ("m_a", "m_b")
    begun.say(CUSTOMER, Name.ESCALATE, facts=Asked("m_x", "m_c"))
    look = look_of(begun.state)
    assert look is not None
    assert (look.sponsor(PERFORMER), look.sponsor(CUSTOMER)) == ("m_a", "m_c")
    plain = look_of(asked().state)
    assert plain is not None and plain.sponsor(CUSTOMER) is None


def test_nobody_says_that_they_have_looked_at_what_nobody_was_asked_about() -> None:
    begun = talk(*AGREED)
    assert type(begun.refused(PERFORMER, Name.LOOKED)) is NothingToLookAt
    begun.say(CUSTOMER, Name.ESCALATE)
    assert begun.refused(PERFORMER, Name.LOOKED) is None
    assert type(begun.refused(PERFORMER, Name.LOOKED, on=begun.moves[0].id)) is NothingToLookAt


def test_asking_two_people_to_look_changes_nothing_that_was_promised() -> None:
    begun = asked()
    before = talk(*AGREED).state
    begun.say(CUSTOMER, Name.LOOKED)
    after = begun.state
    assert (after.status, after.stamp) == (Status.AGREED, before.stamp)
    assert after.counted >= {move.id for move in begun.moves}


def test_a_stranger_to_the_promise_who_asks_or_looks_is_passed_over() -> None:
    begun = asked()
    stray = begun.draft(CUSTOMER, Name.LOOKED, seen=begun.state)
    object.__setattr__(stray, "log", "performer")
    begun.moves.append(stray)
    look = look_of(begun.state)
    assert look is not None and not look.looked
