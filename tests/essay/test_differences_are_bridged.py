"""Differences have to be bridged.

Two firms differ in how they decide, plan, speak and rest. Each tells its own half, neither tells the other's; then both agree to a
bridge, and look together whether it holds.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.essay.two import Firm, Two, together
from troth.actions import charter, differences
from troth.actions.charter import Words
from troth.actions.differences import On, state_of
from troth.core.alliance import Act, NotOnTheTable, NotYourRole
from troth.core.charter import Kind as Clause
from troth.core.charter import Status as Standing
from troth.core.charter.differences import Kind, Name, NotToldYet, State, Status
from troth.core.values import Role

OURS = "Whoever knows most decides, in the meeting if we can."
THEIRS = "We ask everyone who will have to live with it. It takes two weeks."
BRIDGE = "Veldsen sends a question two weeks before it needs the answer."
DAY, SOON, LATER = date(2026, 6, 3), date(2026, 7, 1), date(2026, 9, 2)


def state(firm: Firm, difference: str) -> State:
    return state_of(firm.node, firm.actor.alliance, difference)


def on(firm: Firm, difference: str) -> On:
    return On(difference, state(firm, difference).stamp)


def tell(firm: Firm, difference: str, words: str) -> None:
    differences.tell(firm.node, firm.actor, on(firm, difference), words=words)
    firm.meet()


def told(two: Two) -> str:
    """A difference that both have told."""
    firm = two.veldsen
    difference = differences.name(
        firm.node, firm.actor, Kind.DECISIONS, title="How a decision is made", words=OURS
    )
    firm.meet()
    tell(two.kaido, difference, THEIRS)
    return difference


def bridged(two: Two) -> str:
    """A difference with a bridge of Kaido that Veldsen agreed to."""
    difference = told(two)
    differences.propose(two.kaido.node, two.kaido.actor, on(two.kaido, difference), words=BRIDGE, day=DAY)
    two.kaido.meet()
    say_yes(two.veldsen, difference)
    return difference


def say_yes(firm: Firm, difference: str) -> None:
    (text,) = state(firm, difference).table.values()
    differences.answer(firm.node, firm.actor, on(firm, difference), Name.AGREE, text=text.id)
    firm.meet()


def look(firm: Firm, difference: str, *, holds: bool, again: date | None = None) -> None:
    differences.look(firm.node, firm.actor, on(firm, difference), holds=holds, again=again)
    firm.meet()


def test_each_side_tells_its_own_half_and_both_stand_side_by_side() -> None:
    two = together()
    difference = told(two)
    for firm in (two.veldsen, two.kaido):
        halves = state(firm, difference).told
        assert {log: move.words for log, move in halves.items()} == {
            two.veldsen.log: OURS,
            two.kaido.log: THEIRS,
        }
    tell(two.kaido, difference, "Two weeks, and then it holds.")
    assert state(two.veldsen, difference).told[two.veldsen.log].words == OURS


def test_nobody_builds_a_bridge_to_a_side_that_has_not_told_yet() -> None:
    two = together()
    firm = two.veldsen
    difference = differences.name(firm.node, firm.actor, Kind.DECISIONS, title="Decisions", words=OURS)
    firm.meet()
    for each in (two.veldsen, two.kaido):
        with pytest.raises(NotToldYet):
            differences.propose(each.node, each.actor, on(each, difference), words=BRIDGE)


def test_a_bridge_holds_once_both_have_agreed_to_it() -> None:
    two = together()
    difference = told(two)
    differences.propose(two.kaido.node, two.kaido.actor, on(two.kaido, difference), words=BRIDGE)
    with pytest.raises(NotOnTheTable):
        say_yes(two.kaido, difference)
    two.kaido.meet()
    assert state(two.veldsen, difference).bridge is None
    say_yes(two.veldsen, difference)
    for firm in (two.veldsen, two.kaido):
        bridge = state(firm, difference).bridge
        assert bridge is not None and bridge.words == BRIDGE


def test_both_look_whether_it_holds_and_neither_says_so_for_both() -> None:
    two = together()
    difference = bridged(two)
    look(two.veldsen, difference, holds=True, again=LATER)
    (first,) = state(two.kaido, difference).looks
    assert first.day == DAY and first.holds is None
    look(two.kaido, difference, holds=False, again=SOON)
    first, then = state(two.veldsen, difference).looks
    assert first.holds is False, "it holds when both say so"
    assert then.day == SOON, "whoever would look sooner is not made to wait"


def test_a_bridge_that_does_not_hold_yet_is_no_breach_and_can_be_built_anew() -> None:
    """A bridge that does not hold yet is nobody's doing, and can be built anew."""
    two = together()
    difference = bridged(two)
    look(two.veldsen, difference, holds=False)
    look(two.kaido, difference, holds=False)
    assert state(two.kaido, difference).status is Status.BRIDGED
    firm = two.veldsen
    differences.propose(firm.node, firm.actor, on(firm, difference), words="Three weeks.", day=LATER)
    firm.meet()
    say_yes(two.kaido, difference)
    again = state(two.veldsen, difference)
    assert again.bridge is not None and again.bridge.words == "Three weeks."
    assert again.look is not None and again.look.day == LATER


def test_two_proposals_that_cross_leave_both_on_the_table() -> None:
    two = together()
    difference = told(two)
    for firm in (two.veldsen, two.kaido):
        differences.propose(firm.node, firm.actor, on(firm, difference), words=f"By {firm.log}")
    two.veldsen.meet()
    for firm in (two.veldsen, two.kaido):
        assert len(state(firm, difference).table) == 2 and state(firm, difference).bridge is None


def test_whoever_listens_tells_and_whoever_speaks_for_the_firm_bridges() -> None:
    two = together()
    difference = told(two)
    member = two.kaido.colleague("m_kenji")
    tell(member, difference, "Kenji tells it like this.")
    with pytest.raises(NotYourRole):
        differences.propose(member.node, member.actor, on(member, difference), words=BRIDGE)
    viewer = two.kaido.colleague("m_emi", Role.VIEWER)
    with pytest.raises(NotYourRole):
        tell(viewer, difference, "Emi only reads.")


def test_what_both_do_about_it_may_become_a_clause_that_neither_changes_alone() -> None:
    two = together()
    firm = two.veldsen
    clause = charter.put(firm.node, firm.actor, Clause.CLAUSE, Words("Questions", BRIDGE))
    firm.meet()
    read = charter.state_of(two.kaido.node, two.kaido.actor.alliance, clause)
    (text,) = read.table.values()
    charter.answer(two.kaido.node, two.kaido.actor, charter.On(clause, read.stamp), Act.AGREE, text=text.id)
    two.kaido.meet()
    held = charter.state_of(firm.node, firm.actor.alliance, clause)
    charter.put(
        firm.node, firm.actor, Clause.CLAUSE, Words("Questions", "A day."), on=charter.On(clause, held.stamp)
    )
    firm.meet()
    for each in (two.veldsen, two.kaido):
        stands = charter.state_of(each.node, each.actor.alliance, clause)
        assert stands.status is Standing.IN_FORCE and stands.text is not None and stands.text.words == BRIDGE
