"""Differences on pages: told by both, bridged by both, looked at by both on the day they set."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.seats import Page, Seat, Table, offered, table
from tests.web.test_charter import inside, stamp_of, today
from troth.core.values import Role
from troth.store import models
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db
OURS = "Whoever knows most decides, in the meeting if we can."
THEIRS = "We ask everyone who will have to live with it, before the meeting."
BRIDGE = "Veldsen sends a question two weeks before it needs the answer."
NOW = timezone.localdate()


def named(by: Seat, **more: object) -> str:
    """Name a difference through its page; returns its id."""
    typed = {"kind": "decisions", "title": "How a decision is made", "words": OURS, "draft": "d1", **more}
    page = by.send("differences/new/", typed)
    assert page.status == 200 and "df_" in page.at, page.words
    return page.at.rstrip("/").rpartition("/")[2]


def act(by: Seat, difference: str, move: str, **more: object) -> Page:
    stamp = stamp_of(by.page(f"differences/{difference}/"))
    return by.send(f"differences/{difference}/act/", {"move": move, "stamp": stamp, **more})


def bridged(at: Table, **more: object) -> str:
    """A difference told by both, with a bridge that both hold."""
    difference = named(at.annelies)
    act(at.naoko, difference, "tell", words=THEIRS)
    act(at.annelies, difference, "bridge", words=BRIDGE, **more)
    act(at.naoko, difference, "agree")
    assert models.Joint.objects.get(object=difference).status == "bridged"
    return difference


def test_a_difference_is_told_by_both_before_it_is_bridged() -> None:
    at = table()
    difference = named(at.annelies)
    assert "Veldsen has told how it is with them" in today(at.naoko)
    assert "Not told yet." in at.annelies.page("differences/").words
    page = act(at.annelies, difference, "bridge", words=BRIDGE)
    assert page.status == 422 and "Both sides first tell how it is with them" in page.words
    act(at.naoko, difference, "tell", words=THEIRS)
    for seat in (at.annelies, at.naoko):
        words = seat.page("differences/").words
        assert OURS in words and THEIRS in words and "One way in which we differ." in words
    assert "has told how it is" not in today(at.naoko)


def test_a_bridge_is_agreed_by_both_and_may_be_kept_by_a_promise() -> None:
    at = table()
    promise = offered(at.annelies, "A question two weeks ahead")
    difference = named(at.annelies)
    act(at.naoko, difference, "tell", words=THEIRS)
    act(at.annelies, difference, "bridge", words=BRIDGE, promise=promise, day="2035-03-02")
    assert "Veldsen suggests a bridge" in today(at.naoko)
    assert "suggests a bridge" not in today(at.annelies)
    act(at.naoko, difference, "agree")
    words = at.naoko.page("differences/").words
    assert "The bridge, agreed" in words and "A question two weeks ahead" in words and "2035" in words
    assert "It has a bridge." in words and "One named, one bridged." in at.naoko.page("").words
    assert "Does it hold?" not in today(at.naoko)
    act(at.naoko, difference, "bridge", words="Three weeks.")
    act(at.annelies, difference, "decline")
    assert BRIDGE in at.annelies.page(f"differences/{difference}/").words
    act(at.naoko, difference, "bridge", words="Four weeks.")
    assert "Four weeks." not in inside(act(at.naoko, difference, "withdraw")).partition("What else")[0]


def test_on_its_day_both_are_asked_whether_it_holds_and_the_nearer_new_day_is_the_next() -> None:
    at = table()
    difference = bridged(at, day=NOW.isoformat())
    for seat in (at.annelies, at.naoko):
        assert "Today both look whether the bridge holds" in today(seat)
    page = act(at.annelies, difference, "look")
    assert page.status == 422 and "Say whether it holds" in page.words
    page = act(at.annelies, difference, "look", holds="yes", again=NOW.isoformat())
    assert page.status == 422 and "Choose a day after" in page.words
    soon, later = ((NOW + timedelta(days=days)).isoformat() for days in (30, 90))
    act(at.annelies, difference, "look", holds="yes", words="We had three of them.", again=later)
    assert "both look" not in today(at.annelies) and "both look" in today(at.naoko)
    act(at.naoko, difference, "look", holds="no", words="The third came late at night.", again=soon)
    for seat in (at.annelies, at.naoko):
        page = seat.page(f"differences/{difference}/")
        assert "it does not hold yet" in page.words and "We had three of them." in page.words
        assert soon in page.html and "both look" not in today(seat)
    assert "Bridged: does not hold yet" in at.annelies.page("differences/").words


def test_what_is_typed_is_kept_for_its_writer_alone_and_a_page_that_is_behind_says_so() -> None:
    at = table()
    typed = {"kind": "tools", "title": "Drawings", "words": "Half a thought", "draft": "d9"}
    address = at.annelies.where("differences/new/")
    assert at.annelies.client.post(address, typed, headers={"HX-Request": "true"}).status_code == 200
    assert "Half a thought" in at.annelies.page("differences/new/", draft="d9").html
    assert "Half a thought" not in at.naoko.page("differences/new/", draft="d9").html
    difference = named(at.annelies, draft="d9")
    assert named(at.annelies, draft="d9") == difference and models.Joint.objects.count() == 1
    address = at.naoko.where(f"differences/{difference}/act/")
    half = {"move": "tell", "words": "Half of ours"}
    assert at.naoko.client.post(address, half, headers={"HX-Request": "true"}).status_code == 200
    stamp = stamp_of(at.naoko.page(f"differences/{difference}/"))
    assert "Half of ours" in at.naoko.page(f"differences/{difference}/").html
    act(at.annelies, difference, "tell", words="Told anew.")
    late = at.naoko.send(f"differences/{difference}/act/", {**half, "stamp": stamp})
    assert late.status == 409 and "after you opened this page" in late.words and "Half of ours" in late.html
    assert act(at.naoko, difference, "tell", words=" ").status == 422
    assert act(at.naoko, difference, "tell", words=THEIRS).status == 200
    assert act(at.naoko, difference, "shout").status == 404 and not models.Draft.objects.exists()


def test_a_member_tells_and_a_manager_bridges() -> None:
    at = table()
    member = at.colleague("Joost Bakker", of_kaido=True)
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    difference = named(at.annelies)
    act(member, difference, "tell", words=THEIRS)
    page = inside(member.page(f"differences/{difference}/"))
    assert (
        THEIRS in page
        and "A bridge over it" not in page
        and "A manager of Kaido may suggest a bridge." in page
    )
    assert act(member, difference, "bridge", words=BRIDGE).status == 403
    read = inside(viewer.page(f"differences/{difference}/"))
    assert THEIRS in read and "What else you may do" not in read and "Suggest" not in read
    assert viewer.send(f"differences/{difference}/act/", {"move": "tell", "words": "x"}).status == 403


def test_rows_made_again_are_the_same_and_erased_words_leave_the_difference_standing() -> None:
    at = table()
    difference = bridged(at, day=NOW.isoformat())
    act(at.naoko, difference, "look", holds="yes")
    before = models.Joint.objects.values().get()
    rebuild(at.two.alliance.pk)
    assert {**models.Joint.objects.values().get(), "id": 0} == {**before, "id": 0}
    models.Body.objects.filter(entry__object=difference).delete()
    rebuild(at.two.alliance.pk)
    for where in ("differences/", f"differences/{difference}/"):
        page = at.annelies.page(where)
        assert page.status == 200 and "The words were erased." in page.words and OURS not in page.words


def test_the_differences_are_taken_along() -> None:
    at = table()
    bridged(at)
    answer = at.naoko.client.get(at.naoko.where("differences/as/csv/"))
    text = b"".join(answer.streaming_content).decode()
    assert OURS in text and THEIRS in text and BRIDGE in text and "As Veldsen tells it" in text
