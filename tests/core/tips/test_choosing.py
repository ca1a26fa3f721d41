"""At most one tip at a time, the same all day, never the same within a month, and away once it is put away."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.core.tips.cases import CASES
from troth.core.tips import A_MONTH, PUT_AWAY, TIPS, Seen, Shown, choose

ON = date(2026, 11, 26)
KEYS = [tip.key for tip in TIPS]
SEEN = st.lists(st.sampled_from(list(CASES.values())), max_size=4).map(
    lambda found: Seen(**{name: value for there, _ in found for name, value in there.items()})
)
SHOWN = st.lists(
    st.builds(
        Shown,
        key=st.sampled_from(KEYS),
        on=st.dates(ON - timedelta(days=240), ON),
        put_away=st.booleans(),
        here=st.booleans(),
    ),
    max_size=40,
)


def test_nothing_seen_is_no_tip() -> None:
    assert choose(TIPS, Seen(), (), ON) is None


def test_of_several_the_most_pressing_comes_first_and_the_others_later() -> None:
    seen = Seen(passed_ours=1, run_theirs=5, quiet=30)
    shown: list[Shown] = []
    found = []
    for day in range(3):
        tip = choose(TIPS, seen, shown, ON + timedelta(days=day))
        assert tip is not None
        found.append(tip.key)
        shown.append(Shown(tip.key, ON + timedelta(days=day)))
    assert found == ["word-today", "thank-for-run", "quiet-for-weeks"]
    assert choose(TIPS, seen, shown, ON + timedelta(days=3)) is None


def test_a_tip_stays_all_day_and_goes_with_its_fact() -> None:
    seen = Seen(quiet=30, passed_ours=1)
    shown = [Shown("quiet-for-weeks", ON)]
    kept = choose(TIPS, seen, shown, ON)
    assert kept is not None
    assert kept.key == "quiet-for-weeks"
    assert choose(TIPS, Seen(passed_ours=1), shown, ON) is None


def test_whoever_saw_one_today_gets_no_other_elsewhere_or_in_its_place() -> None:
    seen = Seen(quiet=30, passed_ours=1)
    assert choose(TIPS, seen, [Shown("quiet-for-weeks", ON, here=False)], ON) is None
    assert choose(TIPS, seen, [Shown("quiet-for-weeks", ON, put_away=True)], ON) is None


def test_a_tip_comes_again_after_a_month_and_after_half_a_year_where_it_was_put_away() -> None:
    seen = Seen(quiet=30)
    for rest, away in ((A_MONTH, False), (PUT_AWAY, True)):
        shown = [Shown("quiet-for-weeks", ON - rest, put_away=away)]
        assert choose(TIPS, seen, shown, ON - timedelta(days=1)) is None
        assert choose(TIPS, seen, shown, ON) is not None


@given(seen=SEEN, shown=SHOWN)
def test_what_is_chosen_stands_on_its_fact_and_was_not_shown_within_a_month(
    seen: Seen, shown: list[Shown]
) -> None:
    tip = choose(TIPS, seen, shown, ON)
    if tip is None:
        return
    assert tip.holds(seen)
    today = [each for each in shown if each.on == ON]
    earlier = [(ON - each.on).days for each in shown if each.key == tip.key]
    assert tip.key in {each.key for each in today} if today else all(days >= 31 for days in earlier)


@given(seen=SEEN, shown=SHOWN)
def test_through_months_nobody_sees_the_same_within_one(seen: Seen, shown: list[Shown]) -> None:
    last: dict[str, date] = {each.key: each.on for each in sorted(shown, key=lambda each: each.on)}
    history = list(shown)
    for ahead in range(1, 90):
        day = ON + timedelta(days=ahead)
        tip = choose(TIPS, seen, history, day)
        if tip is None:
            continue
        assert tip.key not in last or (day - last[tip.key]).days >= 31
        last[tip.key] = day
        history.append(Shown(tip.key, day))
        assert choose(TIPS, seen, history, day) is tip
