"""Listening on pages: put down, played back, said again in part, confirmed; drafts are their writer's alone."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.seats import Page, Seat, Table, agreed, offered, table
from tests.web.surveying import begun
from troth.core.values import Role
from troth.store import models
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db
MEANT = "A reading that arrives after the truck has left is no reading to us."
HEARD = "Your crew decides at the dock, so it has to know before it loads."


def said(by: Seat, **more: object) -> str:
    """Put a statement down; returns its id."""
    page = by.send("listening/new/", {"words": MEANT, "asks": "on", "draft": "d1", **more})
    assert page.status == 200, page.words
    return page.at.rstrip("/").rpartition("/")[2]


def stamp_of(page: Page) -> str:
    found = re.search(r'name="stamp" value="([0-9a-f]*)"', page.html)
    return found.group(1) if found else ""


def say(by: Seat, statement: str, move: str, words: str = "", **more: object) -> Page:
    """Make a move as the page's form would."""
    stamp = stamp_of(by.page(f"listening/{statement}/"))
    return by.send(f"listening/{statement}/act/", {"move": move, "words": words, "stamp": stamp, **more})


def on_the_same_page(at: Table) -> str:
    statement = said(at.naoko)
    say(at.annelies, statement, "play_back", "You want the alarm to be faster.")
    say(at.naoko, statement, "correct", "The crew must know before loading.")
    say(at.annelies, statement, "play_back", HEARD)
    say(at.naoko, statement, "confirm")
    return statement


def test_a_statement_goes_through_a_correction_to_the_same_page() -> None:
    at = table()
    statement = on_the_same_page(at)
    for seat in (at.annelies, at.naoko):
        words = seat.page(f"listening/{statement}/").words
        assert "On the same page, after" in words and "two rounds" in words
        assert "You want the alarm to be faster." in words and "The crew must know before loading." in words
        assert "That is what I meant." in words
    row = models.Statement.objects.get()
    assert (row.status, row.rounds, row.waits) == ("same_page", 2, "")
    assert row.speaker_person is not None and row.speaker_person.person == at.naoko.person
    assert row.listener_person is not None and row.listener_person.person == at.annelies.person


def test_rows_made_again_are_the_same() -> None:
    at = table()
    on_the_same_page(at)
    said(at.annelies, draft="d2", asks="")
    before = list(models.Statement.objects.order_by("number").values())
    rebuild(at.two.alliance.pk)
    after = list(models.Statement.objects.order_by("number").values())
    assert [{**row, "id": 0} for row in after] == [{**row, "id": 0} for row in before]


def test_whoever_is_asked_finds_it_on_today_and_whoever_waits_sees_that_they_wait() -> None:
    at = table()
    kenji = at.colleague("Kenji Morimoto", of_kaido=True)
    kenji.page("listening/")
    named = models.Member.objects.get(person=at.naoko.person).pseudonym
    said(at.annelies, to=named)
    assert "asks how you understand it" in today(at.naoko)
    assert "asks how you understand it" not in today(kenji), "another was asked"
    assert "is asked how they understand it" in today(at.annelies)
    assert "Say how you understand it" in at.naoko.page("").words


def inside(page: Page) -> str:
    """The words of the page itself, without the frame."""
    return Page(page.status, page.html.partition("<main")[2].partition("</main>")[0], page.at).words


def today(seat: Seat) -> str:
    html = seat.client.get("/").content.decode()
    return Page(200, html, "/").words


def test_each_turn_calls_the_one_whose_turn_it_is() -> None:
    at = table()
    statement = said(at.naoko)
    assert "Say how you understand it" in today(at.annelies)
    say(at.annelies, statement, "play_back", HEARD)
    assert "Is that what you meant?" in today(at.naoko) and "reads how you understood it" in today(
        at.annelies
    )
    say(at.naoko, statement, "correct", "Before four.")
    assert "Say how you understand it now" in today(at.annelies)
    assert "says how they understand it now" in today(at.naoko)
    say(at.annelies, statement, "differ", "We see it differently.")
    assert "says that you see it differently" in today(at.naoko)
    say(at.naoko, statement, "differ")
    for seat in (at.annelies, at.naoko):
        assert MEANT not in today(seat).partition("Since")[0]
    assert "You agreed that you differ on this." in at.annelies.page(f"listening/{statement}/").words


def test_a_statement_on_a_promise_stands_on_its_page() -> None:
    at = table()
    promise = offered(at.annelies)
    statement = said(at.naoko, about=promise)
    page = at.annelies.page(f"promises/{promise}/")
    assert f"listening/{statement}/" in page.html and MEANT in page.words
    assert f"?about={promise}" in page.html
    assert promise in at.annelies.page(f"listening/{statement}/").html


def test_a_promise_of_another_alliance_is_not_named() -> None:
    at = table()
    statement = said(at.naoko, about="pr_of_others")
    assert models.Statement.objects.get(object=statement).about == ""


def test_what_is_typed_is_kept_for_its_writer_alone() -> None:
    at = table()
    statement = said(at.naoko)
    address = at.annelies.where(f"listening/{statement}/meter/")
    answer = at.annelies.client.post(
        address, {"move": "play_back", "words": "Half a secret"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "Half a secret" in at.annelies.page(f"listening/{statement}/").html
    assert "Half a secret" not in at.naoko.page(f"listening/{statement}/").html
    assert not models.Body.objects.filter(content__contains=b"Half a secret").exists()
    say(at.annelies, statement, "play_back", HEARD)
    assert not models.Draft.objects.exists()


def test_a_new_statement_is_kept_while_it_is_written_and_sent_once() -> None:
    at = table()
    draft = {"words": "Half a thought", "draft": "d9"}
    answer = at.naoko.client.post(at.naoko.where("listening/new/"), draft, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Half a thought" in at.naoko.page("listening/new/", draft="d9").html
    one = said(at.naoko, draft="d9")
    assert said(at.naoko, draft="d9") == one and models.Statement.objects.count() == 1


def test_nothing_is_said_without_words_and_what_was_typed_is_kept() -> None:
    at = table()
    page = at.naoko.send("listening/new/", {"words": "  ", "draft": "d1"})
    assert page.status == 422 and "Write down what you mean" in page.words
    statement = said(at.naoko)
    page = say(at.annelies, statement, "play_back", " ")
    assert page.status == 422 and "as you would explain it to a colleague" in page.words
    assert say(at.annelies, statement, "play_back", "x" * 4001).status == 422
    assert models.Entry.objects.filter(kind="statement.play_back/1").count() == 0


def test_a_page_that_is_behind_says_so_and_keeps_what_was_typed() -> None:
    at = table()
    statement = said(at.naoko)
    joost = at.colleague("Joost Bakker")
    stamp = stamp_of(joost.page(f"listening/{statement}/"))
    say(at.annelies, statement, "play_back", HEARD)
    page = joost.send(
        f"listening/{statement}/act/", {"move": "play_back", "words": "My own words", "stamp": stamp}
    )
    assert page.status == 409 and "after you opened this page" in page.words and "My own words" in page.html


def test_a_move_that_is_not_ones_own_is_refused_in_words() -> None:
    at = table()
    statement = said(at.naoko)
    page = say(at.naoko, statement, "play_back", "My own words back")
    assert page.status == 422 and "The other side says how it understood you." in page.words
    assert say(at.naoko, statement, "shout").status == 404


def test_what_was_left_is_asked_for_again() -> None:
    at = table()
    statement = said(at.naoko)
    assert "left it for now" in say(at.annelies, statement, "leave", "After the audit.").words
    page = say(at.naoko, statement, "ask")
    assert "A playback is asked for" in page.words
    assert "Taken back" in say(at.naoko, statement, "withdraw").words


def test_who_only_reads_sees_it_and_is_offered_nothing_to_say() -> None:
    at = table()
    statement = said(at.naoko)
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    page = viewer.page(f"listening/{statement}/")
    assert MEANT in page.words and "How do you understand it?" not in page.words
    assert "Say something to be understood" not in inside(viewer.page("listening/"))
    assert viewer.send(f"listening/{statement}/act/", {"move": "play_back", "words": "x"}).status == 403


def test_the_list_shows_what_is_open_and_what_has_ended() -> None:
    at = table()
    assert "Nothing was put down here yet." in at.annelies.page("listening/").words
    on_the_same_page(at)
    said(at.annelies, draft="d2", words="Something else")
    everything = at.annelies.page("listening/").words
    assert MEANT in everything and "Something else" in everything
    assert MEANT not in at.annelies.page("listening/", show="open").words
    assert MEANT in at.annelies.page("listening/", show="ended", after="x").words
    ended = inside(at.annelies.page("listening/", show="ended")).partition("What was said")[2]
    assert MEANT in ended and "Something else" not in ended


def test_the_list_is_taken_along() -> None:
    at = table()
    on_the_same_page(at)
    client: Client = at.annelies.client
    answer = client.get(at.annelies.where("listening/as/csv/"))
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert MEANT in text and "On the same page" in text
    assert client.get(at.annelies.where("listening/as/csv/"), {"show": "open"}).status_code == 200


def test_a_list_of_many_goes_on_with_the_older_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    at = table()
    monkeypatch.setattr("troth.web.listening.views.PAGE", 1)
    monkeypatch.setattr("troth.store.queries.listening.PAGE", 1)
    said(at.annelies, words="The older one", draft="d1", asks="")
    said(at.annelies, words="The newer one", draft="d2", asks="")
    page = at.annelies.page("listening/").words
    assert "The newer one" in page and "The older one" not in page and "Older ones" in page
    assert "The older one" in at.annelies.page("listening/", after="1").words


def test_erased_words_leave_the_conversation_standing() -> None:
    at = table()
    statement = on_the_same_page(at)
    models.Body.objects.filter(entry__object=statement).delete()
    rebuild(at.two.alliance.pk)
    page = at.annelies.page(f"listening/{statement}/")
    assert page.status == 200 and "The words were erased." in page.words and MEANT not in page.words
    assert "On the same page" in page.words


def test_the_meters_tell_the_writer_alone_what_they_notice() -> None:
    at = table()
    statement = said(at.naoko, words="Each pallet is read every ten minutes, and you tell us before Friday.")
    address = at.annelies.where(f"listening/{statement}/meter/")
    typed = {
        "move": "play_back",
        "words": "You want each pallet to be read every twenty minutes, told before Friday.",
    }
    answer = at.annelies.client.post(address, typed, headers={"HX-Request": "true"})
    words = Page(200, answer.content.decode(), address).words
    assert "Only you see this" in words and "Own words" in words
    assert "The numbers differ." in words and "twenty minutes" in words
    assert "only Naoko can say" in words
    whole = at.annelies.client.post(address, typed, follow=True)
    assert "The numbers differ." in whole.content.decode(), "without JavaScript the page shows them too"
    assert "The numbers differ." not in at.naoko.page(f"listening/{statement}/").html


def test_where_no_difference_is_noticed_no_more_is_claimed() -> None:
    at = table()
    statement = said(at.naoko)
    address = at.annelies.where(f"listening/{statement}/meter/")
    typed = {"move": "play_back", "words": HEARD}
    answer = at.annelies.client.post(address, typed, headers={"HX-Request": "true"})
    words = Page(200, answer.content.decode(), address).words
    assert "No difference noticed" in words and "same meaning" not in words.replace("Same meaning", "")
    empty = at.annelies.client.post(address, {**typed, "words": " "}, headers={"HX-Request": "true"})
    assert empty.content.decode().strip() == ""
    correction = at.naoko.client.post(
        at.naoko.where(f"listening/{statement}/meter/"),
        {"move": "correct", "words": "x"},
        headers={"HX-Request": "true"},
    )
    assert correction.status_code == 200


def test_a_playback_that_repeats_is_marked_as_close_to_the_words() -> None:
    at = table()
    statement = said(at.naoko)
    page = say(at.annelies, statement, "play_back", MEANT.replace("to us", "to you"))
    assert "Close to the words of the statement." in page.words


def test_much_hanging_on_a_promise_its_writer_is_offered_to_hear_how_it_is_understood() -> None:
    at = table()
    promise = offered(at.annelies, stake="high")
    assert "how Kaido understands what done means" not in at.annelies.page(f"promises/{promise}/").words
    at.naoko.act(promise, "agree", stake="high")
    page = at.annelies.page(f"promises/{promise}/")
    assert "how Kaido understands what done means" in page.words
    assert "understands what done means" not in at.naoko.page(f"promises/{promise}/").words
    begun = at.annelies.page("listening/new/", about=promise, conditions="1")
    assert "All twelve sites are covered" in begun.html
    said(at.annelies, about=promise)
    assert "understands what done means" not in at.annelies.page(f"promises/{promise}/").words


def test_while_a_playback_waits_the_form_is_shown_to_whoever_wants_to_say_it_in_other_words() -> None:
    at = table()
    statement = said(at.naoko)
    assert "How do you understand it?" in at.annelies.page(f"listening/{statement}/").words
    say(at.annelies, statement, "play_back", HEARD)
    waiting = at.annelies.page(f"listening/{statement}/")
    assert "How do you understand it?" not in waiting.words and "Say it in other words" in waiting.words
    assert "How do you understand it?" in at.annelies.page(f"listening/{statement}/", again="1").words
    say(at.annelies, statement, "play_back", "Once more")
    assert "Said anew before it was answered." in at.naoko.page(f"listening/{statement}/").words


def test_the_first_pages_ask_the_database_at_most_twelve_questions_whatever_waits() -> None:
    at = table()
    promise = agreed(at)
    at.naoko.act(promise, "escalate", words="We hear of the sites only by chance.")
    offered(at.naoko, "Another thing to answer")
    at.annelies.send("purpose/", {"text": "Proof of cold", "ours": "We read", "stamp": ""})
    at.naoko.send("interpretations/new/", {"words": "Without delay"})
    begun(at.naoko)
    begun(at.annelies, "health_check", inner=True)
    for number in range(3):
        said(at.naoko, draft=f"d{number}")
    for path in ("/", at.annelies.where("")):
        at.annelies.client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert at.annelies.client.get(path).status_code == 200
        assert len(asked) <= 12, [each["sql"][:200] for each in asked]
