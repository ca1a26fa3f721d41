"""What is at stake in an area of work is put by one side and holds once the other agrees."""

from __future__ import annotations

from tests.core.balance.agreed import ONE, OTHER, area
from troth.core.alliance import Act, OtherTerms
from troth.core.balance import areas
from troth.core.balance.areas import Facts, NothingToLetGo, State, Status, Whose, may


def test_of_an_area_nobody_spoke_of_there_is_nothing() -> None:
    state = area().state
    assert state.status is Status.NOTHING_YET and state.text is None and state.relies(ONE) is None


def test_an_area_holds_once_the_other_side_has_agreed_to_it() -> None:
    found = area()
    put = found.say(ONE, Act.PUT, title="Spare parts")
    assert found.state.status is Status.PROPOSED and found.state.text is None
    assert found.state.relies(ONE) is True and found.state.relies(OTHER) is False
    assert may(found.state, OTHER) == {Act.PUT, Act.AGREE, Act.DECLINE}
    found.say(OTHER, Act.AGREE)
    assert found.state.status is Status.AGREED and found.state.text == put


def test_the_other_side_may_put_what_is_at_stake_as_it_sees_it_in_the_same_direction_alone() -> None:
    found = area()
    found.say(ONE, Act.PUT)
    found.say(OTHER, Act.PUT, facts=Facts(Whose.PARTNER, loss=30, count=3, appetite=5))
    turned = Facts(Whose.OWN, loss=30, count=3, appetite=5)
    assert isinstance(found.refused(OTHER, Act.PUT, facts=turned), OtherTerms)
    found.say(ONE, Act.AGREE)
    text = found.state.text
    assert text is not None and text.facts is not None and text.facts.loss == 30
    assert Whose.OWN.other is Whose.PARTNER and Whose.PARTNER.other is Whose.OWN


def test_an_area_is_let_go_by_both() -> None:
    found = area()
    assert isinstance(found.refused(ONE, Act.PUT, ends=True), NothingToLetGo)
    found.say(ONE, Act.PUT)
    found.say(OTHER, Act.DECLINE)
    assert found.state.status is Status.NOTHING
    found.say(ONE, Act.PUT)
    found.say(OTHER, Act.AGREE)
    found.say(OTHER, Act.PUT, ends=True)
    found.say(ONE, Act.AGREE)
    assert found.state.status is Status.LET_GO and found.state.text is None
    assert State(moves=(found.moves[1],)).relies(ONE) is None
    assert areas.read([]) == State()
