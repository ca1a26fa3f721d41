"""Business moves from control to trust, and keeps the balance of the two.

Control is the bridge until trust has evidence. For each area of work both see how much is at stake, what trust carries of
it and what the controls carry: where it is too little, and where it is too much.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.essay.two import Firm, Two, together
from troth.actions import balance
from troth.actions.balance import Area, Control, On
from troth.core.alliance import Act, NotOnTheTable
from troth.core.balance import Control as Reckoned
from troth.core.balance import Kind, Over, Stakes, Verdict, areas, controls, earn, weigh
from troth.core.balance.areas import Facts, Whose
from troth.core.balance.controls import Change, Status, Words
from troth.core.trust import Evidence, Facet, keeps_needed, opinion

TODAY, UNTIL, DAY = date(2026, 3, 2), date(2026, 6, 1), date(2026, 4, 14)
DAY_MS = 86_400_000
NOW = 400 * DAY_MS
STAKES = Stakes(loss=10, count=6, appetite=12)


def kept(count: int) -> list[Evidence]:
    """So many promises, one a week, all kept."""
    return [Evidence(f"pr_{n}", Facet.DELIVERY, NOW - 7 * n * DAY_MS, 1.0) for n in range(count)]


def look(id: str = "look", *, there: bool = True) -> Reckoned:
    """One side looks at everything before it goes on."""
    return Reckoned(id, 0.8, 20 * 60, Kind.CHECKS, Over.BEHAVIOUR, there)


def a_control(area: str, change: Change = Change.ADD, **more: object) -> Control:
    facts = controls.Facts(area, change, Kind.CHECKS, Over.BEHAVIOUR, 60, 720, 540, Whose.OWN)
    said = Words(title="Second approval", wire="One order above the list" if change is Change.TRIAL else "")
    return Control(replace(facts, **more), said)  # type: ignore[arg-type]


def set_up(two: Two) -> tuple[str, str]:
    """An area with one control, put by Veldsen and agreed by Kaido in one act."""
    firm = two.veldsen
    facts = Facts(Whose.OWN, loss=10, count=6, appetite=12)
    area = balance.set_up(firm.node, firm.actor, Area(facts, "Spare parts"))
    control = balance.propose(firm.node, firm.actor, a_control(area), today=TODAY)
    firm.meet()
    kaido = two.kaido
    texts = []
    for name in (area, control):
        state = area_at(kaido, area) if name == area else at(kaido, control)
        (text,) = state.table.values()
        texts.append((On(name, state.stamp), text.id))
    balance.agree_all(kaido.node, kaido.actor, texts)
    kaido.meet()
    return area, control


def area_at(firm: Firm, area: str) -> areas.State:
    return balance.area_state(firm.node, firm.actor.alliance, area)


def at(firm: Firm, control: str) -> controls.State:
    return balance.control_state(firm.node, firm.actor.alliance, control)


def propose(firm: Firm, area: str, control: str, change: Change, **more: object) -> None:
    on = On(control, at(firm, control).stamp)
    balance.propose(firm.node, firm.actor, a_control(area, change, **more), today=TODAY, on=on)
    firm.meet()


def agree(firm: Firm, control: str) -> None:
    state = at(firm, control)
    text = next((each.id for log, each in state.table.items() if log != firm.log), "")
    balance.answer(firm.node, firm.actor, On(control, state.stamp), Act.AGREE, text=text)
    firm.meet()


def on_trial(two: Two) -> str:
    area, control = set_up(two)
    propose(two.veldsen, area, control, Change.TRIAL, until=UNTIL)
    agree(two.kaido, control)
    return control


def test_control_is_the_bridge_until_trust_has_evidence() -> None:
    """The same control is needed while there is little to go on, and too much once a record is there."""
    unknown, known = opinion([], NOW).low, opinion(kept(30), NOW).low
    assert weigh(STAKES, unknown, []).verdict is Verdict.EXPOSED
    assert weigh(STAKES, unknown, [look()]).verdict is not Verdict.EXPOSED
    light = Reckoned("light", 0.5, 60, Kind.COORDINATES, Over.OUTPUT, there=False)
    found = weigh(STAKES, known, [look()], [light])
    assert found.verdict is Verdict.OVER_CONTROLLED
    assert found.lightest is not None and found.lightest.drop == ("look",)


def test_trust_without_any_control_can_be_too_little() -> None:
    """Where much is at stake no record is long enough, and it says so."""
    large = Stakes(loss=100, count=10, appetite=5)
    found = weigh(large, opinion(kept(200), NOW).low, [])
    assert found.verdict is Verdict.EXPOSED
    (wanted,) = earn(large, found.trust, [], lambda low: keeps_needed(kept(200), NOW, wanted=low))
    assert wanted.keeps is None


def test_trust_is_earned_promise_by_promise_and_makes_a_control_unnecessary() -> None:
    trust = opinion(kept(3), NOW).low
    stakes = replace(STAKES, appetite=25)
    (wanted,) = earn(stakes, trust, [look()], lambda low: keeps_needed(kept(3), NOW, wanted=low))
    assert wanted.control == "look" and wanted.keeps is not None and wanted.keeps > 0
    more = [Evidence(f"new_{n}", Facet.DELIVERY, NOW, 1.0) for n in range(wanted.keeps)]
    later = opinion([*kept(3), *more], NOW).low
    assert weigh(stakes, later, []).verdict is not Verdict.EXPOSED


def test_neither_side_changes_a_control_alone() -> None:
    two = together()
    area, control = set_up(two)
    propose(two.veldsen, area, control, Change.LET_GO)
    with pytest.raises(NotOnTheTable):
        agree(two.veldsen, control)
    for firm in (two.veldsen, two.kaido):
        assert at(firm, control).status is Status.IN_PLACE
    agree(two.kaido, control)
    for firm in (two.veldsen, two.kaido):
        assert at(firm, control).status is Status.LET_GO


def test_letting_go_is_tried_first_and_either_side_can_say_that_the_wire_was_touched() -> None:
    for who in ("veldsen", "kaido"):
        two = together()
        control = on_trial(two)
        firm: Firm = getattr(two, who)
        on = On(control, at(firm, control).stamp)
        balance.trip(firm.node, firm.actor, on, day=DAY, words="One order above the list.", today=DAY)
        firm.meet()
        for each in (two.veldsen, two.kaido):
            assert at(each, control).status is Status.BACK


def test_whoever_agreed_to_let_go_for_good_without_having_heard_of_it_has_it_back() -> None:
    two = together()
    control = on_trial(two)
    area = at(two.veldsen, control).area or ""
    propose(two.veldsen, area, control, Change.LET_GO)
    firm = two.veldsen
    on = On(control, at(firm, control).stamp)
    balance.trip(firm.node, firm.actor, on, day=DAY, words="One order above the list.", today=DAY)
    state = at(two.kaido, control)
    (text,) = state.table.values()
    balance.answer(two.kaido.node, two.kaido.actor, On(control, state.stamp), Act.AGREE, text=text.id)
    two.kaido.meet()
    for each in (two.veldsen, two.kaido):
        assert at(each, control).status is Status.BACK


def test_i_check_you_becomes_we_both_see_it() -> None:
    two = together()
    area, control = set_up(two)
    shared = {"kind": Kind.COORDINATES, "share": 50, "own": 120, "partner": 60}
    propose(two.kaido, area, control, Change.SHARE, **shared)
    agree(two.veldsen, control)
    text = at(two.kaido, control).text
    assert text is not None and text.facts is not None and text.facts.kind is Kind.COORDINATES
