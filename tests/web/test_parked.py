"""A judgement that somebody parks for themselves: theirs alone, back on its day, and asked about or let go."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from tests.web.seats import Page, Seat, table
from tests.web.test_judgement import ASKED, DAY, HAPPENED, raised, today
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db
THOUGHT = "They are slow because they do not want the customs feed."


def parked(by: Seat, **more: object) -> Page:
    day = (timezone.now() + timedelta(days=14)).date().isoformat()
    said = {"thought": THOUGHT, "unknown": "Who has to sign there?", "day": day, **more}
    return by.send("/parked/", said)


def test_a_parked_thought_is_seen_by_its_author_alone() -> None:
    at = table()
    assert THOUGHT in parked(at.annelies, alliance=at.annelies.slug).words
    row = models.Parked.objects.get()
    manager = at.colleague("Joost Bakker", Role.ADMIN)
    for other in (manager, at.naoko):
        found = "".join(
            other.client.get(where, {"q": "customs feed"}).content.decode()
            for where in ("/", "/parked/", "/go/", "/organisation/", other.where(""), other.where("record/"))
        )
        assert THOUGHT not in found
        assert other.send(f"/parked/{row.pk}/", {"do": "let_go"}).status == 404
    bundle = at.annelies.client.get(at.annelies.where("record/bundle/"))
    with ZipFile(BytesIO(bundle.content)) as packed:
        assert not any(b"customs feed" in packed.read(name) for name in packed.namelist())
    assert not models.Entry.objects.filter(object__startswith="pk").exists()
    at.annelies.person.delete()
    assert not models.Parked.objects.exists()


def test_a_parked_thought_comes_back_on_its_day_and_becomes_a_question_or_is_let_go() -> None:
    at = table()
    parked(at.annelies, alliance=at.annelies.slug)
    assert "Look again at a thought you parked" not in today(at.annelies)
    models.Parked.objects.update(day=DAY)
    assert "Look again at a thought you parked" in today(at.annelies)
    assert "Look again at a thought you parked" not in today(at.naoko)
    row = models.Parked.objects.get()
    begun = at.annelies.page("concerns/new/", parked=str(row.pk))
    assert "Who has to sign there?" in begun.html and THOUGHT not in begun.html
    assert "Who has to sign there?" not in at.naoko.page("concerns/new/", parked=str(row.pk)).html
    raised(at.annelies, parked=str(row.pk))
    assert models.Parked.objects.get().ending == "asked"
    parked(at.annelies, thought="Another one")
    other = models.Parked.objects.get(ending="")
    again = (timezone.now() + timedelta(days=40)).date()
    at.annelies.send(f"/parked/{other.pk}/", {"do": "again", "day": again.isoformat()})
    assert models.Parked.objects.get(pk=other.pk).day == again
    assert "a day to come" in at.annelies.send(f"/parked/{other.pk}/", {"do": "again", "day": "x"}).words
    page = at.annelies.send(f"/parked/{other.pk}/", {"do": "let_go", "learnt": "It was a habit."})
    assert "1 let go, 1 became a question" in page.words and "It was a habit." in page.words
    at.annelies.send(f"/parked/{other.pk}/", {"do": "delete"})
    assert models.Parked.objects.count() == 1
    assert at.annelies.send(f"/parked/{row.pk}/", {"do": "shout"}).status == 404


def test_a_half_written_concern_can_be_parked_instead() -> None:
    at = table()
    half = {"do": "park", "observation": HAPPENED, "question": ASKED, "draft": "d1"}
    page = at.annelies.send("concerns/new/", half)
    assert HAPPENED in page.html and ASKED in page.html and "Only you see this page" in page.words
    assert not models.Concern.objects.exists()
    assert parked(at.annelies, thought=" ").status == 422
    assert parked(at.annelies, day=DAY.isoformat()).status == 422
    answer = at.annelies.client.post("/parked/", {"thought": "Half"}, headers={"HX-Request": "true"})
    assert answer.status_code == 204
