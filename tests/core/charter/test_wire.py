"""A move on a clause or a difference to and from the act and body of an entry; what cannot be read is no move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core import charter
from troth.core.alliance import Act
from troth.core.charter import Every, Hours, Kind, Meeting, differences
from troth.core.charter.differences import Name
from troth.core.values import Made

ID, OTHER = "ab" * 32, "cd" * 32
SAID = st.none() | st.text(min_size=1)
WEEKLY = {"t": "clause.put/1", "kind": "cadence", "every": "week", "first": "2026-12-01"}
DAY = st.dates()
HOURS = st.none() | st.builds(
    Hours,
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(5, 1440),
    st.sampled_from(["UTC", "Europe/Amsterdam", "Etc/GMT+5"]),
)


def made(act: dict[str, object], body: dict[str, object] | None = None) -> Made:
    return Made(id=ID, act=act, log="log", by="m_a", at=7, body=body)


@st.composite
def clauses(draw: st.DrawFn) -> charter.Move:
    act = draw(st.sampled_from(Act))
    puts = act is Act.PUT
    kind = draw(st.sampled_from(Kind)) if puts else None
    every = draw(st.sampled_from(Every))
    first = None if every is Every.NEEDED else draw(DAY)
    return charter.Move(
        id=ID,
        log="log",
        act=act,
        kind=kind,
        on=None if puts else OTHER,
        terms=draw(st.none() | st.just(OTHER)) if puts else None,
        ends=puts and draw(st.booleans()),
        meeting=Meeting(every, first, draw(HOURS) if first else None) if kind is Kind.CADENCE else None,
        title=draw(SAID),
        words=draw(SAID),
        who=draw(SAID),
        at=7,
        by="m_a",
        stands_for=draw(st.none() | st.just("m_b")),
    )


@st.composite
def moves(draw: st.DrawFn) -> differences.Move:
    name = draw(st.sampled_from(Name))
    puts, looks = name is Name.PUT, name is Name.LOOK
    return differences.Move(
        id=ID,
        log="log",
        name=name,
        kind=draw(st.sampled_from(differences.Kind)) if name is Name.TELL else None,
        on=OTHER if name in (Name.AGREE, Name.DECLINE, Name.WITHDRAW) else None,
        terms=OTHER if looks else draw(st.none() | st.just(OTHER)) if puts else None,
        promise=draw(st.none() | st.just("pr_1")) if puts else None,
        day=draw(DAY) if looks else draw(st.none() | DAY) if puts else None,
        holds=draw(st.booleans()) if looks else None,
        again=draw(st.none() | DAY) if looks else None,
        title=draw(SAID),
        words=draw(SAID),
        at=7,
        by="m_a",
        stands_for=draw(st.none() | st.just("m_b")),
    )


@given(clauses())
def test_a_clause_that_is_written_is_read_again_and_loses_no_fact_when_its_words_are_erased(
    move: charter.Move,
) -> None:
    act, body = charter.wire(move, "cl_1")
    assert act["o"] == "cl_1" and charter.move_from(made(act, body)) == move
    assert charter.move_from(made(act)) == replace(move, title=None, words=None, who=None)


@given(moves())
def test_a_difference_that_is_written_is_read_again_and_loses_no_fact_when_its_words_are_erased(
    move: differences.Move,
) -> None:
    act, body = differences.wire(move, "df_1")
    assert act["o"] == "df_1" and differences.move_from(made(act, body)) == move
    assert differences.move_from(made(act)) == replace(move, title=None, words=None)


@pytest.mark.parametrize(
    "act",
    [
        {"t": 3},
        {"t": "clause.put/2", "kind": "clause"},
        {"t": "clause.shout/1"},
        {"t": "clause.put/1"},
        {"t": "clause.put/1", "kind": "law"},
        {"t": "clause.put/1", "kind": "clause", "on": OTHER},
        {"t": "clause.put/1", "kind": "clause", "from": "zz"},
        {"t": "clause.put/1", "kind": "clause", "ends": 2},
        {"t": "clause.put/1", "kind": "clause", "ends": True},
        {"t": "clause.put/1", "kind": "cadence"},
        {"t": "clause.put/1", "kind": "cadence", "every": "week"},
        {"t": "clause.put/1", "kind": "cadence", "every": "week", "first": "2026-13-01"},
        {"t": "clause.put/1", "kind": "cadence", "every": "needed", "first": "2026-12-01"},
        {**WEEKLY, "time": "08:30"},
        {**WEEKLY, "time": "08:30", "zone": "UTC"},
        {**WEEKLY, "minutes": 60},
        {**WEEKLY, "time": "24:00", "zone": "UTC", "minutes": 60},
        {**WEEKLY, "time": "08:30", "zone": "Not a zone", "minutes": 60},
        {**WEEKLY, "time": "08:30", "zone": "UTC", "minutes": True},
        {**WEEKLY, "time": "08:30", "zone": "UTC", "minutes": 4},
        {**WEEKLY, "time": "08:30", "zone": "UTC", "minutes": 1441},
        {"t": "clause.agree/1"},
        {"t": "clause.agree/1", "on": OTHER, "kind": "clause"},
        {"t": "difference.tell/1"},
        {"t": "difference.tell/1", "kind": "law"},
        {"t": "difference.agree/1"},
        {"t": "difference.put/1", "day": 4},
        {"t": "difference.put/1", "promise": "a b"},
        {"t": "difference.look/1", "terms": OTHER, "day": "2026-03-01"},
        {"t": "difference.look/1", "terms": OTHER, "day": "2026-03-01", "holds": True},
        {"t": "difference.look/1", "terms": OTHER, "day": "2026-03-01", "holds": 2},
        {"t": "difference.look/1", "terms": OTHER, "holds": 1},
        {"t": "difference.look/1", "day": "2026-03-01", "holds": 1},
    ],
)
def test_what_this_version_cannot_read_is_no_move_and_no_error(act: dict[str, Any]) -> None:
    assert charter.move_from(made(act)) is None
    assert differences.move_from(made(act)) is None


def test_words_of_another_form_are_as_good_as_erased() -> None:
    act: dict[str, object] = {"t": "clause.put/1", "o": "cl_1", "kind": "clause"}
    for body in ({"s": "joint.text/1", "words": "x"}, {"s": "clause.text/1", "words": 4}):
        move = charter.move_from(made(act, body))
        assert move is not None and move.words is None


@pytest.mark.parametrize(
    "meeting",
    [
        Meeting(Every.WEEK, date(2026, 3, 4)),
        Meeting(Every.WEEK, date(2026, 3, 4), Hours(time(8, 30), 90, "Europe/Amsterdam")),
        Meeting(Every.NEEDED),
    ],
)
def test_a_meeting_keeps_its_rhythm(meeting: Meeting) -> None:
    move = charter.Move(id=ID, log="log", act=Act.PUT, kind=Kind.CADENCE, meeting=meeting, at=7, by="m_a")
    act, body = charter.wire(move, "cl_1")
    assert body is None and charter.move_from(made(act)) == move
