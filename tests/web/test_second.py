"""A yes on which much hangs waits for a second signature: kept inside the organisation until both have agreed."""

from __future__ import annotations

import json

import pytest

from tests.web.seats import Seat, Table, asked, offered, status, table
from troth.core.values import Role
from troth.store import models
from troth.store.models import SecondSignature

pytestmark = pytest.mark.django_db
LIVE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_PTAG": "0-old"}


def two_signatures(at: Table, since: str = "high") -> tuple[Seat, Seat]:
    """Kaido asks for two signatures; Daichi may sign as the first, Haruka as the second."""
    at.naoko.send("/organisation/two-signatures/", {"second_from": since})
    return at.colleague("Daichi Okada", of_kaido=True), at.colleague(
        "Haruka Shimizu", Role.MANAGER, of_kaido=True
    )


def waiting(at: Table, daichi: Seat, *, words: str = "With pleasure") -> str:
    promise = offered(at.annelies)
    page = daichi.act(promise, "agree", stake="high", words=words)
    assert "Your yes waits for a second signature of Kaido" in page.words
    assert status(promise) == "proposed"
    return promise


def second(seat: Seat, promise: str, do: str, **more: str) -> str:
    return seat.send(f"promises/{promise}/second/", {"do": do, **more}).words


def test_a_yes_is_signed_in_the_name_of_both_once_a_manager_has_signed_too() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    assert not models.Entry.objects.filter(object=promise, kind__startswith="promise.agree").exists()
    page = haruka.page(f"promises/{promise}/").words
    assert "Daichi said yes; it waits for a second signature of Kaido" in page and "With pleasure" in page
    assert "Signed, in the name of both. Veldsen knows." in second(haruka, promise, "sign")
    assert status(promise) == "agreed"
    entry = models.Entry.objects.get(object=promise, kind="promise.agree/2")
    names = {each.person.name: each.pseudonym for each in models.Member.objects.exclude(person=None)}
    assert entry.by == names["Daichi Okada"]
    assert json.loads(bytes(entry.payload))["act"]["with"] == names["Haruka Shimizu"]
    seen = at.annelies.page(f"promises/{promise}/").words
    assert "Daichi agreed to" in seen and "Haruka signed too" in seen and "With pleasure" in seen
    assert models.Promise.objects.get(object=promise).customer_person.person == daichi.person


def test_the_partner_reads_that_it_waits_and_nothing_more() -> None:
    at = table()
    daichi, _ = two_signatures(at)
    entries = models.Entry.objects.count()
    promise = waiting(at, daichi, words="zeewolf")
    assert models.Entry.objects.count() == entries + 1, "the offer alone: Daichi is not even introduced"
    address = f"promises/{promise}/"
    page = at.annelies.page(address)
    assert "This waits for Kaido’s second signature." in page.words
    live = at.annelies.client.get(at.annelies.where(address), **LIVE).content.decode()
    for shown in (
        page.html,
        live,
        at.annelies.page("/").html,
        at.annelies.page("").html,
        at.annelies.page("record/").html,
    ):
        assert "Daichi" not in shown and "zeewolf" not in shown
    bundle = at.annelies.client.get(at.annelies.where("record/bundle/")).content
    assert b"zeewolf" not in bundle
    page = at.annelies.send(f"{address}second/", {"do": "sign"})
    assert "Nothing waits for a second signature here" in page.words
    assert status(promise) == "proposed"


def test_below_the_stake_and_where_nothing_is_set_a_yes_needs_one_signature() -> None:
    at = table()
    daichi, _ = two_signatures(at)
    promise = offered(at.annelies)
    daichi.act(promise, "agree", stake="medium")
    assert status(promise) == "agreed"
    two_signatures_off = at.naoko.send("/organisation/two-signatures/", {"second_from": ""})
    assert two_signatures_off.status == 200
    promise = offered(at.annelies, "Another")
    daichi.act(promise, "agree", stake="high")
    assert status(promise) == "agreed"


def test_the_stake_that_the_customer_asked_with_counts_for_the_performers_yes() -> None:
    at = table()
    daichi, haruka = two_signatures(at, "medium")
    promise = asked(at.annelies)
    assert "waits for a second signature" in daichi.click(promise, "agree").words
    second(haruka, promise, "sign")
    assert status(promise) == "agreed"


def test_a_managers_own_yes_needs_another_manager_and_nobody_is_their_own_second() -> None:
    at = table()
    _, haruka = two_signatures(at)
    promise = offered(at.annelies)
    haruka.act(promise, "agree", stake="high")
    page = haruka.page(f"promises/{promise}/").words
    assert "You said yes; it waits" in page and "Sign it too" not in page
    assert "You said this yes yourself" in second(haruka, promise, "sign")
    assert status(promise) == "proposed"
    second(at.naoko, promise, "sign")
    assert status(promise) == "agreed"


def test_where_nobody_else_could_be_the_second_one_signature_is_enough() -> None:
    at = table()
    at.naoko.send("/organisation/two-signatures/", {"second_from": "medium"})
    assert "one signature is enough" in at.naoko.page("/organisation/").words
    promise = offered(at.annelies)
    at.naoko.act(promise, "agree", stake="high")
    assert status(promise) == "agreed"


def test_members_and_viewers_are_no_seconds() -> None:
    at = table()
    daichi, _ = two_signatures(at)
    promise = waiting(at, daichi)
    kenji = at.colleague("Kenji Morimoto", of_kaido=True)
    viewer = at.colleague("Emi Sato", Role.VIEWER, of_kaido=True)
    assert "A manager or an administrator of Kaido signs it too" in kenji.page(f"promises/{promise}/").words
    for seat in (kenji, viewer):
        for do in ("sign", "decline"):
            assert seat.send(f"promises/{promise}/second/", {"do": do, "words": "No"}).status == 403
    assert SecondSignature.objects.get().status == SecondSignature.WAITS
    assert kenji.send(f"promises/{promise}/second/", {"do": "dance"}).status == 404


def test_a_colleague_is_told_why_it_was_not_signed_and_the_partner_is_not() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    assert "one sentence is enough" in second(haruka, promise, "decline", words=" ")
    second(haruka, promise, "decline", words="Ask for a week more first")
    page = daichi.page(f"promises/{promise}/").words
    assert "Haruka did not sign your yes" in page and "Ask for a week more first" in page
    for seat in (at.annelies, at.naoko, at.colleague("Kenji Morimoto", of_kaido=True)):
        assert "Ask for a week more" not in seat.page(f"promises/{promise}/").words
    assert "second signature" not in at.annelies.page(f"promises/{promise}/").words
    waits = daichi.act(promise, "agree", stake="high")
    assert "waits for a second signature" in waits.words
    assert "Ask for a week more" not in waits.words


def test_a_yes_is_taken_back_by_whoever_said_it_while_it_waits() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    assert "Only whoever said this yes takes it back" in second(haruka, promise, "back")
    second(daichi, promise, "back")
    assert "Nothing waits" in second(haruka, promise, "sign")
    assert status(promise) == "proposed"
    assert "second signature" not in at.annelies.page(f"promises/{promise}/").words


def test_it_falls_away_when_the_promise_moves_on() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    at.annelies.act(promise, "withdraw")
    assert SecondSignature.objects.get().status == SecondSignature.GONE
    assert "Nothing waits" in second(haruka, promise, "sign")
    assert not models.Entry.objects.filter(object=promise, kind__startswith="promise.agree").exists()


def test_a_second_yes_of_the_same_side_waits_for_the_first() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    kenji = at.colleague("Kenji Morimoto", of_kaido=True)
    page = kenji.act(promise, "agree", stake="high")
    assert "A colleague has said yes to this already" in page.words
    assert "Agree, and say" not in haruka.page(f"promises/{promise}/").words


def test_a_series_is_said_and_signed_in_one_act() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    offered(at.annelies, series_every="week", series_count="4")
    first = models.Promise.objects.get(series_index=1).object
    page = daichi.act(first, "agree_series", stake="high")
    assert "waits for a second signature" in page.words
    assert SecondSignature.objects.filter(status="waits").count() == 4
    today = haruka.page("/").words
    assert "Daichi said yes and asks for your signature too" in today and "a series of 4" in today
    assert "4 promises are agreed" in second(haruka, first, "sign")
    assert models.Promise.objects.filter(status="agreed").count() == 4


def test_a_change_of_terms_on_which_much_hangs_waits_too() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    second(haruka, promise, "sign")
    at.annelies.act(
        promise, "change", due="2031-03-04", zone="Europe/Amsterdam", conditions=["Thirteen"], owes=[""]
    )
    assert "waits for a second signature" in daichi.click(promise, "agree").words
    second(haruka, promise, "sign")
    assert models.Promise.objects.get(object=promise).due_day.year == 2031


def test_today_says_who_asks_whom_and_who_waits() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    assert "Daichi said yes and asks for your signature too" in haruka.page("/").words
    assert "Daichi said yes and asks for your signature too" in haruka.page("").words
    mine = daichi.page("/").words
    assert "Your yes waits for a second signature of Kaido" in mine and "Answer" not in mine
    assert "second signature" not in at.annelies.page("/").words
    before = haruka.client.get("/")["HX-PTag"]
    second(daichi, promise, "back")
    assert haruka.client.get("/")["HX-PTag"] != before


def test_a_yes_of_somebody_who_left_is_not_signed() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    promise = waiting(at, daichi)
    models.Membership.objects.filter(person=daichi.person).delete()
    assert "is not of your organisation any more" in second(haruka, promise, "sign")
    assert status(promise) == "proposed"
    assert SecondSignature.objects.get().status == SecondSignature.WAITS


def test_only_an_admin_sets_from_which_stake_on() -> None:
    at = table()
    two_signatures(at)
    haruka = at.colleague("Hana Mori", Role.MANAGER, of_kaido=True)
    assert haruka.send("/organisation/two-signatures/", {"second_from": ""}).status == 403
    assert at.naoko.send("/organisation/two-signatures/", {"second_from": "enormous"}).status == 404
    assert (
        "From high stake on a second person of Kaido signs a yes too" in haruka.page("/organisation/").words
    )


def test_open_rows_of_a_history_that_need_a_second_signature_wait_and_the_others_are_agreed() -> None:
    at = table()
    daichi, haruka = two_signatures(at)
    low, high = (
        asked(at.annelies, "A small thing", stake="low"),
        asked(at.annelies, "A large thing", stake="high"),
    )
    page = daichi.send("history/agree/", {"all": "1"})
    assert "Agreed: 1." in page.words and "1 wait for a second signature of Kaido" in page.words
    assert (status(low), status(high)) == ("agreed", "proposed")
    second(haruka, high, "sign")
    assert status(high) == "agreed"
