"""You cannot trust a partner who does not trust you: both sides say how working together is, and neither goes first.

Each side seals what it tells before it sees the other's; what opens is laid side by side, names nobody, and is followed by
promises.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.essay.two import Firm, Two, together
from troth.actions import survey
from troth.actions.sealed import let_go
from troth.core.alliance import NotYourRole
from troth.core.judgement.survey import (
    Answer,
    Apart,
    Instrument,
    SideAnswer,
    answer_from,
    gaps,
    gather,
    items_of,
    widest,
)
from troth.core.sealed import AlreadyIn, Phase, State
from troth.core.values import Role

PULSE = Instrument.PULSE
KEYS = [item.key for item in items_of(PULSE)]
DAY, ROUND = date(2026, 3, 20), "bl_march"


def told(*levels: int) -> SideAnswer:
    return gather(PULSE, [Answer(dict(zip(KEYS, levels, strict=True)), agrees=True)])


def begun() -> Two:
    two = together()
    survey.begin(two.veldsen.node, two.veldsen.actor, ROUND, PULSE, until=DAY, today=DAY)
    two.veldsen.meet()
    return two


def state(firm: Firm) -> State:
    return survey.state_of(firm.node, firm.actor.alliance, ROUND)


def seal(firm: Firm, answer: SideAnswer) -> None:
    survey.seal(firm.node, firm.actor, ROUND, answer)


def test_neither_side_sees_the_other_before_both_are_in() -> None:
    two = begun()
    seal(two.veldsen, told(4, 4, 3, 4, 5))
    assert not let_go(two.veldsen.node, two.veldsen.actor, ROUND), "there is nothing to let go yet"
    two.veldsen.meet()
    assert state(two.kaido).phase is Phase.SEALED
    assert all(move.words is None for move in state(two.kaido).answers.values())
    seal(two.kaido, told(4, 2, 3, 4, 5))
    two.kaido.meet()
    for firm in (two.kaido, two.veldsen):
        assert let_go(firm.node, firm.actor, ROUND)
        firm.meet()
    for firm in (two.veldsen, two.kaido):
        answers = state(firm).answers
        sides = [answer_from(answers[each.log].words or "", PULSE) for each in (two.veldsen, two.kaido)]
        assert sides[0] is not None and sides[1] is not None
        found = widest(gaps(PULSE, sides[0], sides[1]))
        assert found is not None and (found.key, found.apart, found.lower) == ("early", Apart.FAR, "other")


def test_what_a_side_told_stays_as_it_is() -> None:
    two = begun()
    seal(two.veldsen, told(4, 4, 3, 4, 5))
    with pytest.raises(AlreadyIn):
        seal(two.veldsen, told(1, 1, 1, 1, 1))


def test_a_side_that_never_comes_in_learns_nothing() -> None:
    two = begun()
    seal(two.veldsen, told(4, 4, 3, 4, 5))
    two.veldsen.meet()
    survey.call_off(two.kaido.node, two.kaido.actor, ROUND)
    two.kaido.meet()
    assert state(two.kaido).phase is Phase.CLOSED
    assert not let_go(two.veldsen.node, two.veldsen.actor, ROUND)


def test_it_is_begun_by_who_answers_for_people_and_not_in_the_past() -> None:
    two = together()
    member = two.veldsen.colleague("m_joost", Role.MEMBER)
    with pytest.raises(NotYourRole):
        survey.begin(member.node, member.actor, ROUND, PULSE, until=DAY, today=DAY)
    with pytest.raises(survey.DayHasPassed):
        survey.begin(two.veldsen.node, two.veldsen.actor, ROUND, PULSE, until=DAY, today=date(2026, 3, 21))


def test_no_person_is_in_what_a_side_tells() -> None:
    """Whoever answers furthest from the others is not to be made out."""
    one = [Answer(dict.fromkeys(KEYS, level)) for level in (1, 3, 3, 4, 5)]
    other = [Answer(dict.fromkeys(KEYS, level)) for level in (2, 3, 3, 4, 4)]
    assert gather(PULSE, one) == gather(PULSE, other)
