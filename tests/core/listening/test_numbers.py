"""Numbers, units and bounds that differ, and the same ones said in another way."""

from __future__ import annotations

import pytest

from tests.core.listening.noticed import kinds, marked
from troth.core.listening import Kind


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We need 12 units in stock.", "You need 13 units in stock."),
        ("We need 5,000 euros up front.", "So 50,000 euros is what you ask for at the start."),
        ("The pilot takes two weeks.", "You want two months for the pilot."),
        ("The pilot takes a week.", "You want a month for the pilot."),
        ("We ship three crates.", "You ship four of them, crates that is, four crates."),
        ("It is terminal 6 that fails.", "What fails is terminal 5."),
        ("We need at least 10 units.", "You need at most 10 units."),
        ("We need at least 10 units.", "You need 10 units."),
        ("We need 10 units.", "You need up to 10 units."),
        ("The third delivery is free.", "The fourth delivery is free."),
        ("The 3rd delivery is free.", "What is free is the 4th delivery."),
        ("A third of the boxes broke.", "A quarter of the boxes broke."),
        ("The deposit is a third of the price.", "The deposit is two thirds of the price."),
        ("We pay 20 euros an hour.", "You pay 20 euros a day."),
        ("We pay 20 euros per pallet.", "You pay 20 euros per truck."),
        ("We check it twice a week.", "You check it three times a week."),
        ("Sales went up by 10 percent.", "Sales went up to 10 percent."),
        ("It costs 5,000 Swiss francs.", "It costs 5,000 US dollars."),
        ("It costs EUR 5,000 in all.", "It costs USD 5,000 in all."),
        ("It costs €5,000 in all.", "It costs $5,000 in all."),
        ("We are paid in euros.", "You are paid in dollars."),
        ("The list is in metres.", "The list is in feet."),
        ("The cable is 20 metres long.", "The cable is 20 feet long."),
        ("We need a week for a truck.", "You need two weeks for two trucks."),
        ("We want one truck and two cranes.", "You want two trucks and two cranes."),
        ("We send a crate each time.", "You send two crate each time."),
        ("We send two crate each time.", "You send a crate each time."),
        ("It takes five working days.", "It takes five days."),
        ("It takes 10 to 12 days.", "It takes 9 to 12 days."),
        ("We want half a dozen seats.", "You want a dozen seats."),
        ("It is 4,5 kg.", "It is 4,6 kg."),
        ("It is 3.5 kg.", "It is 4.5 kg."),
        ("It costs two million euros.", "It costs two billion euros."),
        ("It costs 2 million euros.", "It costs 3 million euros."),
        ("We hold 5k of them.", "You hold 6k of them."),
        ("第1回は11月18日に開催します。", "第1回は11月19日に開催します。"),
    ],
)
def test_another_number_is_noticed(said: str, back: str) -> None:
    assert "number" in kinds(said, back)


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We need 12 units.", "You need twelve units."),
        ("It takes two weeks.", "It takes 14 days."),
        ("It takes two weeks.", "It takes a fortnight."),
        ("It takes 4 weeks.", "It takes a month."),
        ("It takes a quarter of an hour.", "It takes fifteen minutes."),
        ("It takes two and a half hours.", "It takes 150 minutes."),
        ("Half of the boxes broke.", "50 % of the boxes broke."),
        ("We lost one hundred and five boxes.", "You lost 105 boxes."),
        ("It weighs one thousand two hundred kilos.", "It weighs 1.2 tonnes."),
        ("It weighs three point five kilos.", "It weighs 3.5 kg."),
        ("We want a hundred seats.", "You want 100 seats."),
        ("We want half a dozen seats.", "You want 6 seats."),
        ("We want 1,200 seats.", "You want 1.200 seats."),
        ("We want ten or more units.", "You want at least ten units."),
        ("We need no less than 10 units.", "You need at least 10 units."),
        ("Come at four.", "Come at 4 o'clock."),
        ("This one is better than that.", "Two of them are better."),
        ("We know about the 3 trucks.", "The truck that you mean is the white one."),
        (
            "Less than 3 scoops grow more, more than 3 scoops grow less.",
            "Under 3 scoops it grows more, over 3 scoops it grows less.",
        ),
        ("We check it once it is there.", "As soon as it is there you check it."),
        ("Terminals 4,5 and 6 are open.", "Terminals 4, 5 and 6 are open."),
        ("We pay the third party.", "You pay a third party."),
        ("We rent it for two weeks at a time.", "You rent it for two weeks."),
        ("Point five", "Point five"),
        ("It weighs 12 kg in all.", "So what you ask for is 13 crates."),
        ("There are 12 in the hall.", "What you want is 13 crates."),
        ("The list is in metres.", "The list is priced in euros."),
        ("It was 5", "It was five"),
    ],
)
def test_the_same_number_said_in_another_way_raises_no_doubt(said: str, back: str) -> None:
    assert "number" not in kinds(said, back)


def test_a_bound_put_for_its_opposite_is_told_once_with_its_number() -> None:
    said, back = "It takes more than 5 days.", "It takes less than 5 days."
    assert kinds(said, back) == {"number"}
    assert marked(said, back, Kind.NUMBER) == [("5", "5")]


def test_a_quarter_counts_as_a_part_only_before_of() -> None:
    assert kinds("We meet in the second quarter.", "We meet in the third quarter.") == {"date"}
