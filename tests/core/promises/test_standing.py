"""Where an open promise stands on a day, and who answers for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.core.promises.days import CALENDAR, Dated, day, delivered, due, promised
from tests.core.promises.talk import CUSTOMER, PERFORMER
from troth.core.promises import (
    Agreement,
    Calendar,
    Handed,
    Name,
    Plain,
    Relative,
    Standing,
    Text,
    Warning,
    follows_on,
    lapsed_on,
    lapses_on,
    person,
    stake,
    stake_at_yes,
    standing,
)
from troth.core.promises.lapse import unanswered_on
from troth.core.values import Stake, WorkingDays

FOLLOWS = Text(relative=Relative(after="pr_1", days=3))


def stands(begun: Dated, number: int) -> Standing:
    return standing(begun.state, day(number), CALENDAR)


def test_an_offer_is_talked_about_and_a_closed_promise_is_over() -> None:
    offered = Dated()
    offered.on(0, PERFORMER, Name.OFFER, due(4))
    assert stands(offered, 30) is Standing.TALKED_ABOUT
    assert stands(delivered(promised(4), 3, accepted=4), 30) is Standing.OVER


def test_a_date_that_passes_without_a_word_reads_so_the_day_after_and_lapses_after_ten_working_days() -> None:
    begun = promised(4)
    assert stands(begun, 4) is Standing.ON_ITS_WAY
    assert stands(begun, 5) is Standing.PASSED
    assert stands(begun, 18) is Standing.PASSED
    assert lapses_on(begun.state, CALENDAR) == day(18)
    assert stands(begun, 19) is Standing.LAPSED


def test_holidays_of_the_performer_put_the_lapse_off() -> None:
    holidays = Calendar(WorkingDays(frozenset({day(7), day(8)})), CALENDAR.day_of)
    assert lapses_on(promised(4).state, holidays) == day(22)


def test_a_warning_puts_the_lapse_off_to_ten_working_days_after_the_day_it_names() -> None:
    begun = promised(4)
    begun.on(2, PERFORMER, Name.WARN, Warning(expect=day(11)))
    assert stands(begun, 3) is Standing.TOLD
    assert stands(begun, 8) is Standing.PASSED_TOLD
    assert lapses_on(begun.state, CALENDAR) == day(25)


def test_a_warning_without_a_day_counts_from_the_day_it_was_said() -> None:
    begun = promised(4)
    begun.on(7, PERFORMER, Name.WARN, Warning(expect=None))
    assert lapses_on(begun.state, CALENDAR) == day(21)


def test_a_warning_about_the_old_day_says_nothing_about_the_new_one() -> None:
    begun = promised(4)
    begun.on(2, PERFORMER, Name.WARN, Warning(expect=day(20)))
    begun.change(put=2, agreed=3, to=7)
    assert stands(begun, 5) is Standing.ON_ITS_WAY
    assert lapses_on(begun.state, CALENDAR) == day(21)


def test_nothing_lapses_that_rests_on_a_yes_which_both_do_not_have() -> None:
    begun = promised(4)
    begun.moves = [replace(move, settled=False) for move in begun.moves]
    assert not lapsed_on(begun.state, day(40), CALENDAR)


def test_a_delivery_waits_for_an_answer_for_ten_working_days() -> None:
    begun = delivered(promised(10), 4)
    assert stands(begun, 18) is Standing.WAITS_FOR_ANSWER
    assert stands(begun, 19) is Standing.UNANSWERED
    assert lapses_on(begun.state, CALENDAR) is None


def test_only_a_delivery_can_go_unanswered() -> None:
    assert not unanswered_on(promised(4).state, day(40), CALENDAR)
    assert promised(4).state.status.in_force


def test_a_text_without_facts_names_nobody() -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER)
    assert person(begun.state, CUSTOMER) is None and stake(begun.state) is None


def test_silence_on_a_delivery_lets_a_crossing_release_stand() -> None:
    begun = promised(10)
    begun.cross((Name.DELIVER,), (Name.RELEASE,))
    assert stands(begun, 0) is Standing.RELEASE_STANDS


def test_a_promise_that_follows_another_waits_for_its_date() -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, FOLLOWS)
    begun.on(0, CUSTOMER, Name.AGREE)
    assert stands(begun, 300) is Standing.WAITS_FOR_ITS_DATE
    begun.on(4, PERFORMER, Name.CHANGE, due(10))
    assert stands(begun, 300) is Standing.WAITS_FOR_ITS_DATE


def test_a_date_that_the_performer_leaves_unanswered_for_ten_working_days_reads_as_lapsed() -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, FOLLOWS)
    begun.on(0, CUSTOMER, Name.AGREE)
    begun.on(4, CUSTOMER, Name.CHANGE, due(10))
    assert stands(begun, 18) is Standing.WAITS_FOR_ITS_DATE
    assert stands(begun, 19) is Standing.LAPSED
    begun.on(20, PERFORMER, Name.AGREE)
    assert stands(begun, 21) is Standing.PASSED


def test_the_day_that_follows_is_prepared_from_the_day_of_the_accept() -> None:
    assert follows_on(Relative(after="pr_1", days=3), day(29)) == day(32)


def test_a_word_about_a_change_of_words_alone_asks_for_no_date() -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, FOLLOWS)
    begun.on(0, CUSTOMER, Name.AGREE)
    begun.on(4, CUSTOMER, Name.CHANGE, FOLLOWS)
    assert lapses_on(begun.state, CALENDAR) is None


def _addressed(performer: str | None, customer: str | None, asked: Stake | None = None) -> Dated:
    begun = Dated()
    begun.on(0, CUSTOMER, Name.REQUEST, replace(due(4), performer=performer, customer=customer, stake=asked))
    return begun


def test_a_side_is_answered_for_by_whom_it_named_itself_else_by_whom_the_partner_addressed() -> None:
    begun = _addressed("m_joost", "m_haruka")
    assert (person(begun.state, PERFORMER), person(begun.state, CUSTOMER)) == ("m_joost", "m_haruka")
    begun.on(1, PERFORMER, Name.AGREE, Agreement(person="m_annelies"))
    assert person(begun.state, PERFORMER) == "m_annelies"
    begun.on(2, PERFORMER, Name.REASSIGN, Handed("m_bram"))
    assert person(begun.state, PERFORMER) == "m_bram"
    assert person(begun.state, CUSTOMER) == "m_haruka"


def test_a_promise_for_a_whole_organisation_is_held_by_the_first_to_agree() -> None:
    begun = _addressed(None, "m_haruka")
    assert person(begun.state, PERFORMER) is None
    begun.on(1, PERFORMER, Name.AGREE)
    begun.moves[-1] = replace(begun.moves[-1], by="m_first")
    assert person(begun.state, PERFORMER) == "m_first"


def test_a_yes_that_was_taken_back_makes_nobody_answer() -> None:
    begun = _addressed(None, "m_haruka")
    begun.on(1, PERFORMER, Name.AGREE, Agreement(person="m_joost"))
    begun.on(2, PERFORMER, Name.TAKE_BACK)
    assert person(begun.state, PERFORMER) is None


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        (None, None, None),
        (Stake.LOW, None, Stake.LOW),
        (Stake.LOW, Stake.HIGH, Stake.HIGH),
        (None, Stake.MEDIUM, Stake.MEDIUM),
    ],
)
def test_how_much_hangs_on_it_is_as_the_customer_said_last(
    asked: Stake | None, said: Stake | None, expected: Stake | None
) -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, replace(due(4), stake=asked))
    begun.on(0, CUSTOMER, Name.AGREE, Agreement(stake=said))
    assert stake(begun.state) is expected


def test_the_calendar_counts_days_in_the_promises_own_zone() -> None:
    begun = promised(4)
    begun.moves[0] = replace(begun.moves[0], facts=replace(due(4), zone="Pacific/Auckland"))
    zones: list[str] = []

    def note(at: int, zone: str) -> date:
        zones.append(zone)
        return day(0)

    begun.on(7, PERFORMER, Name.WARN, Warning())
    lapses_on(begun.state, Calendar(WorkingDays(), note))
    assert zones == ["Pacific/Auckland"]


@pytest.mark.parametrize(
    ("proposed", "said", "most"),
    [(None, None, None), (Stake.LOW, None, Stake.LOW), (Stake.LOW, Stake.HIGH, Stake.HIGH), (Stake.HIGH, Stake.LOW, Stake.HIGH)],
)  # fmt: skip
def test_what_hangs_on_a_yes_is_the_most_of_what_is_so_proposed_and_said(
    proposed: Stake | None, said: Stake | None, most: Stake | None
) -> None:
    begun = Dated()
    text = begun.on(0, PERFORMER, Name.OFFER, replace(due(4), stake=proposed))
    assert stake_at_yes(begun.state, text, said) is most
    assert stake_at_yes(begun.state, replace(text, facts=Plain()), said) is most
