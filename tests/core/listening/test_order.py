"""What comes first, exchanged or kept."""

from __future__ import annotations

import pytest

from tests.core.listening.noticed import kinds


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("The crew must know before loading.", "The crew must know after loading."),
        ("We test the sensors before we ship them.", "You ship the sensors before you test them."),
        ("First we sign, then we ship.", "You ship first and then sign."),
        ("We stay open until Friday.", "You are open from Friday."),
        ("It is closed since the audit.", "It's closed until the audit."),
        ("The new rate holds until June.", "As of June the new rate holds."),
        ("Once the test is done, we ship.", "Once you ship, the test is done."),
        ("We wait, and once the goods arrive, we pay.", "You wait, and once you pay, the goods arrive."),
        ("The meeting starts with the budget.", "The meeting ends with the budget."),
        (
            "The crew loads, then the driver signs, then the truck leaves.",
            "The crew loads, then the truck leaves, then the driver signs.",
        ),
        ("Then the crew loads, finally the driver signs.", "Then the driver signs, finally the crew loads."),
    ],
)
def test_the_order_exchanged_is_noticed(said: str, back: str) -> None:
    assert "order" in kinds(said, back)


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We test the sensors before we ship them.", "You ship the sensors after you have tested them."),
        ("We test the sensors before we ship them.", "Before you ship the sensors, you test them."),
        ("If it rains then we stop the line.", "You stop the line when it rains."),
        ("We do not ship before the test.", "You ship after the test."),
        ("The parcel is sent by Kaido.", "The parcel comes from Kaido."),
        ("We are open until Friday, not from Friday.", "You are open until Friday."),
        ("We sign, then we ship.", "You sign and then you ship."),
        ("We ship. Then", "Then you ship"),
    ],
)
def test_the_same_order_told_from_the_other_end_raises_no_doubt(said: str, back: str) -> None:
    assert "order" not in kinds(said, back)
