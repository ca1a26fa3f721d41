"""Every list of a page can be taken along: what is in the file is what its reader may see, and it can come back in."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from tests.lists import decided
from tests.web.seats import SOON, Seat, agreed, asked, offered, table
from tests.web.world import World, world
from troth.core.values import Role, Side
from troth.reading.sheet import Field, guess, open_table, plan, proposed
from troth.store import history, models
from troth.store.history import Words

pytestmark = pytest.mark.django_db

ODD = '=HYPERLINK("https://example.org","Click"), or \'tis so'


def taken(seat: Seat, where: str, **query: str) -> list[dict[str, str]]:
    response = seat.client.get(seat.where(where), query)
    assert response.status_code == 200, where
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_list_of_promises_is_taken_along_as_it_is_found() -> None:
    at = table()
    agreed(at, title="The drawing", area="Fleet")
    asked(at.annelies, "The keys", stake="high")
    everything = taken(at.annelies, "promises/as/csv/")
    assert [row["What was promised"] for row in everything] == ["The drawing", "The keys"]
    drawing, keys = everything
    assert (
        drawing["Who promised whom"] == "We promised them" and keys["Who promised whom"] == "They promised us"
    )
    assert drawing["Promised for"] == SOON.isoformat() and drawing["How it stands"] == "Agreed, on its way"
    assert drawing["Partner"] == "Kaido" and drawing["Area of work"] == "Fleet"
    assert drawing["Person who promised"] == "Annelies van der Meer"
    assert drawing["Address"].startswith("http://testserver/a/veldsen-kaido/promises/pr_")
    assert [row["What was promised"] for row in taken(at.naoko, "promises/as/csv/", q="keys")] == ["The keys"]
    assert taken(at.naoko, "promises/as/csv/", q="keys")[0]["Who promised whom"] == "We promised them"
    assert len(taken(at.annelies, "promises/as/csv/", stake="high")) == 1


def test_a_list_longer_than_its_page_is_taken_along_whole() -> None:
    at = table()
    asked(at.annelies, series_every="week", series_count="45")
    assert at.annelies.page("promises/").html.count('id="row-') == 40
    rows = taken(at.annelies, "promises/as/csv/")
    assert len(rows) == 45 and rows[44]["Series"] == "45 of 45"


def test_the_page_links_to_what_it_shows() -> None:
    at = table()
    offered(at.annelies, "The drawing")
    html = at.annelies.page("promises/", q="drawing", state="any").html
    assert 'href="/a/veldsen-kaido/promises/as/xlsx/?q=drawing&amp;state=any"' in html
    assert "/as/csv/" not in at.annelies.page("promises/", q="nothing like it").html


def test_a_file_is_named_in_words_and_kept_by_nobody_on_the_way() -> None:
    at = table()
    offered(at.annelies)
    response = at.annelies.client.get(at.annelies.where("promises/as/csv/"))
    named = unquote(response["Content-Disposition"])
    assert "attachment" in named and "Veldsen and Kaido, promises, open, " in named and ".csv" in named
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_workbook_says_by_whom_and_what_it_was_narrowed_to() -> None:
    at = table()
    offered(at.annelies, "The drawing", area="Fleet")
    person = models.Member.objects.get(person=at.annelies.person).pseudonym
    query = {"q": "drawing", "state": "any", "area": "Fleet", "person": person, "due": "month", "side": "a"}
    response = at.annelies.client.get(at.annelies.where("promises/as/xlsx/"), query)
    book = load_workbook(BytesIO(response.getvalue()))
    assert book["List"]["B2"].value == "The drawing"
    assert book["List"]["H2"].value.date() == SOON
    told = {name.value: value.value for name, value in book["About"].iter_rows(max_col=2)}
    assert told["By"] == "Annelies van der Meer, Veldsen" and "(Europe/Amsterdam)" in told["Taken"]
    assert told["Shown"] == "All" and told["Words"] == "drawing" and told["Area"] == "Fleet"
    assert told["Person"] == "Annelies van der Meer" and told["Due"] == "Within a month"
    assert told["Direction"] == "Veldsen promised" and told["Rows"] == "1"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_promises_taken_along_can_be_brought_in_as_a_list(form: str) -> None:
    at = table()
    kept = agreed(at, title=ODD, area="Fleet")
    at.annelies.act(kept, "deliver", words="Done")
    at.naoko.act(kept, "accept", met_0="1", met_1="1")
    agreed(at, title="The drawing")
    request = asked(at.annelies, "The keys", stake="high")
    at.naoko.click(request, "agree")
    response = at.annelies.client.get(at.annelies.where(f"promises/as/{form}/"), {"state": "any"})
    list_ = open_table(response.getvalue(), name=f"promises.{form}")
    mapping = proposed(guess(list_))
    wanted = {
        Field.PARTNER: "Partner", Field.WHAT: "What was promised", Field.MADE: "Made on",
        Field.PROMISED: "Promised for", Field.DELIVERED: "Delivered on", Field.AREA: "Area of work",
        Field.VALUE: "Stake", Field.PERSON: "Person who promised", Field.DIRECTION: "Who promised whom",
        Field.REFERENCE: "Number",
    }  # fmt: skip
    assert {each: mapping.columns.get(each) for each in wanted} == wanted
    _, answers = decided(list_)
    made = plan(list_, mapping, answers)
    assert made.ready and not made.problems
    found = {each.title: each for each in made.promises}
    assert set(found) == {ODD, "The drawing", "The keys"}
    assert found["The keys"].side is Side.PERFORMER and found["The drawing"].side is Side.CUSTOMER
    assert found[ODD].delivered is not None and found["The drawing"].delivered is None
    assert {each.partner for each in made.promises} == {"Kaido"}


def test_the_story_of_a_promise_is_taken_along_oldest_first() -> None:
    at = table()
    promise = agreed(at, title="The drawing")
    at.annelies.act(promise, "progress", words="Half of it")
    rows = taken(at.naoko, f"promises/{promise}/as/csv/")
    assert [row["Side"] for row in rows] == ["Veldsen", "Kaido", "Veldsen"]
    assert rows[-1]["Words"] == "Half of it"


def test_a_calendar_is_taken_along_as_it_is_turned_and_filtered() -> None:
    at = table()
    offered(at.annelies, "The drawing", due=SOON)
    for where in ("calendar/as/csv/", "/calendar/as/csv/"):
        assert [row["What was promised"] for row in taken(at.annelies, where)] == ["The drawing"]
        assert taken(at.annelies, where, **{"from": "2001-01-01"}) == []
        assert len(taken(at.annelies, where, whose="mine")) == 1
    assert taken(at.naoko, "calendar/as/csv/", whose="mine") == []


def test_today_people_record_alliances_and_members_are_taken_along() -> None:
    at = table()
    promise = agreed(at, title="The drawing")
    at.naoko.act(promise, "ask_status", words="Well?")
    needs = taken(at.annelies, "/today/as/csv/")
    assert needs[0]["What"] == "The drawing" and needs[0]["Needs you"] == "yes"
    assert needs[0]["Why"] == "the other side asks how it stands"
    people = taken(at.naoko, "people/as/csv/")
    assert {(row["Name"], row["Side"]) for row in people} >= {
        ("Annelies van der Meer", "Veldsen"), ("Naoko Fujiwara", "Kaido"),
    }  # fmt: skip
    entries = taken(at.naoko, "record/as/csv/")
    assert len(entries) == models.Entry.objects.count()
    assert entries[0]["What"] == "Asked how it stands, promise 1" and entries[0]["Side"] == "Kaido"
    assert taken(at.annelies, "/alliances/as/csv/")[0]["Open promises"] == "1"
    members = taken(at.annelies, "/organisation/as/csv/")
    assert [row["Address"] for row in members] == ["annelies@veldsen.example"]


def test_objectives_are_taken_along() -> None:
    at = table()
    at.annelies.send("objectives/new/", {"text": "No alarm without a person", "stamp": ""})
    (row,) = taken(at.naoko, "objectives/as/csv/")
    assert row["Objective"] == "No alarm without a person" and row["How it stands"] == "proposed"


def test_ones_own_history_is_taken_along_whole() -> None:
    at = table()
    firm = at.annelies.person.membership.organisation
    for n in range(25):
        history.note(firm, "Halden", Words(f"Lot {n}", SOON, received=True, person="Siv", delivered=SOON))
    assert [row["Partner"] for row in taken(at.annelies, "/partners/as/csv/")] == ["Halden"]
    rows = taken(at.annelies, "/partners/halden/as/csv/")
    assert (
        len(rows) == 25 and rows[0]["How it came"] == "on the day" and rows[0]["Person who promised"] == "Siv"
    )
    source = models.Import.objects.create(
        organisation=firm, file_name="list.csv", lines=3, answers={"left_out": [[4, "no day"]]}
    )
    assert taken(at.annelies, "/imports/as/csv/")[0]["File"] == "list.csv"
    assert taken(at.annelies, f"/imports/{source.pk}/as/csv/") == [
        {"Row": "4", "Why it was left out": "no day"}
    ]


def test_a_reported_period_is_taken_along_by_both_sides_without_names_of_a_list() -> None:
    here: World = world()
    for who in ("member", "partner"):
        base = f"/a/{here.ids['slug']}/history/"
        periods = here.ask(who, "get", f"{base}as/csv/", {}).getvalue().decode()
        assert "Veldsen" in periods
        rows = here.ask(who, "get", f"{base}{here.ids['name']}/as/csv/", {}).getvalue().decode()
        assert "Lot 1" in rows and "nothing yet" in rows
    assert "Lot 2" not in rows


def test_a_form_that_does_not_exist_is_not_found() -> None:
    at = table()
    assert at.annelies.page("promises/as/pdf/").status == 404
    assert at.annelies.page("promises/pr_none/as/csv/").status == 404


def test_a_viewer_takes_along_what_a_viewer_sees() -> None:
    at = table()
    viewer = at.colleague("Vera Jansen", Role.VIEWER)
    offered(at.annelies, "The drawing")
    assert len(taken(viewer, "promises/as/csv/")) == 1
    assert viewer.page("/imports/as/csv/").status == 403
