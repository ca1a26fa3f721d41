"""The life of a statement: whose move it is, what each leads to, and the sentence that says why another is not."""

from __future__ import annotations

import pytest

from tests.core.listening.talk import LISTENER, SPEAKER, Talk, said
from troth.core.listening import (
    TABLE,
    Ended,
    Name,
    NotNow,
    NotYourPart,
    OtherPlayback,
    Outcome,
    Part,
    SaidAlready,
    State,
    Status,
    course,
    is_echo,
    legal,
    may,
    read,
)
from troth.core.listening.rules import HOW_IT_ENDED, WHEN


def test_a_miss_is_said_again_and_then_confirmed() -> None:
    talk = said()
    assert talk.state.status is Status.ASKED and talk.state.waits_for is Part.LISTENER
    talk.say(LISTENER, Name.PLAY_BACK)
    assert talk.state.status is Status.PLAYED_BACK and talk.state.waits_for is Part.SPEAKER
    talk.say(SPEAKER, Name.CORRECT)
    assert talk.state.status is Status.CORRECTED
    talk.say(LISTENER, Name.PLAY_BACK)
    talk.say(SPEAKER, Name.CONFIRM)
    state = talk.state
    assert state.status is Status.SAME_PAGE and state.waits_for is None
    assert [each.answer.name for each in state.rounds if each.answer] == [Name.CORRECT, Name.CONFIRM]
    assert isinstance(talk.refused(LISTENER, Name.PLAY_BACK), Ended)


def test_every_row_of_the_table_can_be_reached_and_leads_where_it_says() -> None:
    """Each row is played from a conversation that stands there; a lone word that both differ is only half of it."""
    ways: dict[Status, Talk] = {
        Status.NOTHING_YET: Talk(),
        Status.SAID: said(asks=False),
        Status.ASKED: said(),
    }
    for status, moves in {
        Status.PLAYED_BACK: [(LISTENER, Name.PLAY_BACK)],
        Status.CORRECTED: [(LISTENER, Name.PLAY_BACK), (SPEAKER, Name.CORRECT)],
        Status.LEFT: [(LISTENER, Name.LEAVE)],
    }.items():
        ways[status] = said()
        for log, name in moves:
            ways[status].say(log, name)
    for (status, part, name), then in TABLE.items():
        talk = Talk(list(ways[status].moves), ways[status].numbers)
        assert talk.state.status is status
        talk.say(SPEAKER if part is Part.SPEAKER else LISTENER, name)
        if name is Name.DIFFER:
            assert talk.state.status is status
            talk.say(LISTENER if part is Part.SPEAKER else SPEAKER, name)
        assert talk.state.status is then, (status, part, name)


def test_what_the_table_does_not_hold_is_refused_in_a_sentence_of_its_own() -> None:
    talk = said()
    assert isinstance(talk.refused(SPEAKER, Name.PLAY_BACK), NotYourPart)
    assert isinstance(talk.refused(LISTENER, Name.CONFIRM), NotYourPart)
    assert isinstance(talk.refused(SPEAKER, Name.ASK), NotNow)
    assert isinstance(talk.refused(LISTENER, Name.DIFFER), NotNow)
    assert str(talk.refused(SPEAKER, Name.CORRECT)) == WHEN[Name.CORRECT]
    assert isinstance(Talk().refused(LISTENER, Name.PLAY_BACK), NotNow)


@pytest.mark.parametrize("status", HOW_IT_ENDED)
def test_what_has_ended_says_how(status: Status) -> None:
    talk = said()
    talk.say(LISTENER, Name.PLAY_BACK)
    ends = {
        Status.SAME_PAGE: [(SPEAKER, Name.CONFIRM)],
        Status.DIFFERED: [(LISTENER, Name.DIFFER), (SPEAKER, Name.DIFFER)],
        Status.WITHDRAWN: [(SPEAKER, Name.WITHDRAW)],
    }[status]
    for log, name in ends:
        talk.say(log, name)
    assert str(talk.refused(LISTENER, Name.PLAY_BACK)) == HOW_IT_ENDED[status]
    assert may(talk.state, SPEAKER) == may(talk.state, LISTENER) == frozenset()


def test_an_answer_is_to_the_latest_playback() -> None:
    talk = said()
    first = talk.say(LISTENER, Name.PLAY_BACK)
    talk.say(LISTENER, Name.PLAY_BACK)
    assert isinstance(talk.refused(SPEAKER, Name.CONFIRM, on=first.id), OtherPlayback)
    with pytest.raises(NotNow):
        legal(State(), talk.draft(SPEAKER, Name.CONFIRM))


def test_a_difference_takes_both_sides_and_a_new_playback_takes_it_up_again() -> None:
    talk = said()
    talk.say(LISTENER, Name.PLAY_BACK)
    talk.say(LISTENER, Name.DIFFER)
    assert talk.state.status is Status.PLAYED_BACK and len(talk.state.differ) == 1
    assert isinstance(talk.refused(LISTENER, Name.DIFFER), SaidAlready)
    assert Name.DIFFER in may(talk.state, SPEAKER) and Name.DIFFER not in may(talk.state, LISTENER)
    talk.say(LISTENER, Name.PLAY_BACK)
    assert talk.state.differ == ()
    talk.say(SPEAKER, Name.DIFFER)
    talk.say(LISTENER, Name.DIFFER)
    assert talk.state.status is Status.DIFFERED
    assert course(talk.state).outcome is Outcome.DIFFERED


def test_what_was_left_can_be_asked_for_and_played_back_again() -> None:
    talk = said()
    talk.say(LISTENER, Name.LEAVE)
    assert talk.state.status is Status.LEFT and course(talk.state).outcome is Outcome.LEFT
    talk.say(SPEAKER, Name.ASK)
    assert talk.state.status is Status.ASKED
    talk.say(LISTENER, Name.LEAVE)
    talk.say(LISTENER, Name.PLAY_BACK)
    assert talk.state.status is Status.PLAYED_BACK


def test_a_playback_that_crosses_a_statement_taken_back_does_not_count() -> None:
    talk = said()
    seen = talk.state
    taken = talk.say(SPEAKER, Name.WITHDRAW)
    late = talk.say(LISTENER, Name.PLAY_BACK, seen=seen)
    state = talk.state
    assert state.status is Status.WITHDRAWN and state.closing == taken
    assert state.fallen == {late.id}


def test_two_words_that_both_differ_may_cross_and_both_count() -> None:
    talk = said()
    talk.say(LISTENER, Name.PLAY_BACK)
    seen = talk.state
    talk.say(SPEAKER, Name.DIFFER, seen=seen)
    talk.say(LISTENER, Name.DIFFER, seen=seen)
    assert talk.state.status is Status.DIFFERED and talk.state.fallen == frozenset()


def test_a_correction_that_crosses_a_new_playback_leaves_that_one_to_be_answered() -> None:
    talk = said()
    first = talk.say(LISTENER, Name.PLAY_BACK)
    seen = talk.state
    talk.say(LISTENER, Name.PLAY_BACK, seen=seen)
    talk.say(SPEAKER, Name.CORRECT, seen=seen)
    state = talk.state
    assert state.status is Status.PLAYED_BACK
    assert [(each.playback.id == first.id, each.answer is not None) for each in state.rounds] == [
        (True, True),
        (False, False),
    ]


def test_of_a_confirmation_and_a_correction_of_the_same_playback_the_confirmation_holds() -> None:
    talk = said()
    talk.say(LISTENER, Name.PLAY_BACK)
    seen = talk.state
    talk.say(SPEAKER, Name.CORRECT, seen=seen)
    talk.say(SPEAKER, Name.CONFIRM, seen=seen)
    assert talk.state.status is Status.SAME_PAGE


def test_whoever_did_not_speak_first_cannot_ask_in_the_speakers_name() -> None:
    talk = said(asks=False)
    forged = talk.draft(LISTENER, Name.PUT, seen=State(), asks=True)
    assert read([*talk.moves, forged]).status is Status.SAID


def test_the_course_tells_rounds_and_time_from_the_asking_to_the_same_page() -> None:
    talk = said(asks=False, at=1000)
    assert course(talk.state).took_ms is None and course(Talk().state).outcome is None
    talk.say(SPEAKER, Name.ASK, at=5000)
    talk.say(LISTENER, Name.PLAY_BACK, at=6000, echo=400)
    talk.say(SPEAKER, Name.CORRECT, at=7000)
    talk.say(LISTENER, Name.PLAY_BACK, at=8000, echo=100)
    talk.say(SPEAKER, Name.CONFIRM, at=9000)
    ran = course(talk.state)
    assert (ran.rounds, ran.corrected, ran.took_ms, ran.outcome) == (2, 1, 4000, Outcome.UNDERSTOOD)


def test_a_playback_nobody_asked_for_is_timed_from_the_statement() -> None:
    talk = said(asks=False, at=1000)
    talk.say(LISTENER, Name.PLAY_BACK, at=2000)
    talk.say(SPEAKER, Name.CONFIRM, at=3000)
    assert course(talk.state).took_ms == 2000


def test_a_confirmed_playback_that_only_repeats_counts_as_an_echo() -> None:
    talk = said()
    playback = talk.say(LISTENER, Name.PLAY_BACK, echo=1000)
    talk.say(SPEAKER, Name.CONFIRM)
    assert is_echo(playback) and course(talk.state).outcome is Outcome.ECHOED


def test_what_the_speaker_has_told_so_far_is_the_statement_and_each_part_said_again() -> None:
    talk = said()
    talk.say(LISTENER, Name.PLAY_BACK, words="At five?")
    talk.say(SPEAKER, Name.CORRECT, words="At four.")
    talk.say(LISTENER, Name.PLAY_BACK, words="At four.")
    talk.say(SPEAKER, Name.CONFIRM)
    assert talk.state.told == "We load at four.\nAt four."
    assert Talk().state.told == ""
