"""Every outcome is told apart by its dates, and worth what the table of values says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.promises.days import CALENDAR, Dated, day, delivered, due, last_moment, noon, promised
from tests.core.promises.talk import CUSTOMER, PERFORMER
from troth.core.promises import (
    VALUE,
    Acceptance,
    Agreement,
    Delivery,
    Name,
    Outcome,
    Result,
    Text,
    Warning,
    first_day,
    movements,
    outcome,
    timing,
)
from troth.core.values import Stake


def became(begun: Dated, on: int = 40) -> Result:
    found = outcome(begun.state, day(on), CALENDAR)
    assert found is not None
    return found


def what(begun: Dated, on: int = 40) -> tuple[Outcome, float | None]:
    result = became(begun, on)
    return result.outcome, result.value


def test_kept_on_the_day() -> None:
    assert what(delivered(promised(10), 10, accepted=12)) == (Outcome.KEPT_ON_THE_DAY, 1.0)


def test_kept_early_by_the_day_of_the_delivery_not_of_the_accept() -> None:
    begun = delivered(promised(10), 8, accepted=14)
    assert what(begun) == (Outcome.KEPT_EARLY, 1.0)
    found = timing(begun.state, CALENDAR)
    assert found and found.days == -2


def test_exceeded_when_the_customer_says_so() -> None:
    begun = delivered(promised(10), 10)
    begun.on(11, CUSTOMER, Name.ACCEPT, Acceptance(met=(True,), exceeded=True))
    assert what(begun) == (Outcome.EXCEEDED, 1.0)


@pytest.mark.parametrize(
    ("times", "expected", "value"),
    [(1, Outcome.REAGREED_ONCE, 0.9), (2, Outcome.REAGREED_TWICE, 0.7), (3, Outcome.REAGREED_OFTEN, 0.4)]
    + [(5, Outcome.REAGREED_OFTEN, 0.4)],
)
def test_kept_on_a_day_agreed_anew_before_the_old_one(times: int, expected: Outcome, value: float) -> None:
    begun = promised(10)
    for number in range(times):
        begun.change(put=number, agreed=number, to=12 + number)
    assert what(delivered(begun, 12, accepted=13)) == (expected, value)
    assert became(begun).moved == times


def test_a_day_brought_forward_is_no_concession() -> None:
    begun = promised(10)
    begun.change(put=1, agreed=1, to=8, by=CUSTOMER)
    assert what(delivered(begun, 8, accepted=9)) == (Outcome.KEPT_ON_THE_DAY, 1.0)
    assert [(moved.days, moved.asked_by) for moved in movements(begun.state)] == [(-2, CUSTOMER)]


def test_after_the_date_but_told_before_it_with_a_new_day() -> None:
    begun = promised(10)
    begun.on(6, PERFORMER, Name.WARN, Warning(expect=day(13)))
    assert what(delivered(begun, 13, accepted=14)) == (Outcome.AFTER_WARNED, 0.6)


def test_a_change_proposed_before_the_date_is_a_warning_with_a_new_day() -> None:
    begun = promised(10)
    begun.on(6, PERFORMER, Name.CHANGE, due(13))
    assert what(delivered(begun, 13, accepted=14)) == (Outcome.AFTER_WARNED, 0.6)


def test_told_before_the_date_without_a_new_day_counts_as_explained() -> None:
    begun = promised(10)
    begun.on(6, PERFORMER, Name.WARN, Warning(expect=None))
    assert what(delivered(begun, 13, accepted=14)) == (Outcome.AFTER_EXPLAINED, 0.4)


def test_explained_after_the_date() -> None:
    begun = promised(10)
    begun.on(12, PERFORMER, Name.WARN, Warning(expect=day(14)))
    assert what(delivered(begun, 13, accepted=14)) == (Outcome.AFTER_EXPLAINED, 0.4)


def test_after_the_date_with_no_word() -> None:
    begun = promised(10)
    begun.on(11, PERFORMER, Name.PROGRESS)
    assert what(delivered(begun, 13, accepted=14)) == (Outcome.AFTER_SILENCE, 0.2)
    found = timing(begun.state, CALENDAR)
    assert found and (found.days, found.in_time, found.provable) == (3, False, True)


def test_agreed_anew_and_then_after_that_date_is_worth_the_lower_of_the_two() -> None:
    told, silent = promised(10), promised(10)
    for begun in (told, silent):
        begun.change(put=2, agreed=3, to=15)
    told.on(14, PERFORMER, Name.WARN, Warning(expect=day(18)))
    assert what(delivered(told, 18, accepted=19)) == (Outcome.REAGREED_THEN_AFTER, 0.6)
    assert what(delivered(silent, 18, accepted=19)) == (Outcome.REAGREED_THEN_AFTER, 0.2)


def test_a_date_moved_only_after_it_had_passed_counts_as_passed() -> None:
    begun = promised(10)
    begun.change(put=12, agreed=13, to=20)
    assert what(delivered(begun, 19, accepted=20)) == (Outcome.REAGREED_THEN_AFTER, 0.4)
    assert [moved.in_time for moved in movements(begun.state)] == [False]


def test_a_change_agreed_after_a_delivery_in_time_takes_nothing_away() -> None:
    begun = delivered(promised(10), 9)
    begun.change(put=11, agreed=12, to=14, by=CUSTOMER)
    begun.on(13, CUSTOMER, Name.ACCEPT)
    assert what(begun) == (Outcome.REAGREED_ONCE, 0.9)


def test_broken_with_notice_before_and_after_the_date() -> None:
    before, after = promised(10), promised(10)
    before.on(8, PERFORMER, Name.BREAK)
    after.on(11, PERFORMER, Name.BREAK)
    assert what(before) == (Outcome.BROKEN_BEFORE, 0.3)
    assert what(after) == (Outcome.BROKEN_AFTER, 0.0)


def test_lapsed_after_ten_working_days_and_replaced_when_it_comes_after_all() -> None:
    begun = promised(4)
    assert outcome(begun.state, day(18), CALENDAR) is None
    assert what(begun, 19) == (Outcome.LAPSED, 0.0)
    assert became(begun, 19).at is None
    assert what(delivered(begun, 30, accepted=31)) == (Outcome.AFTER_SILENCE, 0.2)


def test_delivered_and_unanswered_counts_half() -> None:
    begun = delivered(promised(10), 4)
    assert outcome(begun.state, day(18), CALENDAR) is None
    result = became(begun, 19)
    assert (result.outcome, result.value, result.weight) == (Outcome.UNANSWERED, 1.0, 0.5)


def test_delivered_after_the_date_and_unanswered_is_worth_what_its_dates_say() -> None:
    result = became(delivered(promised(1), 4), 19)
    assert (result.outcome, result.value, result.weight) == (Outcome.UNANSWERED, 0.2, 0.5)


def test_silence_on_a_delivery_with_a_release_behind_it_is_no_evidence() -> None:
    begun = promised(10)
    begun.cross((Name.DELIVER,), (Name.RELEASE,))
    begun.moves = [replace(move, at=move.at or noon(4)) for move in begun.moves]
    assert what(begun) == (Outcome.RELEASED, None)


def test_released_withdrawn_declined_and_voided_are_no_evidence() -> None:
    released = promised(10)
    released.on(3, CUSTOMER, Name.RELEASE)
    withdrawn, declined, voided = Dated(), Dated(), Dated()
    for begun in (withdrawn, declined, voided):
        begun.on(0, PERFORMER, Name.OFFER, due(10))
    withdrawn.on(1, PERFORMER, Name.WITHDRAW)
    declined.on(1, CUSTOMER, Name.DECLINE)
    voided.cross((Name.WITHDRAW,), (Name.AGREE,))
    found = [what(begun) for begun in (released, withdrawn, declined, voided)]
    expected = (Outcome.RELEASED, Outcome.WITHDRAWN, Outcome.DECLINED, Outcome.VOIDED)
    assert found == [(each, None) for each in expected]


def test_what_is_open_has_no_outcome_yet() -> None:
    assert outcome(Dated().state, day(0), CALENDAR) is None
    assert outcome(promised(10).state, day(1), CALENDAR) is None


def test_the_days_the_customer_took_beyond_five_working_ones_are_taken_off() -> None:
    begun = promised(4)
    begun.on(3, PERFORMER, Name.DELIVER)
    begun.on(14, CUSTOMER, Name.SEND_BACK)
    delivered(begun, 15, accepted=16)
    found = timing(begun.state, CALENDAR)
    # Delivered on Thursday the 5th; five working days end on the 12th, sent back on the 16th: four days.
    assert found and found.taken_off == 4
    assert found.in_time is False and found.days == 15 - 4 - 4


def test_with_the_customers_days_taken_off_a_delivery_can_be_in_time() -> None:
    begun = promised(11)
    begun.on(3, PERFORMER, Name.DELIVER)
    begun.on(14, CUSTOMER, Name.SEND_BACK)
    delivered(begun, 15, accepted=16)
    assert what(begun) == (Outcome.KEPT_ON_THE_DAY, 1.0)


@pytest.mark.parametrize(("late", "expected"), [(True, False), (False, True), (None, None)])
def test_where_the_record_cannot_prove_it_the_customers_word_decides(
    late: bool | None, expected: bool | None
) -> None:
    begun = delivered(promised(10), 10)
    begun.moves[-1] = replace(begun.moves[-1], low=noon(9), high=noon(12))
    begun.on(13, CUSTOMER, Name.ACCEPT, Acceptance(late=late))
    found = timing(begun.state, CALENDAR)
    assert found and not found.provable and found.in_time is expected


def test_the_customers_word_is_not_asked_where_the_record_proves_it() -> None:
    begun = delivered(promised(10), 10)
    begun.moves[-1] = replace(begun.moves[-1], low=noon(10), high=last_moment(10) + 60_000)
    begun.on(13, CUSTOMER, Name.ACCEPT, Acceptance(late=True))
    found = timing(begun.state, CALENDAR)
    assert found and found.provable and found.in_time is True


@pytest.mark.parametrize(("low", "high"), [(None, noon(12)), (noon(9), None)])
def test_a_bracket_that_is_open_on_one_side_proves_nothing_across_the_date(
    low: int | None, high: int | None
) -> None:
    begun = delivered(promised(10), 10, accepted=13)
    begun.moves[-2] = replace(begun.moves[-2], low=low, high=high)
    found = timing(begun.state, CALENDAR)
    assert found and not found.provable and found.in_time is None


def test_a_stamp_after_the_date_needs_no_proof_however_long_the_partner_had_been_quiet() -> None:
    begun = delivered(promised(10), 14, accepted=15)
    begun.moves[-2] = replace(begun.moves[-2], low=noon(3), high=noon(15))
    found = timing(begun.state, CALENDAR)
    assert found and found.provable and found.in_time is False


def test_the_day_it_was_done_counts_when_the_customer_confirms_it() -> None:
    confirmed, silent = promised(10), promised(10)
    for begun in (confirmed, silent):
        begun.on(12, PERFORMER, Name.DELIVER, Delivery(done_on=day(9)))
    confirmed.on(13, CUSTOMER, Name.ACCEPT, Acceptance(late=False))
    silent.on(13, CUSTOMER, Name.ACCEPT)
    assert what(confirmed) == (Outcome.KEPT_EARLY, 1.0)
    assert what(silent) == (Outcome.AFTER_SILENCE, 0.2)


def test_all_earlier_days_stay_visible_with_how_far_and_why_they_moved() -> None:
    begun = promised(10)
    begun.change(put=2, agreed=3, to=15)
    begun.change(put=5, agreed=6, to=14, by=CUSTOMER)
    moves = movements(begun.state)
    assert first_day(begun.state) == day(10)
    assert [(moved.was, moved.now, moved.days) for moved in moves] == [
        (day(10), day(15), 5),
        (day(15), day(14), -1),
    ]
    assert [moved.asked_by for moved in moves] == [PERFORMER, CUSTOMER]
    assert moves[0].words == "because of a crack" and moves[0].in_time
    assert (moves[0].proposed_at, moves[0].agreed_at) == (noon(2), noon(3))


def test_an_outcome_names_its_stake_and_what_it_rests_on() -> None:
    begun = Dated()
    offer = begun.on(0, PERFORMER, Name.OFFER, due(10))
    yes = begun.on(0, CUSTOMER, Name.AGREE, Agreement(stake=Stake.HIGH))
    delivered(begun, 10, accepted=11)
    result = became(begun)
    assert result.stake is Stake.HIGH
    assert result.rests_on == (offer.id, yes.id, *(move.id for move in begun.moves[-2:]))
    assert (result.due_day, result.at) == (day(10), noon(11))


def test_a_promise_kept_before_its_date_was_ever_set_is_kept() -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, Text())
    begun.on(0, CUSTOMER, Name.AGREE)
    delivered(begun, 3, accepted=4)
    assert what(begun) == (Outcome.KEPT_ON_THE_DAY, 1.0)
    assert timing(begun.state, CALENDAR) is None and first_day(begun.state) is None


def test_every_outcome_has_a_value_and_says_itself() -> None:
    assert set(VALUE) == set(Outcome)
    assert all(not any(bad in each.value for bad in ("overdue", "fail", "late")) for each in Outcome)
