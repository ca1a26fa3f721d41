"""What was left out of a clause that the playback tells."""

from __future__ import annotations

import pytest

from tests.core.listening.noticed import kinds, marked
from troth.core.listening import Kind


@pytest.mark.parametrize(
    ("said", "back", "gap"),
    [
        (
            "If the reading exceeds 5 degrees, we stop the whole line.",
            "You stop the whole line.",
            "If the reading exceeds 5 degrees",
        ),
        (
            "We deliver the new sensors to the depot on Monday.",
            "You deliver the new sensors to the depot.",
            "Monday",
        ),
        ("We deliver 12 sensors to the cold depot.", "You deliver sensors to the cold depot.", "12"),
        ("The depot stays below 5 degrees at night.", "The depot stays cold at night.", "5"),
        ("The list of open claims goes to Kenji.", "The list of open claims goes out.", "Kenji"),
    ],
)
def test_a_gap_in_what_is_told_is_spoken_of(said: str, back: str, gap: str) -> None:
    assert marked(said, back, Kind.LEFT_OUT) == [(gap, None)]


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We deliver the new sensors on Monday.", "The road is what worries you."),
        ("If the reading exceeds 5 degrees, we stop the line.", "You stop the line above five degrees."),
        ("If the reading exceeds 5 degrees, we stop the line.", "You stop the line when it is too warm."),
        ("We ask if the line stops at night.", "The question is the line at night."),
        ("The list of open claims goes to Kenji.", "The list of open claims goes to him."),
        ("We deliver two sensors to the cold depot.", "You deliver sensors to the cold depot."),
        ("If", "You stop the line."),
    ],
)
def test_what_is_dropped_or_told_in_other_words_is_no_gap(said: str, back: str) -> None:
    assert "left_out" not in kinds(said, back)
