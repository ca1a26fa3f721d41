"""Who may do what when, and the sentence a person reads when it is not so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.core.promises.places import PLACES
from tests.core.promises.talk import CUSTOMER, PERFORMER, talk
from tests.core.promises.test_histories import must_hold
from tests.counts import UNCOUNTED
from troth.core.promises import (
    TABLE,
    AnsweredAlready,
    Closed,
    Name,
    NotNow,
    NotOnTheTable,
    NotYourMove,
    OtherDelivery,
    OtherTerms,
    Reason,
    State,
    Status,
    crossings,
    may,
    read,
    why_not,
)
from troth.core.values import Side

OFFER, REQUEST, AGREE = (PERFORMER, Name.OFFER), (CUSTOMER, Name.REQUEST), (PERFORMER, Name.AGREE)
DELIVER = (PERFORMER, Name.DELIVER)
BAD_WORDS = ("overdue", "fail", "late ", "breach", "reject", "!", "invalid", "error")


def test_before_anything_is_said_one_side_may_offer_and_the_other_may_ask() -> None:
    assert may(State(), PERFORMER) == {Name.OFFER}
    assert may(State(), CUSTOMER) == {Name.REQUEST}
    assert read([]) == State()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("side", Side)
def test_a_page_offers_exactly_the_moves_that_the_rules_allow(place: str, side: Side) -> None:
    begun = PLACES[place]()
    allowed = {name for name in Name if begun.refused(side, name) is None}
    offered = may(begun.state, side)
    never_offered = {Name.COUNTER} if begun.state.table[side.other] is None else set()
    answered = {Name.TAKE_BACK}
    assert offered - answered == allowed - never_offered - answered
    assert offered <= allowed | answered


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("side", Side)
def test_a_move_that_may_not_be_made_has_a_kind_reason_and_any_other_has_none(place: str, side: Side) -> None:
    state = PLACES[place]().state
    for name in Name:
        reason = why_not(state, side, name)
        assert bool(reason) is (name not in may(state, side))
        assert not any(word in reason.lower() for word in BAD_WORDS)
        assert not reason or reason.endswith(".")


def test_a_reason_names_whose_move_it_is_or_what_has_to_be_so_first() -> None:
    agreed = talk(OFFER, (CUSTOMER, Name.AGREE)).state
    assert why_not(agreed, PERFORMER, Name.ACCEPT) == "The side it was promised to accepts it."
    assert why_not(agreed, CUSTOMER, Name.ACCEPT) == "Nothing is delivered that waits to be accepted."
    assert why_not(agreed, CUSTOMER, Name.AGREE) == "Nothing of the other side waits for a yes here."


@pytest.mark.parametrize(
    ("said", "side", "name", "refusal"),
    [
        ([], CUSTOMER, Name.OFFER, NotYourMove),
        ([], PERFORMER, Name.REQUEST, NotYourMove),
        ([], PERFORMER, Name.CHANGE, NotNow),
        ([], PERFORMER, Name.COUNTER, NotNow),
        ([], PERFORMER, Name.AGREE, NotOnTheTable),
        ([], PERFORMER, Name.WARN, NotNow),
        ([OFFER], PERFORMER, Name.AGREE, NotOnTheTable),
        ([OFFER], CUSTOMER, Name.WITHDRAW, NotOnTheTable),
        ([OFFER], PERFORMER, Name.DELIVER, NotNow),
        ([REQUEST, AGREE], CUSTOMER, Name.DELIVER, NotYourMove),
        ([REQUEST, AGREE], PERFORMER, Name.RELEASE, NotYourMove),
        ([REQUEST, AGREE], CUSTOMER, Name.BREAK, NotYourMove),
        ([REQUEST, AGREE], CUSTOMER, Name.ACCEPT, NotNow),
        ([REQUEST, AGREE], CUSTOMER, Name.TAKE_BACK, NotYourMove),
        ([REQUEST, AGREE, DELIVER], CUSTOMER, Name.RELEASE, NotNow),
        ([REQUEST, AGREE, DELIVER, (CUSTOMER, Name.ACCEPT)], PERFORMER, Name.DELIVER, Closed),
        ([REQUEST, AGREE, (CUSTOMER, Name.RELEASE)], PERFORMER, Name.OFFER, Closed),
    ],
)
def test_a_move_out_of_place_is_refused_by_what_is_the_matter(
    said: list[tuple[Side, Name]], side: Side, name: Name, refusal: type[Exception]
) -> None:
    assert type(talk(*said).refused(side, name)) is refusal


def test_a_move_on_what_is_no_longer_there_is_refused() -> None:
    agreed = talk(REQUEST, AGREE, DELIVER)
    assert type(agreed.refused(PERFORMER, Name.DELIVER, terms="another")) is OtherTerms
    assert type(agreed.refused(CUSTOMER, Name.ACCEPT, on="another")) is OtherDelivery
    assert type(agreed.refused(PERFORMER, Name.TAKE_BACK, on="another")) is NotNow
    assert type(agreed.refused(PERFORMER, Name.TAKE_BACK, answered=True)) is AnsweredAlready
    assert agreed.refused(PERFORMER, Name.TAKE_BACK) is None


def test_a_yes_can_be_taken_back_only_while_the_partner_has_not_spoken_since() -> None:
    assert Name.TAKE_BACK in may(talk(REQUEST, AGREE).state, PERFORMER)
    assert Name.TAKE_BACK not in may(talk(REQUEST, AGREE).state, CUSTOMER)
    assert Name.TAKE_BACK not in may(talk(REQUEST, AGREE, (CUSTOMER, Name.ASK_STATUS)).state, PERFORMER)


def test_nobody_can_speak_in_the_partners_name() -> None:
    begun = talk(OFFER)
    assert type(begun.refused(CUSTOMER, Name.AGREE, log="performer")) is NotYourMove
    assert type(begun.refused(PERFORMER, Name.WITHDRAW, log="customer")) is NotYourMove
    assert begun.refused(CUSTOMER, Name.AGREE, log="somebody else of two") is None
    addressed = talk(OFFER)
    object.__setattr__(addressed.moves[0], "to", "customer")
    assert type(addressed.refused(CUSTOMER, Name.AGREE, log="a third")) is NotYourMove


def test_a_forged_second_beginning_changes_nothing_but_itself() -> None:
    honest, forged = talk(OFFER).moves[0], talk(OFFER).moves[0]
    object.__setattr__(forged, "id", "999-forged")
    object.__setattr__(forged, "log", "customer")
    state = read([forged, honest])
    assert state.table[PERFORMER] == honest
    assert state.reasons[forged.id].reason.name == "NOT_THEIR_SIDE"
    assert state.counted == {honest.id}


def test_what_was_built_on_a_forged_beginning_falls_with_it() -> None:
    honest = talk(OFFER).moves[0]
    lone = talk(OFFER)
    object.__setattr__(lone.moves[0], "id", "999-forged")
    object.__setattr__(lone.moves[0], "log", "customer")
    yes = lone.draft(CUSTOMER, Name.AGREE, seen=lone.state)
    object.__setattr__(yes, "log", "third")
    state = read([honest, *lone.moves, yes])
    assert state.status is Status.PROPOSED
    assert set(state.reasons) == {lone.moves[0].id, yes.id}


@pytest.mark.parametrize("place", PLACES)
def test_every_refusal_is_one_calm_sentence(place: str) -> None:
    begun = PLACES[place]()
    for side in Side:
        for name in Name:
            refusal = begun.refused(side, name)
            if refusal is not None:
                said = str(refusal)
                assert said.endswith(".") and not any(word in said.lower() for word in BAD_WORDS)


def test_the_stamp_moves_with_the_state_and_not_with_a_fact() -> None:
    begun = talk(REQUEST, AGREE)
    before = begun.state.stamp
    begun.say(PERFORMER, Name.PROGRESS)
    assert begun.state.stamp == before
    begun.say(PERFORMER, Name.DELIVER)
    assert begun.state.stamp != before


class PromiseMachine(RuleBasedStateMachine):
    """Walks the table: any legal move in sight of all that was said leads where the table says."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = talk()

    @rule(data=st.data(), side=st.sampled_from(Side))
    def say(self, data: st.DataObject, side: Side) -> None:
        if not self.talk.state.status.is_open or len(self.talk.moves) > 20:
            self.talk = talk()
        before = self.talk.state
        names = sorted(may(before, side) | {Name.WARN}, key=lambda name: name.value)
        name = data.draw(st.sampled_from(names))
        if self.talk.refused(side, name) is None:
            self.talk.say(side, name)
            assert self.talk.state.status in TABLE[before.status, side, name]

    @invariant()
    def holds(self) -> None:
        must_hold(self.talk.state, self.talk.moves)
        if not self.talk.state.status.is_open:
            assert all(self.talk.refused(side, name) for side in Side for name in Name)


TestPromiseMachine = UNCOUNTED(PromiseMachine.TestCase)


@given(st.permutations(range(8)))
def test_a_move_counts_or_says_why_in_any_order(order: list[int]) -> None:
    begun = PLACES["delivered, both changes open"]()
    begun.cross((Name.WITHDRAW, Name.DELIVER), (Name.SEND_BACK,))
    moves = [begun.moves[number] for number in order]
    assert read(moves) == begun.state


def test_a_yes_to_a_change_falls_with_the_yes_below_it_that_was_taken_back_meanwhile() -> None:
    begun = PLACES["agreed, the performer's change open"]()
    _, (yes,) = begun.cross((Name.TAKE_BACK,), (Name.AGREE,))
    assert begun.state.reasons[yes.id].reason is Reason.TERMS_GONE
    assert begun.state.terms is None


def test_a_release_that_waits_behind_a_delivery_has_ended_no_talk() -> None:
    begun = PLACES["agreed on the customer's text"]()
    begun.cross((Name.CHANGE, Name.DELIVER), (Name.RELEASE,))
    found = {(each.performer.name, each.customer.name): each for each in crossings(begun.state)}
    assert not found[Name.CHANGE, Name.RELEASE].tells
    assert found[Name.DELIVER, Name.RELEASE].tells
