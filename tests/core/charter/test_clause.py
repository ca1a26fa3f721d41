"""A clause holds once both have agreed to the same words; a change names the yes it would change; crossings read alike."""

from __future__ import annotations

from tests.core.charter.held import ONE, OTHER, clause
from troth.core.alliance import NotOnTheTable, OtherTerms
from troth.core.charter import Act, Kind, NothingToLetGo, Status, may, read


def test_a_clause_holds_once_the_other_side_has_agreed() -> None:
    found = clause()
    assert found.state.status is Status.NOTHING_YET and may(found.state, ONE) == {Act.PUT}
    put = found.say(ONE, Act.PUT, words="One pallet in twenty is opened.")
    assert found.state.status is Status.PROPOSED and found.state.text is None
    assert may(found.state, ONE) == {Act.PUT, Act.WITHDRAW}
    assert may(found.state, OTHER) == {Act.PUT, Act.AGREE, Act.DECLINE}
    assert isinstance(found.refused(ONE, Act.AGREE, on=put.id), NotOnTheTable)
    yes = found.say(OTHER, Act.AGREE)
    state = found.state
    assert state.status is Status.IN_FORCE and state.text == put and state.terms == yes.id
    assert state.kind is Kind.CLAUSE


def test_every_agreed_text_stays_in_the_history_with_the_yes_to_it() -> None:
    found = clause()
    texts = []
    for n, (one, other) in enumerate(((ONE, OTHER), (OTHER, ONE), (OTHER, ONE))):
        texts.append(found.say(one, Act.PUT, words=f"Version {n}"))
        found.say(other, Act.AGREE)
    assert [each.text for each in found.state.history] == texts
    assert found.state.text == texts[-1]


def test_what_was_declined_or_withdrawn_changes_nothing_that_was_agreed() -> None:
    found = clause()
    found.say(ONE, Act.PUT)
    found.say(OTHER, Act.DECLINE)
    assert found.state.status is Status.NOTHING
    found.say(ONE, Act.PUT)
    found.say(ONE, Act.WITHDRAW)
    assert found.state.status is Status.NOTHING
    found.say(ONE, Act.PUT)
    found.say(OTHER, Act.AGREE)
    held = found.state.text
    found.say(OTHER, Act.PUT, words="Another")
    found.say(ONE, Act.DECLINE)
    assert found.state.text == held and found.state.table == {}


def test_a_clause_is_let_go_by_both_and_can_be_put_anew() -> None:
    found = clause()
    assert isinstance(found.refused(ONE, Act.PUT, ends=True), NothingToLetGo)
    found.say(ONE, Act.PUT)
    found.say(OTHER, Act.AGREE)
    found.say(OTHER, Act.PUT, ends=True)
    assert found.state.status is Status.IN_FORCE
    found.say(ONE, Act.AGREE)
    assert found.state.status is Status.LET_GO and found.state.text is None and len(found.state.history) == 2
    assert isinstance(found.refused(ONE, Act.PUT, ends=True), NothingToLetGo)
    again = found.say(ONE, Act.PUT)
    found.say(OTHER, Act.AGREE)
    assert found.state.text == again


def test_a_change_begins_from_what_both_hold_and_stays_of_its_kind() -> None:
    found = clause()
    found.say(ONE, Act.PUT)
    found.say(OTHER, Act.AGREE)
    assert isinstance(found.refused(ONE, Act.PUT, terms=None), OtherTerms)
    assert isinstance(found.refused(ONE, Act.PUT, kind=Kind.WORD), OtherTerms)


def test_two_yeses_that_cross_leave_both_texts_on_the_table() -> None:
    found = clause()
    found.say(ONE, Act.PUT)
    seen = found.state
    found.say(OTHER, Act.PUT, seen=seen)
    both = found.state
    yeses = {found.say(ONE, Act.AGREE, seen=both).id, found.say(OTHER, Act.AGREE, seen=both).id}
    state = found.state
    assert state.fallen == yeses and state.text is None and len(state.table) == 2


def test_a_yes_that_crosses_a_text_taken_back_or_said_anew_does_not_count() -> None:
    for act in (Act.WITHDRAW, Act.PUT):
        found = clause()
        found.say(ONE, Act.PUT)
        seen = found.state
        found.say(ONE, act)
        yes = found.say(OTHER, Act.AGREE, seen=seen)
        assert found.state.fallen == {yes.id} and found.state.text is None, act
    assert read([]).moves == ()
