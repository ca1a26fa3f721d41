"""The date you would keep, where a promise is made or its date set anew: for the promiser's own side alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.store.test_leads import TODAY, firm, noted
from tests.web.seats import SOON, Table, agreed, offered, table
from troth.store import leads, models

pytestmark = pytest.mark.django_db
MEANT = TODAY + timedelta(days=12)
LIVE = {"HTTP_HX_REQUEST": "true"}


def taken(html: str) -> list[str]:
    """The dates that one tap promises, the first advised first."""
    return re.findall(r'name="take" value="([\d-]+)"', html)


def typed(at: Table, **fields: str) -> str:
    answer = at.annelies.client.post(at.annelies.where("promises/dates/"), fields, **LIVE)
    assert answer.status_code == 200
    return answer.content.decode()


def with_a_past(at: Table, took: int, lead: int = 12) -> None:
    """Veldsen has kept forty promises of its own list, each after so many days."""
    for n in range(40):
        noted(firm(at.two.annelies), 60 + 3 * n, lead, took)
    leads.look()


def test_as_one_types_the_dates_come_with_the_chance_of_the_one_typed() -> None:
    at = table()
    assert not taken(typed(at, intended="", due=""))
    shown = typed(at, intended=MEANT.isoformat(), due=MEANT.isoformat())
    nine, eight = taken(shown)
    assert nine > eight > MEANT.isoformat()
    assert "you would keep it four times in ten" in shown
    assert "what is usual elsewhere" in shown
    assert "<svg" in shown


def test_ones_own_record_moves_the_dates_and_is_said_to() -> None:
    at = table()
    before = taken(typed(at, intended=MEANT.isoformat()))
    with_a_past(at, 11)
    shown = typed(at, intended=MEANT.isoformat(), due=SOON.isoformat())
    assert taken(shown)[0] < before[0]
    assert "of Veldsen’s" in shown
    assert "you would keep it nine times in ten" in shown


def test_without_javascript_a_look_shows_the_dates_and_one_tap_takes_one() -> None:
    at = table()
    form = {"title": "The audit report", "intended": MEANT.isoformat(), "due": "", "zone": "Europe/Amsterdam"}
    looked = at.annelies.send("promises/new/", {**form, "do": "look", "draft": "d1"})
    assert looked.status == 200
    nine = taken(looked.html)[0]
    chosen = at.annelies.send("promises/new/", {**form, "take": nine, "draft": "d1"})
    assert f'name="due" value="{nine}"' in chosen.html
    assert 'class="pick chosen"' in chosen.html
    assert not models.Promise.objects.exists()


def test_any_date_may_be_promised_and_the_intended_day_and_that_it_is_a_project_stay_private() -> None:
    at = table()
    promise = offered(at.annelies, intended=MEANT.isoformat(), project="on", due=TODAY + timedelta(days=1))
    kept = models.Intention.objects.get(object=promise)
    assert (kept.day, kept.project) == (MEANT, True)
    assert MEANT.isoformat() not in at.naoko.page(f"promises/{promise}/").html
    signed = b"".join(bytes(entry.payload) for entry in models.Entry.objects.all())
    assert MEANT.isoformat().encode() not in signed
    assert b"project" not in signed


def test_the_first_date_of_a_project_is_given_more_room() -> None:
    at = table()
    plain, project = (typed(at, intended=MEANT.isoformat(), **more) for more in ({}, {"project": "on"}))
    assert taken(project)[0] > taken(plain)[0]


def test_a_date_set_anew_begins_with_the_one_kept_eight_times_in_ten_and_says_what_third_dates_are_worth() -> (
    None
):
    at = table()
    promise = agreed(at, intended=MEANT.isoformat())
    desk = at.annelies.page(f"promises/{promise}/", act="change").html
    eight, nine = taken(desk)
    assert eight < nine
    assert f'name="due" value="{eight}"' in desk
    assert "costs little trust" in desk
    assert not taken(at.naoko.page(f"promises/{promise}/", act="change").html)
    for days in (25, 30):
        day = (TODAY + timedelta(days=days)).isoformat()
        at.annelies.act(
            promise, "change", due=day, zone="Europe/Amsterdam", conditions=["It is there"], owes=[""]
        )
        at.naoko.click(promise, "agree")
    desk = at.annelies.page(f"promises/{promise}/", act="change").html
    assert "third dates are kept about one time in three" in desk
    warning = at.annelies.page(f"promises/{promise}/", act="warn").html
    assert taken(warning)


def test_one_tap_takes_a_date_in_a_warning_too_and_signs_nothing() -> None:
    at = table()
    promise = agreed(at, intended=MEANT.isoformat())
    entries = models.Entry.objects.count()
    desk = at.annelies.page(f"promises/{promise}/", act="warn").html
    eight = taken(desk)[0]
    where = f"promises/{promise}/act/"
    again = at.annelies.send(
        where, {"act": "warn", "stamp": "", "take": eight, "words": "The lab is closed.", "then": "unknown",
                "intended": MEANT.isoformat()},
    )  # fmt: skip
    assert f'name="due" value="{eight}"' in again.html
    assert "The lab is closed." in again.html
    assert models.Entry.objects.count() == entries


def test_a_risky_promise_asks_its_own_side_whether_a_word_is_worth_while_and_nobody_else() -> None:
    at = table()
    with_a_past(at, 40)
    promise = agreed(at)
    leads.look()
    asks = "Worth a word to Kaido?"
    assert asks in at.annelies.page(f"promises/{promise}/").words
    assert asks in at.annelies.page("/").words
    for page in (at.naoko.page(f"promises/{promise}/"), at.naoko.page("/")):
        assert "Worth a word" not in page.words
    colleague = at.colleague("Bram Bakker")
    assert "Worth a word" not in colleague.page("/").words
    at.naoko.send(f"promises/{promise}/stands/", {})
    assert asks in at.annelies.page(f"promises/{promise}/").words
    at.annelies.send(f"promises/{promise}/stands/", {})
    assert asks not in at.annelies.page(f"promises/{promise}/").words
    assert asks not in at.annelies.page("/").words


def test_how_well_a_firm_knows_its_dates_is_for_its_own_people_and_waits_for_thirty() -> None:
    at = table()
    assert "Not calibrated here yet" in at.annelies.page("/dates/").words
    with_a_past(at, 12)
    shown = at.annelies.page("/dates/")
    assert "At nine in ten you kept ten in ten" in shown.words
    assert "of 40" in shown.words
    assert "<svg" in shown.html
    theirs = at.naoko.page("/dates/").words
    assert "0 of 30 dates are in" in theirs
    assert "40" not in theirs


def test_an_area_of_work_stands_as_it_is_written_most_often() -> None:
    at = table()
    for n, area in enumerate(["HRDT  Tokyo", "hrdt tokyo", "HRDT Tokyo"] * 14):
        noted(firm(at.two.annelies), 60 + 3 * n, 12, 12, area=area)
    leads.look()
    assert "HRDT Tokyo" in at.annelies.page("/dates/").html
