"""Meetings on pages: written by one and seen by all, ended, and confirmed line by line by both sides."""

from __future__ import annotations

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import person
from tests.web.seats import Page, Seat, Table, table
from troth.actions import charter
from troth.actions.meetings import state_of
from troth.core.charter import Every, Kind, Meeting
from troth.core.values import Role
from troth.store import models
from troth.store.node import StoreNode
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db
TODAY = timezone.now().astimezone(ZoneInfo("Europe/Amsterdam")).date()
DUE = TODAY + timedelta(days=9)
DRAWING = "the placement drawing for Otaru is with Naoko"
CABLE = "The cable has to be ordered this month"
PROBES = "Spare probes in December, or with the January ship?"
COUNT = "January count looked at; both read it the same way."


def begun(by: Seat, **more: object) -> str:
    """Begin a note through its page; returns its name."""
    page = by.send("meetings/new/", {"title": "Promises of the week", "day": TODAY.isoformat(), **more})
    assert page.status == 200, page.words
    return page.at.split("#")[0].rstrip("/").rpartition("/")[2]


def add(by: Seat, note: str, text: str, kind: str = "promise", **more: object) -> Page:
    return by.send(f"meetings/{note}/write/", {"do": "add", "kind": kind, "text": text, **more})


def written(at: Table) -> str:
    """A note of Annelies with one line of each kind."""
    note = begun(at.annelies)
    add(at.annelies, note, f"Annelies: {DRAWING} by {DUE.isoformat()}")
    add(at.annelies, note, f"s Naoko: {CABLE}", plays="on")
    add(at.annelies, note, f"q Naoko: {PROBES}")
    add(at.annelies, note, f"n {COUNT}")
    return note


def ended(at: Table) -> str:
    note = written(at)
    page = at.annelies.send(f"meetings/{note}/write/", {"do": "end"})
    assert page.status == 200 and "Ended, and sent." in page.words, page.words
    return note


def stamp_of(page: Page, line: int) -> str:
    part = page.html.partition(f'id="line-{line}"')[2]
    found = re.search(r'name="stamp" value="([0-9a-f]*)"', part)
    return found.group(1) if found else ""


def say(by: Seat, note: str, line: int, move: str = "confirm", **more: object) -> Page:
    """Say something of a line as the page's form would."""
    stamp = stamp_of(by.page(f"meetings/{note}/"), line)
    return by.send(f"meetings/{note}/act/", {"line": line, "move": move, "stamp": stamp, **more})


def main(page: Page) -> str:
    return Page(page.status, page.html.partition("<main")[2].partition("</main>")[0], page.at).words


def today(seat: Seat) -> str:
    return Page(200, seat.client.get("/").content.decode(), "/").words


def kinds() -> list[str]:
    return list(models.Entry.objects.order_by("number").values_list("kind", flat=True))


def test_a_note_is_written_by_one_seen_by_both_and_in_no_record() -> None:
    at = table()
    before = kinds()
    note = written(at)
    assert kinds() == before, "Nothing of a note that is written is in the record."
    mine, theirs = (main(seat.page(f"meetings/{note}/")) for seat in (at.annelies, at.naoko))
    for words in (DRAWING, f"“{CABLE}”", PROBES, COUNT, "Naoko finds out", "will play it back"):
        assert words in mine and words in theirs
    assert "You are writing." in mine and "End, and send the recap" in mine
    assert "Annelies is writing; you read along." in theirs and "Who, what, by when?" not in theirs
    assert "Promises of the week" in today(at.naoko)
    row = models.MeetingNote.objects.get()
    assert [line["kind"] for line in row.lines] == ["promise", "statement", "question", "note"]
    assert row.lines[0]["colour"] == "a" and row.lines[0]["due"] == DUE.isoformat()
    assert row.lines[1]["colour"] == "b" and row.lines[1]["plays"] is True


def test_only_whoever_holds_the_pen_writes_and_what_another_typed_is_kept() -> None:
    at = table()
    note = begun(at.annelies)
    page = add(at.naoko, note, "Naoko: I will ask")
    assert page.status == 422 and "Take over the pen" in page.words
    assert models.MeetingNote.objects.get().lines == []
    at.naoko.send(f"meetings/{note}/write/", {"do": "pen"})
    add(at.naoko, note, "Naoko: I will ask")
    assert models.MeetingNote.objects.get().lines[0]["words"] == "I will ask"
    assert add(at.annelies, note, "Annelies: so will I").status == 422


def test_what_is_typed_is_read_aloud_and_survives_a_closed_browser() -> None:
    at = table()
    note = begun(at.annelies)
    typed = {"kind": "promise", "text": f"Annelies: the drawing is with Naoko by {DUE.isoformat()}"}
    answer = at.annelies.client.post(
        at.annelies.where(f"meetings/{note}/read/"), typed, headers={"HX-Request": "true"}
    )
    said = Page(200, answer.content.decode(), "").words
    assert said.startswith("Read as: Annelies van der Meer to Naoko Fujiwara , by"), said
    again = at.seat(at.two.annelies).page(f"meetings/{note}/")
    assert typed["text"] in again.words
    assert typed["text"] not in at.naoko.page(f"meetings/{note}/").words
    add(at.annelies, note, typed["text"])
    assert not models.Draft.objects.filter(key__startswith="meeting:").exists()


def test_the_page_keeps_itself_up_to_date_with_every_line() -> None:
    at = table()
    note = begun(at.annelies)
    where = at.naoko.where(f"meetings/{note}/")
    tag = at.naoko.client.get(where).headers["HX-PTag"]
    news = {"HX-Request": "true", "HX-PTag": tag}
    assert at.naoko.client.get(where, headers=news).status_code == 304
    add(at.annelies, note, "n Something")
    assert "Something" in at.naoko.client.get(where, headers=news).content.decode()


def test_a_line_is_changed_taken_out_and_chosen_in_fields() -> None:
    at = table()
    note = begun(at.annelies)
    them = models.Member.objects.get(person=at.two.naoko).pseudonym
    add(at.annelies, note, "the photographs of the north wall", who=them, due=DUE.isoformat())
    line = models.MeetingNote.objects.get().lines[0]
    assert (line["who"], line["colour"], line["due"]) == (them, "b", DUE.isoformat())
    send = f"meetings/{note}/write/"
    fields = {"do": "change", "line": line["id"], "kind": "question", "text": "Which wall?", "who": "-"}
    at.annelies.send(send, fields)
    line = models.MeetingNote.objects.get().lines[0]
    assert (line["kind"], line["words"], line["who"], line["colour"]) == ("question", "Which wall?", "", "")
    assert at.annelies.send(send, {**fields, "text": " "}).status == 422
    at.annelies.send(send, {"do": "remove", "line": line["id"]})
    assert models.MeetingNote.objects.get().lines == []


def test_a_promise_that_nobody_makes_keeps_the_note_open() -> None:
    at = table()
    note = begun(at.annelies)
    assert "Write at least one line" in at.annelies.send(f"meetings/{note}/write/", {"do": "end"}).words
    add(at.annelies, note, "the drawing by tomorrow")
    page = at.annelies.send(f"meetings/{note}/write/", {"do": "end"})
    assert page.status == 422 and "Line 1 does not say who promises it" in page.words
    assert models.MeetingNote.objects.exists() and not models.Meeting.objects.exists()


def test_the_recap_goes_through_every_kind_of_line_until_both_have_confirmed() -> None:
    at = table()
    note = ended(at)
    assert not models.MeetingNote.objects.exists()
    assert "Your part of the meeting of" in today(at.annelies) and "Your part of the meeting of" in today(
        at.naoko
    )
    page = say(at.annelies, note, 0)
    assert "Confirmed." in page.words, page.words
    promise = models.Promise.objects.get()
    assert (promise.status, promise.open_texts, promise.due_day) == ("proposed", "p", DUE)
    refused = say(at.naoko, note, 0)
    assert refused.status == 422 and "Say how much hangs on it" in refused.words
    say(at.naoko, note, 0, stake="high")
    promise.refresh_from_db()
    assert (promise.status, promise.stake, promise.zone) == ("agreed", "high", "Europe/Amsterdam")
    assert promise.customer_person is not None and promise.customer_person.person == at.two.naoko
    early = say(at.annelies, note, 1, "play_back", words="It is urgent.")
    assert early.status == 422 and "confirms first" in early.words
    say(at.naoko, note, 1)
    statement = models.Statement.objects.get()
    assert (statement.words, statement.status) == (CABLE, "asked")
    say(at.annelies, note, 1, "play_back", words="If we order after the month, nobody lays it before spring.")
    statement.refresh_from_db()
    assert (statement.status, statement.rounds) == ("played_back", 1)
    say(at.naoko, note, 2)
    say(at.annelies, note, 2)
    say(at.naoko, note, 2, "answer", words="With the January ship.")
    row = models.Meeting.objects.get()
    assert (row.status, row.waits) == ("confirmed", "")
    for seat in (at.annelies, at.naoko):
        words = main(seat.page(f"meetings/{note}/"))
        assert "Both sides have confirmed every line" in words and "With the January ship." in words
        assert "A note" in words and "Your part of the meeting" not in today(seat)
    before = list(models.Meeting.objects.values())
    rebuild(at.two.alliance.pk)
    assert [{**each, "id": 0} for each in models.Meeting.objects.values()] == [
        {**each, "id": 0} for each in before
    ]


def test_a_double_click_makes_one_promise() -> None:
    at = table()
    note = ended(at)
    stamp = stamp_of(at.annelies.page(f"meetings/{note}/"), 0)
    sent = {"line": 0, "move": "confirm", "stamp": stamp}
    for _ in range(2):
        assert at.annelies.send(f"meetings/{note}/act/", sent).status == 200
    assert models.Promise.objects.count() == 1
    assert kinds().count("meeting.confirm/1") == 1
    assert at.annelies.send(f"meetings/{note}/write/", {"do": "end"}).status == 200
    assert kinds().count("meeting.end/1") == 1


def test_the_customer_may_be_first_and_a_correction_asks_the_other_side_again() -> None:
    at = table()
    note = ended(at)
    say(at.naoko, note, 0, stake="medium")
    assert (models.Promise.objects.get().open_texts, models.Promise.objects.get().stake) == ("c", "medium")
    later = DUE + timedelta(days=7)
    words = f"{DRAWING}, with the cable runs"
    say(at.annelies, note, 0, "correct", words=words, due=later.isoformat())
    promise = models.Promise.objects.get()
    assert promise.status == "proposed"
    line = models.Meeting.objects.get().lines[0]
    assert list(line["confirmed"]) == ["a"] and (line["words"], line["due"]) == (words, later.isoformat())
    page = at.naoko.page(f"meetings/{note}/")
    assert f"Annelies corrected the words, from “{DRAWING} by {DUE.isoformat()}” and the day" in main(page)
    say(at.naoko, note, 0, stake="medium")
    promise.refresh_from_db()
    assert (promise.status, promise.title, promise.due_day) == ("agreed", words, later)
    stamp = state_of(at.two.node, at.two.alliance.pk, note).items[0].stamp
    sent = {"line": 0, "move": "correct", "stamp": stamp, "words": "x", "due": later.isoformat()}
    refused = at.annelies.send(f"meetings/{note}/act/", sent)
    assert refused.status == 422 and "Propose a change of it there" in refused.words


def test_a_promise_that_went_on_elsewhere_leads_there() -> None:
    at = table()
    note = ended(at)
    say(at.annelies, note, 0)
    promise = models.Promise.objects.get()
    at.annelies.act(promise.object, "withdraw")
    page = say(at.naoko, note, 0, stake="low")
    assert f"/promises/{promise.object}/" in page.at and "It has changed since the meeting" in page.words


def test_what_was_agreed_on_the_promises_page_is_nothing_to_do_in_the_recap() -> None:
    at = table()
    note = ended(at)
    say(at.annelies, note, 0)
    at.naoko.act(models.Promise.objects.get().object, "agree", stake="low")
    page = main(at.naoko.page(f"meetings/{note}/"))
    assert "Yes, I want that" not in page and "Agreed, on its way" in page
    waited = today(at.naoko).count("to confirm")
    promise = models.Promise.objects.get()
    at.annelies.act(promise.object, "deliver", words="Done")
    at.naoko.act(promise.object, "accept", met_0="1")
    promise.refresh_from_db()
    assert promise.status == "kept"
    assert "Yes, I want that" not in main(at.naoko.page(f"meetings/{note}/"))
    assert (
        today(at.naoko).count("to confirm") == waited
        and promise.object not in models.Meeting.objects.get().waits
    )
    rebuild(at.two.alliance.pk)
    assert promise.object not in models.Meeting.objects.get().waits


def test_a_line_that_another_confirmed_meanwhile_is_shown_before_it_is_said_again() -> None:
    at = table()
    note = ended(at)
    page = at.naoko.page(f"meetings/{note}/")
    say(at.annelies, note, 0, "correct", words="the drawing", due=DUE.isoformat())
    sent = {"line": 0, "move": "confirm", "stamp": stamp_of(page, 0), "stake": "low"}
    late = at.naoko.send(f"meetings/{note}/act/", sent)
    assert late.status == 409 and "said something of this line" in late.words
    other = at.naoko.send(f"meetings/{note}/act/", {"line": 2, "move": "confirm", "stamp": stamp_of(page, 2)})
    assert other.status == 200, "What was said of another line is no reason to ask again."


def test_a_line_waits_for_whoever_it_names_and_for_anybody_where_it_names_nobody() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    joost.page("")
    joost.send("meetings/new/", {"title": "Nothing", "day": TODAY.isoformat()})
    note = begun(at.annelies)
    add(at.annelies, note, f"Joost: the probes by {DUE.isoformat()}")
    add(at.annelies, note, "q Which ship?")
    at.annelies.send(f"meetings/{note}/write/", {"do": "end"})
    mine, his = main(at.annelies.page(f"meetings/{note}/")), main(joost.page(f"meetings/{note}/"))
    assert "One line is yours to confirm" in mine and "Two lines are yours to confirm" in his
    assert "One line to confirm" in today(at.annelies) and "Two lines to confirm" in today(joost)


def test_strangers_see_nothing_and_viewers_write_nothing() -> None:
    at = table()
    note = begun(at.annelies)
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    assert viewer.page(f"meetings/{note}/").status == 200
    assert add(viewer, note, "n Something").status == 403
    firm = models.Organisation.objects.create(name="Havn AS", short="Havn", zone="Europe/Oslo")
    stranger = at.seat(person(firm, "Egil Berg"))
    for where in (
        "meetings/",
        f"meetings/{note}/",
        "meetings/steering/",
        "meetings/new/",
        "meetings/as/csv/",
    ):
        assert stranger.page(where).status == 404, where


def test_a_meeting_of_the_charter_stands_on_today_and_has_one_note() -> None:
    at = table()
    words = charter.Words("Promises of the week", "What is due.", "Annelies, Naoko")
    node, two = StoreNode(), at.two
    rhythm = Meeting(Every.WEEK, TODAY)
    name = charter.put(node, two.veldsen, Kind.CADENCE, words, meeting=rhythm)
    state = charter.state_of(node, two.alliance.pk, name)
    (text,) = state.table.values()
    charter.answer(node, two.kaido, charter.On(name, state.stamp), charter.Act.AGREE, text=text.id)
    assert f"/meetings/new/?of={name}" in at.annelies.client.get("/").content.decode()
    first = at.annelies.send(f"meetings/new/?of={name}", {"title": "P", "day": TODAY.isoformat()})
    second = at.naoko.client.get(at.naoko.where(f"meetings/new/?of={name}"))
    assert second.status_code == 302 and second.headers["Location"] in first.at
    assert "Open the note" in at.naoko.page("meetings/").words
    note = models.MeetingNote.objects.get()
    add(at.annelies, note.object, "q Which ship? by the next meeting")
    assert note.clause == name
    due = date.fromisoformat(models.MeetingNote.objects.get().lines[0]["due"])
    assert due == TODAY + timedelta(days=7)


def test_the_agenda_and_the_steering_page_show_what_is_there() -> None:
    at = table()
    note = ended(at)
    say(at.annelies, note, 0)
    second = begun(at.naoko)
    agenda = main(at.naoko.page(f"meetings/{second}/"))
    assert PROBES in agenda and DRAWING in agenda
    for seat in (at.annelies, at.naoko):
        page = main(seat.page("meetings/steering/"))
        assert PROBES in page and "The last 90 days" in page
    listed = at.naoko.client.get(at.naoko.where("meetings/as/csv/"))
    text = b"".join(listed.streaming_content).decode() if listed.streaming else listed.content.decode()
    assert COUNT in text and PROBES in text


def test_a_page_asks_the_database_a_dozen_questions_whatever_its_size() -> None:
    at = table()
    for _ in range(3):
        say(at.annelies, ended(at), 0)
    note = begun(at.annelies)
    for number in range(20):
        add(at.annelies, note, f"q Question {number}?")
    done = models.Meeting.objects.order_by("number")[0].object
    for where in ("/", "meetings/", f"meetings/{note}/", f"meetings/{done}/", "meetings/steering/"):
        at.naoko.page(where)
        with CaptureQueriesContext(connection) as asked:
            assert at.naoko.page(where).status == 200
        assert len(asked) <= 12, [
            where,
            len(asked),
            *(each["sql"].partition(" FROM ")[2][:50] for each in asked),
        ]
