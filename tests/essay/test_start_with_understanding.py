"""Start with understanding and connecting, then rating and assessing.

Whoever raises a concern says what they saw, what it meant for them, and asks. The other side tells its view and is played
back until it says "you understood us". Only then can either side say how much it matters. Silence is no veto, and no verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.essay.two import DUE, Firm, Two, together
from troth.actions import judgement
from troth.actions.judgement import NothingSaid, On, Seen, days_at, state_of
from troth.core.alliance import NotYourRole
from troth.core.judgement import NotHeardYet, NotYourPart, Saw, State, Status, TheyHaveTime, Weight
from troth.core.values import Role

SAW = Saw(
    "The papers for the sailing of the 18th reached us on the 19th.",
    "Our customer waited two days.",
    "What happens on your side before a sailing?",
)
DAYS = days_at("NL", "Europe/Amsterdam", 2026)
YESTERDAY = date(2026, 1, 1)


def state(firm: Firm, concern: str) -> State:
    return state_of(firm.node, firm.actor.alliance, concern)


def on(firm: Firm, concern: str) -> On:
    return On(concern, state(firm, concern).stamp)


def says(act: Callable[..., None], firm: Firm, concern: str, **more: object) -> None:
    act(firm.node, firm.actor, on(firm, concern), **more)
    firm.meet()


def raised(two: Two) -> str:
    concern = judgement.raise_concern(
        two.veldsen.node, two.veldsen.actor, Seen(SAW, day=YESTERDAY), days=DAYS
    )
    two.veldsen.meet()
    return concern


def weigh(firm: Firm, concern: str) -> None:
    says(judgement.weigh, firm, concern, weight=Weight.COSTS_US)


def test_nobody_rates_before_the_other_side_has_said_you_understood_us() -> None:
    """Nobody rates before the other side has said: you understood us."""
    two = together()
    concern = raised(two)
    steps = (
        (judgement.tell, two.kaido, {"words": "The count comes at eight."}),
        (judgement.play_back, two.veldsen, {"words": "You wait for the count."}),
        (judgement.confirm, two.kaido, {}),
    )
    for act, firm, more in steps:
        for side in (two.veldsen, two.kaido):
            with pytest.raises(NotHeardYet):
                weigh(side, concern)
        says(act, firm, concern, **more)
    weigh(two.kaido, concern)
    assert state(two.veldsen, concern).opened == (), "one side's alone is shown to nobody"
    weigh(two.veldsen, concern)
    for side in (two.veldsen, two.kaido):
        assert state(side, concern).status is Status.WEIGHED
        assert [move.weight for move in state(side, concern).opened] == [Weight.COSTS_US, Weight.COSTS_US]


def test_a_concern_starts_with_what_was_seen_and_a_question() -> None:
    two = together()
    for part in ("observation", "effect", "question"):
        said = {
            "observation": "It came on the 19th.",
            "effect": "We waited.",
            "question": "What happened?",
            part: " ",
        }
        with pytest.raises(NothingSaid):
            judgement.raise_concern(
                two.veldsen.node, two.veldsen.actor, Seen(Saw(**said), day=YESTERDAY), days=DAYS
            )


def test_only_whoever_told_their_view_can_say_that_it_was_understood() -> None:
    two = together()
    concern = raised(two)
    says(judgement.tell, two.kaido, concern, words="The count comes at eight.")
    says(judgement.play_back, two.veldsen, concern, words="You wait for the count.")
    with pytest.raises(NotYourPart):
        says(judgement.confirm, two.veldsen, concern)
    says(judgement.correct, two.kaido, concern, words="Two evenings of five.")
    assert state(two.veldsen, concern).status is Status.CORRECTED


def test_silence_is_no_veto_and_opens_no_rating() -> None:
    two = together()
    concern = raised(two)
    with pytest.raises(TheyHaveTime):
        says(judgement.park, two.veldsen, concern, words="After the winter plan.", days=DAYS)
    two.day(DUE)
    with pytest.raises(NotHeardYet):
        weigh(two.veldsen, concern)
    says(judgement.park, two.veldsen, concern, words="After the winter plan.", days=DAYS)
    assert state(two.kaido, concern).status is Status.PARKED
    says(judgement.tell, two.kaido, concern, words="The count comes at eight.")
    assert state(two.veldsen, concern).status is Status.TOLD, "a word takes it up again"


def test_whoever_only_reads_raises_nothing_in_the_firms_name() -> None:
    two = together()
    viewer = two.kaido.colleague("m_emi", Role.VIEWER)
    with pytest.raises(NotYourRole):
        judgement.raise_concern(viewer.node, viewer.actor, Seen(SAW, day=YESTERDAY), days=DAYS)
