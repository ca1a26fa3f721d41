"""Each move of a promise as its page makes it, by the side whose move it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import terms
from tests.web.seats import SOON, agreed, asked, offered, status, table
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db


def test_an_offer_is_agreed_delivered_and_accepted_between_two_browsers() -> None:
    at = table()
    promise = offered(at.annelies)
    shown = at.naoko.page(f"promises/{promise}/").words
    assert "Annelies offers this" in shown
    assert "Agree, and say what is at stake" in shown
    assert status(promise) == "proposed"
    page = at.naoko.act(promise, "agree", stake="high", words="Good")
    assert "Agreed. Veldsen knows." in page.words
    assert models.Promise.objects.get(object=promise).stake == "high"
    at.annelies.act(promise, "deliver", words="Here it is", link="https://files.example/audit.pdf")
    look = at.naoko.page(f"promises/{promise}/", act="accept")
    assert "Is each condition met?" in look.words
    assert "Here it is" in look.words
    page = at.naoko.act(promise, "accept", met_0="1", met_1="1", outcome="exceeded", words="More than asked")
    assert status(promise) == "kept"
    assert "accepted it: exceeded" in page.words
    assert "Make a new one that cites it" in page.words


def test_a_yes_without_a_stake_is_asked_for_the_stake_and_keeps_the_words() -> None:
    at = table()
    promise = offered(at.annelies)
    page = at.naoko.act(promise, "agree", words="With pleasure")
    assert page.status == 422
    assert "Say how much hangs on it for you" in page.words
    assert "With pleasure" in page.html
    assert status(promise) == "proposed"


def test_a_request_is_agreed_with_one_click_and_the_click_can_be_taken_back() -> None:
    at = table()
    promise = asked(at.annelies)
    at.naoko.click(promise, "agree")
    assert status(promise) == "agreed"
    page = at.naoko.click(promise, "take_back")
    assert "Taken back" in page.words
    assert status(promise) == "proposed"


def test_somebody_counters_and_the_counter_is_agreed() -> None:
    at = table()
    promise = asked(at.annelies)
    later = (SOON + timedelta(days=5)).isoformat()
    page = at.naoko.act(
        promise,
        "counter",
        due=later,
        zone="Asia/Tokyo",
        conditions=["Thirty pallets fit"],
        owes=[""],
        words="Thirty",
    )
    assert "Proposed. It is Veldsen’s turn now." in page.words
    shown = at.annelies.page(f"promises/{promise}/")
    assert "Thirty pallets fit" in shown.html
    at.annelies.click(promise, "agree")
    row = models.Promise.objects.get(object=promise)
    assert (row.status, row.due_day.isoformat(), row.zone) == ("agreed", later, "Asia/Tokyo")


def test_a_text_is_declined_with_a_reason_and_may_be_put_again() -> None:
    at = table()
    promise = offered(at.annelies)
    at.naoko.act(promise, "decline", words="Not this month")
    assert status(promise) == "nothing"
    page = at.annelies.page(f"promises/{promise}/").words
    assert "Naoko declined it" in page and "Not this month" in page
    assert "Put it again" in page


def test_an_own_text_is_withdrawn_before_it_is_agreed() -> None:
    at = table()
    promise = offered(at.annelies)
    at.annelies.act(promise, "withdraw", words="Too early")
    assert status(promise) == "nothing"


def test_a_warning_proposes_another_day_in_the_same_act() -> None:
    at = table()
    promise = agreed(at)
    later = SOON + timedelta(days=6)
    page = at.annelies.act(
        promise, "warn", words="The chamber is booked", then="propose", due=later.isoformat()
    )
    assert "Kaido knows now, from you." in page.words
    row = models.Promise.objects.get(object=promise)
    assert (row.expected_day, row.due_day, row.open_texts) == (later, SOON, "p")
    shown = at.naoko.page(f"promises/{promise}/").words
    assert "Annelies proposes another date" in shown
    at.naoko.click(promise, "agree")
    moved = at.annelies.page(f"promises/{promise}/").words
    assert models.Promise.objects.get(object=promise).due_day == later
    assert "Moved once, agreed by both" in moved
    assert "moved away by six days" in moved


@pytest.mark.parametrize(("then", "expect"), [("expect", SOON + timedelta(days=3)), ("unknown", None)])
def test_a_warning_may_tell_the_day_now_expected_or_that_it_is_not_known(then: str, expect: object) -> None:
    at = table()
    promise = agreed(at)
    at.annelies.act(promise, "warn", words="Customs asks", then=then, expect=str(expect or ""))
    assert models.Promise.objects.get(object=promise).expected_day == expect


def test_a_warning_without_words_is_not_sent_and_the_choice_stays() -> None:
    at = table()
    promise = agreed(at)
    page = at.annelies.act(promise, "warn", words="", then="unknown")
    assert page.status == 422
    assert 'value="unknown" checked' in page.html
    assert models.Promise.objects.get(object=promise).warned_at is None


def test_terms_change_when_the_other_side_says_yes_and_not_before() -> None:
    at = table()
    promise = agreed(at)
    later = SOON + timedelta(days=9)
    at.naoko.act(
        promise,
        "change",
        due=later.isoformat(),
        zone="Asia/Tokyo",
        conditions=["All thirteen sites are covered"],
        owes=["A list of the sites"],
        words="One site more",
        stake="high",
    )
    assert models.Promise.objects.get(object=promise).due_day == SOON
    at.annelies.click(promise, "agree")
    row = models.Promise.objects.get(object=promise)
    assert (row.due_day, row.stake) == (later, "high")
    assert "thirteen" in row.search


def test_a_row_more_keeps_what_was_typed_and_signs_nothing() -> None:
    at = table()
    promise = agreed(at)
    data = {
        "act": "change",
        "more": "conditions",
        "conditions": ["One", "Two"],
        "owes": [""],
        "words": "Because",
    }
    page = at.naoko.send(f"promises/{promise}/act/", data)
    assert page.status == 200
    assert page.html.count('name="conditions"') == 3
    assert "Because" in page.html
    assert models.Promise.objects.get(object=promise).open_texts == ""


def test_progress_is_told_and_how_it_stands_is_asked() -> None:
    at = table()
    promise = agreed(at)
    at.naoko.act(promise, "ask_status", words="Is the bench free?")
    assert models.Promise.objects.get(object=promise).asked_status
    at.annelies.act(promise, "progress", words="From Thursday night")
    row = models.Promise.objects.get(object=promise)
    assert not row.asked_status
    assert "reported progress" in at.naoko.page(f"promises/{promise}/").words


def test_a_delivery_goes_back_with_the_condition_that_is_not_met() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Done")
    fine = at.naoko.act(promise, "send_back", met_0="1", met_1="1", words="No")
    assert fine.status == 422
    assert "which condition is not met" in fine.words
    at.naoko.act(promise, "send_back", met_0="1", met_1="0", words="Nobody is named")
    assert at.annelies.page(f"promises/{promise}/").words.count("not met yet") == 1
    assert status(promise) == "agreed"
    assert "condition 2 is not met" in at.annelies.page(f"promises/{promise}/").words


def test_an_accept_needs_a_word_on_each_condition() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Done")
    silent = at.naoko.act(promise, "accept", met_0="1", words="Seen")
    assert silent.status == 422 and "Say of each condition" in silent.words
    assert "Seen" in silent.html
    unmet = at.naoko.act(promise, "accept", met_0="1", met_1="0")
    assert "Condition 2 is marked as not met" in unmet.words
    assert status(promise) == "delivered"


def test_somebody_asks_to_be_released_and_is() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.act(promise, "ask_release", words="The need is gone")
    assert models.Promise.objects.get(object=promise).asks_release
    at.naoko.act(promise, "release", words="Of course")
    assert status(promise) == "released"


def test_a_promise_is_broken_with_notice_and_a_reason() -> None:
    at = table()
    promise = agreed(at)
    assert at.annelies.act(promise, "break", words="").status == 422
    at.annelies.act(promise, "break", words="The supplier closed")
    assert status(promise) == "broken"
    assert "The supplier closed" in at.naoko.page(f"promises/{promise}/").words


def test_a_promise_is_handed_to_a_colleague_whom_the_partner_then_sees() -> None:
    at = table()
    promise = agreed(at)
    joost = at.colleague("Joost Bakker")
    offered(joost, "Something small")
    member = models.Member.objects.get(person=joost.person)
    at.annelies.act(promise, "reassign", person=member.pseudonym, words="Joost knows it best")
    assert str(models.Promise.objects.get(object=promise).performer_person) == "Joost Bakker"
    assert "Joost Bakker" in at.naoko.page(f"promises/{promise}/").words


def test_acting_for_a_colleague_is_recorded_as_such() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    promise = offered(joost)
    member = models.Member.objects.get(person=joost.person)
    at.naoko.act(promise, "agree", stake="low")
    at.annelies.act(promise, "progress", words="Half way", stands=member.pseudonym)
    assert "Annelies, for Joost, reported progress" in at.naoko.page(f"promises/{promise}/").words


def test_a_viewer_reads_and_cannot_act() -> None:
    at = table()
    promise = agreed(at)
    viewer = at.colleague("Vera Kool", Role.VIEWER)
    shown = viewer.page(f"promises/{promise}/").words
    assert "You may read here" in shown
    assert "Something came in between" not in shown
    assert viewer.act(promise, "deliver", words="Done").status == 403
    assert viewer.page("promises/new/").status == 403
    assert status(promise) == "agreed"


def test_nobody_else_finds_the_promise() -> None:
    at = table()
    promise = agreed(at)
    other = models.Organisation.objects.create(name="Third", short="Third")
    from tests.cast import person

    stranger = at.seat(person(other, "Tom Third"))
    assert stranger.page(f"promises/{promise}/").status == 404
    assert stranger.act(promise, "deliver", words="Done").status == 404


def test_a_stale_page_is_told_what_happened_and_keeps_what_was_typed() -> None:
    at = table()
    promise = agreed(at)
    old = models.Promise.objects.get(object=promise)
    from troth.store.queries.people import reader_of, seat_of
    from troth.store.queries.promises import read_whole

    reader = reader_of(at.annelies.person)
    assert reader is not None
    seat = seat_of(reader, at.annelies.slug)
    assert seat is not None
    whole = read_whole(seat, promise)
    assert whole is not None and old.status == "agreed"
    at.naoko.act(promise, "release", words="")
    page = at.annelies.act(promise, "deliver", stamp=whole.state.stamp, words="All twelve are in")
    assert page.status == 409
    assert "Naoko released Veldsen from it at" in page.words
    assert "All twelve are in" in page.html
    assert status(promise) == "released"


def test_a_stale_change_can_be_sent_all_the_same_with_the_new_stamp() -> None:
    at = table()
    promise = agreed(at)
    shown = at.annelies.page(f"promises/{promise}/", act="deliver").html
    stamp = shown.split('name="stamp" value="')[1][:64]
    at.naoko.act(
        promise,
        "change",
        due=SOON.isoformat(),
        zone="Europe/Amsterdam",
        conditions=["Only one"],
        owes=[""],
        words="x",
    )
    page = at.annelies.act(promise, "deliver", stamp=stamp, words="All there")
    assert page.status == 409
    assert "Naoko proposed other conditions at" in page.words
    again = page.html.split('id="desk"')[1].split('name="stamp" value="')[1][:64]
    assert again != stamp
    at.annelies.act(promise, "deliver", stamp=again, words="All there")
    assert status(promise) == "delivered"


def test_what_was_typed_is_still_there_after_the_browser_was_closed() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.send(
        f"promises/{promise}/draft/", {"act": "warn", "words": "The lab is cl", "then": "expect"}
    )
    again = at.seat(at.annelies.person).page(f"promises/{promise}/", act="warn").html
    assert "The lab is cl" in again
    assert 'value="expect" checked' in again
    assert "The lab is cl" not in at.naoko.page(f"promises/{promise}/", act="ask_status").html


def test_a_form_sent_twice_makes_one_promise() -> None:
    at = table()
    assert offered(at.annelies, draft="same") == offered(at.annelies, draft="same")
    assert models.Promise.objects.count() == 1


def test_a_button_pressed_on_nothing_signs_nothing() -> None:
    at = table()
    promise = agreed(at)
    before = models.Entry.objects.count()
    stamp = at.naoko.page(f"promises/{promise}/", act="ask_status").html.split('name="stamp" value="')[1][:64]
    for move in ("agree", "agree_series", "put_date", "take_back"):
        page = at.annelies.send(f"promises/{promise}/act/", {"move": move, "stamp": stamp})
        assert page.status == 200
    for data in ({}, {"move": "fly"}, {"act": "fly", "move": "warn"}, {"act": "fly", "more": "conditions"}):
        assert at.annelies.send(f"promises/{promise}/act/", {**data, "stamp": stamp}).status == 404
    assert models.Entry.objects.count() == before


def test_a_day_of_doing_before_the_date_counts_by_the_customers_word_when_it_is_said_after_it() -> None:
    at = table()
    two = at.two
    promise = promises.request(two.node, two.kaido, terms())
    text = next(move for move in state_of(two.node, two.alliance.pk, promise).table.values() if move)
    stamp = state_of(two.node, two.alliance.pk, promise).stamp
    promises.agree(two.node, two.veldsen, On(promise, stamp), text=text.id)
    ahead = at.annelies.act(promise, "deliver", words="Done", done_on=SOON.isoformat())
    assert ahead.status == 422 and "Choose today or an earlier day" in ahead.words
    at.annelies.act(promise, "deliver", words="Done", done_on="2026-03-19")
    assert "Was it in time?" in at.naoko.page(f"promises/{promise}/", act="accept").words
    silent = at.naoko.act(promise, "accept", met_0="1")
    assert silent.status == 422 and "Say whether it was in time" in silent.words
    at.naoko.act(promise, "accept", met_0="1", in_time="yes")
    row = models.Promise.objects.get(object=promise)
    assert (row.status, row.outcome) == ("kept", "kept_early")


def test_what_comes_after_its_date_is_said_by_its_dates_and_without_blame() -> None:
    at = table()
    two = at.two
    promise = promises.request(two.node, two.kaido, terms())
    text = next(move for move in state_of(two.node, two.alliance.pk, promise).table.values() if move)
    stamp = state_of(two.node, two.alliance.pk, promise).stamp
    promises.agree(two.node, two.veldsen, On(promise, stamp), text=text.id)
    words = at.naoko.page(f"promises/{promise}/").words
    assert "Date passed, no word yet" in words
    assert "Date passed, no word yet." in at.naoko.page("promises/").words
    for blame in ("overdue", "late ", "failed", "missed"):
        assert blame not in words.lower()
