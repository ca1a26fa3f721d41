"""Both sides write what a sentence means to them; nobody learns anything of the other's words before both are in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.seats import Page, Seat, Table, table
from troth.actions import interpretation
from troth.core.record import check
from troth.core.values import Role
from troth.store import models, outbox
from troth.store.blind import reveal
from troth.store.erasure import erase
from troth.store.export import bundle_of
from troth.store.node import StoreNode
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db
OURS, THEIRS = "Four hours after the second warm reading", "Before the shift ends, once the cause is known"


def asked(by: Seat, words: str = "Without delay") -> str:
    page = by.send("interpretations/new/", {"words": words})
    assert page.status == 200, page.words
    return page.at.rstrip("/").rpartition("/")[2]


def act(by: Seat, round_: str, move: str, words: str = "", **more: object) -> Page:
    return by.send(f"interpretations/{round_}/act/", {"move": move, "words": words, **more})


def today(seat: Seat) -> str:
    return seat.client.get("/").content.decode()


def everywhere(at: Table, seat: Seat, round_: str) -> dict[str, str]:
    """What somebody gets of a round through each channel, as text."""
    client: Client = seat.client
    live = {"HX-Request": "true", "HX-PTag": "old"}
    return {
        "page": seat.page(f"interpretations/{round_}/").html,
        "live": client.get(seat.where(f"interpretations/{round_}/"), headers=live).content.decode(),
        "list": seat.page("listening/").html,
        "today": today(seat),
        "home": seat.page("").html,
        "record": seat.page("record/").html,
        "search": client.get("/go/", {"q": "hours"}).content.decode(),
        "statement": seat.page("listening/new/", about=round_, reading="1").html,
        "error": act(seat, round_, "answer", "").html,
        "bundle": seat.taken_along(),
        "whole bundle": repr({**bundle_of(at.two.alliance.pk, with_files=False)}),
        "outbox": repr(list(models.Outbox.objects.values_list("details", flat=True))),
        "rows": repr(list(models.Round.objects.values())),
    }


def test_both_are_opened_at_once_and_laid_side_by_side() -> None:
    at = table()
    round_ = asked(at.annelies)
    act(at.annelies, round_, "answer", OURS)
    act(at.naoko, round_, "answer", THEIRS)
    for seat in (at.annelies, at.naoko):
        words = seat.page(f"interpretations/{round_}/").words
        assert OURS in words and THEIRS in words and "Opened for both" in words and "Side by side" in words
    assert not models.Sealed.objects.exists()
    assert check(unpack_of(at)).faults == ()
    row = models.Round.objects.get()
    assert (row.phase, row.answered) == ("opened", "ab") and row.opened_at is not None
    kinds = list(models.Entry.objects.filter(object=round_).order_by("number").values_list("kind", flat=True))
    assert kinds == ["blind.open/1", "blind.commit/1", "blind.commit/1", "blind.reveal/1", "blind.reveal/1"]


def unpack_of(at: Table) -> dict[str, bytes]:
    return {**bundle_of(at.two.alliance.pk, with_files=False)}


def test_before_both_are_in_no_channel_gives_the_other_side_anything() -> None:
    """The grid of channel and viewer while one side is in; its own people see their words, on its page alone."""
    at = table()
    joost = at.colleague("Joost Bakker")
    round_ = asked(at.naoko)
    before = {
        name: text for name, text in everywhere(at, at.naoko, round_).items() if name in ("page", "list")
    }
    act(at.annelies, round_, "answer", OURS)
    for name, text in everywhere(at, at.naoko, round_).items():
        assert OURS not in text and "Four hours" not in text, name
    for name, text in everywhere(at, at.annelies, round_).items():
        assert (OURS in text) is (name in ("page", "live", "statement", "error")), name
    assert OURS in joost.page(f"interpretations/{round_}/").words
    after = everywhere(at, at.naoko, round_)
    for name in ("page", "list"):
        assert bare(after[name]) == bare(before[name]), "not even that the other side is in"
    assert "Sealed an answer" in after["record"], (
        "the record itself shows that something was signed, and not what"
    )
    rebuild(at.two.alliance.pk)
    assert OURS not in at.naoko.page(f"interpretations/{round_}/").html


def bare(html: str) -> str:
    """A page without what changes with every entry of any kind, and with each request."""
    text = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r'hx-ptag="[^"]*"|value="[^"]*"|HX-PTag[^>]*', "", text)


def test_whoever_is_to_write_finds_it_on_today_until_their_side_is_in() -> None:
    at = table()
    round_ = asked(at.annelies)
    for seat in (at.annelies, at.naoko):
        assert "Both sides write what it means to them" in today(seat)
    act(at.annelies, round_, "answer", OURS)
    assert "Both sides write" not in today(at.annelies) and "Both sides write" in today(at.naoko)


def test_what_a_process_left_between_the_second_answer_and_its_opening_is_opened_by_the_worker() -> None:
    at = table()
    round_ = asked(at.annelies)
    act(at.annelies, round_, "answer", OURS)
    interpretation.answer(StoreNode(), at.two.kaido, round_, words=THEIRS)  # signed, and nobody opens them
    page = at.annelies.page(f"interpretations/{round_}/").words
    assert THEIRS not in page and "It opens for both in a moment" in page
    left = models.Outbox.objects.get(kind="reveal")
    reveal(left.details)
    assert THEIRS in at.annelies.page(f"interpretations/{round_}/").words
    reveal(left.details)
    assert models.Entry.objects.filter(kind="blind.reveal/1").count() == 2
    assert outbox.parked() == []


def test_an_answer_is_given_once_and_not_without_words() -> None:
    at = table()
    round_ = asked(at.annelies)
    assert "Write what it means to you" in act(at.annelies, round_, "answer", " ").words
    act(at.annelies, round_, "answer", OURS)
    assert act(at.annelies, round_, "answer", "Another thought").status == 422
    assert act(at.annelies, round_, "shout").status == 404
    assert models.Entry.objects.filter(kind="blind.commit/1").count() == 1


def test_what_is_called_off_stays_sealed() -> None:
    at = table()
    round_ = asked(at.annelies)
    act(at.annelies, round_, "answer", OURS)
    assert "Called off" in act(at.naoko, round_, "call_off").words
    assert OURS not in at.naoko.page(f"interpretations/{round_}/").html
    assert "called off" in at.naoko.page(f"interpretations/{round_}/").words
    assert "Both sides write" not in today(at.naoko)


def test_half_written_words_are_their_writers_alone() -> None:
    at = table()
    round_ = asked(at.annelies)
    address = at.annelies.where(f"interpretations/{round_}/act/")
    typed = {"move": "answer", "words": "Half a thought"}
    assert at.annelies.client.post(address, typed, headers={"HX-Request": "true"}).status_code == 200
    assert "Half a thought" in at.annelies.page(f"interpretations/{round_}/").html
    assert "Half a thought" not in at.naoko.page(f"interpretations/{round_}/").html
    assert not models.Sealed.objects.exists()


def test_a_sealed_answer_that_is_erased_is_gone_and_the_round_stands() -> None:
    at = table()
    round_ = asked(at.annelies)
    act(at.annelies, round_, "answer", OURS)
    entry = models.Entry.objects.get(kind="blind.commit/1")
    assert erase(at.two.alliance.pk, [entry.id]) == 1
    act(at.naoko, round_, "answer", THEIRS)
    page = at.naoko.page(f"interpretations/{round_}/").words
    assert "The words were erased." in page and THEIRS in page and OURS not in page


def test_each_reading_can_be_put_to_the_other_side_to_play_back() -> None:
    at = table()
    round_ = asked(at.annelies)
    act(at.annelies, round_, "answer", OURS)
    act(at.naoko, round_, "answer", THEIRS)
    begun = at.annelies.page("listening/new/", about=round_, reading="1")
    assert OURS in begun.html and THEIRS not in begun.html
    page = at.annelies.send("listening/new/", {"words": OURS, "asks": "on", "draft": "d1", "about": round_})
    assert "Without delay" in page.words
    assert "Played back" in at.naoko.page(f"interpretations/{round_}/").words


def test_who_only_reads_writes_nothing_and_sees_what_their_side_sees() -> None:
    at = table()
    round_ = asked(at.annelies)
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    act(at.annelies, round_, "answer", OURS)
    page = viewer.page(f"interpretations/{round_}/")
    assert OURS in page.words and "Seal it" not in page.words
    assert viewer.send(f"interpretations/{round_}/act/", {"move": "answer", "words": "x"}).status == 403
    assert viewer.page("interpretations/new/").status == 403


def test_a_question_begins_with_a_template_and_is_not_asked_without_words() -> None:
    at = table()
    page = at.annelies.page("interpretations/new/", words="What does “alliance” mean to you?")
    assert "What does “alliance” mean to you?" in page.words and "“success”" in page.words
    assert at.annelies.send("interpretations/new/", {"words": " "}).status == 422
    assert at.annelies.send("interpretations/new/", {"words": "x" * 5000}).status == 422
