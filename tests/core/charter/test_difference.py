"""A difference is told by both, then bridged by both, and looked at by both on the day they set."""

from __future__ import annotations

from datetime import date

from tests.core.charter.held import ONE, OTHER, difference, told
from troth.core.alliance import OtherTerms
from troth.core.charter.differences import DayBefore, Kind, Name, NothingToLookAt, NotToldYet, Status, may

DAY, LATER, LATEST = date(2026, 3, 2), date(2026, 6, 2), date(2026, 9, 2)


def test_both_tell_it_before_a_bridge_is_looked_for() -> None:
    found = difference()
    assert found.state.status is Status.NOTHING_YET and may(found.state, ONE) == {Name.TELL}
    found.say(ONE, Name.TELL, title="How a plan is made", words="By the week.")
    assert found.state.status is Status.TOLD_BY_ONE
    assert isinstance(found.refused(ONE, Name.PUT), NotToldYet)
    found.say(OTHER, Name.TELL, words="By the year.")
    assert found.state.status is Status.TOLD_BY_BOTH
    assert set(found.state.told) == {ONE, OTHER} and found.state.title == "How a plan is made"
    assert may(found.state, OTHER) == {Name.TELL, Name.PUT}


def test_each_side_tells_its_own_half_anew_and_only_whoever_named_it_renames_it() -> None:
    found = told()
    found.say(OTHER, Name.TELL, title="Another name", words="By the season.")
    assert found.state.title == "How a plan is made"
    assert found.state.told[OTHER].words == "By the season."
    found.say(ONE, Name.TELL, title="Plans", words="By the week.")
    assert found.state.title == "Plans"
    assert isinstance(found.refused(ONE, Name.TELL, kind=Kind.TOOLS), OtherTerms)


def test_a_bridge_holds_once_the_other_side_has_agreed_to_it() -> None:
    found = told()
    put = found.say(ONE, Name.PUT, words="We ask two weeks ahead.", day=DAY, promise="pr_1")
    assert found.state.status is Status.PROPOSED and found.state.bridge is None
    assert may(found.state, OTHER) == {Name.TELL, Name.PUT, Name.AGREE, Name.DECLINE}
    yes = found.say(OTHER, Name.AGREE)
    assert found.state.status is Status.BRIDGED and found.state.bridge == put and found.state.yes == yes
    assert found.state.look is not None and found.state.look.day == DAY


def bridged(day: date | None = DAY):  # type: ignore[no-untyped-def]
    found = told()
    found.say(ONE, Name.PUT, day=day)
    found.say(OTHER, Name.AGREE)
    return found


def test_both_look_on_the_day_and_the_nearer_of_two_new_days_is_the_next() -> None:
    found = bridged()
    assert Name.LOOK in may(found.state, ONE)
    found.say(ONE, Name.LOOK, holds=True, again=LATEST)
    assert found.state.look is not None and found.state.look.holds is None
    found.say(OTHER, Name.LOOK, holds=False, again=LATER)
    first, then = found.state.looks
    assert first.holds is False and then.day == LATER and found.state.look == then
    found.say(ONE, Name.LOOK)
    found.say(OTHER, Name.LOOK)
    assert found.state.looks[-1].holds is True and found.state.look is None
    assert Name.LOOK not in may(found.state, ONE)


def test_what_a_side_says_last_of_a_day_counts() -> None:
    found = bridged()
    found.say(ONE, Name.LOOK, holds=False)
    found.say(ONE, Name.LOOK, holds=True)
    found.say(OTHER, Name.LOOK, holds=True)
    assert found.state.looks[0].holds is True


def test_a_look_is_at_the_bridge_and_the_day_that_both_have_set() -> None:
    found = bridged()
    assert isinstance(found.refused(ONE, Name.LOOK, day=LATER), NothingToLookAt)
    assert isinstance(found.refused(ONE, Name.LOOK, terms="0" * 64), NothingToLookAt)
    assert isinstance(found.refused(ONE, Name.LOOK, again=DAY), DayBefore)
    assert isinstance(bridged(None).refused(ONE, Name.LOOK), NothingToLookAt)


def test_another_bridge_begins_its_own_days() -> None:
    found = bridged()
    seen = found.state
    found.say(ONE, Name.PUT, day=LATER)
    found.say(OTHER, Name.AGREE)
    found.say(ONE, Name.LOOK, seen=seen)
    (look,) = found.state.looks
    assert look.day == LATER and look.said == {}, "what was said of the bridge before is not said of this one"


def test_two_looks_that_cross_both_count() -> None:
    found = bridged()
    seen = found.state
    found.say(ONE, Name.LOOK, seen=seen, holds=True)
    found.say(OTHER, Name.LOOK, seen=seen, holds=True)
    assert found.state.looks[0].holds is True
