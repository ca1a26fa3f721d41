"""What becomes of a control is put in front of those who may agree; a touched trip-wire in front of both sides at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.cast import Pair, person
from tests.notify.posting import put, sent
from troth.actions import balance
from troth.actions.balance import Area, Control, On
from troth.core.alliance import Act
from troth.core.balance import Kind, Over, areas, controls
from troth.core.balance.areas import Whose
from troth.core.balance.controls import Change, Words
from troth.core.values import Role

pytestmark = pytest.mark.django_db
TODAY, UNTIL = date(2026, 3, 2), date(2026, 6, 1)


def control(area: str, change: Change = Change.ADD) -> Control:
    until = UNTIL if change is Change.TRIAL else None
    facts = controls.Facts(area, change, Kind.CHECKS, Over.OUTPUT, share=40, own=60, partner=60, until=until)
    return Control(facts, Words(title="Second signature", wire="One order above the list"))


def agree(two: Pair, name: str) -> None:
    state = balance.control_state(two.node, two.alliance.pk, name)
    (text,) = state.table.values()
    balance.answer(two.node, two.kaido, On(name, state.stamp), Act.AGREE, text=text.id)


@pytest.mark.usefixtures("posting")
def test_each_step_is_told_to_those_who_may_answer_and_a_touched_wire_to_both(two: Pair) -> None:
    person(two.alliance.parties.get(log=two.veldsen.log).organisation, "Marijke Hendriks", role=Role.MANAGER)
    facts = areas.Facts(Whose.OWN, loss=10, count=4, appetite=10)
    area = balance.set_up(two.node, two.veldsen, Area(facts, "Spare parts"), [control("")])
    kaido = {who for who, _ in put()}
    assert kaido and "Marijke" not in kaido
    name = balance.propose(two.node, two.veldsen, control(area), today=TODAY)
    assert {act for _, act in put()} == {"control.put"}
    agree(two, name)
    assert put() == set(), "an answer asks nothing of anybody"
    on = On(name, balance.control_state(two.node, two.alliance.pk, name).stamp)
    balance.propose(two.node, two.veldsen, control(area, Change.TRIAL), today=TODAY, on=on)
    agree(two, name)
    put()
    on = On(name, balance.control_state(two.node, two.alliance.pk, name).stamp)
    now = datetime.now(UTC).date()
    balance.trip(two.node, two.kaido, on, day=now, words="A secret order.", today=now)
    mails = sent()
    assert any("trip-wire was touched" in mail.subject for mail in mails)
    assert all("secret" not in mail.body for mail in mails)
    told = " ".join(mail.body for mail in mails)
    assert "Marijke" in told and "Both" not in told.partition("control")[0]
    balance.ask(two.node, two.veldsen, name)
    assert {act for _, act in put()} == {"control.asked"}
