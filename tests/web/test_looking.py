"""Two people are asked to look, one of each side: one sentence from each, side by side, and both say when they have."""

from __future__ import annotations

import json
import re

import pytest

from tests.web.seats import Seat, Table, agreed, offered, status, table
from troth.actions import promises
from troth.core.values import Role
from troth.store import models
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db


def sponsors(at: Table) -> tuple[Seat, Seat]:
    """Each side has named a manager who is not the one that answers."""
    marijke = at.colleague("Marijke Hendriks", Role.MANAGER)
    haruka = at.colleague("Haruka Shimizu", Role.MANAGER, of_kaido=True)
    at.annelies.send("people/sponsor/", {"person": str(marijke.person.pk)})
    at.naoko.send("people/sponsor/", {"person": str(haruka.person.pk)})
    return marijke, haruka


def asked(at: Table) -> str:
    promise = agreed(at)
    page = at.naoko.act(promise, "escalate", words="We hear of the sites only by chance.")
    assert "Two people are asked to look, one of each side." in page.words
    return promise


def test_each_side_names_its_own_and_the_other_sees_it() -> None:
    at = table()
    sponsors(at)
    for seat in (at.annelies, at.naoko):
        words = seat.page("people/").words
        assert "asked: Marijke Hendriks" in words and "asked: Haruka Shimizu" in words
    assert models.Entry.objects.filter(kind="member.sponsor/1").count() == 2
    rebuild(at.two.alliance.pk)
    assert {str(party.sponsor) for party in models.Party.objects.all()} == {
        "Marijke Hendriks",
        "Haruka Shimizu",
    }


def test_only_a_manager_names_and_only_a_manager_of_ones_own_is_named() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    assert joost.send("people/sponsor/", {"person": str(at.annelies.person.pk)}).status == 403
    assert 'name="person"' not in joost.page("people/").html
    for other in (joost.person.pk, at.naoko.person.pk, "x"):
        assert "Choose a manager" in at.annelies.send("people/sponsor/", {"person": str(other)}).words
    assert not models.Entry.objects.filter(kind="member.sponsor/1").exists()


def test_both_sentences_stand_side_by_side_in_the_order_of_the_alliance() -> None:
    at = table()
    sponsors(at)
    promise = asked(at)
    mine = at.annelies.page(f"promises/{promise}/")
    assert (
        "Two people are asked to look at it" in mine.words
        and "We hear of the sites only by chance." in mine.words
    )
    assert "Has not said its sentence yet." in mine.words
    form = at.annelies.page(f"promises/{promise}/", act="escalate").words
    assert "Your sentence stands beside theirs" in form
    at.annelies.act(promise, "escalate", words="The list changes weekly, and nobody asked us for it.")
    for seat in (at.annelies, at.naoko):
        html = seat.page(f"promises/{promise}/").html
        look = html[html.index('id="look"') : html.index('id="may"')]
        ours, theirs = look.index("The list changes weekly"), look.index("We hear of the sites")
        assert ours < theirs, "the alliance's order, whoever reads"
        assert len(re.findall(r'<p class="says">', look)) == 2
    assert status(promise) == "agreed"


def test_the_entry_names_whom_it_asks_by_pseudonym_and_says_the_sentence_in_its_body() -> None:
    at = table()
    marijke, haruka = sponsors(at)
    promise = asked(at)
    entry = models.Entry.objects.get(object=promise, kind="promise.escalate/2")
    names = {each.person: each.pseudonym for each in models.Member.objects.exclude(person=None)}
    act = json.loads(bytes(entry.payload))["act"]
    assert (act["pp"], act["cp"]) == (names[marijke.person], names[haruka.person])
    assert b"by chance" in bytes(entry.body.content) and b"by chance" not in bytes(entry.payload)


def test_today_asks_the_two_and_the_side_that_has_said_nothing_yet() -> None:
    at = table()
    marijke, haruka = sponsors(at)
    promise = asked(at)
    assert "You are asked to look at it, with somebody of the other side" in marijke.page("/").words
    assert "You are asked to look at it" in haruka.page("").words
    assert "Kaido asks two people to look, one of each side" in at.annelies.page("/").words
    for seat in (at.naoko, at.colleague("Joost Bakker")):
        assert "asked to look" not in seat.page("/").words
    at.annelies.act(promise, "escalate", words="It changes weekly.")
    assert "asks two people to look" not in at.annelies.page("/").words
    marijke.click(promise, "looked")
    haruka.act(promise, "looked", words="A list each Monday would do")
    for seat in (marijke, haruka):
        assert "asked to look" not in seat.page("/").words
    page = at.annelies.page(f"promises/{promise}/").words
    assert "Two people have looked at it" in page and "Marijke Hendriks has looked" in page
    assert "A list each Monday would do" in page
    assert models.Promise.objects.get(object=promise).look == {}


def test_only_the_one_who_is_asked_says_that_they_have_looked() -> None:
    at = table()
    marijke, _ = sponsors(at)
    promise = asked(at)
    page = at.annelies.act(promise, "looked", words="I have")
    assert page.status == 422 and "Somebody else of your side is asked to look" in page.words
    assert "Say that you have looked" not in at.annelies.page(f"promises/{promise}/").words
    assert "Say that you have looked" in marijke.page(f"promises/{promise}/").words


def test_where_nobody_is_named_any_manager_of_that_side_is_asked() -> None:
    at = table()
    promise = asked(at)
    assert models.Entry.objects.filter(object=promise, kind="promise.escalate/1").exists()
    joost, saskia = at.colleague("Joost Bakker"), at.colleague("Saskia de Wit", Role.MANAGER)
    assert "A manager of Veldsen is asked to look" in joost.page(f"promises/{promise}/").words
    assert joost.act(promise, "looked").status == 403
    assert "You are asked to look" in saskia.page("/").words
    saskia.click(promise, "looked")
    assert "Saskia de Wit has looked" in at.naoko.page(f"promises/{promise}/").words


def test_a_sponsor_who_left_is_asked_no_more() -> None:
    at = table()
    marijke, _ = sponsors(at)
    models.Membership.objects.filter(person=marijke.person).delete()
    promise = agreed(at)
    words = at.naoko.page(f"promises/{promise}/", act="escalate").words
    assert "Haruka Shimizu and a manager of Veldsen are asked." in words
    assert "Marijke Hendriks" not in words


def test_it_needs_a_sentence_and_one_is_enough() -> None:
    at = table()
    promise = agreed(at)
    assert "Say in one sentence" in at.naoko.act(promise, "escalate", words="").words
    long = at.naoko.act(promise, "escalate", words="x" * 401)
    assert long.status == 422 and "One sentence is enough" in long.words
    assert not models.Entry.objects.filter(object=promise, kind__startswith="promise.escalate").exists()


def test_nobody_is_asked_about_what_is_not_agreed_and_nobody_looks_at_what_nobody_asked_about() -> None:
    at = table()
    promise = offered(at.annelies)
    assert "Ask two people to look" not in at.naoko.page(f"promises/{promise}/").words
    assert at.naoko.act(promise, "escalate", words="Look").status in (409, 422)
    assert not models.Entry.objects.filter(object=promise, kind__startswith="promise.escalate").exists()
    other = agreed(at, title="Another")
    assert "Ask two people to look" in at.naoko.page(f"promises/{other}/").words
    page = at.naoko.act(
        other, "looked", stamp=promises.state_of(at.two.node, at.two.alliance.pk, other).stamp
    )
    assert page.status == 422 and "Nobody has asked anybody to look at this" in page.words


def test_it_is_told_without_a_word_of_blame() -> None:
    at = table()
    sponsors(at)
    promise = asked(at)
    at.annelies.act(promise, "escalate", words="It changes weekly.")
    words = at.annelies.page(f"promises/{promise}/").words
    assert "Naoko asked two people to look at it, one of each side" in words
    assert "You added a sentence for the two who look" in words
    assert "Naoko asked two people to look at" in at.annelies.page("").words
    for seat in (at.annelies, at.naoko):
        assert not re.search(r"escalat", seat.page(f"promises/{promise}/").words, re.IGNORECASE)
