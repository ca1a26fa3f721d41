"""Comments on pages: said beside a thing, said otherwise with the first wording to be read, taken back, named people."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.seats import Page, Seat, Table, agreed, offered, table
from troth.actions import charter, comments, differences, judgement, listening
from troth.actions.comments import On
from troth.core.charter.differences import Kind
from troth.core.judgement import Saw
from troth.core.record import asks
from troth.core.values import Role
from troth.store import models
from troth.store.founding import actor_of
from troth.store.node import Desk, StoreNode, present
from troth.store.project import rebuild
from troth.store.queries.comments import names_in
from troth.store.queries.people import reader_of, seat_of

pytestmark = pytest.mark.django_db
NODE = StoreNode()
WORDS = "Does Friday suit you? The truck is free then."


def said(by: Seat, about: str, words: str = WORDS, **more: object) -> Page:
    return by.send(f"comments/{about}/say/", {"words": words, **more})


def changed(by: Seat, row: models.Comment, words: str = "", **more: object) -> Page:
    data = {"words": words, "stamp": row.stamp, **more}
    return by.send(f"comment/{row.object}/change/", data)


def page_of(by: Seat, about: str) -> Page:
    """The comments of a page, without what stands above them."""
    room = {"pr": "promises", "st": "listening", "cn": "concerns", "df": "differences"}[about[:2]]
    page = by.page(f"{room}/{about}/")
    html = page.html.partition('class="comments"')[2].partition("</section>")[0]
    return Page(page.status, html, page.at)


def things(at: Table) -> tuple[str, ...]:
    day = timezone.now().date() - timedelta(days=2)
    seen = judgement.Seen(Saw("It came on Friday.", "We waited.", "Why?"), day=day)
    return (
        offered(at.annelies),
        listening.put(NODE, at.two.veldsen, words="We load at four."),
        judgement.raise_concern(NODE, at.two.veldsen, seen, days=judgement.days_at("NL", "UTC", day.year)),
        differences.name(NODE, at.two.veldsen, Kind.PLANNING, title="Plans", words="We plan by the week."),
    )


def test_both_sides_read_what_is_said_beside_each_kind_of_thing() -> None:
    at = table()
    for number, about in enumerate(things(at)):
        page = said(at.annelies, about, f"{WORDS} No. {number}")
        row = models.Comment.objects.get(about=about)
        assert (
            page.at.endswith(f"/{about}/#comment-{row.object}")
            and "Said. Kaido can read it now." in page.words
        )
        said(at.naoko, about, "It does.")
        for seat in (at.annelies, at.naoko):
            words = page_of(seat, about).words
            assert words.index(f"No. {number}") < words.index("It does.")
        assert at.naoko.client.get(at.naoko.where(f"comment/{row.object}/"))["Location"] == page.at
    before = list(models.Comment.objects.order_by("number").values())
    rebuild(at.two.alliance.pk)
    after = list(models.Comment.objects.order_by("number").values())
    assert [{**each, "id": 0} for each in after] == [{**each, "id": 0} for each in before]
    assert not models.Evidence.objects.exists(), "no comment counts in trust"
    assert WORDS in at.naoko.taken_along()
    csv = b"".join(
        at.naoko.client.get(at.naoko.where(f"comments/{about}/as/csv/")).streaming_content
    ).decode()
    assert WORDS in csv and "It does." in csv and "Annelies van der Meer" in csv


def test_a_change_is_seen_by_both_and_only_whoever_wrote_it_makes_one() -> None:
    at = table()
    about = agreed(at)
    said(at.annelies, about)
    row = models.Comment.objects.get()
    assert "Say it otherwise" in page_of(at.annelies, about).words
    assert "Say it otherwise" not in page_of(at.naoko, about).words
    for other in (at.naoko, at.colleague("Joost Bakker", Role.ADMIN)):
        assert "Only whoever wrote a comment" in changed(other, row, "Mine").words
    page = changed(at.annelies, row, "Does Thursday suit you?")
    assert "What it said before can still be read." in page.words
    old, row = row, models.Comment.objects.get()
    words = page_of(at.naoko, about).words
    assert "said otherwise" in words and words.index("Thursday") < words.index(
        "How it read before"
    ) < words.index(WORDS)
    page = changed(at.annelies, old, "From an old page")
    assert "was changed after you opened this page" in page.words and "From an old page" in page.html
    assert models.Comment.objects.get().words == "Does Thursday suit you?"
    changed(at.annelies, row, "Does Thursday suit you?")
    assert models.Entry.objects.filter(kind="comment.edit/1").count() == 1, "the same words are no change"
    page = changed(at.annelies, row, move="withdraw")
    assert "Taken back." in page.words
    words = page_of(at.naoko, about).words
    assert "Taken back," in words and words.index("How it read before") < words.index("Thursday")
    assert "Say it otherwise" not in page_of(at.annelies, about).words


def test_words_are_erased_with_every_earlier_wording_and_the_comment_stays() -> None:
    at = table()
    about = agreed(at)
    said(at.annelies, about)
    changed(at.annelies, models.Comment.objects.get(), "Does Thursday suit you?")
    with transaction.atomic():
        desk = Desk(at.two.alliance.pk, at.two.veldsen.log, present())
        ids = models.Entry.objects.filter(kind__startswith="comment.").values_list("id", flat=True)
        desk.sign_and_keep(asks(list(ids)))
    row = models.Comment.objects.get()
    assert row.words == "" and [each["words"] for each in row.earlier] == [""]
    page = page_of(at.naoko, about)
    assert "The words were erased." in page.words and "suit you" not in page.html + at.naoko.taken_along()


def test_what_stands_in_the_way_is_said_and_what_was_typed_is_kept() -> None:
    at = table()
    about = agreed(at)
    actor_of(at.colleague("Joost Bakker").person, at.two.alliance)
    actor_of(at.colleague("Joost de Wit", of_kaido=True).person, at.two.alliance)
    for words, sentence in (
        ("  ", "Write what you want to say."),
        ("x" * 4001, "Say it in parts."),
        ("@Joost, well?", "Several people here are called Joost."),
    ):
        page = said(at.naoko, about, words)
        assert sentence in page.words and page.at.endswith("#comment")
        assert not words.strip() or words in page_of(at.naoko, about).html
    assert not models.Comment.objects.exists()
    said(at.naoko, about, "@Joost Bakker, well?", draft="one")
    said(at.naoko, about, "@Joost Bakker, well?", draft="one")
    assert models.Comment.objects.count() == 1, "a double click says it once"
    assert "Joost, well?" not in re.sub(r"<li id.*?</li>", "", page_of(at.naoko, about).html, flags=re.S)
    assert '<b class="b">@Joost Bakker</b>' in page_of(at.naoko, about).html


def test_nobody_comments_on_what_is_not_there_or_cannot_be_commented_on() -> None:
    at = table()
    clause = charter.put(
        NODE, at.two.veldsen, charter.Kind.CLAUSE, charter.Words("Sampling", "One in twenty.")
    )
    for about in (clause, "pr_none", "cm_none"):
        assert at.annelies.send(f"comments/{about}/say/", {"words": WORDS}).status == 404
        with pytest.raises(comments.NoSuchThing):
            comments.say(NODE, at.two.veldsen, about=about, words=WORDS)
    with pytest.raises(comments.NoSuchComment):
        comments.withdraw(NODE, at.two.veldsen, On("pr_none", ""))
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    about = agreed(at)
    assert "Say something about it" not in page_of(viewer, about).words
    assert viewer.send(f"comments/{about}/say/", {"words": WORDS}).status == 403


def test_the_coach_reads_along_for_the_writer_alone() -> None:
    at = table()
    about = agreed(at)
    data = {"words": "You always send it late.", "draft": "one"}
    ask = {"HX-Request": "true"}
    answer = at.naoko.client.post(at.naoko.where(f"comments/{about}/draft/"), data, headers=ask)
    assert "always" in answer.content.decode() and not models.Comment.objects.exists()
    assert "You always send it late." in page_of(at.naoko, about).html
    assert "You always send it late." not in page_of(at.annelies, about).html


def test_a_page_learns_of_a_comment_and_asks_little_however_many_there_are() -> None:
    at = table()
    about = agreed(at)
    where = at.annelies.where(f"promises/{about}/")
    tag = at.annelies.client.get(where)["HX-PTag"]
    said(at.naoko, about)
    news = at.annelies.client.get(where, headers={"HX-Request": "true", "HX-PTag": tag})
    assert WORDS in news.content.decode() and "<html" not in news.content.decode()
    at.annelies.page(f"promises/{about}/")
    with CaptureQueriesContext(connection) as one:
        at.annelies.page(f"promises/{about}/")
    for number in range(5):
        said(at.naoko, about, f"And this {number}")
    at.annelies.page(f"promises/{about}/")
    with CaptureQueriesContext(connection) as six:
        at.annelies.page(f"promises/{about}/")
    assert len(six) == len(one)


def test_a_comment_is_among_what_happened_lately_and_is_found_by_its_words() -> None:
    at = table()
    about = agreed(at, title="The list of probes")
    at.annelies.page("")
    visit = models.Visit.objects.get(person=at.annelies.person)
    visit.at -= timedelta(hours=2)
    visit.save()
    said(at.naoko, about)
    assert "Naoko commented on “The list of probes”" in at.annelies.page("").words
    found = at.annelies.page("/go/", q="friday truck")
    row = models.Comment.objects.get()
    assert (
        f"/comment/{row.object}/" in found.html and "Naoko Fujiwara, on “The list of probes”" in found.words
    )
    assert f"/promises/{about}/#comment" in at.annelies.page("/go/", q="comment probes").html
    changed(at.naoko, row, move="withdraw")
    assert f"/comment/{row.object}/" not in at.annelies.page("/go/", q="friday truck").html


def test_only_people_of_the_alliance_whose_names_are_known_can_be_named() -> None:
    at = table()
    reader = reader_of(at.annelies.person)
    seat = seat_of(reader, at.annelies.slug) if reader is not None else None
    assert seat is not None
    assert sorted(names_in(seat).values()) == ["Annelies van der Meer", "Naoko Fujiwara"]
