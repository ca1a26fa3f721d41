"""A calendar of one's own: the right day in every place, titles alone, at an address that can be withdrawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar, Component

from tests.cast import terms
from tests.web.seats import Seat, Table, agreed, asked, offered, table
from tests.web.surveying import answered, begun
from troth.actions import charter, promises
from troth.actions.days import NoSuchZone
from troth.actions.promises import On, state_of
from troth.core.alliance import Act
from troth.core.charter import Every, Hours, Kind, Meeting, next_day
from troth.core.values import Role
from troth.store import models
from troth.store.forgetting import replay_journal
from troth.store.node import StoreNode
from troth.web.calendar.feed import rule_of

pytestmark = pytest.mark.django_db
ZONES = ("Pacific/Auckland", "Asia/Tokyo", "Europe/Amsterdam", "Pacific/Honolulu")
# The day of each change of a clock in these places and the day before, and the last of the year.
DAYS = tuple(
    date(2030, *day) + timedelta(days=shift)
    for day in ((3, 31), (4, 7), (9, 29), (10, 27), (12, 31))
    for shift in (-1, 0)
)


def address(seat: Seat, where: str = "calendar/address/") -> str:
    """Make an address by its page, and return it as the page shows it, without the host."""
    shown = seat.send(where, {"do": "make"}).html
    found = re.search(r'id="address" readonly value="http://testserver(/[^"]+)"', shown)
    assert found, shown
    return found[1]


def read(path: str) -> Mapping[str, Component]:
    """Fetch a calendar as a programme does, that is nobody here, and read it strictly; its events by their number."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    raw = answer.content
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = Calendar.from_ical(raw)
    assert calendar.errors == []
    for event in calendar.walk("VEVENT"):
        assert event.errors == [], event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"} <= set(event)
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def titled(path: str) -> Mapping[str, Component]:
    return {str(event["SUMMARY"]): event for event in read(path).values()}


def test_a_promise_stands_on_the_day_of_its_own_place_across_all_changes_of_the_clocks() -> None:
    at = table()
    for zone in ZONES:
        for day in DAYS:
            said = replace(terms(f"{zone} {day}", day), zone=zone)
            promises.offer(StoreNode(), at.two.veldsen, said)
    path = address(at.annelies)
    models.Person.objects.filter(pk=at.annelies.person.pk).update(zone="Europe/Amsterdam")
    events = titled(path)
    assert len(events) == len(ZONES) * len(DAYS)
    for zone in ZONES:
        for day in DAYS:
            event = events[f"Veldsen: {zone} {day}, offered"]
            start, end = event["DTSTART"], event["DTEND"]
            assert (start.params["VALUE"], start.dt, end.dt) == ("DATE", day, day + timedelta(days=1))
            assert type(start.dt) is date, "a day of a place, and no instant"
            over = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
            here = over.astimezone(ZoneInfo("Europe/Amsterdam"))
            if zone == "Europe/Amsterdam":
                assert "DESCRIPTION" not in event
            else:
                told = str(event["DESCRIPTION"])
                assert f"over on {here:%a} {here.day} {here:%b} {here.year}, {here:%H:%M}" in told, told


@pytest.mark.parametrize("every", [each for each in Every if each is not Every.NEEDED])
def test_a_rhythm_falls_on_the_days_that_the_charter_reckons(every: Every) -> None:
    for first in (date(2026, 1, 1) + timedelta(days=7 * n + n % 5) for n in range(30)):
        meeting = Meeting(every, first)
        said = ";".join(f"{name}={value}" for name, value in rule_of(meeting).items()).upper()
        told = rrulestr(said, dtstart=datetime.combine(first, time()))
        day = first
        for each in told[:20]:
            assert each.date() == next_day(meeting, day)
            day = each.date() + timedelta(days=1)


def meets(at: Table, title: str, meeting: Meeting, on: charter.On = charter.NEW) -> str:
    node = StoreNode()
    clause = charter.put(
        node,
        at.two.veldsen,
        Kind.CADENCE,
        charter.Words(title, "What is due.", "Both"),
        meeting=meeting,
        on=on,
    )
    state = charter.state_of(node, at.two.alliance.pk, clause)
    text = next(iter(state.table.values()))
    charter.answer(node, at.two.kaido, charter.On(clause, state.stamp), Act.AGREE, text=text.id)
    return clause


def test_meetings_and_pulses_stand_in_it_and_what_is_only_proposed_does_not() -> None:
    at = table()
    charter.put(
        StoreNode(),
        at.two.veldsen,
        Kind.CADENCE,
        charter.Words("Not agreed", "Nothing.", "Both"),
        meeting=Meeting(Every.WEEK, date(2030, 1, 7)),
    )
    clause = meets(at, "Promises of the week", Meeting(Every.WEEK, date(2030, 1, 2)))
    begun(at.annelies)
    path = address(at.annelies)
    events = titled(path)
    assert set(events) == {"Promises of the week", "Trust pulse closes"}
    event = events["Promises of the week"]
    assert (event["DTSTART"].dt, event["STATUS"]) == (date(2030, 1, 2), "CONFIRMED")
    assert event["RRULE"] == {"FREQ": ["WEEKLY"], "INTERVAL": [1]}
    assert str(event["URL"]).endswith(f"/charter/{clause}/")
    state = charter.state_of(StoreNode(), at.two.alliance.pk, clause)
    meets(at, "When needed", Meeting(Every.NEEDED), charter.On(clause, state.stamp))
    assert titled(path)["When needed"]["STATUS"] == "CANCELLED"


def test_a_meeting_stands_at_its_time_by_its_own_clock_across_the_changes() -> None:
    at = table()
    meets(
        at, "By our clock", Meeting(Every.WEEK, date(2030, 3, 20), Hours(time(8, 30), 90, "Europe/Amsterdam"))
    )
    meets(
        at, "By theirs", Meeting(Every.MONTH, date(2030, 3, 20), Hours(time(23, 30), 60, "Pacific/Auckland"))
    )
    path = address(at.annelies)
    raw, events = Client().get(path).content.decode(), titled(path)
    assert {str(each["TZID"]) for each in Calendar.from_ical(raw).walk("VTIMEZONE")} == {
        "Europe/Amsterdam",
        "Pacific/Auckland",
    }
    ours, theirs = events["By our clock"], events["By theirs"]
    assert ours["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert (
        "DTSTART;TZID=Pacific/Auckland:20300320T233000" in raw
        and "DTEND;TZID=Pacific/Auckland:20300321T003000" in raw
    )
    told = rrulestr(ours["RRULE"].to_ical().decode(), dtstart=ours["DTSTART"].dt)
    assert [f"{each:%d %b %H:%M %z}" for each in told[:3]] == [
        "20 Mar 08:30 +0100",
        "27 Mar 08:30 +0100",
        "03 Apr 08:30 +0200",
    ]
    assert theirs["DTEND"].dt - theirs["DTSTART"].dt == timedelta(hours=1)


def test_a_meeting_s_time_is_put_by_its_page_and_told_there() -> None:
    at = table()
    said = {
        "title": "Promises of the week", "words": "What is due.", "every": "week", "first": "2030-01-02",
        "at": "08:30", "minutes": "90", "zone": "Europe/Amsterdam", "draft": "one",
    }  # fmt: skip
    page = at.annelies.send("charter/new/?kind=cadence", said)
    assert "Weekly, at 08:30 in Amsterdam, for 1½ hours" in page.words, page.words
    with pytest.raises(NoSuchZone):
        meets(at, "Nowhere", Meeting(Every.WEEK, date(2030, 1, 2), Hours(time(8), 60, "Mars/Base")))


def test_nothing_that_shows_changes_when_the_other_side_seals_its_answers() -> None:
    at = table()
    pulse = begun(at.annelies)
    begun_there = at.naoko.send(f"pulse/{pulse}/act/", {"move": "people", "people": [at.naoko.person.pk]})
    assert begun_there.status == 200
    paths = [address(at.annelies), address(at.annelies, "/calendar/address/")]
    before = [Client().get(path).content for path in paths]
    assert all(b"Trust pulse closes" in each for each in before)
    page = answered(at.naoko, pulse)
    assert page.status == 200, page.words
    assert models.Entry.objects.filter(object=pulse, log=at.two.kaido.log).exists()
    assert [Client().get(path).content for path in paths] == before


def test_what_moves_keeps_its_number_and_what_is_released_is_called_off() -> None:
    at = table()
    promise = agreed(at, title="The drawing", due=date(2030, 12, 20))
    path = address(at.naoko)
    (name, first), *_ = read(path).items()
    assert (first["STATUS"], first["SUMMARY"]) == ("CONFIRMED", "Veldsen: The drawing")
    node = StoreNode()
    stamp = state_of(node, at.two.alliance.pk, promise).stamp
    promises.warn(node, at.two.veldsen, On(promise, stamp), words="Secret", expect=date(2030, 12, 23))
    warned = read(path)[name]
    assert warned["SEQUENCE"] >= first["SEQUENCE"] and "now expected 23 Dec 2030" in warned["SUMMARY"]
    stamp = state_of(node, at.two.alliance.pk, promise).stamp
    promises.release(node, at.two.kaido, On(promise, stamp))
    models.Promise.objects.update(changed_at=models.Promise.objects.get().changed_at + 5000)
    gone = read(path)[name]
    assert (gone["STATUS"], gone["DTSTART"].dt) == ("CANCELLED", date(2030, 12, 20))
    assert gone["SEQUENCE"] >= warned["SEQUENCE"] + 5
    models.Promise.objects.update(changed_at=1)
    assert read(path) == {}, "after two months it is gone"


def test_ones_own_holds_what_has_ones_name_and_titles_alone() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    offered(joost, "Of Joost", conditions=["Secret condition"])
    offered(at.annelies, "Of Annelies\u202e", conditions=["Secret condition"], words="Secret words")
    asked(at.naoko, "For\r\nX-BAD:1 a line, and; more")
    own = address(at.annelies, "/calendar/address/")
    raw = Client().get(own).content.decode()
    assert "Secret" not in raw and "\nX-BAD" not in raw and "[U+202E]" in raw.replace("\r\n ", "")
    names = sorted(titled(own))
    assert [name.partition(":")[2].strip() for name in names] == [
        "Of Annelies[U+202E], offered (Veldsen and Kaido)"
    ]
    assert {"Veldsen: Of Joost, offered"} <= set(titled(address(at.annelies)))


def test_an_address_is_ones_own_and_opens_nothing_once_it_is_withdrawn_or_made_anew() -> None:
    at = table()
    offered(at.annelies, "The drawing")
    first = address(at.annelies)
    assert (
        "The drawing" in at.annelies.page("calendar/address/").html
        or first in at.annelies.page("calendar/address/").html
    )
    assert first not in at.naoko.page("calendar/address/").html
    assert "Veldsen and Kaido" in at.annelies.page("/settings/").words.partition("In your own calendar")[2]
    stored = models.Feed.objects.get()
    token = first.split("/")[3]
    assert token not in (stored.token_hash, stored.salt)
    second = address(at.annelies)
    assert second != first and Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    at.annelies.send("calendar/address/", {"do": "withdraw"})
    assert Client().get(second).status_code == 404
    stored = models.Feed(
        person=at.annelies.person, alliance=at.two.alliance, salt=stored.salt, token_hash=stored.token_hash
    )
    stored.save()
    assert Client().get(first).status_code == 200, "as a backup of before brings it back"
    replay_journal()
    assert Client().get(first).status_code == 404
    assert Client().get("/calendar/feed/none/troth.ics").status_code == 404
    assert Client().post(second).status_code == 405


def test_a_programme_that_asks_again_is_told_that_nothing_changed() -> None:
    at = table()
    offered(at.annelies, "The drawing")
    path = address(at.annelies)
    answer = Client().get(path)
    assert "max-age=0" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert not answer.cookies
    again = Client().get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().head(path)["ETag"] == answer["ETag"]
    offered(at.annelies, "Another")
    assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_whoever_may_read_no_more_gets_nothing_there() -> None:
    at = table()
    joost = at.colleague("Joost Bakker", Role.VIEWER)
    path, own = address(joost), address(joost, "/calendar/address/")
    firm = at.two.annelies.membership.organisation
    firm.factor_asked, firm.factor_since = "everybody", date(2020, 1, 1)
    firm.save()
    assert [Client().get(each).status_code for each in (path, own)] == [404, 404]
    models.Organisation.objects.update(factor_asked="", factor_since=None)
    assert Client().get(path).status_code == 200
    models.Party.objects.filter(organisation=firm).update(left_at=1)
    assert Client().get(path).status_code == 404, "their side left long ago"
    models.Party.objects.update(left_at=None)
    theirs = address(at.naoko)
    models.Alliance.objects.update(opened_at=None)
    assert [Client().get(each).status_code for each in (path, theirs)] == [200, 404], "not open to both yet"
    models.Person.objects.filter(pk=joost.person.pk).update(is_active=False)
    assert [Client().get(each).status_code for each in (path, own)] == [404, 404]


def test_who_asks_too_often_waits_and_others_do_not() -> None:
    cache.clear()
    at = table()
    paths = address(at.annelies), address(at.naoko)
    told = {Client().get(paths[0]).status_code for _ in range(121)}
    assert told == {200, 429} and Client().get(paths[1]).status_code == 200
    strange = [Client().get("/calendar/feed/none/troth.ics") for _ in range(61)]
    assert {each.status_code for each in strange[:60]} == {404}
    assert strange[60].status_code == 429 and strange[60]["Retry-After"]
    assert Client().get(paths[1]).status_code == 200
    cache.clear()
