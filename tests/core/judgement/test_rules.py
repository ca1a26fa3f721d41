"""The life of a concern: whose move it is, what each leads to, and the sentence that says why another is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.core.judgement.raised import ASKED, RAISER, SAW, Concern, raised
from troth.core.judgement import (
    TABLE,
    Days,
    Ended,
    Name,
    NotHeardYet,
    NotNow,
    NotYourPart,
    OtherPlayback,
    Part,
    SaidAlready,
    State,
    Status,
    TheyHaveTime,
    Weight,
    answer_by,
    awaited,
    legal,
    may,
    read,
    require_time,
    unanswered_on,
)
from troth.core.judgement.rules import HOW_IT_ENDED, WHEN
from troth.core.values import WorkingDays

LOGS = {Part.RAISER: RAISER, Part.ASKED: ASKED}


def test_a_view_is_played_back_corrected_confirmed_and_only_then_weighed() -> None:
    concern = raised()
    assert concern.state.waits_for == {Part.ASKED}
    concern.say(ASKED, Name.TELL, words="The count comes at eight.", know="Nobody had told us.")
    assert concern.state.waits_for == {Part.RAISER}
    concern.say(RAISER, Name.PLAY_BACK)
    concern.say(ASKED, Name.CORRECT, words="Two evenings of five.")
    assert concern.state.status is Status.CORRECTED and concern.state.waits_for == {Part.RAISER}
    assert concern.state.understood == "The count comes at eight.\nNobody had told us.\nTwo evenings of five."
    concern.say(RAISER, Name.PLAY_BACK)
    yes = concern.say(ASKED, Name.CONFIRM)
    assert concern.state.confirmed == yes and concern.state.waits_for == set(Part)
    concern.say(ASKED, Name.WEIGH, weight=Weight.LIVE_WITH_IT)
    assert concern.state.waits_for == {Part.RAISER} and concern.state.opened == ()
    concern.say(RAISER, Name.WEIGH, weight=Weight.TOUCHES_US)
    state = concern.state
    assert state.status is Status.WEIGHED and state.waits_for == frozenset()
    assert [move.weight for move in state.opened] == [Weight.LIVE_WITH_IT, Weight.TOUCHES_US]


@pytest.mark.parametrize("steps", range(3))
def test_nobody_may_weigh_before_the_other_side_has_said_you_understood_us(steps: int) -> None:
    concern = raised(steps)
    for log in LOGS.values():
        assert isinstance(concern.refused(log, Name.WEIGH), NotHeardYet)
        assert Name.WEIGH not in may(concern.state, log)
    assert isinstance(Concern().refused(ASKED, Name.WEIGH), NotNow)


def test_a_side_weighs_once() -> None:
    concern = raised(4)
    assert isinstance(concern.refused(RAISER, Name.WEIGH), SaidAlready)
    assert Name.WEIGH not in may(concern.state, RAISER) and Name.WEIGH in may(concern.state, ASKED)
    concern.say(ASKED, Name.WEIGH)
    assert isinstance(concern.refused(ASKED, Name.WEIGH), SaidAlready)


def test_every_row_of_the_table_can_be_reached_and_leads_where_it_says() -> None:
    """Each row is played from a concern that stands there; one weighing is only half of it."""
    ways = {Status.NOTHING_YET: Concern(), Status.CORRECTED: raised(2)}
    ways[Status.CORRECTED].say(ASKED, Name.CORRECT)
    statuses = (Status.RAISED, Status.TOLD, Status.PLAYED_BACK, Status.UNDERSTOOD)
    ways |= {status: raised(steps) for steps, status in enumerate(statuses)}
    ways[Status.WEIGHED] = raised(5)
    for (status, part, name), then in TABLE.items():
        concern = Concern(list(ways[status].moves), ways[status].numbers)
        assert concern.state.status is status
        concern.say(LOGS[part], name)
        if name is Name.WEIGH:
            assert concern.state.status is status
            concern.say(LOGS[Part.RAISER if part is Part.ASKED else Part.ASKED], name)
        assert concern.state.status is then, (status, part, name)


def test_what_the_table_does_not_hold_is_refused_in_a_sentence_of_its_own() -> None:
    concern = raised(2)
    assert isinstance(concern.refused(RAISER, Name.CONFIRM), NotYourPart)
    assert isinstance(concern.refused(ASKED, Name.PLAY_BACK), NotYourPart)
    assert str(concern.refused(ASKED, Name.TELL)) == WHEN[Name.TELL]
    assert str(concern.refused(RAISER, Name.SETTLE)) == WHEN[Name.SETTLE]
    assert str(concern.refused(ASKED, Name.PARK)) == WHEN[Name.PARK]
    assert isinstance(Concern().refused(ASKED, Name.TELL), NotNow)


@pytest.mark.parametrize(
    ("status", "name"), [(Status.SETTLED, Name.SETTLE), (Status.WITHDRAWN, Name.WITHDRAW)]
)
def test_what_has_ended_says_how(status: Status, name: Name) -> None:
    concern = raised(3)
    concern.say(RAISER, name)
    refusal = concern.refused(ASKED, Name.WEIGH)
    assert isinstance(refusal, Ended) and str(refusal) == HOW_IT_ENDED[status]
    assert may(concern.state, RAISER) == may(concern.state, ASKED) == frozenset()


def test_an_answer_is_to_the_latest_playback() -> None:
    concern = raised(1)
    first = concern.say(RAISER, Name.PLAY_BACK)
    concern.say(RAISER, Name.PLAY_BACK)
    assert isinstance(concern.refused(ASKED, Name.CONFIRM, on=first.id), OtherPlayback)
    with pytest.raises(NotNow):
        legal(State(), concern.draft(ASKED, Name.CONFIRM))


@pytest.mark.parametrize("steps", range(6))
def test_what_is_parked_stands_where_it_stood_and_the_next_word_takes_it_up(steps: int) -> None:
    concern = raised(steps)
    before, able = concern.state, may(concern.state, RAISER)
    concern.say(RAISER, Name.PARK, words="After the winter plan.")
    state = concern.state
    assert state.status is Status.PARKED and state.beneath is before.status
    assert state.waits_for == frozenset() and may(state, RAISER) == able - {Name.PARK}
    assert isinstance(concern.refused(RAISER, Name.PARK), SaidAlready)
    for name in (Name.TELL, Name.PLAY_BACK, Name.CONFIRM, Name.WEIGH):
        log = next((log for log in LOGS.values() if name in may(state, log)), None)
        if log is not None:
            taken = Concern(list(concern.moves), concern.numbers)
            taken.say(log, name)
            assert taken.state.status is not Status.PARKED


def test_a_view_that_crosses_the_parking_takes_the_concern_up() -> None:
    concern = raised()
    seen = concern.state
    concern.say(RAISER, Name.PARK, seen=seen)
    concern.say(ASKED, Name.TELL, seen=seen)
    assert concern.state.status is Status.TOLD


def test_what_crosses_the_move_that_closed_it_does_not_count() -> None:
    concern = raised(2)
    seen = concern.state
    taken = concern.say(RAISER, Name.WITHDRAW)
    behind = concern.say(ASKED, Name.CONFIRM, seen=seen)
    state = concern.state
    assert state.status is Status.WITHDRAWN and state.closing == taken
    assert state.fallen == {behind.id} and not state.heard


def test_of_a_confirmation_and_a_correction_of_the_same_playback_the_confirmation_holds() -> None:
    concern = raised(2)
    seen = concern.state
    concern.say(ASKED, Name.CORRECT, seen=seen)
    concern.say(ASKED, Name.CONFIRM, seen=seen)
    assert concern.state.status is Status.UNDERSTOOD


def test_whoever_is_asked_cannot_close_it_in_the_raisers_name() -> None:
    concern = raised(3)
    forged = concern.draft(ASKED, Name.SETTLE)
    assert read([*concern.moves, forged]).status is Status.UNDERSTOOD


THURSDAY = int(datetime(2026, 11, 19, 9, tzinfo=UTC).timestamp() * 1000)
DAYS = Days(
    WorkingDays(frozenset({date(2026, 11, 23)})), lambda at: datetime.fromtimestamp(at / 1000, UTC).date()
)


def test_silence_is_read_after_ten_working_days_and_opens_no_weighing() -> None:
    concern = raised(at=THURSDAY)
    last = date(2026, 12, 4)  # ten working days on, a holiday among them
    assert awaited(concern.state) is Part.ASKED and answer_by(concern.state, DAYS) == last
    assert not unanswered_on(concern.state, last, DAYS)
    assert unanswered_on(concern.state, date(2026, 12, 5), DAYS)
    with pytest.raises(TheyHaveTime, match="Friday 4 December"):
        require_time(concern.state, Part.RAISER, last, DAYS)
    require_time(concern.state, Part.ASKED, last, DAYS)
    require_time(concern.state, Part.RAISER, date(2026, 12, 5), DAYS)
    assert isinstance(concern.refused(RAISER, Name.WEIGH), NotHeardYet)


def test_once_it_is_understood_or_nothing_was_said_nobodys_silence_is_read() -> None:
    for state in (State(), raised(3).state, raised(4).state):
        assert awaited(state) is None and answer_by(state, DAYS) is None
        require_time(state, Part.RAISER, date(2026, 11, 20), DAYS)
    assert State().understood == "" and read(raised().moves).raised is not None
    assert SAW.question


def test_the_three_sentences_are_in_order() -> None:
    assert [weight.level for weight in Weight] == [1, 2, 3]
