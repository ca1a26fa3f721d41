"""A control is put in place, tried without, and brought back by both; a trip-wire either side may say was touched."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.balance.agreed import ONE, OTHER, REVIEW, UNTIL, control, facts, in_place, on_trial
from troth.core.alliance import NotOnTheTable, OtherTerms
from troth.core.balance import Kind
from troth.core.balance.controls import (
    CHANGES,
    AlreadyBack,
    Change,
    Name,
    NoDay,
    NotNow,
    NotOnTrial,
    State,
    Status,
    may,
    may_change,
    minutes,
)
from troth.core.balance.controls.rules import TABLE

DAY = date(2026, 7, 14)


def test_of_a_control_nobody_spoke_of_there_is_nothing() -> None:
    state = control().state
    assert (state.status, state.area, state.text, state.look) == (Status.NOTHING_YET, None, None, None)
    assert may(state, ONE) == {Name.PUT} and may_change(state) == (Change.ADD,)


def test_a_control_holds_once_the_other_side_has_agreed_to_it() -> None:
    found = control()
    put = found.say(ONE, Name.PUT)
    assert found.state.status is Status.PROPOSED and not found.state.status.is_there
    assert may(found.state, OTHER) == {Name.PUT, Name.AGREE, Name.DECLINE}
    assert may(found.state, ONE) == {Name.PUT, Name.WITHDRAW}
    found.say(OTHER, Name.AGREE)
    state = found.state
    assert state.status is Status.IN_PLACE and state.status.is_there and state.text == put
    assert state.area == "ar_1" and state.look == REVIEW
    assert (minutes(put, ONE), minutes(put, OTHER)) == (240, 120)


def test_what_is_declined_or_withdrawn_changes_nothing() -> None:
    found = control()
    found.say(ONE, Name.PUT)
    found.say(OTHER, Name.DECLINE)
    assert found.state.status is Status.NOTHING
    kept = in_place()
    kept.say(ONE, Name.PUT, facts=facts(Change.LET_GO))
    kept.say(ONE, Name.WITHDRAW)
    assert kept.state.status is Status.IN_PLACE and not kept.state.table
    assert isinstance(kept.refused(OTHER, Name.AGREE), NotOnTheTable)


def test_a_trial_takes_it_away_until_a_day_and_both_look_then() -> None:
    state = on_trial().state
    assert state.status is Status.ON_TRIAL and not state.status.is_there and state.look == UNTIL
    assert Name.TRIP in may(state, ONE) and Name.TRIP in may(state, OTHER)


@pytest.mark.parametrize("who", [ONE, OTHER])
def test_either_side_may_say_that_the_trip_wire_was_touched_and_it_is_back_that_day(who: str) -> None:
    found = on_trial()
    trip = found.say(who, Name.TRIP, day=DAY)
    state = found.state
    assert state.status is Status.BACK and state.status.is_there and state.tripped == trip
    assert state.look == DAY and state.text == state.history[1][0]
    assert isinstance(found.refused(OTHER, Name.TRIP, day=DAY), AlreadyBack)
    found.say(OTHER, Name.PUT, facts=facts(Change.LEAVE, review=UNTIL))
    found.say(ONE, Name.AGREE)
    assert found.state.status is Status.IN_PLACE and found.state.look == UNTIL


def test_a_trial_ends_in_a_longer_one_for_good_or_back() -> None:
    for change, status in (
        (Change.TRIAL, Status.ON_TRIAL),
        (Change.LET_GO, Status.LET_GO),
        (Change.BRING_BACK, Status.IN_PLACE),
    ):
        found = on_trial()
        found.say(OTHER, Name.PUT, facts=facts(change))
        assert found.state.status is Status.ON_TRIAL, "nothing changes by itself"
        found.say(ONE, Name.AGREE)
        assert found.state.status is status
    gone = on_trial()
    gone.say(ONE, Name.PUT, facts=facts(Change.LET_GO))
    gone.say(OTHER, Name.AGREE)
    assert gone.state.look is None and may_change(gone.state) == (Change.BRING_BACK,)
    assert isinstance(gone.refused(ONE, Name.TRIP, day=DAY), NotOnTrial)


def test_who_agreed_to_go_on_without_it_not_having_heard_of_the_wire_has_it_back() -> None:
    found = on_trial()
    found.say(ONE, Name.PUT, facts=facts(Change.LET_GO))
    seen = found.state
    trip = found.say(ONE, Name.TRIP, day=DAY)
    found.say(OTHER, Name.AGREE, seen=seen)
    assert found.state.status is Status.BACK and found.state.tripped == trip
    found.say(ONE, Name.PUT, facts=facts(Change.LET_GO))
    found.say(OTHER, Name.AGREE)
    assert found.state.status is Status.LET_GO, "now both have heard of it"


def test_a_wire_touched_before_a_control_was_brought_back_is_past() -> None:
    found = on_trial()
    found.say(OTHER, Name.TRIP, day=DAY)
    found.say(OTHER, Name.PUT, facts=facts(Change.SHARE))
    found.say(ONE, Name.AGREE)
    assert found.state.status is Status.IN_PLACE and found.state.tripped is None


def test_a_table_says_what_may_be_made_of_it_and_a_sentence_why_not() -> None:
    assert set(TABLE) == set(Status) and set(CHANGES) == set(Change)
    starts = {
        Status.NOTHING_YET: control(),
        Status.IN_PLACE: in_place(),
        Status.ON_TRIAL: on_trial(),
    }
    for status, found in starts.items():
        assert found.state.status is status
        for change in set(Change) - TABLE[status]:
            assert isinstance(found.refused(ONE, Name.PUT, facts=facts(change)), NotNow)
        for change in may_change(found.state):
            found.draft(ONE, Name.PUT, facts=facts(change))


def test_a_trial_and_a_look_name_their_day_and_what_both_see_is_no_check() -> None:
    found = in_place()
    assert isinstance(found.refused(ONE, Name.PUT, facts=facts(Change.TRIAL, until=None)), NoDay)
    assert isinstance(found.refused(ONE, Name.PUT, facts=facts(Change.LEAVE, review=None)), NoDay)
    assert isinstance(found.refused(ONE, Name.PUT, facts=facts(Change.SHARE, kind=Kind.CHECKS)), NotNow)


def test_a_control_stays_in_its_area() -> None:
    found = in_place()
    assert isinstance(found.refused(ONE, Name.PUT, facts=facts(Change.ADJUST, area="ar_2")), OtherTerms)


def test_two_changes_from_one_beginning_that_are_both_agreed_unseen_are_both_open_again() -> None:
    found = in_place()
    seen = found.state
    found.say(ONE, Name.PUT, facts=facts(Change.TRIAL), seen=seen)
    found.say(OTHER, Name.PUT, facts=facts(Change.ADJUST), seen=seen)
    both = found.state
    found.say(ONE, Name.AGREE, seen=both)
    found.say(OTHER, Name.AGREE, seen=both)
    assert found.state.status is Status.IN_PLACE and len(found.state.fallen) == 2
    assert len(found.state.table) == 2


def test_an_answer_carries_no_facts_of_its_own() -> None:
    found = in_place()
    assert minutes(found.moves[1], ONE) == 0
    assert State(moves=(found.moves[1],)).area is None
