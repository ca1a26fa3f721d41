"""The people of an alliance: two sentences in everybody's own words, and a round of introductions to begin with."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.web.seats import Seat, Table, offered, table
from troth.core.values import Role
from troth.store import models
from troth.store.export import check_of
from troth.store.queries.teams import ROUND, STRANGERS

pytestmark = pytest.mark.django_db
WORK, BAD = "Write as it comes, I answer before ten.", "At once, and by telephone."


@pytest.fixture
def at() -> Table:
    return table()


def writes(seat: Seat, work: str = WORK, bad_news: str = BAD, **said: str) -> None:
    person = models.Person.objects.get(pk=seat.person.pk)
    data = {
        "name": person.name,
        "zone": person.zone,
        "place": person.place,
        "work": work,
        "bad_news": bad_news,
    }
    assert seat.send("/settings/", {**data, **said}).status == 200


def bodies() -> bytes:
    return b"".join(bytes(each) for each in models.Body.objects.values_list("content", flat=True))


def test_what_one_writes_stands_beside_the_name_on_both_sides(at: Table) -> None:
    assert "You have not written yet." in at.annelies.page("people/").words
    writes(at.annelies)
    for seat in (at.annelies, at.naoko):
        words = seat.page("people/").words
        assert f"“{WORK}”" in words and f"“{BAD}”" in words, seat.person
    assert WORK.encode() in bodies() and check_of(at.two.alliance.pk).whole


def test_what_stood_there_before_is_erased_from_the_record(at: Table) -> None:
    writes(at.annelies)
    writes(at.annelies, work="Call me.")
    page = at.naoko.page("people/").words
    assert "“Call me.”" in page and WORK not in page
    assert WORK.encode() not in bodies() and BAD.encode() in bodies()
    writes(at.annelies, work="", bad_news="")
    assert b"Call me." not in bodies() and BAD.encode() not in bodies()
    assert models.Member.objects.get(person=at.annelies.person).work == ""
    assert "How to tell me bad news" not in at.naoko.page("people/").words
    kinds = list(models.Entry.objects.filter(by=at.two.veldsen.by).values_list("kind", flat=True))
    assert kinds.count("member.words/1") == 2 and kinds.count("erase.ask/1") == 2


def test_the_same_words_again_are_no_new_entry(at: Table) -> None:
    writes(at.annelies)
    count = models.Entry.objects.count()
    writes(at.annelies)
    assert models.Entry.objects.count() == count


def test_words_reach_a_partner_with_the_name_and_not_before(at: Table) -> None:
    joost = at.colleague("Joost Bakker")
    writes(joost)
    assert WORK in at.annelies.page("people/").words
    assert "Joost" not in at.naoko.page("people/").words and WORK.encode() not in bodies()
    assert "Kaido does not know you yet" in joost.page("people/").words
    assert "Kaido knows you now." in joost.send("people/introduce/", {}).words
    assert f"“{WORK}”" in at.naoko.page("people/").words
    assert "Introduce yourself" not in joost.page("people/").words


def test_too_long_is_said_and_nothing_is_kept(at: Table) -> None:
    page = at.annelies.send("/settings/", {"name": "Annelies", "zone": "UTC", "work": "x" * 401})
    assert page.status == 422 and "two sentences are read" in page.words
    assert not models.Person.objects.get(pk=at.annelies.person.pk).work


def test_a_young_alliance_is_asked_to_begin_with_a_round_of_introductions(at: Table) -> None:
    models.Alliance.objects.update(opened_at=timezone.now())
    page = at.annelies.page("people/")
    assert "Begin with a round of introductions" in page.words
    assert "each of the two writes two lines and reads the other. Nobody has yet." in page.words
    writes(at.annelies)
    page = at.annelies.page("people/")
    assert "One has." in page.words
    found = re.search(r'href="([^"]+begin=introductions[^"]*)"', page.html)
    assert found
    form = at.annelies.page(found[1].replace("&amp;", "&"))
    assert ROUND in form.html and "Each of us has read what the others wrote" in form.html
    due = re.search(r'name="due" value="(\d{4}-\d\d-\d\d)"', form.html)
    assert due
    day = date.fromisoformat(due[1])
    assert day.weekday() == 4 and timedelta(days=6) < day - timezone.now().date() < timedelta(days=16)
    offered(at.annelies, ROUND, due=day)
    assert "Begin with a round" not in at.annelies.page("people/").words, "it is promised by now"


def test_it_is_not_asked_once_all_have_written_or_the_alliance_is_no_longer_young(at: Table) -> None:
    models.Alliance.objects.update(opened_at=timezone.now() - timedelta(days=91))
    assert "Begin with a round" not in at.annelies.page("people/").words
    models.Alliance.objects.update(opened_at=timezone.now())
    assert "Begin with a round" in at.annelies.page("people/").words
    assert "Begin with a round" not in at.colleague("Pieter Claassen", Role.VIEWER).page("people/").words
    models.Person.objects.filter(name="Pieter Claassen").delete()
    offered(at.annelies)
    assert "Begin with a round" in at.annelies.page("people/").words
    models.Promise.objects.update(number=STRANGERS + 1)
    assert "Begin with a round" not in at.annelies.page("people/").words, (
        "who promised so much know each other"
    )
    models.Promise.objects.update(number=1)
    writes(at.annelies)
    writes(at.naoko)
    assert "Begin with a round" not in at.annelies.page("people/").words
