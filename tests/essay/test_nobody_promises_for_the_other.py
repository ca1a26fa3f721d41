"""One can promise only what one will do oneself.

A promise is worth something because whoever gives it could have said no.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cast import terms
from tests.essay.two import DUE, Firm, together
from troth.actions import meetings, promises
from troth.core.alliance.rights import NotYourRole
from troth.core.errors import Refusal, TrothError
from troth.core.listening.meetings import Kind as Written
from troth.core.listening.meetings import Line
from troth.core.promises import Status, person
from troth.core.values import Role, Side, Stake


def own_text(firm: Firm, promise: str) -> str:
    state = firm.state(promise)
    text = state.table[promises.side_of(state, firm.log)]
    assert text is not None
    return text.id


def test_asking_for_something_does_not_make_it_promised() -> None:
    two = together()
    promise = two.veldsen.ask()
    assert two.veldsen.state(promise).status is Status.PROPOSED
    assert two.veldsen.state(promise).terms is None


def test_nobody_agrees_to_their_own_words() -> None:
    two = together()
    for promise, firm in ((two.veldsen.ask(), two.veldsen), (two.kaido.offer(), two.kaido)):
        with pytest.raises(Refusal):
            promises.agree(firm.node, firm.actor, firm.on(promise), text=own_text(firm, promise))
        assert firm.state(promise).status is Status.PROPOSED


def test_no_node_signs_with_the_other_sides_key() -> None:
    """No node signs with the other side's key."""
    two = together()
    with pytest.raises(TrothError):
        promises.offer(two.veldsen.node, two.kaido.actor, terms())


def test_a_proposed_change_leaves_the_promise_as_it_was_until_the_other_side_agrees() -> None:
    two = together()
    promise = two.agreed()
    before = two.kaido.state(promise).terms
    two.veldsen.move_to(promise, DUE.replace(day=10))
    assert two.kaido.state(promise).terms == before
    two.kaido.agree(promise)
    assert two.veldsen.state(promise).terms != before


def test_only_the_performer_delivers_and_only_the_customer_says_whether_it_satisfies() -> None:
    """Only the performer delivers, and only the customer says whether it satisfies."""
    two = together()
    promise = two.agreed()
    with pytest.raises(Refusal):
        two.veldsen.deliver(promise)
    two.kaido.deliver(promise)
    with pytest.raises(Refusal):
        two.kaido.accept(promise)
    assert two.kaido.state(promise).status is Status.DELIVERED


def test_the_partner_may_say_no() -> None:
    two = together()
    promise = two.veldsen.ask()
    state = two.kaido.state(promise)
    asked = state.table[Side.CUSTOMER]
    assert asked is not None
    promises.decline(two.kaido.node, two.kaido.actor, two.kaido.on(promise), text=asked.id)
    two.kaido.meet()
    assert two.veldsen.state(promise).status is Status.NOTHING


def test_acting_for_a_colleague_is_said_as_such() -> None:
    two = together()
    actor = replace(two.kaido.actor, by="m_kenji", stands_for="m_naoko")
    promise = promises.offer(two.kaido.node, actor, terms())
    (said,) = two.kaido.state(promise).moves
    assert (said.by, said.stands_for) == ("m_kenji", "m_naoko")


def test_who_may_only_look_signs_nothing_in_the_organisations_name() -> None:
    """Who may only look signs nothing in the organisation's name."""
    two = together()
    guest = two.kaido.colleague("m_guest", Role.VIEWER)
    with pytest.raises(NotYourRole):
        guest.offer()


def test_a_promise_of_ones_own_may_be_handed_on_and_a_colleagues_by_a_manager() -> None:
    """A promise of one's own may be handed to a colleague; a colleague's by a manager."""
    two = together()
    promise = two.agreed()
    other = two.kaido.colleague("m_kenji")
    with pytest.raises(NotYourRole):
        promises.hand_over(other.node, other.actor, other.on(promise), person="m_kenji")
    manager = two.kaido.colleague("m_yuki", Role.MANAGER)
    promises.hand_over(manager.node, manager.actor, manager.on(promise), person="m_kenji")
    promises.hand_over(other.node, other.actor, other.on(promise), person="m_naoko")
    two.kaido.meet()
    assert person(two.veldsen.state(promise), Side.PERFORMER) == "m_naoko"


def test_what_one_person_writes_down_in_a_meeting_binds_nobody_before_each_side_has_said_so() -> None:
    two = together()
    line = Line(Written.PROMISE, own=False, due=DUE, words="The audit report is in your hands")
    meeting = meetings.new_meeting()
    note = meetings.Note("Promises of the week", DUE, (line,))
    meetings.end(two.veldsen.node, two.veldsen.actor, meeting, note)
    two.veldsen.meet()

    def confirmed(firm: Firm) -> str | None:
        state = meetings.state_of(firm.node, firm.actor.alliance, meeting)
        said = meetings.Said(zone="Europe/Amsterdam", stake=Stake.MEDIUM)
        meetings.confirm(firm.node, firm.actor, meetings.On(meeting, state.stamp, 0), said)
        firm.meet()
        return meetings.state_of(firm.node, firm.actor.alliance, meeting).items[0].made

    wanted = confirmed(two.veldsen)
    assert wanted is not None and two.kaido.state(wanted).status is Status.PROPOSED
    assert confirmed(two.kaido) == wanted
    assert two.veldsen.state(wanted).status is Status.AGREED
    assert two.veldsen.state(wanted).stamp == two.kaido.state(wanted).stamp
