"""Said yes, played back no, and the many ways in which a denial is none or is told in other words."""

from __future__ import annotations

import pytest

from tests.core.listening.noticed import kinds, marked
from troth.core.listening import Kind


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("Turning back is not possible on that road.", "Turning back is possible on that road."),
        ("Turning back is possible on that road.", "So turning back is impossible on that road."),
        ("We will not send the list on Friday.", "You will send the list on Friday."),
        ("We can accept the offer.", "You can't accept the offer."),
        ("We cannot accept the offer.", "You can accept the offer, can't you?"),
        ("The customer does not want a refund.", "So what the customer does want is a refund."),
        ("The crew always checks the seals.", "The crew never checks the seals."),
        ("The crate ships with a seal.", "The crate ships without a seal."),
        ("We pay if the goods arrive whole.", "You pay unless the goods arrive whole."),
        ("Somebody checks the seals at night.", "Nobody checks the seals at night."),
        ("Nobody complained about it last week.", "Two customers complained about it last week."),
        ("Everyone may enter the hall.", "No one may enter the hall."),
        ("Both the north and the south gate are open.", "Neither the north nor the south gate is open."),
        ("The depot is without power.", "The depot has power."),
        ("We lack spare parts.", "You have spare parts."),
        ("The depot has run out of pallets.", "The depot has plenty of pallets."),
        ("We doubt that the pilot works.", "You believe that the pilot works."),
        ("We decided against moving the depot.", "You decided to move the depot."),
        ("Smoking is ruled out.", "Smoking is allowed."),
        ("The door is too narrow for the pallet.", "The door is wide enough for the pallet."),
        ("We have too little time for the test.", "You have enough time for the test."),
        ("The box is light enough for one person.", "The box is too heavy for one person."),
        ("The price includes transport.", "The price excludes transport."),
        (
            "Sharing the data is allowed outside of the pilot.",
            "It is forbidden to share the data outside of the pilot.",
        ),
        ("The crew and the driver sign the form.", "The crew or the driver signs the form."),
        (
            "The new pump at the north gate does not require any oil in the winter.",
            "The new pump at the north gate needs any oil in the winter.",
        ),
        ("It's far from certain that it holds.", "It's certain that it holds."),
        ("The bus comes too late for the shift.", "The bus comes soon enough for the shift."),
        ("It isn't useful to us.", "It's useful to you."),
        ("The crew has never had the parcels on board.", "The crew has had the packages on board."),
        ("We agreed.", "You didn't agree."),
    ],
)
def test_a_denial_on_one_side_alone_is_noticed(said: str, back: str) -> None:
    assert "negation" in kinds(said, back)


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("Turning back is not possible on that road.", "You cannot turn back on that road."),
        ("Turning back is not possible on that road.", "It's impossible to turn back there."),
        ("The window should not be closed.", "The window should be open."),
        ("We don't think that it will hold.", "You think that it won't hold."),
        ("The offer stands.", "The offer stands, doesn't it?"),
        ("We accept no more than ten claims.", "You accept at most ten claims."),
        ("We do not deliver before Monday.", "You deliver on Monday at the earliest."),
        ("It is not only late but wet.", "It is late and wet."),
        ("No, it is fine that way.", "It is fine that way."),
        ("Why don't we meet on site.", "We meet on site."),
        ("We pay whether or not it rains.", "You pay whether it rains."),
        ("We will not pay unless the goods arrive.", "You pay only if the goods arrive."),
        ("The seal is closed.", "The seal is not open."),
        ("The crew must hear of it, and the driver too.", "Nobody in your trucks may be surprised by it."),
        (
            "If it is produced it contains acid, if not it does not contain acid.",
            "You say that it contains acid.",
        ),
        (
            "The particles of the solid are too big to go through the holes.",
            "The materials are too big for the holes, but the water is not too big for the holes of that filter.",
        ),
        (
            "The lid of the cold box at the north gate is not closed in the winter.",
            "The lid of the cold box at the north gate is open in the winter.",
        ),
        ("Sound needs vibration.", "Without vibration there would be no sound."),
        ("We are not against it.", "You are not against it."),
        ("The parts are not made of steel or iron.", "The parts are made of neither steel nor iron."),
        ("It is not late.", "It is fine."),
        ("The first gate is higher, the second is lower.", "The second gate is lower, the first is higher."),
        ("It is too big for the hall.", "Nothing that fits is good enough."),
        ("That we fail", "That you fail"),
        ("It is not.", "So that is it."),
        ("We stop.", "You stop."),
    ],
)
def test_what_is_told_in_other_words_raises_no_doubt_about_a_denial(said: str, back: str) -> None:
    assert "negation" not in kinds(said, back)


def test_the_denial_and_what_stands_in_its_place_are_marked() -> None:
    said, back = "We have not yet signed.", "You have already signed."
    assert marked(said, back, Kind.NEGATION) == [("not", "already")]


def test_where_nothing_stands_in_its_place_the_word_after_it_is_marked() -> None:
    assert marked("We will not sign it.", "You will sign it.", Kind.NEGATION) == [("not", "sign")]
    assert marked("We will sign it not.", "You will sign it.", Kind.NEGATION) == [("not", "it")]
