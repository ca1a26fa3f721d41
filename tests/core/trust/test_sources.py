"""What promises, playbacks, concerns and reported history are evidence of, and what they are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.core.judgement.raised import ASKED, RAISER, raised
from tests.core.listening.talk import LISTENER, SPEAKER
from tests.core.listening.talk import Talk as Listened
from tests.core.listening.talk import said as statement
from tests.core.promises.days import CALENDAR, Dated, day, delivered, due, noon, promised
from tests.core.promises.talk import CUSTOMER, PERFORMER
from tests.core.promises.test_reports import OURS, THEIRS, Telling
from troth.core import judgement, listening
from troth.core.promises import Agreement, Name, Outcome, Text, Warning, outcome
from troth.core.promises.dates import DAY_MS
from troth.core.promises.reports import About, Closing, Period, Row, digest_of
from troth.core.promises.reports import Name as Report
from troth.core.trust import Evidence, Facet, of_concern, of_promise, of_report, of_statement
from troth.core.values import Side, Stake

DELIVERY, LISTENING, OPENNESS = Facet


def shown(begun: Dated, on: int = 60, *, settled_only: bool = True) -> dict[Facet, Evidence]:
    """What a promise of the performer shows its customer."""
    found = of_promise(begun.state, day(on), CALENDAR, object="p", settled_only=settled_only)
    assert {log for log, _ in found} <= {"customer"}
    return {piece.facet: piece for _, piece in found}


def worth(begun: Dated, on: int = 60) -> dict[Facet, float]:
    return {facet: piece.value for facet, piece in shown(begun, on).items()}


def begins(number: int) -> int:
    return noon(number) - DAY_MS // 2


def test_a_kept_promise_is_evidence_of_the_day_it_was_due() -> None:
    piece = shown(delivered(promised(10), 10, accepted=14))[DELIVERY]
    assert (piece.id, piece.value, piece.stake, piece.weight) == ("p:delivery", 1.0, 3.0, 1.0)
    assert (piece.at, piece.known) == (begins(10), noon(14))
    assert piece.batch == f"performer {day(10).isoformat()} UTC"
    assert piece.rests_on == ("000-offer", "001-agree", "002-deliver", "003-accept")


def test_one_that_ended_before_its_day_is_evidence_of_the_day_it_ended() -> None:
    piece = shown(delivered(promised(10), 4, accepted=5))[DELIVERY]
    assert (piece.at, piece.batch) == (begins(5), f"performer {day(5).isoformat()} UTC")


def test_all_that_ends_on_one_day_is_one_batch_of_one_instant() -> None:
    """Whether it was due then, or accepted then and due on fifty different days."""
    due_then = shown(delivered(promised(10), 9, accepted=12))[DELIVERY]
    early = shown(delivered(promised(40), 9, accepted=10))[DELIVERY]
    assert (due_then.batch, due_then.at) == (early.batch, early.at)


def test_the_stake_is_what_the_customer_said() -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, due(10))
    begun.on(0, CUSTOMER, Name.AGREE, Agreement(stake=Stake.HIGH))
    assert shown(delivered(begun, 10, accepted=11))[DELIVERY].stake == 10.0


def test_an_open_promise_shows_nothing_yet() -> None:
    assert shown(promised(10), 12) == {}


def test_what_the_partner_has_not_seen_yet_is_not_counted_unless_asked_for() -> None:
    begun = delivered(promised(10), 10, accepted=11)
    begun.moves[-1] = replace(begun.moves[-1], settled=False)
    assert shown(begun) == {}
    assert set(shown(begun, settled_only=False)) == {DELIVERY}


def test_a_delivery_that_nobody_answered_weighs_half() -> None:
    piece = shown(delivered(promised(10), 10))[DELIVERY]
    assert (piece.value, piece.weight) == (1.0, 0.5)
    # Day 10 is a Thursday; ten working days after it is the day 24.
    assert piece.known == begins(25)


def test_a_lapse_is_evidence_of_its_day_from_the_day_on_which_it_lapsed() -> None:
    begun = promised(10)
    piece = shown(begun)[DELIVERY]
    assert (piece.value, piece.at, piece.known) == (0.0, begins(10), begins(25))
    assert shown(begun, 24) == {}
    assert worth(begun) == {DELIVERY: 0.0}


def test_a_promise_that_waits_for_its_date_and_lapses_is_evidence_of_the_day_it_was_agreed() -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, Text())
    begun.on(1, CUSTOMER, Name.AGREE)
    begun.on(2, CUSTOMER, Name.CHANGE, due(30))
    piece = shown(begun)[DELIVERY]
    assert (piece.value, piece.at, piece.batch) == (0.0, begins(1), "")


@pytest.mark.parametrize("name", [Name.WITHDRAW, Name.DECLINE])
def test_what_was_never_agreed_shows_nothing(name: Name) -> None:
    begun = Dated()
    begun.on(0, PERFORMER, Name.OFFER, due(10))
    begun.on(1, PERFORMER if name is Name.WITHDRAW else CUSTOMER, name)
    assert shown(begun) == {}


def test_a_promise_that_was_released_shows_nothing_of_delivery() -> None:
    begun = promised(10)
    begun.on(3, CUSTOMER, Name.RELEASE)
    assert shown(begun) == {}


def test_one_that_was_released_after_its_date_without_a_word_was_neither_told_nor_asked_after() -> None:
    begun = promised(10)
    begun.on(12, CUSTOMER, Name.RELEASE)
    assert shown(begun) == {}


def test_one_that_was_released_after_it_was_said_shows_that_it_was_said() -> None:
    begun = promised(10)
    begun.on(2, PERFORMER, Name.ASK_RELEASE)
    begun.on(3, CUSTOMER, Name.RELEASE)
    assert worth(begun) == {OPENNESS: 1.0}


# Openness: bad news told before it was found.


def test_bad_news_told_before_the_date_is_openness() -> None:
    begun = promised(10)
    told = begun.on(6, PERFORMER, Name.WARN, Warning(expect=day(13)))
    found = shown(delivered(begun, 13, accepted=14))
    assert {facet: piece.value for facet, piece in found.items()} == {DELIVERY: 0.6, OPENNESS: 1.0}
    assert found[OPENNESS].id == "p:openness"
    assert told.id in found[OPENNESS].rests_on


def test_a_warning_of_a_date_that_then_holds_is_no_bad_news() -> None:
    """Else whoever warns of everything would be the most open of all."""
    begun = promised(10)
    begun.on(6, PERFORMER, Name.WARN, Warning(expect=day(13)))
    assert worth(delivered(begun, 9, accepted=11)) == {DELIVERY: 1.0}


def test_a_day_that_the_performer_moved_in_time_was_bad_news_told() -> None:
    begun = promised(10)
    begun.change(put=3, agreed=4, to=14)
    assert worth(delivered(begun, 14, accepted=15)) == {DELIVERY: 0.9, OPENNESS: 1.0}


def test_a_day_that_the_customer_moved_was_not() -> None:
    begun = promised(10)
    begun.change(put=3, agreed=4, to=14, by=CUSTOMER)
    assert worth(delivered(begun, 14, accepted=15)) == {DELIVERY: 0.9}


def test_broken_before_the_date_was_told_and_after_it_not() -> None:
    begun = promised(10)
    begun.on(6, PERFORMER, Name.BREAK)
    assert worth(begun) == {DELIVERY: 0.3, OPENNESS: 1.0}
    late = promised(10)
    late.on(12, PERFORMER, Name.BREAK)
    assert worth(late) == {DELIVERY: 0.0}


def test_a_date_that_passed_in_silence_and_was_asked_after_was_found() -> None:
    begun = promised(10)
    asked = begun.on(12, CUSTOMER, Name.ASK_STATUS)
    found = shown(delivered(begun, 14, accepted=15))
    assert {facet: piece.value for facet, piece in found.items()} == {DELIVERY: 0.2, OPENNESS: 0.0}
    assert asked.id in found[OPENNESS].rests_on


def test_who_speaks_first_after_the_date_was_neither_open_nor_found() -> None:
    begun = promised(10)
    begun.on(11, PERFORMER, Name.WARN, Warning(expect=day(14)))
    begun.on(12, CUSTOMER, Name.ASK_STATUS)
    assert worth(delivered(begun, 14, accepted=15)) == {DELIVERY: 0.4}


def test_a_date_that_passed_in_silence_and_that_nobody_asked_after_was_neither() -> None:
    begun = promised(10)
    assert worth(delivered(begun, 14, accepted=15)) == {DELIVERY: 0.2}


def test_a_day_that_passed_and_was_then_moved_at_the_customers_word_was_found() -> None:
    begun = promised(10)
    begun.change(put=12, agreed=13, to=20, by=CUSTOMER)
    assert worth(delivered(begun, 20, accepted=21))[OPENNESS] == 0.0


def test_openness_too_waits_until_the_partner_has_seen_it() -> None:
    begun = promised(10)
    begun.on(6, PERFORMER, Name.WARN, Warning(expect=day(13)))
    delivered(begun, 13, accepted=14)
    begun.moves[2] = replace(begun.moves[2], settled=False)
    assert worth(begun) == {DELIVERY: 0.6}


def test_the_log_of_a_side_is_the_one_that_the_first_text_named() -> None:
    begun = delivered(promised(10), 10, accepted=11)
    begun.moves[0] = replace(begun.moves[0], to="customer")
    assert begun.state.logs[Side.CUSTOMER] == "customer"
    assert shown(begun)[DELIVERY].value == 1.0


# Listening.


def heard(talk: Listened, on: int = 60, *, settled: bool = True) -> list[Evidence]:
    talk.moves = [replace(move, settled=settled) for move in talk.moves]
    found = of_statement(talk.state, day(on), CALENDAR, object="s")
    assert {log for log, _ in found} <= {SPEAKER}
    return [piece for _, piece in found]


def played_back(*, echo: int = 0, rounds: int = 1) -> Listened:
    talk = statement(at=noon(0))
    for number in range(rounds):
        talk.say(LISTENER, listening.Name.PLAY_BACK, echo=echo, at=noon(1))
        last = number == rounds - 1
        talk.say(SPEAKER, listening.Name.CONFIRM if last else listening.Name.CORRECT, at=noon(2))
    return talk


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_playback_confirmed_after_however_many_rounds_is_all_one_can_ask(rounds: int) -> None:
    [piece] = heard(played_back(rounds=rounds))
    assert (piece.id, piece.facet, piece.value) == ("s:listening", LISTENING, 1.0)
    assert (piece.at, piece.known) == (begins(2), noon(2))
    assert len(piece.rests_on) == rounds + 2


def test_one_that_only_echoed_shows_nothing() -> None:
    assert heard(played_back(echo=1_000)) == []


def test_one_that_the_listener_left_is_none() -> None:
    talk = statement(at=noon(0))
    talk.say(LISTENER, listening.Name.LEAVE, at=noon(3))
    [piece] = heard(talk)
    assert (piece.value, piece.at) == (0.0, begins(3))


def test_one_that_is_asked_for_and_not_answered_for_ten_working_days() -> None:
    talk = statement(at=noon(0))
    assert heard(talk, 14) == []
    [piece] = heard(talk, 15)
    assert (piece.value, piece.at, piece.known) == (0.2, begins(0), begins(15))


def test_a_part_said_again_waits_for_the_listener_too() -> None:
    talk = statement(at=noon(0))
    talk.say(LISTENER, listening.Name.PLAY_BACK, at=noon(1))
    assert heard(talk) == []  # it waits for whoever spoke
    talk.say(SPEAKER, listening.Name.CORRECT, at=noon(2))
    [piece] = heard(talk)
    assert (piece.value, piece.at) == (0.2, begins(2))


def test_nothing_is_shown_by_what_nobody_asked_to_hear_back_or_what_both_differ_on() -> None:
    assert heard(statement(asks=False, at=noon(0))) == []
    talk = statement(at=noon(0))
    talk.say(LISTENER, listening.Name.PLAY_BACK, at=noon(1))
    for log in (SPEAKER, LISTENER):
        talk.say(log, listening.Name.DIFFER, at=noon(2))
    assert heard(talk) == []
    assert of_statement(listening.State(), day(9), CALENDAR, object="s") == ()


def test_listening_counts_once_the_partner_has_seen_it() -> None:
    assert heard(played_back(), settled=False) == []


# Concerns.


def test_a_concern_understood_before_it_was_weighed_is_openness_of_whoever_raised_it() -> None:
    concern = raised(3)
    concern.moves = [replace(move, settled=True, at=noon(4)) for move in concern.moves]
    [(log, piece)] = of_concern(concern.state, object="c")
    assert log == ASKED
    assert (piece.id, piece.facet, piece.value, piece.at) == ("c:openness", OPENNESS, 1.0, begins(4))
    assert piece.batch.startswith(RAISER)
    assert len(piece.rests_on) == 4


def test_a_concern_that_is_not_understood_yet_shows_nothing() -> None:
    assert of_concern(judgement.State(), object="c") == ()
    assert of_concern(raised(2).state, object="c", settled_only=False) == ()
    concern = raised(3)
    assert of_concern(concern.state, object="c") == ()  # the partner has not seen the word yet
    assert len(of_concern(concern.state, object="c", settled_only=False)) == 1


# Reported history.


def reported(*rows: Row) -> Telling:
    telling = Telling(Period(date(2026, 6, 1), date(2026, 6, 30), rows=len(rows)))
    ids = [telling.say(Report.ROW, row).id for row in rows]
    telling.say(Report.CLOSE, Closing(count=len(ids), digest=digest_of(ids)))
    return telling


def row(
    number: int, *, delivered: date | None, reporter: Side = Side.CUSTOMER, stake: Stake | None = None
) -> Row:
    return Row(number, reporter, date(2026, 6, 10), delivered, stake=stake, area="Supply")


def answered(
    telling: Telling, name: Report = Report.CONFIRM, *, at: int = noon(0)
) -> list[tuple[str, Evidence]]:
    move = telling.say(name, About(), THEIRS)
    telling.moves[-1] = replace(move, settled=True, at=at)
    return list(of_report(telling.state, object="r"))


def test_reported_rows_count_once_the_partner_has_confirmed_them() -> None:
    telling = reported(
        row(1, delivered=date(2026, 6, 10)),
        row(2, delivered=date(2026, 6, 12), stake=Stake.HIGH),
        row(3, delivered=date(2026, 6, 4)),
        row(4, delivered=None),
    )
    assert of_report(telling.state, object="r") == ()
    found = answered(telling)
    assert [(log, piece.id, piece.value, piece.stake) for log, piece in found] == [
        (OURS, "r:1", 1.0, 3.0),
        (OURS, "r:2", 0.4, 10.0),
        (OURS, "r:3", 1.0, 3.0),
    ]
    first, second, early = (piece for _, piece in found)
    assert first.batch == second.batch == f"{THEIRS} 2026-06-10 UTC"
    assert early.batch == f"{THEIRS} 2026-06-04 UTC"
    assert (first.known, len(first.rests_on)) == (noon(0), 2)


def test_of_a_row_in_which_the_reporter_performed_the_partner_relied() -> None:
    telling = reported(row(1, delivered=date(2026, 6, 10), reporter=Side.PERFORMER))
    [(log, piece)] = answered(telling)
    assert (log, piece.batch) == (THEIRS, f"{OURS} 2026-06-10 UTC")


def test_disputed_withdrawn_and_unsettled_rows_show_nothing() -> None:
    assert answered(reported(row(1, delivered=date(2026, 6, 10))), Report.DISPUTE) == []
    telling = reported(row(1, delivered=date(2026, 6, 10)))
    telling.say(Report.CONFIRM, About(), THEIRS)
    assert of_report(telling.state, object="r") == ()
    assert len(of_report(telling.state, object="r", settled_only=False)) == 1
    telling.say(Report.WITHDRAW, About())
    assert of_report(telling.state, object="r", settled_only=False) == ()


def test_every_outcome_is_worth_here_what_the_room_of_promises_says() -> None:
    begun = delivered(promised(10), 13, accepted=14)
    result = outcome(begun.state, day(60), CALENDAR)
    assert result
    assert result.outcome is Outcome.AFTER_SILENCE
    assert shown(begun)[DELIVERY].value == result.value
