"""What a direction is said to be and why, in words, and shares that are rounded so that they add up."""

from __future__ import annotations

import pytest

from troth.core.trust import Direction, Evidence, Facet, Word, direction
from troth.store import models
from troth.web.trust.words import adding_up, goes_by, signed, why

DAY = 86_400_000


@pytest.mark.parametrize(
    ("values", "total"),
    [([0.0204, 0.0204, 0.0204], 61), ([-0.0215, 0.01, 0.0115], 0), ([], 0), ([0.0499], 50)],
)
def test_rounded_shares_add_up_and_none_is_further_off_than_one(values: list[float], total: int) -> None:
    found = adding_up(values, total)
    assert sum(found) == total
    assert all(abs(1000 * value - each) < 1 for value, each in zip(values, found, strict=True))


def test_a_share_is_told_with_its_sign() -> None:
    assert [signed(each) for each in (20, -3, 0)] == ["+20", "\u22123", "0"]


def line(value: float, days: int) -> models.Evidence:
    return models.Evidence(value=value, at=1_790_000_000_000 - days * DAY, facet="delivery")


NONE = dict.fromkeys(Facet, 0.0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1.0], "The one promise so far was kept."),
        ([1.0, 1.0, 0.9], "The last three promises were kept."),
        ([1.0, 1.0, 1.0, 0.2], "Promises are kept again since July."),
        ([0.2, 1.0, 0.0], "One of the last three promises was kept."),
        ([0.2, 0.0], "None of the last two promises were kept."),
        ([], ""),
    ],
)
def test_the_sentence_tells_what_the_newest_promises_show(values: list[float], said: str) -> None:
    whole = direction([Evidence(f"p{n}", Facet.DELIVERY, 1000 * DAY, 1.0) for n in range(9)], 1000 * DAY)
    newest = [line(value, 30 * n) for n, value in enumerate(values)]
    assert why(whole, newest, 0, NONE, "Kaido") == said


def test_a_weak_facet_is_named_before_anything_else() -> None:
    bad = [Evidence(f"l{n}", Facet.LISTENING, 1000 * DAY - n * DAY, 0.0) for n in range(9)]
    good = [Evidence(f"p{n}", Facet.DELIVERY, 1000 * DAY - n * DAY, 1.0) for n in range(9)]
    whole = direction([*bad, *good], 1000 * DAY)
    said = why(whole, [line(1.0, n) for n in range(9)], 2, NONE, "Kaido")
    assert said == "Listening is weak; the last nine promises were kept."


def test_each_word_says_what_it_goes_by_and_from_where_the_next_one_is_said() -> None:
    def at(kept: int, late: int, apart: int = 9) -> Direction:
        values = [1.0] * kept + [0.0] * late
        found = [Evidence(f"p{n}", Facet.DELIVERY, (1000 - apart * n) * DAY, v) for n, v in enumerate(values)]
        return direction(found, 1000 * DAY)

    said = {}
    for kept, late, apart in (
        (1, 0, 9),
        (4, 9, 9),
        (3, 2, 9),
        (7, 1, 9),
        (5, 0, 9),
        (12, 0, 9),
        (14, 0, 1),
        (20, 0, 1),
        (40, 0, 9),
    ):
        whole = at(kept, late, apart).whole
        said.setdefault(whole.word, []).append(goes_by(whole))
    assert any("From 540 it is called steady" in each or "once eight" in each for each in said[Word.FAIR])
    assert "There is no further word." in said[Word.FIRM][0]
    assert "No figure is told" in said[Word.LITTLE][0]
