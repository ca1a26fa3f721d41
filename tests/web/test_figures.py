"""The figures: what they draw can be read without seeing it, and nothing in them needs an inline style."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from troth.core import trust
from troth.web.figures import hours, life, marks, months, reach

DAY = datetime(2026, 11, 23, 8, 10, tzinfo=UTC)
EINDHOVEN = hours.Desk("a", "Eindhoven", "Europe/Amsterdam", time(8, 30), time(17, 30))
YOKOHAMA = hours.Desk("b", "Yokohama", "Asia/Tokyo", time(9), time(18))
HONOLULU = hours.Desk("b", "Honolulu", "Pacific/Honolulu", time(9), time(17))
STEPS = st.builds(
    life.Step,
    side=st.sampled_from("ab"),
    act=st.sampled_from(["Offered", "Agreed", "Warned"]),
    day=st.just("7 Nov"),
    note=st.text(alphabet="<>&\"'ab ", max_size=6),
)
BARS = st.builds(
    months.Month,
    year=st.integers(2000, 2030),
    month=st.integers(1, 12),
    kept=st.integers(0, 4_000),
    after=st.integers(0, 4_000),
)


def drawn(svgs: str) -> list[ElementTree.Element]:
    """All figures as trees; malformed or unescaped ones fail here."""
    return list(ElementTree.fromstring(f"<all>{svgs}</all>"))


def spots(svgs: str) -> list[float]:
    """The places of all words, sideways."""
    return [float(text.attrib["x"]) for svg in drawn(svgs) for text in svg.iter("text")]


@given(steps=st.lists(STEPS, max_size=30).map(tuple), today=st.sampled_from(["", "23 Nov"]))
def test_a_life_line_of_any_length_is_well_formed_and_stays_on_its_page(
    steps: tuple[life.Step, ...], today: str
) -> None:
    wide, narrow = drawn(life.life_line(life.LifeLine("Veldsen", "Kaido & Sons", steps, today)))
    assert "style" not in wide.attrib
    for svg, width in ((wide, 1000), (narrow, 326)):
        assert all(0 <= float(text.attrib["x"]) <= width for text in svg.iter("text"))


def test_a_long_conversation_says_how_many_steps_it_leaves_out() -> None:
    steps = tuple(life.Step("ab"[n % 2], "Proposed", f"{n + 1} Nov") for n in range(14))
    wide, _ = drawn(life.life_line(life.LifeLine("Veldsen", "Kaido", steps, "23 Nov")))
    shown = [text.text for text in wide.iter("text")]
    assert shown.count("Proposed") == 7
    assert "7 between" in shown


def test_a_life_line_tells_the_same_in_words() -> None:
    steps = (life.Step("b", "Asked", "19 Oct", "for 6 Nov"), life.Step("a", "Offered", ahead=True))
    told = life.told(life.LifeLine("Veldsen", "Kaido", steps, "23 Nov"))
    assert told == "Kaido: asked, 19 Oct, for 6 Nov. Today is 23 Nov. Next, Veldsen: offered."


def test_what_does_not_count_is_drawn_as_an_outline() -> None:
    steps = (life.Step("a", "Changed"), life.Step("b", "Released", counts=False))
    wide, _ = drawn(life.life_line(life.LifeLine("Veldsen", "Kaido", steps)))
    kinds = [path.attrib.get("class") for path in wide.iter("path")]
    assert "f-a" in kinds
    assert "f-b" not in kinds


@given(rows=st.lists(BARS, max_size=130), side=st.sampled_from("ab"))
def test_months_of_any_number_keep_their_labels_apart_and_on_the_page(
    rows: list[months.Month], side: str
) -> None:
    wide, narrow = drawn(months.months(rows, side=side))
    for svg, width in ((wide, 1000), (narrow, 326)):
        labels = [text for text in svg.iter("text") if text.attrib["y"] == "152"]
        places = [float(text.attrib["x"]) for text in labels]
        assert places == sorted(places)
        assert all(
            place + len(text.text or "") * 6 <= width for place, text in zip(places, labels, strict=True)
        )


def test_months_say_how_many_came_by_the_day() -> None:
    rows = (months.Month(2026, 1, 3, 1), months.Month(2026, 2, 4, 0))
    assert months.told(rows) == "By month, Jan 2026 to Feb 2026: 7 of 8 came by the day promised."
    assert months.told(()) == "No dates yet."


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (DAY, "Both at work until 10:00 your time."),
        (DAY.replace(hour=5), "Both at work next: today, 08:30 to 10:00 your time."),
        (DAY.replace(hour=12), "Both at work next: tomorrow, 08:30 to 10:00 your time."),
        (DAY.replace(day=27, hour=12), "Both at work next: Mon 30 Nov, 08:30 to 10:00 your time."),
    ],
)
def test_when_both_are_at_work_is_said_on_the_readers_clock(now: datetime, said: str) -> None:
    assert hours.meeting(EINDHOVEN, YOKOHAMA, now) == said


def test_hours_that_never_meet_are_said_to_be_so() -> None:
    assert hours.meeting(EINDHOVEN, HONOLULU, DAY) == "Your hours and theirs do not meet."


@given(hour=st.integers(0, 23), day=st.integers(1, 30))
def test_the_band_of_the_day_holds_on_every_hour_and_weekday(hour: int, day: int) -> None:
    now = DAY.replace(day=day, hour=hour)
    svgs = hours.hours_band((EINDHOVEN, YOKOHAMA), EINDHOVEN, now)
    assert all(-1 <= x <= 1001 for x in spots(svgs))
    assert f"now {(hour + 1) % 24:02}:10" in svgs


def test_nobody_is_drawn_at_work_on_a_sunday() -> None:
    svgs = hours.hours_band((EINDHOVEN, YOKOHAMA), EINDHOVEN, DAY.replace(day=22))
    assert svgs.count("not at work today") == 4


def test_little_to_go_on_is_an_open_track_without_a_mark() -> None:
    open_, known = (reach.reaches(one, one, key="k") for one in (None, reach.Reach(0.4, 0.7, 0.9)))
    assert 'class="f-a"' not in open_
    assert 'class="f-a"' in known
    assert "stroke-dasharray" in open_


STEADY = reach.Reach(0.62, 0.87, 0.99, 0.83, "steady")
FAIR = reach.Reach(0.43, 0.71, 0.93, 0.34, "fair")


def faced(*args: object) -> str:
    """The tag, as a page writes it."""
    named = {f"x{n}": each for n, each in enumerate(args)}
    source = "{% load figures %}{% facing " + " ".join(named) + " %}"
    return Template(source).render(Context(named))


def test_the_two_reaches_are_told_in_words_beside_the_figure() -> None:
    page = faced("f", STEADY, FAIR, "Veldsen", "Kaido & Sons")
    assert (
        "Veldsen relies on Kaido &amp; Sons: steady, can be counted on to 0.62 and may reach 0.99; stated 0.83."
        in page
    )
    assert "Kaido &amp; Sons relies on Veldsen: fair, can be counted on to 0.43" in page
    assert page.count("facing-w") == 2
    assert "facing-bot" not in page
    assert "Eleven of fifteen." in faced(
        "f", STEADY, FAIR, "Veldsen", "Kaido", "", "One.", "Eleven of fifteen."
    )


def test_the_axis_sets_the_word_in_bold_where_the_strong_mark_stands() -> None:
    svg = drawn(reach.facing(STEADY, FAIR, key="f"))[0]
    bold = [text.text for text in svg.iter("text") if "only-wide" in text.attrib["class"]]
    assert bold == ["Steady", "Fair"]
    unsure = drawn(reach.facing(reach.Reach(0.08, 0.27, 0.53, None, "not yet"), None, key="f"))[0]
    assert not [text for text in unsure.iter("text") if "only-wide" in text.attrib["class"]]
    assert not list(unsure.iter("circle"))
    full = drawn(reach.facing(reach.Reach(1, 1, 1, 1, "firm"), None, key="f"))[0]
    assert [text.text for text in full.iter("text") if "only-wide" in text.attrib["class"]] == ["Firm"]


@given(
    low=st.floats(0, 1),
    stated=st.one_of(st.none(), st.floats(0, 1)),
    word=st.sampled_from([reach.LITTLE, reach.NOT_YET, "fair", ""]),
    large=st.booleans(),
)
def test_a_reach_of_any_kind_stays_in_its_half(
    low: float, stated: float | None, word: str, large: bool
) -> None:
    one = reach.Reach(low, (low + 1) / 2, 1, stated, word)
    svg = drawn((reach.facing if large else reach.reaches)(one, one, key="k"))[0]
    for bar in svg.iter("rect"):
        if not bar.attrib.get("x", "").endswith("%"):
            continue
        left, width = float(bar.attrib["x"][:-1]), float(bar.attrib["width"][:-1])
        assert width >= 0
        assert (left >= 0 and left + width <= 50) or (left >= 50 and left + width <= 100.01)
    assert "style" not in "".join(part for each in svg.iter() for part in each.attrib)


def test_the_word_little_to_go_on_opens_the_track_whatever_the_figures() -> None:
    page = faced("f", reach.Reach(0.3, 0.6, 0.9, 0.5, "little to go on"), None, "Veldsen", "Kaido", "s")
    assert page.count("Little to go on") == 2
    assert 'class="f-a"' not in page
    assert "<circle" not in page


def test_what_the_rules_reckoned_is_drawn_and_said_as_they_say_it() -> None:
    kept = [trust.Evidence(str(n), trust.Facet.DELIVERY, n * 7 * 86_400_000, 1.0) for n in range(1, 31)]
    known = trust.direction(kept, 31 * 7 * 86_400_000).whole
    nothing = trust.direction((), 0).whole
    page = faced("f", known, nothing, "Veldsen", "Kaido", "", "", "", 0.4, 0.5)
    assert "Veldsen relies on Kaido: delivery: firm, can be counted on to 0.7" in page
    assert "stated 0.40." in page
    assert "Kaido relies on Veldsen: little to go on." in page
    assert "0.50" not in page


@pytest.mark.parametrize(("state", "filled"), [("ee", 0), ("fe", 1), ("ef", 1), ("ff", 2)])
def test_a_half_is_filled_when_that_side_has_spoken(state: str, filled: int) -> None:
    assert len(re.findall(r'class="f-[ab]"', marks.glyph(state))) == filled
