"""Today, the alliance's home, the list of promises: what needs somebody, what is open both ways, what is found."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.seats import SOON, Table, agreed, asked, offered, status, table
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db


def today(at: Table, who: str) -> str:
    return getattr(at, who).page("/").words


def test_an_empty_today_says_what_is_so_and_one_thing_to_do() -> None:
    at = table()
    assert "Nothing needs you now." in today(at, "annelies")
    assert "Nothing is promised that needs you." in today(at, "annelies")


def test_today_brings_what_needs_me_and_what_i_wait_for() -> None:
    at = table()
    promise = asked(at.annelies, "The cold store has room")
    mine, theirs = today(at, "annelies"), today(at, "naoko")
    assert "With Kaido, nothing for you to do" in mine and "You asked" in mine
    assert "One thing needs you." in theirs and "asks for it" in theirs
    html = at.naoko.page("/").html
    stamp = re.search(
        r'name="stamp" value="([0-9a-f]{64})"><input type="hidden" name="move" value="agree"', html
    )
    assert stamp
    at.naoko.send(f"promises/{promise}/act/", {"move": "agree", "stamp": stamp.group(1)})
    assert status(promise) == "agreed"


def test_today_names_each_reason_to_act() -> None:
    at = table()
    delivered, questioned, leaving = (
        agreed(at, title="One"),
        agreed(at, title="Two"),
        agreed(at, title="Three"),
    )
    at.annelies.act(delivered, "deliver", words="Done")
    at.naoko.act(questioned, "ask_status")
    at.annelies.act(leaving, "ask_release", words="No need")
    assert "says this is delivered" in today(at, "naoko")
    assert "asks to be released" in today(at, "naoko")
    assert "asks how it stands" in today(at, "annelies")


def test_a_colleagues_promises_are_not_on_my_today() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    offered(joost, "Something of Joost's")
    assert "You offered it to" not in today(at, "annelies")
    assert "You offered it to" in joost.page("/").words


def test_the_home_shows_both_directions_with_equal_weight() -> None:
    at = table()
    agreed(at, title="Of Veldsen")
    request = asked(at.annelies, "Of Kaido")
    at.naoko.click(request, "agree")
    for seat in (at.annelies, at.naoko):
        words = seat.page("").words
        assert words.index("Veldsen promised Kaido") < words.index("Kaido promised Veldsen")
        assert words.index("Of Veldsen") < words.index("Of Kaido")


def test_a_purpose_stands_in_both_sides_words_once_both_have_agreed() -> None:
    at = table()
    assert "have not written it down yet" in at.annelies.page("").words
    at.annelies.send("purpose/", {"text": "Fish arrives cold", "ours": "reads every degree", "stamp": ""})
    theirs = at.naoko.page("").words
    assert "It stands once the other side agrees" in theirs
    page = at.naoko.page("purpose/").html
    stamp = re.search(r'name="stamp" value="([0-9a-f]{64})"', page)
    assert stamp
    at.naoko.send(
        "purpose/", {"text": "Fish arrives cold", "ours": "moves every ton", "stamp": stamp.group(1)}
    )
    shown = at.annelies.page("purpose/").html
    answer = re.search(r'action="([^"]*/joint/[^"]*)">.*?name="stamp" value="([0-9a-f]{64})"', shown)
    assert answer
    at.annelies.client.post(answer.group(1), {"stamp": answer.group(2), "move": "agree"})
    home = at.naoko.page("").words
    assert "Veldsen reads every degree" in home and "Kaido moves every ton" in home
    assert "In both sides’ words, agreed" in home


def test_an_objective_says_what_of_it_is_done_together() -> None:
    at = table()
    at.annelies.send("objectives/new/", {"text": "No alarm without a person", "stamp": ""})
    joint = models.Joint.objects.get()
    answer = re.search(
        r'name="stamp" value="([0-9a-f]{64})"', at.naoko.page(f"objectives/{joint.object}/").html
    )
    assert answer
    at.naoko.send(f"joint/{joint.object}/act/", {"stamp": answer.group(1), "move": "agree"})
    assert "No promise serves it yet." in at.naoko.page("").words
    promise = agreed(at, objective=joint.object)
    at.annelies.act(promise, "deliver", words="Done")
    at.naoko.act(promise, "accept", met_0="1", met_1="1")
    agreed(at, objective=joint.object)
    assert "One of two is done together." in at.annelies.page("").words


def test_a_member_reads_the_purpose_and_a_manager_puts_it() -> None:
    at = table()
    member = at.colleague("Joost Bakker", Role.MEMBER)
    assert "A manager of Veldsen may put it" in member.page("purpose/").words
    assert member.send("purpose/", {"text": "Mine", "stamp": ""}).status == 403
    assert not models.Joint.objects.exists()


def test_what_changed_since_my_last_visit_is_told_once_it_was_another_visit() -> None:
    at = table()
    at.annelies.page("")
    promise = asked(at.annelies, "The cold store has room")
    at.annelies.page("")
    visit = models.Visit.objects.get(person=at.annelies.person)
    visit.at -= timedelta(hours=2)
    visit.save()
    at.naoko.click(promise, "agree")
    assert "Naoko agreed to “The cold store has room”" in at.annelies.page("").words


def test_promises_are_found_by_words_state_side_person_stake_and_series() -> None:
    at = table()
    kept = agreed(at, title="Alarm thresholds for Otaru", area="Gateways")
    at.annelies.act(kept, "deliver", words="Done")
    at.naoko.act(kept, "accept", met_0="1", met_1="1")
    offered(at.annelies, "A comparison of probes")
    asked(at.annelies, "The weekly list", stake="high", series_every="week", series_count="2")
    series = models.Promise.objects.exclude(series="").values_list("series", flat=True)[0]
    person = models.Member.objects.get(person=at.naoko.person).pseudonym
    wanted = {
        ("q", "otaru alarm"): {"Alarm thresholds"},
        ("state", "kept"): {"Alarm thresholds"},
        ("state", "proposed"): {"A comparison", "The weekly list"},
        ("series", series): {"The weekly list"},
        ("stake", "high"): {"The weekly list"},
        ("side", "a"): {"A comparison"},
    }
    titles = {"Alarm thresholds", "A comparison", "The weekly list"}
    for (field, value), expected in wanted.items():
        words = at.naoko.page("promises/", **{field: value}).words
        assert {title for title in titles if title in words} == expected, (field, value)
    assert "Alarm thresholds" in at.naoko.page("promises/", person=person, state="any").words
    assert "Nothing fits." in at.naoko.page("promises/", q="nowhere at all").words


def test_the_list_asks_the_database_the_same_few_things_however_long_it_is() -> None:
    at = table()
    offered(at.annelies)
    at.annelies.page("promises/")
    with CaptureQueriesContext(connection) as few:
        at.annelies.page("promises/")
    asked(at.annelies, series_every="week", series_count="20")
    with CaptureQueriesContext(connection) as first:
        at.annelies.page("promises/")
    with CaptureQueriesContext(connection) as many:
        at.annelies.page("promises/")
    assert len(many) == len(few) <= 12
    assert len(first) == len(few) + 1 <= 12, "what is settled is counted once after the record went on"


def test_an_address_that_asks_for_nonsense_shows_the_list_all_the_same() -> None:
    at = table()
    offered(at.annelies)
    page = at.annelies.page("promises/", state="\x01", show="99999999999", person="nobody", due="'", sort="-")
    assert page.status == 200


def test_the_asking_page_gets_nothing_when_nothing_is_new_and_the_news_when_there_is() -> None:
    at = table()
    promise = agreed(at)
    where = at.annelies.where(f"promises/{promise}/")
    tag = at.annelies.client.get(where)["HX-PTag"]
    ask = {"HX-Request": "true", "HX-PTag": tag}
    assert at.annelies.client.get(where, headers=ask).status_code == 304
    at.naoko.act(promise, "ask_status", words="Well?")
    news = at.annelies.client.get(where, headers=ask)
    assert news.status_code == 200
    assert "Naoko asked how it stands at" in news.content.decode()
    assert "<html" not in news.content.decode()


def test_due_is_what_the_day_is_where_it_is_due() -> None:
    at = table()
    promise = agreed(at, zone="Asia/Tokyo")
    assert f"{SOON:%a} {SOON.day} {SOON:%b}" in at.annelies.page(f"promises/{promise}/").words


def test_a_series_is_one_thing_to_answer_on_today() -> None:
    at = table()
    asked(at.annelies, "The weekly list", series_every="week", series_count="5")
    page = at.naoko.page("/")
    assert "One thing needs you." in page.words and "a series of 5" in page.words
    found = re.search(r'action="([^"]*/act/)">.*?name="stamp" value="([0-9a-f]{64})"', page.html)
    assert found
    at.naoko.client.post(found.group(1), {"move": "agree_series", "stamp": found.group(2)})
    assert models.Promise.objects.filter(status="agreed").count() == 5


def test_a_series_is_agreed_with_its_stake_in_one_act() -> None:
    at = table()
    promise = offered(at.annelies, series_every="week", series_count="3")
    assert "Agree to all 3 of the series" in at.naoko.page(f"promises/{promise}/", act="agree").words
    stamp = at.naoko.page(f"promises/{promise}/", act="agree").html.split('name="stamp" value="')[1][:64]
    at.naoko.send(
        f"promises/{promise}/act/", {"act": "agree", "move": "agree_series", "stamp": stamp, "stake": "low"}
    )
    assert set(models.Promise.objects.values_list("status", "stake")) == {("agreed", "low")}
