"""A move on an area or a control to and from the act and body of an entry; what cannot be read is no move."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.alliance import Act
from troth.core.balance import Kind, Over, areas, controls
from troth.core.balance.areas import SCALE, Whose
from troth.core.balance.controls import Change, Name, Words
from troth.core.values import Made, Stake

ID, OTHER = "ab" * 32, "cd" * 32
DAY = st.none() | st.dates()
SAID = st.none() | st.text(min_size=1)
AREA_FACTS = st.builds(
    areas.Facts,
    relies=st.sampled_from(Whose),
    loss=st.sampled_from(SCALE),
    count=st.integers(1, 500),
    appetite=st.integers(0, 500),
    unit=st.sampled_from(["points", "EUR"]),
    hour=st.integers(0, 9000),
    stake=st.sampled_from(Stake),
    list=st.sampled_from(["", "launch"]),
)
FACTS = st.builds(
    controls.Facts,
    area=st.just("ar_1"),
    change=st.sampled_from(Change),
    kind=st.sampled_from(Kind),
    over=st.sampled_from(Over),
    share=st.integers(0, 100),
    own=st.integers(0, 9000),
    partner=st.integers(0, 9000),
    asked=st.none() | st.sampled_from(Whose),
    since=DAY,
    review=DAY,
    until=DAY,
)


def made(act: dict[str, object], body: dict[str, object] | None = None) -> Made:
    return Made(id=ID, act=act, log="log", by="m_a", at=7, body=body)


@st.composite
def area_moves(draw: st.DrawFn) -> areas.Move:
    act = draw(st.sampled_from(Act))
    puts = act is Act.PUT
    return areas.Move(
        id=ID,
        log="log",
        act=act,
        facts=draw(AREA_FACTS) if puts else None,
        on=None if puts else OTHER,
        terms=draw(st.none() | st.just(OTHER)) if puts else None,
        ends=puts and draw(st.booleans()),
        title=draw(SAID),
        words=draw(SAID),
        at=7,
        by="m_a",
        stands_for=draw(st.none() | st.just("m_b")),
    )


@st.composite
def control_moves(draw: st.DrawFn) -> controls.Move:
    name = draw(st.sampled_from(Name))
    puts, trips = name is Name.PUT, name is Name.TRIP
    return controls.Move(
        id=ID,
        log="log",
        name=name,
        facts=draw(FACTS) if puts else None,
        on=None if puts or trips else OTHER,
        terms=OTHER if trips else draw(st.none() | st.just(OTHER)) if puts else None,
        day=draw(st.dates()) if trips else None,
        said=Words(*(draw(st.text()) for _ in fields(Words))),
        at=7,
        by="m_a",
        stands_for=draw(st.none() | st.just("m_b")),
    )


@given(area_moves())
def test_an_area_that_is_written_is_read_again_and_loses_no_fact_when_its_words_are_erased(
    move: areas.Move,
) -> None:
    act, body = areas.wire(move, "ar_1")
    assert act["o"] == "ar_1" and areas.move_from(made(act, body)) == move
    assert areas.move_from(made(act)) == replace(move, title=None, words=None)


@given(control_moves())
def test_a_control_that_is_written_is_read_again_and_loses_no_fact_when_its_words_are_erased(
    move: controls.Move,
) -> None:
    act, body = controls.wire(move, "ct_1")
    assert act["o"] == "ct_1" and controls.move_from(made(act, body)) == move
    assert controls.move_from(made(act)) == replace(move, said=Words())


AREA: dict[str, Any] = {
    "t": "area.put/1",
    "o": "ar_1",
    "relies": "own",
    "loss": 10,
    "count": 3,
    "appetite": 5,
    "unit": "points",
    "stake": "medium",
}
CONTROL: dict[str, Any] = {
    "t": "control.put/1",
    "o": "ct_1",
    "area": "ar_1",
    "change": "add",
    "kind": "checks",
    "over": "output",
    "share": 40,
    "own": 60,
    "partner": 60,
    "asked": "both",
}
TRIP = {"t": "control.trip/1", "o": "ct_1", "terms": OTHER, "day": "2026-01-14"}


@pytest.mark.parametrize(
    "change",
    [
        {"t": "area.keep/1"},
        {"t": "area.put/2"},
        {"on": ID},
        {"relies": "both"},
        {"loss": 0},
        {"loss": "10"},
        {"count": True},
        {"appetite": -1},
        {"hour": None},
        {"unit": "euro"},
        {"unit": None},
        {"stake": "huge"},
        {"ends": 2},
        {"ends": True},
        {"list": "A list"},
        {"from": "x"},
    ],
)
def test_an_area_of_which_a_fact_is_ill_made_is_no_move(change: dict[str, object]) -> None:
    assert areas.move_from(made(AREA)) is not None
    assert areas.move_from(made({**AREA, **change})) is None


@pytest.mark.parametrize(
    "change",
    [
        {"t": "control.keep/1"},
        {"on": ID},
        {"area": None},
        {"area": "no area!"},
        {"change": "grow"},
        {"kind": "control"},
        {"over": "people"},
        {"share": 101},
        {"share": 0.4},
        {"own": -1},
        {"partner": None},
        {"asked": None},
        {"until": "2026-13-01"},
    ],
)
def test_a_control_of_which_a_fact_is_ill_made_is_no_move(change: dict[str, object]) -> None:
    assert controls.move_from(made(CONTROL)) is not None
    assert controls.move_from(made({**CONTROL, **change})) is None


@pytest.mark.parametrize("key", ["terms", "day"])
def test_a_touch_of_the_wire_names_the_trial_and_the_day(key: str) -> None:
    assert controls.move_from(made(TRIP)) is not None
    assert controls.move_from(made({each: value for each, value in TRIP.items() if each != key})) is None
