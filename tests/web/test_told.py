"""On a node that sends no mail the page says whom nobody has told, to those who did it, and never who has looked."""

from __future__ import annotations

import pytest
from django.test import override_settings

from tests.web.seats import agreed, offered, table
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db


def test_whoever_offers_is_told_that_nobody_was_and_may_say_that_they_know() -> None:
    at = table()
    promise = offered(at.annelies)
    joost = at.colleague("Joost Bakker")
    for seat in (at.annelies, joost):
        words = seat.page(f"promises/{promise}/").words
        assert "Nobody has told Naoko Fujiwara yet: this node sends no mail." in words
        assert "Not told yet" in seat.page("/").words
    for shown in (
        at.naoko.page(f"promises/{promise}/").words,
        at.naoko.page("/").words,
        at.naoko.page("/organisation/").words,
    ):
        assert "told" not in shown
    joost.send("told/", {"object": promise})
    assert "Nobody has told" not in at.annelies.page(f"promises/{promise}/").words
    assert "Not told yet" not in at.annelies.page("/").words


def test_that_the_other_side_has_looked_is_not_shown_to_those_who_wait() -> None:
    at = table()
    promise = offered(at.annelies)
    before = at.annelies.page(f"promises/{promise}/").words
    at.naoko.page(f"promises/{promise}/")
    at.naoko.page("")
    assert "Nobody has told Naoko Fujiwara yet" in at.annelies.page(f"promises/{promise}/").words
    assert "Nobody has told Naoko Fujiwara yet" in before


def test_an_answer_of_the_other_side_shows_that_they_know() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Done")
    assert "Nobody has told Naoko Fujiwara yet" in at.annelies.page(f"promises/{promise}/").words
    at.naoko.act(promise, "accept", met_0="1", met_1="1")
    assert "Nobody has told" not in at.annelies.page(f"promises/{promise}/").words


def test_the_admins_page_lists_what_nobody_was_told_of_across_alliances() -> None:
    at = table()
    offered(at.annelies)
    at.annelies.send("purpose/", {"text": "Seafood with proof", "ours": "", "stamp": ""})
    words = at.annelies.page("/organisation/").words
    assert "Nobody has been told of these" in words
    assert "“The audit report is in your hands”" in words and "what you do together" in words
    manager = at.colleague("Saskia de Wit", Role.MANAGER)
    assert "Nobody has been told of these" not in manager.page("/organisation/").words


def test_nobody_says_for_the_other_side_or_for_others_that_they_know() -> None:
    at = table()
    promise = offered(at.annelies)
    at.naoko.send("told/", {"object": promise})
    assert models.Untold.objects.count() == 1
    viewer = at.colleague("Vera Kool", Role.VIEWER)
    viewer.send("told/", {"object": promise})
    assert models.Untold.objects.count() == 0


@override_settings(TROTH_MAIL=True)
def test_where_mail_goes_out_the_page_says_nothing_of_it() -> None:
    at = table()
    promise = offered(at.annelies)
    assert "Nobody has told" not in at.annelies.page(f"promises/{promise}/").words
    assert models.Outbox.objects.filter(kind="tell").exists()
