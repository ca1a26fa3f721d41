"""Days and times that differ, and the same ones said in another way."""

from __future__ import annotations

import pytest

from tests.core.listening.noticed import kinds, marked
from troth.core.listening import Kind
from troth.core.listening.days import Field, moments


@pytest.mark.parametrize(
    ("text", "field", "parts"),
    [
        ("2026-11-18", Field.DATE, (2026, 11, 18)),
        ("18/11/2026", Field.DATE, (2026, 11, 18)),
        ("11/18/26", Field.DATE, (2026, 11, 18)),
        ("18 November 2026", Field.DATE, (2026, 11, 18)),
        ("the eighteenth of November", Field.DATE, (None, 11, 18)),
        ("Nov. 18, 2026", Field.DATE, (2026, 11, 18)),
        ("November 2026", Field.DATE, (2026, 11, None)),
        ("on the 3rd", Field.DATE, (None, None, 3)),
        ("in 2027", Field.DATE, (2027, None, None)),
        ("in May", Field.DATE, (None, 5, None)),
        ("half past ten", Field.CLOCK, (630, None)),
        ("twenty-five to four", Field.CLOCK, (215, None)),
        ("15:30", Field.CLOCK, (210, "p")),
        ("4 o'clock at night", Field.CLOCK, (240, "p")),
        ("3 pm", Field.CLOCK, (180, "p")),
        ("10.30 am", Field.CLOCK, (630, "a")),
        ("at 10.30", Field.CLOCK, (630, None)),
        ("four in the morning", Field.CLOCK, (240, "a")),
        ("9:15 in the evening", Field.CLOCK, (555, "p")),
        ("midnight", Field.CLOCK, (0, "a")),
        ("at noon", Field.CLOCK, (0, "p")),
        ("Tuesday", Field.WEEKDAY, (1,)),
        ("thurs", Field.WEEKDAY, (3,)),
        ("tomorrow", Field.AWAY, ("day", 1, None)),
        ("tonight", Field.AWAY, ("day", 0, "night")),
        ("this morning", Field.AWAY, ("day", 0, "morning")),
        ("next week", Field.AWAY, ("week", 1, None)),
        ("the week after", Field.AWAY, ("week", 2, None)),
        ("the month after next", Field.AWAY, ("month", 2, None)),
        ("the year before last", Field.AWAY, ("year", -2, None)),
        ("the day after tomorrow", Field.AWAY, ("day", 2, None)),
        ("the day before yesterday", Field.AWAY, ("day", -2, None)),
        ("Q3", Field.QUARTER, (3,)),
        ("the third quarter", Field.QUARTER, (3,)),
        ("the second half", Field.HALF, (2,)),
        ("H1", Field.HALF, (1,)),
        ("the winter", Field.SEASON, ("winter",)),
        ("in the fall", Field.SEASON, ("autumn",)),
        ("in spring", Field.SEASON, ("spring",)),
        ("Christmas", Field.HOLIDAY, ("christmas",)),
        ("the end of the month", Field.EDGE, (2,)),
        ("mid-month", Field.EDGE, (1,)),
        ("weekly", Field.OFTEN, ("week", 1)),
        ("every other week", Field.OFTEN, ("week", 2)),
        ("every three days", Field.OFTEN, ("day", 3)),
        ("each month", Field.OFTEN, ("month", 1)),
        ("evening", Field.PART, ("evening",)),
        ("by the hour", Field.PER, ("hour",)),
        ("5 % a year", Field.PER, ("year",)),
    ],
)
def test_a_day_or_time_is_read_by_its_form(text: str, field: Field, parts: tuple[object, ...]) -> None:
    (moment,) = moments(text)
    assert (moment.field, moment.parts) == (field, parts)


@pytest.mark.parametrize(
    "text",
    [
        "It may be so",
        "They march on",
        "May we",
        "That second may fall",
        "35.13.2026",
        "31.31.26",
        "the 45th",
        "2.50 euros",
        "",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert moments(text) == ()


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We deliver on Monday.", "So it comes on Tuesday."),
        ("We deliver on 18 November.", "So it comes on Nov 19."),
        ("We start at half past ten.", "You start at 10:45."),
        ("We start at 3 pm.", "You start at 3 am."),
        ("We deliver next week.", "You deliver next month."),
        ("We deliver on Friday.", "You deliver tomorrow."),
        ("We report weekly.", "You report monthly."),
        ("It is due at the beginning of May.", "It's due at the end of May."),
        (
            "On Monday we load, on Tuesday we drive and on Monday we wash.",
            "On Monday you load, on Monday you drive and on Monday you wash.",
        ),
    ],
)
def test_another_day_or_time_is_noticed(said: str, back: str) -> None:
    assert "date" in kinds(said, back)


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We deliver on 18 November.", "You deliver on the 18th."),
        ("We start at half past ten.", "You start at 10.30 am."),
        ("We meet this morning.", "We meet today."),
        ("We deliver on Monday.", "You deliver after the weekend."),
        ("On Monday the truck comes to us.", "You wait for your truck tomorrow."),
        ("We deliver on Monday, 18 November.", "So it comes on the 18th."),
    ],
)
def test_the_same_day_said_in_another_way_raises_no_doubt(said: str, back: str) -> None:
    assert "date" not in kinds(said, back)


def test_both_days_are_marked() -> None:
    assert marked("We deliver on Monday.", "So it comes on Tuesday.", Kind.DATE) == [("Monday", "Tuesday")]
