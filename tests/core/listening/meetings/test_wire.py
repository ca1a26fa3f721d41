"""A move on a meeting, written and read back; what this version cannot read is no move."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.core.listening.meetings.met import DUE, LINES, ONE, OTHER, QUESTION, Meeting, ended
from troth.core.listening.meetings import MOST_LINES, Kind, Line, Move, Name, move_from, wire
from troth.core.record import encode
from troth.core.record.canonical import ENTRY_LIMIT
from troth.core.values import Made

FULL = {"title": "Promises of the week", "here": ("m_joost", "m_haruka"), "clause": "cl_1"}


def made_of(move: Move, *, erased: bool = False, **more: object) -> Made:
    act, body = wire(move, "mt_1")
    return Made(
        id=move.id,
        act={**act, **more},
        sees=move.sees,
        log=move.log,
        by=move.by,
        body=None if erased else body,
    )


def test_every_move_reads_back_as_it_was_written() -> None:
    meeting = Meeting()
    moves = [
        meeting.say(ONE, Name.END, **FULL),
        meeting.say(ONE, Name.CONFIRM, 0, made="pr_1", stands_for="m_annelies"),
        meeting.say(OTHER, Name.CORRECT, QUESTION, words="Which probes?", due=DUE),
        meeting.say(OTHER, Name.ANSWER, QUESTION, words="All of them."),
    ]
    for move in moves:
        assert move_from(made_of(move)) == move


def test_a_note_whose_words_were_erased_still_says_who_promised_what_by_when() -> None:
    move = ended().moves[0]
    read = move_from(made_of(move, erased=True))
    assert read is not None and read.lines == tuple(replace(line, words=None) for line in LINES)
    short = Made(id="x", act=wire(move, "mt_1")[0], body={"s": "meeting.words/1", "lines": ["one"]})
    shorter = move_from(short)
    assert shorter is not None and all(line.words is None for line in shorter.lines)


def test_a_note_of_as_many_lines_as_there_may_be_fits_into_an_entry() -> None:
    line = Line(
        Kind.STATEMENT, own=False, who="m_" + "x" * 12, to="m_" + "y" * 12, due=DUE, plays=True, words="w"
    )
    end = replace(
        ended().moves[0], lines=(line,) * MOST_LINES, here=("m_" + "z" * 12,) * 40, clause="cl_" + "c" * 22
    )
    act, _ = wire(end, "mt_" + "o" * 22)
    assert len(encode(act)) < ENTRY_LIMIT - 2048


ONE_LINE: dict[str, Any] = {"kind": "note"}


@pytest.mark.parametrize(
    "more",
    [
        {"t": "meeting.open/1"},
        {"t": "meeting.end/2"},
        {"line": 1},
        {"day": "2026-13-01"},
        {"day": None},
        {"here": "m_joost"},
        {"here": ["nobody"]},
        {"here": ["m_x"] * 61},
        {"here": 7},
        {"lines": None},
        {"lines": "lines"},
        {"lines": [ONE_LINE] * 101},
        {"lines": ["note"]},
        {"lines": [{"kind": "wish"}]},
        {"lines": [{"kind": "promise"}]},
        {"lines": [{"kind": "note", "own": 2}]},
        {"lines": [{"kind": "note", "own": True}]},
        {"lines": [{"kind": "note", "who": "Joost"}]},
        {"lines": [{"kind": "question", "due": "soon"}]},
        {"clause": "no clause"},
    ],
)
def test_an_end_that_cannot_be_read_is_no_move(more: dict[str, object]) -> None:
    assert move_from(made_of(ended().moves[0], **more)) is None


@pytest.mark.parametrize(
    "more", [{"line": None}, {"line": -1}, {"line": "0"}, {"line": 100}, {"made": "no name"}]
)
def test_a_confirmation_that_cannot_be_read_is_no_move(more: dict[str, object]) -> None:
    meeting = ended()
    move = meeting.say(ONE, Name.CONFIRM, 0)
    assert move_from(made_of(move, **more)) is None
