"""An opinion in its figures and words: how fast it builds and breaks, what silence does, what tricks do not."""

from __future__ import annotations

import pytest

from tests.core.trust.pieces import day, piece, weekly
from troth.core.trust import Opinion, Word, opinion, shares, word

LAST_DIGIT = 0.005001


def said(opinion: Opinion) -> tuple[float, float, float]:
    return opinion.low, opinion.likely, opinion.high


@pytest.mark.parametrize(
    ("kept", "low", "likely", "high"),
    [
        (0, 0.13, 0.65, 0.99),
        (1, 0.32, 0.76, 0.99),
        (3, 0.50, 0.84, 1.00),
        (5, 0.58, 0.87, 1.00),
        (10, 0.67, 0.90, 1.00),
        (20, 0.72, 0.91, 1.00),
        (50, 0.76, 0.93, 1.00),
        (200, 0.77, 0.93, 1.00),
    ],
)
def test_weekly_keeps_build_it_as_measured(kept: int, low: float, likely: float, high: float) -> None:
    now = day(max(kept - 1, 0) * 7)
    assert said(opinion(weekly(kept), now)) == pytest.approx((low, likely, high), abs=LAST_DIGIT)


@pytest.mark.parametrize(
    ("silence", "likely", "unsure", "low"),
    [(0, 0.90, 0.30, 0.66), (90, 0.88, 0.35, 0.62), (180, 0.86, 0.40, 0.57)]
    + [(365, 0.81, 0.53, 0.44), (730, 0.72, 0.80, 0.24)],
)
def test_silence_leads_back_to_not_knowing_and_not_to_distrust(
    silence: int, likely: float, unsure: float, low: float
) -> None:
    after = opinion(weekly(10), day(63 + silence))
    assert (after.likely, after.unsure, after.low) == pytest.approx((likely, unsure, low), abs=0.0101)


def test_one_break_after_ten_keeps_costs_what_seventeen_keeps_bring_back() -> None:
    kept = weekly(10)
    before = opinion(kept, day(70)).likely
    broken = [*kept, piece("broken", 70, 0.0)]
    after = opinion(broken, day(70)).likely
    gained = opinion(weekly(11), day(70)).likely - before
    assert before - after == pytest.approx(0.069, abs=0.001)
    assert gained == pytest.approx(0.004, abs=0.001)
    again = [*broken, *(piece(f"again {n}", 77 + 7 * n, 1.0) for n in range(17))]
    assert opinion(again, day(70 + 7 * 17)).likely >= before
    assert opinion(again[:-1], day(70 + 7 * 16)).likely < before


@pytest.mark.parametrize(
    ("kept", "says"),
    [(0, Word.LITTLE), (3, Word.LITTLE), (4, Word.FAIR), (7, Word.FAIR), (8, Word.STEADY)]
    + [(10, Word.STEADY), (14, Word.STEADY), (15, Word.FIRM)],
)
def test_the_words_of_weekly_keeps(kept: int, says: Word) -> None:
    assert word(opinion(weekly(kept), day(max(kept - 1, 0) * 7))) is says


def test_fifteen_keeps_within_less_than_ninety_days_are_not_firm_yet() -> None:
    often = [piece(str(n), n * 6, 1.0) for n in range(15)]
    assert word(opinion(often, day(84))) is Word.STEADY


def test_three_kept_of_four_is_tentative() -> None:
    pieces = [piece(str(n), n * 7, value) for n, value in enumerate([1.0, 0.0, 1.0, 1.0])]
    assert word(opinion(pieces, day(21))) is Word.TENTATIVE


def test_mostly_broken_is_not_yet_as_soon_as_enough_is_known() -> None:
    pieces = [piece(str(n), n * 7, float(n % 4 == 0)) for n in range(14)]
    assert word(opinion(pieces, day(91))) is Word.NOT_YET


# What one may try to be trusted with more than one has shown; asked about a stake of 100.


def asked_100(pieces: list[object], now: int = 1_000) -> Opinion:
    return opinion(pieces, day(now), asked=100.0)  # type: ignore[arg-type]


def test_two_hundred_tiny_keeps_are_little_to_go_on() -> None:
    tiny = [piece(str(n), 900 + n / 2, 1.0, stake=1.0) for n in range(200)]
    found = asked_100(list(tiny))
    assert (found.likely, found.low, found.unsure) == pytest.approx((0.80, 0.40, 0.58), abs=0.0101)
    assert word(found) is Word.LITTLE
    naive = (200 + 1) / (200 + 2)
    assert naive == pytest.approx(0.995, abs=0.001)


@pytest.mark.parametrize("parts", [1, 10, 100])
@pytest.mark.parametrize("batch", ["", "one"])
def test_one_keep_of_a_hundred_split_into_parts_is_the_same(parts: int, batch: str) -> None:
    pieces = [piece(str(n), 990, 1.0, stake=100 / parts, batch=batch) for n in range(parts)]
    assert asked_100(list(pieces)).likely == pytest.approx(0.757, abs=0.0005)


def test_fifty_keeps_accepted_on_one_day_are_like_seven_weekly_ones() -> None:
    pieces = [piece(str(n), 990, 1.0, stake=100.0, batch="one") for n in range(50)]
    assert asked_100(list(pieces)).likely == pytest.approx(0.88, abs=LAST_DIGIT)
    assert asked_100(list(pieces)).likely == pytest.approx(opinion(weekly(7), day(42)).likely, abs=0.01)


def test_tiny_keeps_do_not_hide_a_big_break() -> None:
    tiny = [piece(str(n), 900 + n / 2, 1.0, stake=1.0) for n in range(200)]
    found = asked_100([*tiny, piece("big", 1_000, 0.0, stake=100.0)])
    assert (found.likely, found.low) == pytest.approx((0.64, 0.25), abs=0.0101)


def test_a_big_break_does_not_lift_trust_by_thinning_a_batch_of_tiny_keeps() -> None:
    tiny = [piece(str(n), 1_000, 1.0, stake=1.0, batch="one") for n in range(200)]
    broken = piece("big", 1_000, 0.0, stake=100.0, batch="one")
    assert asked_100([*tiny, broken]).likely < asked_100(list(tiny)).likely


def test_the_share_of_a_piece_has_the_sign_of_what_it_did() -> None:
    pieces = [piece("kept", 1, 1.0), piece("broken", 2, 0.0), piece("between", 3, 0.65)]
    told = {each.evidence.id: each.share for each in shares(pieces, day(3))}
    assert told["kept"] > 0 > told["broken"]
    assert told["between"] == pytest.approx(0.0)


def test_half_a_weight_counts_half() -> None:
    half = [piece("one", 1, 1.0, weight=0.5), piece("two", 1, 1.0, weight=0.5)]
    assert opinion(half, day(2)).likely == pytest.approx(opinion([piece("one", 1, 1.0)], day(2)).likely)
