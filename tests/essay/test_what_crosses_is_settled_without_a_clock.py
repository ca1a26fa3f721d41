"""What both say at the same moment is settled fairly, and shown to both.

Two people write without having heard each other. Nobody wins by a faster clock or a faster line: what counts follows from what
each had seen, both read the same, and both are told what came of it and why.
"""

from __future__ import annotations

from tests.cast import terms
from tests.essay.two import DUE, Two, together
from troth.actions import promises
from troth.core.promises import Outcome, Reason, Status, crossings


def release_without_having_heard(two: Two, promise: str) -> None:
    here = two.veldsen
    promises.release(here.node, here.actor, here.on(promise))


def deliver_without_having_heard(two: Two, promise: str) -> None:
    here = two.kaido
    promises.deliver(here.node, here.actor, here.on(promise), words="Here it is.")


def told(two: Two, promise: str) -> list[Reason]:
    """What both pages say of what crossed."""
    ours, theirs = (
        [each.why for each in crossings(firm.state(promise))] for firm in (two.veldsen, two.kaido)
    )
    assert ours == theirs
    return [why.reason for why in ours]


def test_a_delivery_that_crosses_a_release_is_looked_at_first() -> None:
    for first, second in (
        (release_without_having_heard, deliver_without_having_heard),
        (deliver_without_having_heard, release_without_having_heard),
    ):
        two = together()
        promise = two.agreed()
        first(two, promise)
        two.clock.move_on(1)
        second(two, promise)
        two.veldsen.meet()
        for firm in (two.veldsen, two.kaido):
            state = firm.state(promise)
            assert (state.status, state.release_behind) == (Status.DELIVERED, True)
        assert told(two, promise) == [Reason.RELEASE_WAITS]
        two.veldsen.accept(promise)
        assert two.outcome(promise) in {Outcome.KEPT_EARLY, Outcome.KEPT_ON_THE_DAY}


def test_each_saying_yes_to_the_other_binds_nobody_until_one_says_it_again() -> None:
    """Each saying yes to the other's text binds nobody until one says it again."""
    two = together()
    promise = two.kaido.offer()
    two.veldsen.move_to(promise, DUE.replace(day=27))
    texts = {firm.log: firm.state(promise) for firm in (two.veldsen, two.kaido)}
    for firm in (two.veldsen, two.kaido):
        state = texts[firm.log]
        other = state.table[promises.side_of(state, firm.log).other]
        assert other is not None
        promises.agree(firm.node, firm.actor, firm.on(promise), text=other.id)
    two.veldsen.meet()
    assert two.kaido.state(promise).status is two.veldsen.state(promise).status is Status.PROPOSED
    assert told(two, promise)[-1:] and Reason.YESES_CROSSED in told(two, promise)
    two.veldsen.agree(promise)
    assert two.kaido.state(promise).status is Status.AGREED


def test_a_yes_to_words_that_were_being_replaced_does_not_bind() -> None:
    two = together()
    promise = two.kaido.offer()
    here, there = two.veldsen, two.kaido
    state = here.state(promise)
    text = state.table[promises.side_of(state, here.log).other]
    assert text is not None
    promises.propose(there.node, there.actor, there.on(promise), terms(title="Eleven sites only"))
    promises.agree(here.node, here.actor, here.on(promise), text=text.id)
    here.meet()
    assert here.state(promise).status is there.state(promise).status is Status.PROPOSED
    assert Reason.YES_AFTER_REPLACED in told(two, promise)


def test_nothing_that_was_said_vanishes() -> None:
    two = together()
    promise = two.agreed()
    release_without_having_heard(two, promise)
    deliver_without_having_heard(two, promise)
    two.veldsen.meet()
    for firm in (two.veldsen, two.kaido):
        assert len(firm.state(promise).moves) == 4
