"""Two sides' answers side by side: how far apart they lie, and which gap is worth talking about."""

from __future__ import annotations

from datetime import date

import pytest

from troth.core.judgement.survey import (
    AREAS,
    OFTEN,
    QUESTIONS,
    Answer,
    Apart,
    How,
    Instrument,
    SideAnswer,
    gaps,
    gather,
    items_of,
    keys_of,
    may_close,
    next_on,
    same_place,
    widest,
)

PULSE, HEALTH = Instrument.PULSE, Instrument.HEALTH_CHECK
KEYS = [item.key for item in items_of(PULSE)]


def side(*values: int) -> SideAnswer:
    return gather(PULSE, [Answer(dict(zip(KEYS, values, strict=False)), agrees=True)])


def test_the_widest_gap_comes_first_and_says_which_side_is_lower() -> None:
    found = gaps(PULSE, side(3, 5, 4, 4), side(3, 2, 5, 4))
    assert [gap.key for gap in found][:2] == [KEYS[1], KEYS[2]]
    assert [gap.apart for gap in found] == [
        Apart.FAR, Apart.NEAR, Apart.SAME, Apart.SAME, Apart.UNKNOWN,
    ]  # fmt: skip
    assert (found[0].lower, found[1].lower, found[2].lower, found[4].lower) == ("other", "one", "", "")
    assert same_place(found) == 2
    assert widest(found) is found[0]


def test_half_a_word_apart_is_the_same_place() -> None:
    half = gather(PULSE, [Answer({KEYS[0]: each}) for each in (3, 3, 4, 4)])
    found = gaps(PULSE, half, side(4))
    assert found[0].steps == 1 and found[0].apart is Apart.SAME
    assert widest(found) is None


def test_what_one_side_did_not_tell_is_not_compared() -> None:
    found = gaps(PULSE, SideAnswer({}), side(4))
    assert {gap.apart for gap in found} == {Apart.UNKNOWN} and widest(found) is None
    assert {gap.one.how for gap in found} == {How.ERASED}


def test_each_thing_asked_has_a_key_of_its_own_and_words_for_its_levels() -> None:
    for instrument in Instrument:
        items = items_of(instrument)
        assert len(keys_of(instrument)) == len(items) + len(QUESTIONS[instrument])
        assert all(
            item.says and item.asked and item.means(1) and item.means(3) and item.means(5) for item in items
        )
    pulse, health = items_of(PULSE)[0], items_of(HEALTH)[0]
    assert [pulse.means(level) for level in range(1, 6)] == list(OFTEN)
    assert health.means(2) == health.means(4) == "" and health.means(5) == health.anchors[2]
    assert {item.area for item in items_of(HEALTH)} == set(AREAS)


@pytest.mark.parametrize(
    ("instrument", "last", "next_"),
    [
        (PULSE, date(2026, 11, 26), date(2026, 12, 26)),
        (PULSE, date(2026, 12, 5), date(2027, 1, 5)),
        (PULSE, date(2027, 1, 31), date(2027, 2, 28)),
        (HEALTH, date(2026, 8, 31), date(2027, 2, 28)),
        (HEALTH, date(2026, 6, 15), date(2026, 12, 15)),
    ],
)
def test_it_is_asked_again_after_a_month_and_after_half_a_year(
    instrument: Instrument, last: date, next_: date
) -> None:
    assert next_on(instrument, last) == next_


def test_a_side_may_be_closed_from_the_closing_day_on() -> None:
    assert not may_close(date(2026, 11, 20), date(2026, 11, 19))
    assert may_close(date(2026, 11, 20), date(2026, 11, 20)) and may_close(
        date(2026, 11, 20), date(2026, 11, 21)
    )
