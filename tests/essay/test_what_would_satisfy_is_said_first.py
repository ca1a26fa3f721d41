"""What would satisfy is said before anybody begins.

Expectations that nobody has spoken are the first thing two firms differ about. So a promise carries its conditions of
satisfaction, and what the other side has to give for it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cast import terms
from tests.essay.two import together
from troth.actions import promises
from troth.actions.promises import NothingSaid
from troth.core.promises import Acceptance, SentBack, Status, Text

CONDITIONS = ("All twelve sites are covered", "It names who was asked")


def test_both_sides_agree_to_the_same_conditions_day_and_place() -> None:
    """Both sides agree to the same conditions, day and place."""
    two = together()
    promise = two.kaido.offer(terms(conditions=CONDITIONS, owes=("The floor plans",)))
    two.veldsen.agree(promise)
    for firm in (two.kaido, two.veldsen):
        text = firm.state(promise).text
        assert text is not None and isinstance(text.facts, Text) and text.facts.words is not None
        assert text.facts.words.conditions == CONDITIONS
        assert text.facts.words.owes == ("The floor plans",)
        assert text.facts.zone == "Asia/Tokyo"


def test_accepting_says_of_each_condition_whether_it_was_met() -> None:
    two = together()
    promise = two.kaido.offer(terms(conditions=CONDITIONS))
    two.veldsen.agree(promise)
    two.kaido.deliver(promise)
    here = two.veldsen
    promises.accept(here.node, here.actor, here.on(promise), met=(True, False))
    accepted = here.state(promise).accepted
    assert accepted is not None and accepted.facts == Acceptance(met=(True, False))


def test_who_sends_a_delivery_back_names_the_condition_that_is_not_met() -> None:
    two = together()
    promise = two.kaido.offer(terms(conditions=CONDITIONS))
    two.veldsen.agree(promise)
    two.kaido.deliver(promise)
    here = two.veldsen
    with pytest.raises(NothingSaid):
        promises.send_back(here.node, here.actor, here.on(promise), unmet=(), words="Not yet.")
    promises.send_back(here.node, here.actor, here.on(promise), unmet=(1,), words="Nobody is named.")
    here.meet()
    state = two.kaido.state(promise)
    assert state.status is Status.AGREED
    assert state.moves[-1].facts == SentBack(unmet=(1,))


def test_nothing_is_kept_until_the_customer_is_satisfied() -> None:
    two = together()
    promise = two.agreed()
    two.kaido.deliver(promise)
    assert two.veldsen.state(promise).status is Status.DELIVERED
    two.veldsen.accept(promise)
    assert two.kaido.state(promise).status is Status.KEPT


def test_how_much_hangs_on_it_is_said_by_the_side_it_is_done_for() -> None:
    two = together()
    promise = two.kaido.offer(replace(terms(), stake=None))
    state = two.veldsen.state(promise)
    (text,) = [move for move in state.table.values() if move]
    with pytest.raises(promises.StakeNeeded):
        promises.agree(two.veldsen.node, two.veldsen.actor, two.veldsen.on(promise), text=text.id)
    two.veldsen.agree(promise)
    assert two.kaido.state(promise).status is Status.AGREED
