"""What somebody sets of their rhythm, what a partner reads of it, the week on one page, and the next common working day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from tests.web.seats import Table, agreed, offered, table
from troth.store import models, rhythm

pytestmark = pytest.mark.django_db
PACES = {"needs": "daily", "comments": "never", "news": "weekly", "letter": "daily"}
HOURS = {f"from_{n}": "08:30" for n in range(4)} | {f"to_{n}": "17:00" for n in range(4)}


@pytest.fixture
def at() -> Table:
    return table()


def test_paces_and_hours_are_kept_and_shown_again(at: Table) -> None:
    page = at.annelies.send("/settings/rhythm/", {**PACES, **HOURS})
    assert page.status == 200 and "Kept." in page.words
    kept = models.Rhythm.objects.get(person=at.two.annelies)
    assert (kept.needs, kept.comments, kept.news, kept.letter) == ("daily", "never", "weekly", "daily")
    assert kept.hours == [["08:30", "17:00"]] * 4 + [None] * 3
    assert 'name="from_0" value="08:30"' in page.html and 'name="from_4" value=""' in page.html
    assert 'name="needs" value="daily" checked' in page.html
    usual = {f"from_{n}": "09:00" for n in range(5)} | {f"to_{n}": "17:30" for n in range(5)}
    at.annelies.send("/settings/rhythm/", {**PACES, **usual})
    assert models.Rhythm.objects.get(person=at.two.annelies).hours == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"needs": "never"}, ""),
        ({"to_2": ""}, "On Wednesday one end is missing"),
        ({"to_2": "08:30"}, "On Wednesday both ends are the same"),
        ({"from_2": "half past"}, "Write the hour as in 08:30"),
        (dict.fromkeys(HOURS, ""), "one day at least"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(at: Table, more: dict[str, str], said: str) -> None:
    page = at.annelies.send("/settings/rhythm/", {**PACES, **HOURS, **more})
    assert page.status == 422 and said in page.words
    assert not models.Rhythm.objects.filter(person=at.two.annelies).exists()


def test_a_partner_reads_the_day_somebody_is_back_and_nothing_more(at: Table) -> None:
    joost = at.colleague("Joost Bakker")
    today = timezone.now().date()
    last = today + timedelta(days=(13 - today.weekday()))  # the Sunday of next week
    back = rhythm.work_of(at.two.annelies.membership).first_day(last + timedelta(days=1))
    data = {
        "first": today - timedelta(days=1),
        "last": last,
        "stand_in": joost.person.pk,
        "words": "At sea. Call Joost.",
    }
    page = at.annelies.send("/settings/away/", data)
    assert "Joost Bakker is asked and has not answered yet; until then things wait for you." in page.words
    assert f"Your partners read: back on {back:%A %-d %B}" in page.words
    assert ", and “At sea. Call Joost.”." in page.words
    assert "asks you to stand in" in joost.client.get("/").content.decode()
    joost.send(f"/settings/away/stand-in/{at.two.annelies.pk}/", {})
    assert "asks you to stand in" not in joost.client.get("/").content.decode()
    assert "Joost Bakker stands in for you." in at.annelies.page("/settings/").words
    for seat in (at.annelies, at.naoko):
        assert f"back on {back:%a %-d %b}" in seat.page("people/").words
        home = seat.page("").words
        assert (
            f"Annelies van der Meer is back on {back:%a %-d %b}" in home and "“At sea. Call Joost.”" in home
        )
        assert "“At sea. Call Joost.”" in seat.page("people/").words
    for where in ("people/", "", "record/"):
        assert "Joost Bakker" not in at.naoko.page(where).words
    assert "You stand in for Annelies van der Meer" in joost.page("/settings/").words
    joost.send(f"/settings/away/not-me/{at.two.annelies.pk}/", {})
    assert models.Rhythm.objects.get().stand_in is None
    assert "What comes for you waits." in at.annelies.page("/settings/").words
    at.annelies.send("/settings/away/back/", {})
    assert "At sea" not in at.naoko.page("people/").words
    assert "back on" not in at.naoko.page("people/").words


def test_what_a_stand_in_does_is_for_whoever_is_away_unless_they_choose_otherwise(at: Table) -> None:
    promise, joost = offered(at.annelies), at.colleague("Joost Bakker")
    offered(joost, "So that the record knows Joost")
    today = timezone.now().date()
    data = {"first": today, "last": today + timedelta(days=3), "stand_in": joost.person.pk, "accepts": "on"}
    at.annelies.send("/settings/away/", data)
    me = models.Member.objects.get(person=at.two.annelies).pseudonym
    chosen = re.compile(rf'<option value="{me}" selected')
    desk = f"promises/{promise}/"
    assert not chosen.search(joost.page(desk, act="withdraw").html)
    joost.send(f"/settings/away/stand-in/{at.two.annelies.pk}/", {})
    assert chosen.search(joost.page(desk, act="withdraw").html)
    joost.act(promise, "withdraw", stands=me, words="Not this month")
    assert "for Annelies" in at.naoko.page(desk).words


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(3, 1, "before the first"), (-9, -5, "These days are over"), (0, 900, "a year at most")],
)
def test_days_away_are_days_that_can_be(at: Table, first: int, last: int, said: str) -> None:
    today = timezone.now().date()
    data = {"first": today + timedelta(days=first), "last": today + timedelta(days=last), "stand_in": ""}
    page = at.annelies.send("/settings/away/", data)
    assert page.status == 422 and said in page.words


def test_nobody_of_the_other_side_can_stand_in(at: Table) -> None:
    today = timezone.now().date()
    page = at.annelies.send("/settings/away/", {"first": today, "last": today, "stand_in": at.two.naoko.pk})
    assert page.status == 422 and not models.Rhythm.objects.exists()


def test_the_week_stands_on_one_page_the_same_for_both(at: Table) -> None:
    promise = agreed(at)
    theirs = offered(at.naoko, "The cold store has room")
    at.annelies.act(theirs, "agree", stake="low")
    at.annelies.act(promise, "deliver", words="Secret words")
    pages = [seat.page("week/").words for seat in (at.annelies, at.naoko)]
    for words in pages:
        half, _, other = words.partition("What Kaido promised")
        assert (
            "The audit report is in your hands Agreed, delivered"
            in half.partition("What Veldsen promised")[2]
        )
        assert "The cold store has room Agreed" in other and "Secret" not in words
    assert "The week on one page" in at.annelies.page("").html
    before = at.annelies.page("week/", of="2020-02-30").words
    assert "This week" in before
    quiet = at.annelies.page("week/", of="2020-02-20").words
    assert "17 February to 23 February 2020" in quiet and "Nothing happened on promises" in quiet


def test_beside_a_day_on_which_one_side_is_off_stands_the_next_on_which_both_work(at: Table) -> None:
    def said(day: date) -> str:
        return at.annelies.send("promises/common-day/", {"due": day.isoformat()}).words

    assert said(date(2026, 12, 2)) == ""
    assert "It is a Saturday. The next day on which both work: Monday 7 December." in said(date(2026, 12, 5))
    assert "Kaido is off: Labor Thanksgiving Day." in said(date(2026, 11, 23))
    assert "Friday 27 December" not in said(date(2026, 12, 25)) and "Veldsen is off" in said(
        date(2026, 12, 25)
    )
    assert "Monday 28 December" in said(date(2026, 12, 25))
    assert at.annelies.send("promises/common-day/", {"due": "soon"}).words == ""
    looked = {"do": "look", "title": "A thing", "due": "2026-12-05", "zone": "Europe/Amsterdam"}
    for room in ("promises/new/", "promises/ask/"):
        page = at.annelies.send(room, looked)
        assert 'name="take" value="2026-12-07"' in page.html
        taken = at.annelies.send(room, {**looked, "take": "2026-12-07"})
        assert 'value="2026-12-07"' in taken.html and "It is a Saturday" not in taken.words


@override_settings(TROTH_MAIL=True)
def test_a_node_that_sends_mail_does_not_say_that_it_sends_none(at: Table) -> None:
    assert "This node sends no mail; all of it" not in at.annelies.page("/settings/").words
