"""Days and hours of work by somebody's own clock and calendar, on a clock that is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from troth.actions.rhythm import PACES, STOPPED, Hours, Pace, Sort, Work, read_hours, usual

NINE = usual(time(9), time(17, 30))
TOKYO = Work("Asia/Tokyo", NINE, "JP")
DUTCH = Work("Europe/Amsterdam", NINE, "NL")


def at(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("work", "now", "next_"),
    [
        (TOKYO, (2026, 11, 20, 11, 0), (2026, 11, 20, 11, 0)),  # at work
        (TOKYO, (2026, 11, 20, 7, 59), (2026, 11, 20, 9, 0)),
        (
            TOKYO,
            (2026, 11, 20, 17, 30),
            (2026, 11, 24, 9, 0),
        ),  # Friday evening; Monday is Labour Thanksgiving
        (DUTCH, (2026, 3, 27, 18, 0), (2026, 3, 30, 9, 0)),  # the clocks change between
        (DUTCH, (2026, 10, 24, 18, 0), (2026, 10, 26, 9, 0)),
        (DUTCH, (2026, 12, 24, 18, 0), (2026, 12, 28, 9, 0)),  # Christmas, and a weekend
    ],
)
def test_what_comes_out_of_hours_waits_for_the_next_working_day(
    work: Work, now: tuple[int, ...], next_: tuple[int, ...]
) -> None:
    assert work.next(at(work.zone, *now)) == at(work.zone, *next_)


def test_hours_over_midnight_and_other_days_of_the_week_are_followed() -> None:
    night = Work(
        "Europe/Amsterdam", (None, None, Hours(time(22), time(6)), None, None, None, Hours(time(8), time(12)))
    )
    assert night.next(at(night.zone, 2026, 11, 19, 3, 0)) == at(night.zone, 2026, 11, 19, 3, 0)
    assert night.next(at(night.zone, 2026, 11, 19, 7, 0)) == at(night.zone, 2026, 11, 22, 8, 0)
    assert night.begins_week(date(2026, 11, 18)) and not night.begins_week(date(2026, 11, 22))


def test_who_is_away_is_back_on_their_first_working_day() -> None:
    away = Work("Europe/Amsterdam", NINE, "NL", (date(2026, 12, 21), date(2027, 1, 1)))
    assert away.back_on(date(2026, 12, 20)) is None
    assert away.back_on(date(2026, 12, 21)) == away.back_on(date(2027, 1, 1)) == date(2027, 1, 4)
    assert away.back_on(date(2027, 1, 2)) is None
    assert away.next(at(away.zone, 2026, 12, 22, 11, 0)) == at(away.zone, 2027, 1, 4, 9, 0)
    assert away.opening(date(2026, 12, 22)) == at(away.zone, 2026, 12, 22, 9, 0)


def test_the_letter_of_a_week_comes_on_its_first_working_day() -> None:
    friday = at("Asia/Tokyo", 2026, 11, 20, 12, 0)
    assert TOKYO.letter_day(friday, weekly=False) == date(2026, 11, 24)
    assert TOKYO.letter_day(friday, weekly=True) == date(2026, 11, 24)
    assert TOKYO.letter_day(at("Asia/Tokyo", 2026, 11, 24, 9, 0), weekly=False) == date(2026, 11, 25)
    assert TOKYO.letter_day(at("Asia/Tokyo", 2026, 11, 24, 9, 0), weekly=True) == date(2026, 11, 30)
    assert TOKYO.letter_day(at("Asia/Tokyo", 2026, 11, 25, 8, 0), weekly=False) == date(2026, 11, 25)


def test_who_never_works_is_written_to_all_the_same() -> None:
    never = Work("UTC", (None,) * 7)
    now = at("UTC", 2026, 11, 20, 12, 0)
    assert (never.next(now), never.letter_day(now, weekly=True)) == (now, date(2026, 11, 21))
    assert never.first_day(date(2026, 11, 20)) == date(2026, 11, 20)


def test_hours_that_were_kept_are_read_and_without_any_those_of_the_organisation_hold() -> None:
    kept = [["08:30", "17:00"], None, "oddly", None, None, None, ["10:00", "12:00"]]
    read = read_hours(kept, time(9), time(18))
    assert read == (Hours(time(8, 30), time(17)), *(None,) * 5, Hours(time(10), time(12)))
    for none in ([], [None] * 7, [["08:30", "17:00"]]):
        assert read_hours(none, time(9), time(18)) == usual(time(9), time(18))


def test_what_needs_somebody_cannot_stop_altogether() -> None:
    assert Pace.NEVER not in PACES[Sort.NEEDS]
    assert {sort: pace for sort, pace in STOPPED.items() if pace is not Pace.NEVER} == {
        Sort.NEEDS: Pace.WEEKLY
    }
