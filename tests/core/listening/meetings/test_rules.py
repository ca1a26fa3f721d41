"""What each side may say of a line, and where the line stands then."""

from __future__ import annotations

from datetime import timedelta

from tests.core.listening.meetings.met import (
    DUE,
    NOTE,
    ONE,
    OTHER,
    PROMISE,
    QUESTION,
    STATEMENT,
    Meeting,
    ended,
)
from troth.core.listening.meetings import (
    AlreadyEnded,
    ConfirmedAlready,
    Kind,
    MadeAlready,
    Name,
    NoSuchLine,
    NotAQuestion,
    State,
    Status,
    legal,
    may_correct,
    may_play_back,
    read,
)


def test_nothing_is_confirmed_before_the_meeting_has_ended_and_it_ends_once() -> None:
    nothing = Meeting()
    assert nothing.state == State() and nothing.state.status is Status.NOTHING_YET
    assert isinstance(nothing.refused(OTHER, Name.CONFIRM, PROMISE), AlreadyEnded)
    assert isinstance(ended().refused(OTHER, Name.END), AlreadyEnded)


def test_a_line_counts_once_both_sides_stand_by_it() -> None:
    meeting = ended()
    assert meeting.state.status is Status.ENDED
    meeting.say(ONE, Name.CONFIRM, PROMISE, made="pr_1")
    item = meeting.state.items[PROMISE]
    assert list(item.confirmed) == [ONE] and not item.both and item.made == "pr_1"
    assert isinstance(meeting.refused(ONE, Name.CONFIRM, PROMISE), ConfirmedAlready)
    meeting.say(OTHER, Name.CONFIRM, PROMISE)
    assert meeting.state.items[PROMISE].both and meeting.state.status is Status.ENDED
    for line in (STATEMENT, QUESTION):
        for log in (ONE, OTHER):
            meeting.say(log, Name.CONFIRM, line)
    assert meeting.state.status is Status.CONFIRMED, "A note may stay one."
    assert not meeting.state.items[NOTE].asks and not meeting.state.items[NOTE].confirmed


def test_a_correction_is_ones_own_word_and_asks_the_other_side_again() -> None:
    meeting = ended()
    meeting.say(OTHER, Name.CONFIRM, PROMISE, made="pr_1")
    later = DUE + timedelta(days=7)
    fixed = meeting.say(ONE, Name.CORRECT, PROMISE, words="With the cable runs", due=later)
    item = meeting.state.items[PROMISE]
    assert (item.line.words, item.line.due, item.line.who) == ("With the cable runs", later, "m_joost")
    assert dict(item.confirmed) == {ONE: fixed} and item.corrected is fixed
    meeting.say(OTHER, Name.CONFIRM, PROMISE)
    assert meeting.state.items[PROMISE].both
    assert isinstance(meeting.refused(OTHER, Name.CORRECT, PROMISE, words="No"), MadeAlready)


def test_of_two_corrections_that_cross_one_holds_and_the_other_side_is_asked() -> None:
    meeting = ended()
    seen = meeting.state
    meeting.say(ONE, Name.CORRECT, NOTE, words="One", seen=seen)
    last = meeting.say(OTHER, Name.CORRECT, NOTE, words="Other", seen=seen)
    item = meeting.state.items[NOTE]
    assert item.line.words == "Other" and dict(item.confirmed) == {OTHER: last}


def test_a_confirmation_that_crossed_a_correction_does_not_count() -> None:
    meeting = ended()
    seen = meeting.state
    meeting.say(ONE, Name.CORRECT, QUESTION, words="Which probes?", seen=seen)
    meeting.say(OTHER, Name.CONFIRM, QUESTION, seen=seen)
    assert list(meeting.state.items[QUESTION].confirmed) == [ONE]


def test_what_comes_of_a_line_comes_of_it_once_and_is_of_its_kind() -> None:
    meeting = ended()
    assert isinstance(meeting.refused(ONE, Name.CONFIRM, PROMISE, made="st_1"), MadeAlready)
    assert isinstance(meeting.refused(ONE, Name.CONFIRM, NOTE, made="pr_1"), MadeAlready)
    meeting.say(ONE, Name.CONFIRM, PROMISE, made="pr_1")
    assert isinstance(meeting.refused(OTHER, Name.CONFIRM, PROMISE, made="pr_2"), MadeAlready)
    meeting.say(OTHER, Name.CONFIRM, STATEMENT, made="st_1")
    assert isinstance(meeting.refused(ONE, Name.CORRECT, STATEMENT, words="No"), MadeAlready)


def test_a_question_is_answered_and_nothing_else_is() -> None:
    meeting = ended()
    first = meeting.say(OTHER, Name.ANSWER, QUESTION, words="With the January ship.")
    assert meeting.state.items[QUESTION].answer is first
    again = meeting.say(OTHER, Name.ANSWER, QUESTION, words="In January, forty of them.")
    assert meeting.state.items[QUESTION].answer is again
    assert isinstance(meeting.refused(ONE, Name.ANSWER, PROMISE, words="Yes"), NotAQuestion)
    assert isinstance(meeting.refused(ONE, Name.ANSWER, 4, words="Yes"), NoSuchLine)
    assert isinstance(meeting.refused(ONE, Name.CONFIRM), NoSuchLine)


def test_of_two_ends_that_crossed_the_first_one_is_the_note() -> None:
    meeting = ended()
    other = meeting.draft(OTHER, Name.END, seen=State(), lines=())
    legal(State(), other)
    both = read([other, *meeting.moves])
    assert both.ended is meeting.moves[0] and len(both.items) == 4
    stray = meeting.draft(OTHER, Name.CONFIRM, NOTE, seen=read([other]))
    assert not read([*meeting.moves, other, stray]).items[NOTE].confirmed


def test_a_lines_stamp_changes_with_what_is_said_of_it_alone() -> None:
    meeting = ended()
    before = [item.stamp for item in meeting.state.items]
    meeting.say(ONE, Name.CONFIRM, PROMISE)
    after = [item.stamp for item in meeting.state.items]
    assert before[PROMISE] != after[PROMISE] and before[1:] == after[1:]


def test_a_line_is_corrected_in_the_note_until_it_goes_on_elsewhere() -> None:
    assert may_correct(Kind.STATEMENT, made=False, both=False) and not may_correct(
        Kind.STATEMENT, made=True, both=False
    )
    assert may_correct(Kind.PROMISE, made=True, both=False) and not may_correct(
        Kind.PROMISE, made=True, both=True
    )
    assert may_correct(Kind.NOTE, made=False, both=True)


def test_a_statement_is_played_back_by_whoever_listens_once_it_is_put_down() -> None:
    assert may_play_back(Kind.STATEMENT, made=True, own=False)
    assert not may_play_back(Kind.STATEMENT, made=True, own=True)
    assert not may_play_back(Kind.STATEMENT, made=False, own=False)
    assert not may_play_back(Kind.PROMISE, made=True, own=False)
