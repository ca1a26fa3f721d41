"""The balance on pages: an area is set up by one side and agreed by the other; a control is changed by both."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.seats import Page, Seat, Table, table
from tests.web.test_charter import stamp_of, today
from troth.core.values import Role
from troth.store import models
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db
SOON, LATER = ((timezone.localdate() + timedelta(days=days)).isoformat() for days in (40, 120))
STAKES = {
    "title": "Spare parts",
    "relies": "own",
    "unit": "points",
    "loss": "3",
    "count": "10",
    "appetite": "20",
    "hour": "",
    "stake": "medium",
    "words": "",
    "list": "supply",
    "draft": "d1",
}
CHECK = {
    "there": "on",
    "title": "Second signature",
    "catches": "An order outside the price list.",
    "kind": "checks",
    "over": "behaviour",
    "share": "50",
    "own": "12",
    "partner": "9",
    "asked": "own",
    "asked_by": "Joost Bakker",
    "why": "We do not know each other’s price lists yet.",
    "since": "2025-03-04",
    "review": LATER,
}
SHARED = {
    **CHECK,
    "title": "Stock that both see",
    "kind": "coordinates",
    "over": "output",
    "own": "1",
    "partner": "2",
}


def typed(*controls: dict[str, str], **stakes: str) -> dict[str, str]:
    """The form of an area as a browser sends it."""
    rows = {f"c-{number}-{name}": value for number, row in enumerate(controls) for name, value in row.items()}
    counts = {"c-TOTAL_FORMS": str(len(controls)), "c-INITIAL_FORMS": str(len(controls))}
    return {**STAKES, **stakes, **rows, **counts}


def set_up(by: Seat, *controls: dict[str, str], **stakes: str) -> str:
    """Set an area up through its page; returns its id."""
    page = by.send("balance/new/", typed(*controls, **stakes))
    assert page.status == 200 and "ar_" in page.at, page.words
    return page.at.rstrip("/").rpartition("/")[2]


def act(by: Seat, where: str, move: str, **more: object) -> Page:
    stamp = stamp_of(by.page(f"balance/{where}/"))
    return by.send(f"balance/{where}/act/", {"move": move, "stamp": stamp, **more})


def agreed(at: Table, *controls: dict[str, str], **stakes: str) -> str:
    area = set_up(at.annelies, *controls, **stakes)
    act(at.naoko, f"areas/{area}", "agree")
    assert models.Joint.objects.get(object=area).status == "agreed"
    return area


def control(title: str) -> str:
    return models.Joint.objects.get(kind="control", text=title).object


def on_trial(at: Table) -> str:
    agreed(at, CHECK, SHARED)
    name = control("Second signature")
    act(
        at.annelies,
        f"controls/{name}",
        "change",
        change="trial",
        until=LATER,
        wire="One order above the list",
    )
    act(at.naoko, f"controls/{name}", "agree")
    assert models.Joint.objects.get(object=name).status == "on_trial"
    return name


def test_an_area_begins_from_a_starting_list_that_explains_its_controls() -> None:
    at = table()
    words = at.annelies.page("balance/").words
    assert "No area of work is set up yet." in words
    assert "A feed of data" in at.annelies.page("balance/new/").words
    page = at.annelies.page("balance/new/", list="supply", relies="partner")
    assert "Kaido relies on Veldsen" in page.words and "It catches what will run short" in page.words
    assert "A check on arrival" in page.words


def test_an_area_and_its_controls_are_put_in_one_act_and_agreed_in_one_act() -> None:
    at = table()
    area = set_up(at.annelies, CHECK, {**SHARED, "there": ""})
    assert "Veldsen puts an area of work" in today(at.naoko)
    assert "puts an area" not in today(at.annelies)
    assert "proposes a control" not in today(at.naoko), "it is answered on the page of the area"
    page = at.naoko.page(f"balance/areas/{area}/")
    assert "with one control" in page.words and "Agree to all of it" in page.words
    act(at.naoko, f"areas/{area}", "agree")
    rows = {row.text: row.status for row in models.Joint.objects.filter(kind__in=("area", "control"))}
    assert rows == {"Spare parts": "agreed", "Second signature": "in_place"}
    for seat in (at.annelies, at.naoko):
        words = seat.page("balance/").words
        assert "One area of work" in words and "Veldsen relies on Kaido" in words


def test_the_same_figures_stand_on_both_sides() -> None:
    at = table()
    agreed(at, CHECK, SHARED)
    found = [
        re.sub(
            r"csrf\S*|value=\"[^\"]*\"", "", seat.page("balance/").html.partition("Trust against control")[2]
        )
        for seat in (at.annelies, at.naoko)
    ]
    assert found[0].partition("</section>")[0] == found[1].partition("</section>")[0] != ""


def test_what_is_typed_wrongly_stays_and_is_said() -> None:
    at = table()
    page = at.annelies.send("balance/new/", typed({**CHECK, "share": "101"}, title="", loss="4"))
    assert page.status == 422 and "Give the area a name" in page.words and "On the scale" in page.words
    assert "more than a hundred" in page.words and not models.Joint.objects.filter(kind="area").exists()
    page = at.annelies.send("balance/new/", typed({**CHECK, "title": ""}))
    assert page.status == 422 and "Give the control a name" in page.words


def test_a_form_that_is_sent_twice_sets_it_up_once() -> None:
    at = table()
    assert set_up(at.annelies, CHECK) == set_up(at.annelies, CHECK)


def test_over_controlled_and_exposed_are_said_with_the_lightest_change() -> None:
    at = table()
    agreed(at, CHECK, SHARED, appetite="15")
    words = at.annelies.page("balance/").words
    assert "Over-controlled" in words and "let go “Second signature”" in words
    agreed(at, title="A launch", loss="100", count="2", appetite="40", list="launch", draft="d2")
    words = at.annelies.page("balance/").words
    assert (
        "Exposed" in words and "Nothing is in place that would catch a promise that does not come." in words
    )
    assert "add “" in words and "The same as a table" in words


def test_the_lightest_change_is_proposed_in_one_act_and_each_part_of_it_answered() -> None:
    at = table()
    area = agreed(at, title="A launch", loss="100", count="2", appetite="40", list="launch")
    page = act(at.annelies, f"areas/{area}", "lightest", until=SOON, wire="-", words="Let us do this.")
    assert page.status == 200
    put = models.Joint.objects.filter(kind="control")
    assert put.count() >= 2 and all(row.status == "proposed" for row in put)
    for row in put:
        assert row.text in today(at.naoko)
        act(at.naoko, f"controls/{row.object}", "agree")
    assert "Exposed" not in at.annelies.page("balance/").words.partition("Filled: exposed")[0]


def test_over_controlled_is_let_go_as_a_trial_from_the_area() -> None:
    at = table()
    area = agreed(at, CHECK, SHARED, appetite="15")
    page = act(at.naoko, f"areas/{area}", "lightest", until="", wire="")
    assert page.status == 422 and "Say until which day" in page.words
    act(at.naoko, f"areas/{area}", "lightest", until=SOON, wire="One order above the list", words="A habit.")
    assert "Kaido proposes a change of a control" in today(at.annelies)


def test_a_change_is_proposed_from_one_side_and_agreed_from_the_other() -> None:
    at = table()
    agreed(at, CHECK, SHARED)
    name = control("Second signature")
    words = at.naoko.page(f"balance/controls/{name}/").words
    assert "Joost Bakker" in words and "We do not know each other’s price lists yet." in words
    page = act(at.annelies, f"controls/{name}", "change", change="trial", until=LATER, wire="")
    assert page.status == 422 and "Say what would bring it back" in page.words
    wire = "One order above the list"
    act(
        at.annelies,
        f"controls/{name}",
        "change",
        change="trial",
        until=LATER,
        wire=wire,
        words="A habit of the pilot.",
    )
    words = at.naoko.page(f"balance/controls/{name}/").words
    assert "Veldsen would like to try without “Second signature”." in words and wire in words
    assert "Given back 12 9" in words and "Agree to the trial" in words and "Leave it as it is" in words
    assert "Agree to the trial" not in at.annelies.page(f"balance/controls/{name}/").words
    assert "Veldsen proposes a change of a control" in today(at.naoko)
    act(at.naoko, f"controls/{name}", "agree")
    assert "Today is the first day without it" in at.naoko.page(f"balance/controls/{name}/").words


def test_the_answer_may_be_something_else_or_to_leave_it() -> None:
    at = table()
    agreed(at, CHECK, SHARED)
    name = control("Second signature")
    act(at.annelies, f"controls/{name}", "change", change="let_go")
    act(
        at.naoko,
        f"controls/{name}",
        "change",
        change="share",
        share="40",
        own="1",
        partner="2",
        words="One list.",
    )
    words = at.annelies.page(f"balance/controls/{name}/").words
    assert (
        "Kaido would like to make “Second signature” something that both see." in words
        and "One list." in words
    )
    act(at.annelies, f"controls/{name}", "agree")
    row = models.Joint.objects.get(object=name)
    assert row.details["kind"] == "coordinates" and row.details["minutes"] == {"a": 120, "b": 60}
    act(at.naoko, f"controls/{name}", "change", change="leave", review=LATER)
    act(at.annelies, f"controls/{name}", "decline")
    assert models.Joint.objects.get(object=name).details["look"] == row.details["look"]


def test_what_was_changed_meanwhile_is_shown_and_what_was_typed_is_kept() -> None:
    at = table()
    agreed(at, CHECK, SHARED)
    name = control("Second signature")
    old = stamp_of(at.naoko.page(f"balance/controls/{name}/"))
    act(at.annelies, f"controls/{name}", "change", change="let_go")
    typed_ = {"move": "change", "stamp": old, "change": "leave", "review": LATER, "words": "Let us wait."}
    page = at.naoko.send(f"balance/controls/{name}/act/", typed_)
    assert page.status == 409 and "Let us wait." in page.html and "did something here" in page.words
    page = at.naoko.send(f"balance/controls/{name}/act/", {"move": "change", "stamp": "", "change": "add"})
    assert page.status == 422


@pytest.mark.parametrize("who", ["annelies", "naoko"])
def test_a_touched_wire_brings_it_back_and_tells_both(who: str) -> None:
    at = table()
    name = on_trial(at)
    seat: Seat = getattr(at, who)
    page = act(seat, f"controls/{name}", "trip", day=timezone.localdate().isoformat(), words="")
    assert page.status == 422 and "Say what happened" in page.words
    said = "A door seal for 1,120 euros, ordered at night."
    ahead = (timezone.localdate() + timedelta(days=2)).isoformat()
    page = act(seat, f"controls/{name}", "trip", day=ahead, words=said)
    assert page.status == 422 and "cannot lie ahead" in page.words and said in page.html
    act(seat, f"controls/{name}", "trip", day=timezone.localdate().isoformat(), words=said)
    for each in (at.annelies, at.naoko):
        words = each.page(f"balance/controls/{name}/").words
        assert "The trip-wire was touched. It is back." in words and said in words
        assert "The trip-wire was touched: it is back in place" in today(each)
    assert "Second signature" in at.naoko.page("balance/").words


def test_on_the_last_day_of_a_trial_both_are_asked_to_look() -> None:
    at = table()
    agreed(at, CHECK)
    name = control("Second signature")
    act(
        at.annelies,
        f"controls/{name}",
        "change",
        change="trial",
        until=timezone.localdate().isoformat(),
        wire="One order",
    )
    act(at.naoko, f"controls/{name}", "agree")
    for seat in (at.annelies, at.naoko):
        assert "The last day of the trial without it: both look" in today(seat)
        assert "has come to its last day" in seat.page(f"balance/controls/{name}/").words
    act(at.annelies, f"controls/{name}", "change", change="let_go")
    assert "The last day of the trial" not in today(at.annelies), "it waits for the other side now"
    act(at.naoko, f"controls/{name}", "agree")
    assert models.Joint.objects.get(object=name).status == "let_go"
    page = act(at.naoko, f"controls/{name}", "change", change="trial", until=LATER, wire="x")
    assert page.status == 422


def test_an_area_is_put_differently_and_let_go_by_both() -> None:
    at = table()
    area = agreed(at, CHECK)
    act(at.naoko, f"areas/{area}", "area", **{**STAKES, "relies": "partner", "loss": "10"})
    words = at.annelies.page(f"balance/areas/{area}/").words
    assert "would change what is at stake" in words and "100 points" in words
    act(at.annelies, f"areas/{area}", "agree")
    assert models.Joint.objects.get(object=area).details["loss"] == 10
    page = act(at.naoko, f"areas/{area}", "area", **{**STAKES, "relies": "own"})
    assert page.status == 422 and "Put a new one beside it" in page.words
    act(at.naoko, f"areas/{area}", "let_go")
    act(at.annelies, f"areas/{area}", "agree")
    assert "No area of work is set up yet." in at.naoko.page("balance/").words


def test_a_control_is_added_to_an_area() -> None:
    at = table()
    area = agreed(at, CHECK)
    page = act(at.naoko, f"areas/{area}", "control", **{**SHARED, "title": ""})
    assert page.status == 422 and "Give the control a name" in page.words
    act(at.naoko, f"areas/{area}", "control", **SHARED)
    assert "Kaido proposes a control" in today(at.annelies)
    for where in (f"areas/{area}/", ""):
        assert f"/controls/{control('Stock that both see')}/" in at.annelies.page(f"balance/{where}").html
    assert "Read and answer" in at.annelies.page(f"balance/areas/{area}/").words
    act(at.annelies, f"controls/{control('Stock that both see')}", "decline")
    assert "Stock that both see" not in at.annelies.page("balance/").words


def test_whoever_only_listens_reads_and_says_that_a_wire_was_touched() -> None:
    at = table()
    name = on_trial(at)
    models.Membership.objects.filter(person=at.naoko.person).update(role=Role.MEMBER.value)
    assert "Propose a change" not in at.naoko.page(f"balance/controls/{name}/").words
    assert at.naoko.page("balance/new/").status == 403
    act(at.naoko, f"controls/{name}", "trip", day=timezone.localdate().isoformat(), words="One came.")
    assert models.Joint.objects.get(object=name).status == "back"


def test_what_is_not_there_is_not_found() -> None:
    at = table()
    area = agreed(at, CHECK)
    for where in ("areas/ar_none", "controls/ct_none", f"controls/{area}"):
        assert at.annelies.page(f"balance/{where}/").status == 404
    name = control("Second signature")
    for where in (f"areas/{area}", f"controls/{name}"):
        assert at.annelies.send(f"balance/{where}/act/", {"move": "dance"}).status == 404


def test_the_list_is_taken_along_and_made_again_the_same() -> None:
    at = table()
    agreed(at, CHECK, SHARED)
    name = control("Second signature")
    act(at.annelies, f"controls/{name}", "ask")
    found = at.annelies.client.get(at.annelies.where("balance/as/csv/"))
    text = b"".join(found.streaming_content).decode() if found.streaming else found.content.decode()
    assert "Second signature" in text and "Veldsen relies on Kaido" in text
    before = list(
        models.Joint.objects.order_by("object").values("object", "status", "details", "history", "calls")
    )
    rebuild(at.annelies.person.membership.organisation.parties.first().alliance_id)
    after = list(
        models.Joint.objects.order_by("object").values("object", "status", "details", "history", "calls")
    )
    assert before == after


def test_the_pages_ask_little_of_the_database() -> None:
    at = table()
    for number in range(6):
        agreed(at, {**CHECK, "title": f"A {number}"}, SHARED, draft=f"d{number}", title=f"Area {number}")
    at.annelies.page("balance/")
    with CaptureQueriesContext(connection) as asked:
        at.annelies.page("balance/")
    assert len(asked) <= 12
