"""The charter on pages: put, agreed, changed, let go; its versions, its hints, its meetings on Today; drafts are one's own."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.seats import Page, Seat, Table, agreed, offered, table
from troth.core.values import Role
from troth.store import models
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db
SAMPLING = "One pallet in twenty is opened on arrival, by whoever receives it."


def put(by: Seat, kind: str = "clause", **more: object) -> str:
    """Put a clause through its page; returns its id."""
    words = {"title": "Sampling", "words": SAMPLING, "draft": f"d{models.Joint.objects.count()}", **more}
    page = by.send(f"charter/new/?kind={kind}", words)
    assert page.status == 200 and "cl_" in page.at, page.words
    return page.at.rstrip("/").rpartition("/")[2]


def stamp_of(page: Page) -> str:
    found = re.search(r'name="stamp" value="([0-9a-f]*)"', page.html)
    return found.group(1) if found else ""


def act(by: Seat, clause: str, move: str, **more: object) -> Page:
    """Press a button of a clause's page."""
    stamp = stamp_of(by.page(f"charter/{clause}/"))
    return by.send(f"charter/{clause}/act/", {"move": move, "stamp": stamp, **more})


def change(by: Seat, clause: str, **words: object) -> Page:
    """Suggest other words through the form as it opens."""
    stamp = stamp_of(by.page(f"charter/{clause}/change/"))
    return by.send(f"charter/{clause}/change/", {"title": "Sampling", "stamp": stamp, **words})


def held(at: Table, kind: str = "clause", **words: object) -> str:
    """A clause of Annelies that both hold."""
    clause = put(at.annelies, kind, **words)
    act(at.naoko, clause, "agree")
    assert models.Joint.objects.get(object=clause).status == "in_force"
    return clause


def today(seat: Seat) -> str:
    page = Page(200, seat.client.get("/").content.decode(), "/")
    return page.words.partition("Since")[0]


def inside(page: Page) -> str:
    """The words of the page itself, without the frame."""
    return Page(page.status, page.html.partition("<main")[2].partition("</main>")[0], page.at).words


def test_a_clause_holds_once_both_have_agreed_and_each_change_makes_a_version() -> None:
    at = table()
    clause = put(at.annelies)
    assert (
        "Nothing is agreed yet" in at.naoko.page("charter/").words
        and SAMPLING in at.naoko.page("charter/").words
    )
    assert "Clause: Veldsen suggests it" in today(at.naoko) and "suggests it" in at.naoko.page("").words
    assert SAMPLING[:20] not in today(at.annelies)
    act(at.naoko, clause, "agree")
    for seat in (at.annelies, at.naoko):
        words = seat.page("charter/").words
        assert "Version 1, agreed" in words and "put by Annelies" in words and "On the table" not in words
    change(at.naoko, clause, words="One pallet in ten is opened.")
    standing = at.annelies.page("charter/").words
    assert "Version 1, agreed" in standing and "As it stands now" in standing and SAMPLING in standing
    act(at.annelies, clause, "agree")
    page = at.naoko.page(f"charter/{clause}/").words
    assert "version 2 of the charter" in page and SAMPLING in page and "One pallet in ten is opened." in page
    home = at.annelies.page("").words
    assert "Version 2, agreed" in home and "One clause." in home


def test_what_is_declined_or_withdrawn_leaves_the_charter_as_it_was() -> None:
    at = table()
    clause = held(at)
    change(at.naoko, clause, words="Every pallet.")
    act(at.annelies, clause, "decline")
    change(at.naoko, clause, words="Half of them.")
    act(at.naoko, clause, "withdraw")
    words = at.annelies.page("charter/").words
    assert "Version 1, agreed" in words and "Every pallet." not in words and "Half of them." not in words
    assert act(at.annelies, clause, "shout").status == 404


def test_a_clause_that_lost_its_use_is_let_go_by_both() -> None:
    at = table()
    clause = held(at)
    act(at.annelies, clause, "let_go", words="The scanner does it now.")
    assert "Clause: Veldsen suggests to let it go" in today(at.naoko)
    assert SAMPLING in at.naoko.page("charter/").words
    act(at.naoko, clause, "agree")
    charter = inside(at.naoko.page("charter/"))
    assert "let go" in charter and SAMPLING not in charter and "Version 2, agreed" in charter
    assert "Let go by both" in at.annelies.page(f"charter/{clause}/").words


def test_rows_made_again_are_the_same() -> None:
    at = table()
    held(at)
    held(at, "word", title="warm", words="two readings in a row above two degrees")
    change(at.naoko, put(at.naoko, "principle", title="Honesty"), words="We say what is so.")
    before = list(models.Joint.objects.order_by("pk").values())
    rebuild(at.two.alliance.pk)
    after = list(models.Joint.objects.order_by("pk").values())
    assert [{**row, "id": 0} for row in after] == [{**row, "id": 0} for row in before] and len(before) == 3


def test_a_principle_begins_with_a_sentence_that_both_may_change() -> None:
    at = table()
    assert "Six principles to begin with" in at.annelies.page("charter/new/").words
    begun = at.annelies.page("charter/new/", kind="principle", of="honesty")
    assert "also what is not yet certain" in begun.html
    held(at, "principle", title="Honesty", words="Bad news first.")
    page = at.naoko.page("charter/")
    assert "Bad news first." in page.words and "of=loyalty" in page.html and "of=honesty" not in page.html


def test_a_meeting_stands_on_today_of_both_sides_on_its_day_and_in_the_matrix() -> None:
    at = table()
    # In the evening of the one it is the next day for the other.
    days = {timezone.localdate(timezone=ZoneInfo(seat.person.zone)) for seat in (at.annelies, at.naoko)}
    page = at.annelies.send(
        "charter/new/?kind=cadence", {"title": "Promises", "every": "week", "draft": "m0"}
    )
    assert page.status == 422 and "Choose the first day" in page.words
    daily = {"title": "Promises of the week", "words": "", "who": "Alliance managers", "every": "week"}
    for day in days:
        meeting = held(at, "cadence", **daily, first=(day - timedelta(days=7)).isoformat())
    held(at, "cadence", title="Warm shipment", words="", every="needed")
    later = held(at, "cadence", title="Charter, read aloud", every="quarter", first="2035-05-02")
    for seat in (at.annelies, at.naoko):
        assert "You meet today: Alliance managers" in today(seat) and "read aloud" not in today(seat)
    matrix = at.naoko.page("charter/").words
    assert "Who meets when, and about what" in matrix and "Quarterly" in matrix and "Next" in matrix
    assert "2035" in at.naoko.page(f"charter/{later}/").words
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    assert "You meet today" not in today(viewer)
    assert meeting in at.annelies.page("charter/").html


def test_an_agreed_word_is_a_hint_on_the_promise_and_the_statement_that_use_it() -> None:
    at = table()
    held(at, "word", title="covered", words="seen by two people on the same day")
    promise = offered(at.annelies)
    assert "seen by two people on the same day" in at.naoko.page(f"promises/{promise}/").words
    said = at.naoko.send("listening/new/", {"words": "Sites covered twice are fine.", "draft": "d1"})
    assert (
        "seen by two people on the same day"
        in at.annelies.page(said.at.partition(at.annelies.slug)[2][1:]).words
    )
    other = at.naoko.send("listening/new/", {"words": "We cover nothing.", "draft": "d2"})
    assert "seen by two people" not in inside(other)


def test_both_sides_see_how_a_clause_is_understood() -> None:
    at = table()
    clause = held(at)
    page = at.annelies.page(f"charter/{clause}/")
    assert "Ask how they understand it" in page.words
    begun = at.annelies.page("listening/new/", about=clause, conditions="1")
    assert SAMPLING in begun.html and "On “Sampling”" in begun.words
    made = at.annelies.send(
        "listening/new/", {"words": SAMPLING, "asks": "on", "about": clause, "draft": "d"}
    )
    statement = made.at.rstrip("/").rpartition("/")[2]
    assert models.Statement.objects.get().about == clause and f"charter/{clause}/" in made.html
    stamp = stamp_of(at.naoko.page(f"listening/{statement}/"))
    heard = {"move": "play_back", "words": "Whoever takes it in opens every twentieth.", "stamp": stamp}
    at.naoko.send(f"listening/{statement}/act/", heard)
    stamp = stamp_of(at.annelies.page(f"listening/{statement}/"))
    at.annelies.send(f"listening/{statement}/act/", {"move": "confirm", "stamp": stamp})
    assert "On the same page" in at.naoko.page(f"charter/{clause}/").words
    words = at.naoko.page("charter/").words
    assert "Same page since" in words and "one playback" in words


def test_what_is_typed_is_kept_for_its_writer_alone_and_put_once() -> None:
    at = table()
    typed = {"title": "Half", "words": "Half a clause", "draft": "d9"}
    address = at.annelies.where("charter/new/?kind=clause")
    assert at.annelies.client.post(address, typed, headers={"HX-Request": "true"}).status_code == 200
    kept = at.annelies.page("charter/new/", kind="clause", draft="d9")
    assert "Half a clause" in kept.html
    assert "Half a clause" not in at.naoko.page("charter/new/", kind="clause", draft="d9").html
    one = put(at.annelies, draft="d9")
    assert put(at.annelies, draft="d9") == one and models.Joint.objects.count() == 1
    assert not models.Draft.objects.exists()


def test_nothing_is_put_without_words_and_a_page_that_is_behind_says_so() -> None:
    at = table()
    page = at.annelies.send("charter/new/?kind=clause", {"title": "Dates", "words": " ", "draft": "d1"})
    assert page.status == 422 and "Write down what you agree on" in page.words and "Dates" in page.html
    clause = held(at)
    stamp = stamp_of(at.annelies.page(f"charter/{clause}/change/"))
    change(at.naoko, clause, words="Every tenth.")
    late = at.annelies.send(
        f"charter/{clause}/change/", {"title": "Sampling", "words": "Every fifth.", "stamp": stamp}
    )
    assert late.status == 409 and "meanwhile" in late.words and "Every fifth." in late.html
    assert models.Entry.objects.filter(object=clause, kind="clause.put/1").count() == 2


def test_who_may_not_put_a_clause_reads_it_and_is_offered_nothing() -> None:
    at = table()
    clause = held(at)
    change(at.naoko, clause, words="Every tenth.")
    for role in (Role.VIEWER, Role.MEMBER):
        seat = at.colleague(f"{role.value.title()} Claassen", role)
        for where in ("charter/", f"charter/{clause}/"):
            page = inside(seat.page(where))
            assert "Every tenth." in page and "Agree to these words" not in page and "Suggest" not in page
        assert seat.send(f"charter/{clause}/act/", {"move": "agree"}).status == 403
        assert "suggests a change" not in today(seat)


def test_the_charter_is_taken_along_and_found() -> None:
    at = table()
    held(at)
    held(at, "cadence", title="Nights", words="", every="needed", who="Operations")
    answer = at.naoko.client.get(at.naoko.where("charter/as/csv/"))
    text = b"".join(answer.streaming_content).decode()
    assert SAMPLING in text and "Agreed by both" in text and "When needed" in text
    found = at.naoko.client.get("/go/", {"q": "charter"}).content.decode()
    assert at.naoko.where("charter/") in found


def test_erased_words_leave_the_clause_standing() -> None:
    at = table()
    clause = held(at)
    models.Body.objects.filter(entry__object=clause).delete()
    rebuild(at.two.alliance.pk)
    for where in ("charter/", f"charter/{clause}/"):
        page = at.annelies.page(where)
        assert page.status == 200 and "The words were erased." in page.words and SAMPLING not in page.words


def test_today_and_home_ask_the_database_no_more_than_before() -> None:
    at = table()
    agreed(at)
    for seat in (at.annelies, at.naoko):
        held(at, "cadence", title="Nights", words="", every="week", first="2026-01-05")
        put(seat, title="Dates")
        for where in ("/", seat.where("")):
            seat.client.get(where)
            with CaptureQueriesContext(connection) as asked:
                seat.client.get(where)
            assert len(asked) <= 12, where
