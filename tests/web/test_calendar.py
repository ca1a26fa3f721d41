"""The calendar: what is due on both sides, who is off, when both are at work; a table, and the same as a list."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.seats import agreed, asked, offered, table
from tests.web.surveying import begun
from tests.web.test_feeds import meets
from troth.actions.days import days_off
from troth.core.charter import Every, Hours, Meeting
from troth.store import models
from troth.web.calendar.shared import sentences, shared
from troth.web.calendar.weeks import days_from, monday_of
from troth.web.figures.hours import Desk

VELDSEN = Desk("a", "Eindhoven", "Europe/Amsterdam", time(8, 30), time(17, 30))
KAIDO = Desk("b", "Yokohama", "Asia/Tokyo", time(9), time(18))
CHRISTMAS = date(2030, 12, 25)
TODAY = date(2030, 12, 2)


def never(day: date) -> bool:
    return False


def test_weeks_begin_on_a_monday_whatever_is_asked() -> None:
    assert monday_of("2026-11-26", TODAY) == date(2026, 11, 23)
    for nonsense in ("", "soon", "2026-13-01", "99999-01-01"):
        assert monday_of(nonsense, TODAY) == TODAY
    assert monday_of("0001-01-01", TODAY) == date(1970, 1, 5)
    assert monday_of("9999-12-31", TODAY) < date(2200, 1, 1)
    assert len(days_from(TODAY)) == 35


@pytest.mark.django_db
def test_promises_of_both_sides_stand_on_their_day_in_the_table_and_in_the_list() -> None:
    at = table()
    agreed(at, title="The drawing", due=CHRISTMAS)
    asked(at.annelies, "The keys", due=CHRISTMAS)
    offered(at.annelies, "Later", due=CHRISTMAS + timedelta(days=60))
    for seat in (at.annelies, at.naoko):
        page = seat.page("calendar/", **{"from": "2030-12-02"})
        assert page.status == 200
        assert "2 December to 5 January" in page.words
        assert "One on Veldsen’s side, one on Kaido’s side." in page.words
        cell = re.search(r'<td[^>]*><time datetime="2030-12-25">.*?</td>', page.html, re.S)
        assert cell and "Veldsen: </span>The drawing" in cell.group()
        assert "Kaido: </span>The keys, asked" in cell.group()
        told = page.words.partition("Day by day")[2]
        assert "The drawing" in told and "The keys" in told
        assert "Later" not in page.words
    assert "over at" in at.naoko.page("calendar/", **{"from": "2030-12-02"}).words
    assert "over at" not in at.annelies.page("calendar/", **{"from": "2030-12-02"}).words


@pytest.mark.django_db
def test_holidays_of_both_countries_are_named() -> None:
    at = table()
    page = at.annelies.page("calendar/", **{"from": "2030-12-02"})
    assert "Veldsen: Christmas Day" in page.words
    assert re.search(r'<td class="off"><time datetime="2030-12-25">', page.html)
    assert "Kaido: New Year's Day" in page.words or "Veldsen and Kaido: New Year's Day" in page.words
    models.Organisation.objects.update(country="")
    silent = at.annelies.page("calendar/", **{"from": "2030-12-02"}).words
    assert "Kaido has not named a country" in silent and "Christmas" not in silent


@pytest.mark.django_db
def test_yours_leaves_what_names_you() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    offered(joost, "Of Joost", due=CHRISTMAS)
    offered(at.annelies, "Of Annelies", due=CHRISTMAS)
    page = at.annelies.page("calendar/", **{"from": "2030-12-02", "whose": "mine"})
    assert "Of Annelies" in page.words and "Of Joost" not in page.words


@pytest.mark.django_db
def test_the_weeks_are_turned_and_keep_the_filter() -> None:
    at = table()
    page = at.annelies.page("calendar/", **{"from": "2030-12-02", "whose": "mine"}).html
    assert "?from=2030-10-28&amp;whose=mine" in page and "?from=2031-01-06&amp;whose=mine" in page
    assert "Nothing with your name is due in these weeks." in page


@pytest.mark.django_db
def test_one_calendar_holds_what_is_due_in_all_alliances() -> None:
    at = table()
    agreed(at, title="The drawing", due=CHRISTMAS)
    page = at.annelies.page("/calendar/", **{"from": "2030-12-02"})
    assert page.status == 200
    assert "One on Veldsen’s side, none on Kaido’s side." in page.words
    assert "Veldsen, with Kaido: </span>The drawing" in page.html
    assert 'href="/calendar/"' in at.annelies.page("/").html
    assert "calendar/" in at.annelies.page("promises/").html


@pytest.mark.django_db
def test_many_on_one_day_are_counted_in_its_cell_and_told_in_the_list() -> None:
    at = table()
    for n in range(6):
        offered(at.annelies, f"Thing {n}", due=CHRISTMAS)
    with CaptureQueriesContext(connection) as asked_for:
        page = at.annelies.page("calendar/", **{"from": "2030-12-02"})
    assert "and three more" in page.words
    assert '#d-2030-12-25"' in page.html and page.html.count('id="d-2030-12-25"') == 1
    assert page.words.partition("Day by day")[2].count("Thing") == 6
    assert len(asked_for) <= 12


def test_shared_hours_are_told_on_both_clocks_without_days_off() -> None:
    days = days_from(TODAY)
    lines = shared(VELDSEN, KAIDO, days, never, never)
    assert [(line.mine, line.theirs, line.days) for line in lines] == [
        ("08:30 to 10:00", "16:30 to 18:00", 25)
    ]
    fewer = shared(VELDSEN, KAIDO, days, lambda day: day == CHRISTMAS, lambda day: day.month == 1)
    assert sum(line.days for line in fewer) == 25 - 1 - 3
    said = sentences(fewer, VELDSEN, KAIDO, days[-1], TODAY)
    assert said[0] == "08:30 to 10:00 in Eindhoven, 16:30 to 18:00 in Yokohama."
    assert said[-1] == "21 days with shared hours until 5 Jan 2031."


def test_hours_that_change_with_the_clocks_are_told_from_when_on() -> None:
    days = days_from(date(2030, 10, 14))
    said = sentences(shared(VELDSEN, KAIDO, days, never, never), VELDSEN, KAIDO, days[-1], days[0])
    assert said[0].startswith("08:30 to 11:00 in Eindhoven")
    assert said[1].startswith("From 28 Oct: 08:30 to 10:00 in Eindhoven")


def test_hours_that_do_not_meet_are_told_kindly() -> None:
    west = Desk("b", "Vancouver", "America/Vancouver", time(9), time(17))
    days = days_from(TODAY)
    assert shared(KAIDO, Desk("b", "Lisbon", "Europe/Lisbon", time(10), time(18)), days, never, never) == []
    assert sentences([], VELDSEN, west, days[-1], TODAY) == [
        "Your hours and those of Vancouver do not meet in these weeks."
    ]


def test_a_shift_over_midnight_meets_the_day_before_and_after() -> None:
    night = Desk("b", "Tomakomai", "Asia/Tokyo", time(22), time(6))
    lines = shared(Desk("a", "Kyoto", "Asia/Tokyo", time(5), time(23)), night, [TODAY], never, never)
    assert [(line.mine, line.days) for line in lines] == [("22:00 to 23:00", 1)]


def test_days_off_are_named_in_english_where_the_country_is_known() -> None:
    assert days_off("NL", 2030)[CHRISTMAS] == "Christmas Day"
    assert days_off("JP", 2030)[date(2030, 11, 23)].endswith("Thanksgiving Day")
    assert days_off("", 2030) == {} and days_off("XX", 2030) == {}


@pytest.mark.django_db
def test_meetings_stand_on_the_reader_s_day_with_both_clocks_and_pulses_on_the_day_they_close() -> None:
    at = table()
    late = Meeting(Every.WEEK, date(2030, 12, 3), Hours(time(8), 60, "Asia/Tokyo"))
    meets(at, "Promises of the week", late)
    round_ = begun(at.annelies)
    page = at.naoko.page("calendar/", **{"from": "2030-12-02", "what": "meetings"})
    assert page.words.count("Promises of the week") == 10, "five weeks, in the table and in the list"
    assert "Tue 3 Dec 2030, 08:00 · 00:00 Eindhoven" in page.words
    assert "No promise is due in these weeks. Both meet or look five times." in page.words
    here = at.annelies.page("calendar/", **{"from": "2030-12-02"}).words
    assert "Tue 3 Dec 2030, 00:00 · 08:00 Yokohama" in here
    models.Person.objects.filter(pk=at.annelies.person.pk).update(zone="Pacific/Honolulu")
    far = at.annelies.page("calendar/", **{"from": "2030-12-02"}).words
    assert "Mon 2 Dec 2030, 13:00 · Tue 08:00 Yokohama" in far
    closes = models.Round.objects.get(object=round_).until
    assert closes is not None
    words = at.naoko.page("calendar/", **{"from": closes.isoformat()}).words
    assert words.count("Trust pulse closes") == 2
    assert at.naoko.page("calendar/", what="nonsense").status == 200


@pytest.mark.django_db
def test_across_alliances_it_says_with_whom_both_meet() -> None:
    at = table()
    meets(at, "Promises of the week", Meeting(Every.WEEK, date(2030, 12, 3)))
    page = at.annelies.client.get("/calendar/", {"from": "2030-12-02"}).content.decode()
    assert "both, with Kaido: </span>Promises of the week" in page and "<span>With Kaido</span>" in page


@pytest.mark.django_db
def test_the_list_of_meetings_and_a_note_say_when_it_begins_on_both_clocks() -> None:
    at = table()
    clause = meets(
        at, "Promises of the week", Meeting(Every.WEEK, date(2030, 12, 3), Hours(time(8), 60, "Asia/Tokyo"))
    )
    meets(at, "A day alone", Meeting(Every.WEEK, date(2030, 12, 4)))
    for seat, said in (
        (at.annelies, "Tue 3 Dec 2030, 00:00 · 08:00 Yokohama"),
        (at.naoko, "Tue 3 Dec 2030, 08:00 · 00:00 Eindhoven"),
    ):
        words = seat.page("meetings/").words
        assert said in words and "A day alone Wed 4 Dec 2030 " in words
    note = at.annelies.send(f"meetings/new/?of={clause}", {"title": "P", "day": "2030-12-03"})
    assert "Tue 3 Dec 2030, 00:00 · 08:00 Yokohama. You are writing." in note.words
