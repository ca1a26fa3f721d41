"""An alliance is for what neither could do alone.

Its purpose and its objectives belong to both: one side puts the words, they hold once the other has said yes, and an
objective is done when both say so.
"""

from __future__ import annotations

import pytest

from tests.essay.two import Firm, together
from troth.actions import alliance as acts
from troth.core.alliance import State, Status
from troth.core.errors import Refusal


def read(firm: Firm, text: str) -> State:
    return acts.state_of(firm.node, firm.actor.alliance, text)


def say_yes(firm: Firm, text: str) -> None:
    state = read(firm, text)
    (put,) = state.table.values()
    acts.agree(firm.node, firm.actor, text, stamp=state.stamp, text=put.id)
    firm.meet()


def test_the_purpose_holds_once_both_have_said_yes_whoever_put_it() -> None:
    """The purpose holds once both have said yes, whoever put it."""
    two = together()
    for firm, other in ((two.veldsen, two.kaido), (two.kaido, two.veldsen)):
        text = acts.put_purpose(firm.node, firm.actor, title="Batteries that a child can recycle")
        firm.meet()
        assert read(other, text).terms is None
        with pytest.raises(Refusal):
            say_yes(firm, text)
        say_yes(other, text)
        assert read(firm, text).terms == read(other, text).terms is not None


def test_an_objective_is_closed_once_both_have_closed_it() -> None:
    two = together()
    text = acts.put_objective(two.veldsen.node, two.veldsen.actor, title="Twelve sites in a year")
    two.veldsen.meet()
    say_yes(two.kaido, text)
    for firm, then in ((two.veldsen, False), (two.kaido, True)):
        acts.close(firm.node, firm.actor, text, stamp=read(firm, text).stamp)
        firm.meet()
        assert (read(firm, text).status is Status.CLOSED) is then
