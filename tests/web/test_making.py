"""Making a promise and asking for one: series, dates that follow, drafts, templates, a new one after an old."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.web.seats import SOON, agreed, asked, offered, status, table
from troth.store import models

pytestmark = pytest.mark.django_db


def test_an_offer_without_words_or_day_is_not_sent_and_keeps_what_was_typed() -> None:
    at = table()
    data = {"do": "offer", "title": "", "conditions": ["It is there"], "zone": "Asia/Tokyo", "words": "Hello"}
    page = at.annelies.send("promises/new/", data)
    assert page.status == 422
    assert "Say what will be true when it is done" in page.words
    assert "Choose a day, or the promise it follows" in page.words
    assert "It is there" in page.html and "Hello" in page.html
    assert not models.Promise.objects.exists()


def test_a_day_that_has_passed_is_refused_in_words() -> None:
    at = table()
    yesterday = (SOON - timedelta(days=23)).isoformat()
    page = at.annelies.send(
        "promises/new/",
        {"do": "offer", "title": "Too late", "due": yesterday, "zone": "Asia/Tokyo", "conditions": [""]},
    )
    assert page.status == 422
    assert "That day has passed where it is due" in page.words
    assert "Too late" in page.html


def test_a_request_says_how_much_hangs_on_it() -> None:
    at = table()
    data = {"do": "ask", "title": "Room", "due": SOON.isoformat(), "zone": "Asia/Tokyo", "conditions": [""]}
    page = at.annelies.send("promises/ask/", data)
    assert page.status == 422 and "low, medium or high" in page.words
    assert not models.Promise.objects.exists()


def test_a_look_once_more_shows_both_clocks_and_signs_nothing() -> None:
    at = table()
    data = {
        "do": "look",
        "title": "The label",
        "due": SOON.isoformat(),
        "zone": "Europe/Amsterdam",
        "conditions": ["A"],
    }
    page = at.annelies.send("promises/new/", data)
    assert page.status == 200
    assert "in Yokohama" in page.words
    assert not models.Promise.objects.exists()


def test_a_draft_is_kept_as_typed_and_only_its_writer_finds_it() -> None:
    at = table()
    data = {
        "do": "draft",
        "draft": "d9",
        "title": "Half a sen",
        "due": "2031-02-",
        "conditions": ["One", "Two"],
    }
    at.annelies.send("promises/new/", data)
    mine = at.annelies.page("promises/")
    assert "Half a sen" in mine.words
    link = re.search(r'href="([^"]*draft=d9)"', mine.html)
    assert link
    again = at.annelies.client.get(link.group(1)).content.decode()
    assert "Half a sen" in again and "2031-02-" in again and "Two" in again
    assert "Half a sen" not in at.naoko.page("promises/").html
    offered(at.annelies, draft="d9")
    assert "Half a sen" not in at.annelies.page("promises/").html


def test_what_is_typed_is_kept_while_it_is_typed() -> None:
    at = table()
    response = at.annelies.client.post(
        at.annelies.where("promises/new/"), {"draft": "d3", "title": "While"}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 200
    assert "While" in at.annelies.page("promises/new/", draft="d3").html


def test_a_template_of_ones_own_fills_the_form_for_the_whole_organisation() -> None:
    at = table()
    data = {
        "do": "keep",
        "template": "Weekly report",
        "title": "The report is there",
        "conditions": ["Signed"],
    }
    page = at.annelies.send("promises/new/", data)
    assert "Kept as a template: Weekly report." in page.words
    link = re.search(r'href="([^"]*template=\d+)"', page.html)
    assert link
    joost = at.colleague("Joost Bakker")
    assert "The report is there" in joost.client.get(link.group(1)).content.decode()
    number = link.group(1).rpartition("=")[2]
    assert "The report is there" not in at.naoko.page("promises/new/", template=number).html


def test_a_series_is_offered_and_agreed_in_one_act_each() -> None:
    at = table()
    promise = offered(at.annelies, series_every="month", series_count="4", stake="")
    days = list(models.Promise.objects.order_by("series_index").values_list("due_day", flat=True))
    assert len(days) == 4 and days[0] == SOON
    assert all((after - before).days in range(28, 32) for before, after in zip(days, days[1:], strict=False))
    request = asked(at.annelies, "The weekly list is there", series_every="week", series_count="3")
    at.naoko.click(request, "agree_series")
    row = models.Promise.objects.get(object=request)
    assert models.Promise.objects.filter(series=row.series, status="agreed").count() == 3
    assert status(promise) == "proposed"


def test_a_change_from_one_on_moves_the_later_ones_and_not_the_earlier() -> None:
    at = table()
    request = asked(at.annelies, series_every="week", series_count="4")
    at.naoko.click(request, "agree_series")
    row = models.Promise.objects.get(object=request)
    series = list(models.Promise.objects.filter(series=row.series).order_by("series_index"))
    second = series[1]
    assert second.due_day is not None
    at.naoko.act(
        second.object,
        "change",
        due=(second.due_day + timedelta(days=2)).isoformat(),
        zone="Europe/Amsterdam",
        conditions=["Forty pallets fit"],
        owes=[""],
        words="Wednesdays suit better",
        later="on",
    )
    waiting = models.Promise.objects.filter(series=row.series).exclude(open_texts="")
    assert sorted(waiting.values_list("series_index", flat=True)) == [2, 3, 4]
    last = series[3]
    at.annelies.click(last.object, "agree")
    moved = models.Promise.objects.get(object=last.object)
    assert last.due_day is not None and moved.due_day == last.due_day + timedelta(days=2)
    assert moved.series_index == 4


def test_a_date_that_follows_another_promise_is_put_with_one_click_once_that_is_accepted() -> None:
    at = table()
    first = agreed(at)
    data = {
        "do": "offer",
        "title": "The roll-out begins",
        "conditions": ["It is announced"],
        "owes": [""],
        "due": "",
        "zone": "Europe/Amsterdam",
        "after": first,
        "after_days": "3",
    }
    page = at.annelies.send("promises/new/", data)
    found = re.search(r"/promises/(pr_\w+)/", page.at)
    assert found
    follower = found.group(1)
    at.naoko.act(follower, "agree", stake="low")
    assert "Waits for its date" in at.annelies.page(f"promises/{follower}/").words
    at.annelies.act(first, "deliver", words="Done")
    at.naoko.act(first, "accept", met_0="1", met_1="1", outcome="met")
    shown = at.annelies.page(f"promises/{follower}/").words
    assert "Put the date:" in shown
    at.annelies.click(follower, "put_date")
    at.naoko.click(follower, "agree")
    row = models.Promise.objects.get(object=follower)
    closed = models.Promise.objects.get(object=first).closed_at
    assert row.due_day is not None and closed is not None
    assert abs((row.due_day - SOON).days + 17) <= 1


def test_both_are_asked_for_a_date_when_what_it_follows_was_released() -> None:
    at = table()
    first = agreed(at)
    data = {
        "do": "offer",
        "title": "Next",
        "conditions": [""],
        "zone": "Asia/Tokyo",
        "after": first,
        "after_days": "3",
    }
    follower = re.search(r"/promises/(pr_\w+)/", at.annelies.send("promises/new/", data).at)
    assert follower
    at.naoko.act(follower.group(1), "agree", stake="low")
    at.naoko.act(first, "release")
    for seat in (at.annelies, at.naoko):
        shown = seat.page(f"promises/{follower.group(1)}/").words
        assert "has ended, so the date cannot follow it" in shown
        assert "Put a date" in shown


def test_a_new_promise_cites_the_one_it_takes_up_again() -> None:
    at = table()
    old = agreed(at)
    at.naoko.act(old, "release")
    link = re.search(r'href="([^"]*cites=[^"]*)"', at.annelies.page(f"promises/{old}/").html)
    assert link
    form = at.annelies.client.get(link.group(1)).content.decode()
    assert "All twelve sites are covered" in form
    new = offered(at.annelies, cites=old)
    shown = at.naoko.page(f"promises/{new}/")
    assert "The chain it stands in" in shown.words
    assert f"/promises/{old}/" in shown.html


def test_a_promise_that_another_leans_on_shows_the_chain_on_both_pages() -> None:
    at = table()
    later = offered(at.annelies, "The trailer sails")
    earlier = offered(at.annelies, "The probes are replaced", supports=later)
    assert f"/promises/{later}/" in at.naoko.page(f"promises/{earlier}/").html
    assert f"/promises/{earlier}/" in at.naoko.page(f"promises/{later}/").html


def test_whoever_agrees_first_holds_what_was_asked_of_the_whole_organisation() -> None:
    at = table()
    promise = asked(at.annelies)
    assert "Kaido is asked" in at.annelies.page(f"promises/{promise}/").words
    kenji = at.colleague("Kenji Morimoto", of_kaido=True)
    kenji.click(promise, "agree")
    assert str(models.Promise.objects.get(object=promise).performer_person) == "Kenji Morimoto"
