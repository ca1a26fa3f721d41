"""Listen. Make sure you understood: not by repeating the partner's words, but by explaining your own interpretation.

Somebody puts down what they mean. The other side says how it understood, and whoever spoke says whether that is it; if not
quite, only the part that did not come across is said again, until both are on the same page or agree that they differ.
"""

from __future__ import annotations

import pytest

from tests.essay.two import Firm, together
from troth.actions import interpretation, listening
from troth.actions.listening import On, state_of
from troth.actions.sealed import let_go
from troth.core.alliance import NotYourRole
from troth.core.listening import NotYourPart, Outcome, State, Status, course
from troth.core.values import Role

MEANT = "A reading that arrives after the truck has left is no reading to us."


def state(firm: Firm, statement: str) -> State:
    return state_of(firm.node, firm.actor.alliance, statement)


def on(firm: Firm, statement: str) -> On:
    return On(statement, state(firm, statement).stamp)


def play_back(firm: Firm, statement: str, words: str) -> None:
    listening.play_back(firm.node, firm.actor, on(firm, statement), words=words)
    firm.meet()


def test_what_was_not_understood_is_said_again_and_the_rest_is_not() -> None:
    two = together()
    said = listening.put(two.kaido.node, two.kaido.actor, words=MEANT, asks=True)
    two.kaido.meet()
    play_back(two.veldsen, said, "You want the alarm to be faster.")
    listening.correct(
        two.kaido.node, two.kaido.actor, on(two.kaido, said), words="The crew must know before loading."
    )
    two.kaido.meet()
    assert state(two.veldsen, said).status is Status.CORRECTED
    play_back(two.veldsen, said, "Your crew decides at the dock, so it has to know before it loads.")
    listening.confirm(two.kaido.node, two.kaido.actor, on(two.kaido, said))
    two.kaido.meet()
    for firm in (two.veldsen, two.kaido):
        assert state(firm, said).status is Status.SAME_PAGE
    ran = course(state(two.veldsen, said))
    assert (ran.rounds, ran.corrected, ran.outcome) == (2, 1, Outcome.UNDERSTOOD)


def test_only_whoever_spoke_can_say_that_they_were_understood() -> None:
    two = together()
    said = listening.put(two.kaido.node, two.kaido.actor, words=MEANT, asks=True)
    two.kaido.meet()
    play_back(two.veldsen, said, "It has to be there before the truck leaves.")
    with pytest.raises(NotYourPart):
        listening.confirm(two.veldsen.node, two.veldsen.actor, on(two.veldsen, said))


def test_to_repeat_the_words_is_not_to_have_understood_them() -> None:
    two = together()
    said = listening.put(two.kaido.node, two.kaido.actor, words=MEANT, asks=True)
    two.kaido.meet()
    play_back(two.veldsen, said, "A reading that arrives after the truck has left is no reading to you.")
    listening.confirm(two.kaido.node, two.kaido.actor, on(two.kaido, said))
    assert course(state(two.kaido, said)).outcome is Outcome.ECHOED


def test_two_sides_may_understand_each_other_and_still_differ() -> None:
    two = together()
    said = listening.put(two.kaido.node, two.kaido.actor, words=MEANT, asks=True)
    two.kaido.meet()
    play_back(two.veldsen, said, "For you a late reading is worth nothing; for us it still shows the cause.")
    listening.differ(two.veldsen.node, two.veldsen.actor, on(two.veldsen, said))
    two.veldsen.meet()
    assert state(two.kaido, said).status is Status.PLAYED_BACK, "one side alone does not decide that"
    listening.differ(two.kaido.node, two.kaido.actor, on(two.kaido, said))
    assert state(two.kaido, said).status is Status.DIFFERED


def test_a_playback_is_asked_for_and_never_owed() -> None:
    two = together()
    said = listening.put(two.kaido.node, two.kaido.actor, words=MEANT)
    two.kaido.meet()
    assert state(two.veldsen, said).waits_for is None
    listening.ask(two.kaido.node, two.kaido.actor, on(two.kaido, said))
    two.kaido.meet()
    listening.leave(two.veldsen.node, two.veldsen.actor, on(two.veldsen, said), words="After the audit.")
    assert state(two.veldsen, said).status is Status.LEFT


def test_whoever_only_reads_says_nothing_in_the_firms_name() -> None:
    two = together()
    viewer = two.kaido.colleague("m_emi", Role.VIEWER)
    with pytest.raises(NotYourRole):
        listening.put(viewer.node, viewer.actor, words=MEANT)


def test_what_a_sentence_means_to_each_is_written_before_either_sees_the_others_words() -> None:
    two = together()
    one, other = two.veldsen, two.kaido
    asked = interpretation.ask(one.node, one.actor, words="Without delay")
    one.meet()
    interpretation.answer(one.node, one.actor, asked, words="Within four hours")
    one.meet()
    assert not let_go(one.node, one.actor, asked), "nothing is let go before both are in"
    assert "Within four hours" not in str(other.node.read(other.actor.alliance, asked))
    interpretation.answer(other.node, other.actor, asked, words="Before the shift ends")
    other.meet()
    for firm in (one, other):
        assert let_go(firm.node, firm.actor, asked)
        firm.meet()
    for firm in (one, other):
        state = interpretation.state_of(firm.node, firm.actor.alliance, asked)
        assert {move.words for move in state.answers.values()} == {
            "Within four hours",
            "Before the shift ends",
        }
