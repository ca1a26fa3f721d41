"""Who does it: names, roles, and the pronouns that change between the two."""

from __future__ import annotations

import pytest

from tests.core.listening.noticed import kinds


@pytest.mark.parametrize(
    ("said", "back"),
    [
        (
            "Kaido sends Veldsen the readings every morning.",
            "So every morning Veldsen sends Kaido the readings.",
        ),
        ("It is Kaido that sends the list to Veldsen.", "It is Kaido that is sent the list by Veldsen."),
        ("Purchasing signs the order.", "Legal signs the order."),
        ("We say that Joost calls the bank.", "You say that Kenji calls the bank."),
        (
            "At night the driver must open the crates.",
            "Opening crates: at night the crew must open them, you say.",
        ),
        ("We send you the report by Friday.", "So we need to send you the report by Friday."),
        ("He will call on Friday.", "I will call on Friday."),
        ("They say that Kaido lends the tools to us.", "They say that Kaido borrows the tools from you."),
        ("I lend the tools to Kaido.", "You borrow the tools to Kaido."),
        ("She lends the tools.", "She borrows the tools."),
    ],
)
def test_another_doer_is_noticed(said: str, back: str) -> None:
    assert "who" in kinds(said, back)


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We send you the report by Friday.", "You will send us the report by Friday."),
        ("We send you the report by Friday.", "We send you the report by Friday."),
        ("Kaido sends Veldsen the readings.", "Veldsen gets the readings from Kaido."),
        ("We sell the crates to you.", "We buy the crates from you."),
        ("The customer signs it.", "The client signs it."),
        (
            "Terminal A is connected to the Hub in Yokohama.",
            "The Hub in Yokohama is connected to Terminal A.",
        ),
        ("Purchasing signs the order.", "Kaido signs the order."),
        ("THE CREW LOADS THE TRUCK", "The crew loads the truck"),
        ("Lend the tools.", "Borrow the tools."),
        ("The team met Kaido and Kaido met the team.", "Kaido met the team and the team met Kaido."),
        ("Joost calls Kenji.", "Kenji waits for Joost."),
        ("You tell us about the team.", "We tell you about the team."),
        ("The manager of the sales team signs.", "The driver and the crew of the truck sign."),
    ],
)
def test_the_same_doer_told_from_the_other_side_raises_no_doubt(said: str, back: str) -> None:
    assert "who" not in kinds(said, back)
