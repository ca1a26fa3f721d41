"""What stands in one's own calendar keeps its hour across changes of the clocks, and follows what both change."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.test import Client
from django.utils import timezone

from tests.web.seats import offered, table
from tests.web.surveying import act as in_pulse
from tests.web.surveying import begun
from tests.web.test_balance import CHECK, LATER, control, on_trial
from tests.web.test_balance import act as on_balance
from tests.web.test_balance import agreed as set_up
from tests.web.test_feeds import ZONES, address, meets, read, titled
from troth.actions import charter, promises
from troth.actions.promises import On, state_of
from troth.core.charter import Every, Hours, Meeting
from troth.store import models
from troth.store.node import StoreNode

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(8, 30), time(23, 30)])
def test_a_weekly_meeting_has_its_hour_in_its_own_place_all_year_and_in_every_other_as_the_clocks_say(
    zone: str, at: time
) -> None:
    seats = table()
    meets(seats, "Of the week", Meeting(Every.WEEK, date(2030, 1, 2), Hours(at, 60, zone)))
    event = titled(address(seats.annelies))["Of the week"]
    start = event["DTSTART"].dt
    told = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    days = [date(2030, 1, 2) + timedelta(weeks=n) for n in range(60)]
    assert [each.replace(tzinfo=None) for each in told[:60]] == [datetime.combine(day, at) for day in days]
    expected = [datetime.combine(day, at, ZoneInfo(zone)) for day in days]
    for other in ZONES:
        assert [each.astimezone(ZoneInfo(other)) for each in told[:60]] == expected, (
            "both changes of the clocks"
        )


def test_a_meeting_that_both_move_keeps_its_number_and_says_that_it_changed() -> None:
    at = table()
    clause = meets(at, "Of the week", Meeting(Every.WEEK, date(2030, 1, 2)))
    path = address(at.naoko)
    ((name, first),) = read(path).items()
    models.Joint.objects.update(changed_at=models.Joint.objects.get().changed_at - 60_000)
    before = read(path)[name]
    state = charter.state_of(StoreNode(), at.two.alliance.pk, clause)
    moved = Meeting(Every.FORTNIGHT, date(2030, 1, 3), Hours(time(9), 30, "Asia/Tokyo"))
    meets(at, "Of the week", moved, charter.On(clause, state.stamp))
    ((again, after),) = read(path).items()
    assert (again, after["RRULE"]["INTERVAL"]) == (name, [2])
    assert after["SEQUENCE"] > before["SEQUENCE"] and after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert (first["DTSTART"].dt, after["DTSTART"].dt.tzinfo) == (date(2030, 1, 2), ZoneInfo("Asia/Tokyo"))


def test_what_is_withdrawn_or_called_off_is_cancelled_under_its_number_for_a_while() -> None:
    at = table()
    promise, pulse = offered(at.annelies, "The drawing"), begun(at.annelies)
    path = address(at.naoko)
    before = read(path)
    assert {str(each["STATUS"]) for each in before.values()} == {"TENTATIVE", "CONFIRMED"}
    state = state_of(StoreNode(), at.two.alliance.pk, promise)
    (text,) = (each for each in state.table.values() if each)
    promises.withdraw(StoreNode(), at.two.veldsen, On(promise, state.stamp), text=text.id)
    assert in_pulse(at.annelies, pulse, "call_off").status == 200
    after = read(path)
    assert set(after) == set(before)
    for name, event in after.items():
        assert event["STATUS"] == "CANCELLED" and event["SEQUENCE"] >= before[name]["SEQUENCE"]
        assert event["DTSTART"].dt == before[name]["DTSTART"].dt
    models.Promise.objects.update(changed_at=1)
    models.Round.objects.update(changed_at=1)
    assert read(path) == {}, "after two months it is gone"


def test_days_on_which_both_look_again_and_ask_about_a_control_stand_there_and_on_the_page() -> None:
    at = table()
    on_trial(at)
    path, page = address(at.naoko), f"controls/{control('Stock that both see')}"
    a_year = timezone.localdate() + timedelta(days=365)
    ask = "Help or hurt? Ask both sides: Stock that both see"
    events = titled(path)
    assert events["The trial ends: Second signature"]["DTSTART"].dt == date.fromisoformat(LATER)
    assert abs((events[ask]["DTSTART"].dt - a_year).days) <= 1, "by the day of whoever reads"
    assert str(events[ask]["URL"]).endswith(f"/balance/{page}/")
    for seat, day, words in (
        (at.annelies, LATER, "The trial ends: Second signature"),
        (at.naoko, str(events[ask]["DTSTART"].dt), ask),
    ):
        shown = seat.page("calendar/", **{"from": day, "what": "looks"})
        cell = re.search(rf'<td[^>]*><time datetime="{day}">.*?</td>', shown.html, re.S)
        assert cell and f"both: </span>{words.partition(':')[0]}" in cell.group(), shown.words
        assert words in shown.words.partition("Day by day")[2]
        assert words not in seat.page("calendar/", **{"from": day, "what": "promises"}).words
    on_balance(at.annelies, page, "ask")
    assert ask not in titled(path), "both are being asked"


def test_an_answer_about_a_control_that_is_still_sealed_shows_in_no_calendar() -> None:
    at = table()
    set_up(at, CHECK)
    page = f"controls/{control('Second signature')}"
    on_balance(at.annelies, page, "ask")
    paths = [address(at.annelies), address(at.annelies, "/calendar/address/")]
    before = [Client().get(path).content for path in paths]
    answer = on_balance(at.naoko, page, "effect", effect="helps", words="It shows us their list.")
    assert "Your side’s answer is sealed." in answer.words
    assert [Client().get(path).content for path in paths] == before
