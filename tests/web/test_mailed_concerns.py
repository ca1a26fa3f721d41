"""A concern is told, played back and understood from two mailboxes; no mail of it shows what was seen or said."""

from __future__ import annotations

import pytest

from tests.web.mailboxes import Mailbox, acts, button, buttons
from tests.web.seats import Table
from tests.web.test_judgement import ASKED, HAPPENED, HEARD, MEANT, VIEW, raised, say
from troth.store import models

pytestmark = pytest.mark.django_db
COUNT = "The count is what we wait for."


@pytest.fixture
def annelies(at: Table) -> Mailbox:
    return Mailbox("annelies@veldsen.example")


def test_it_is_understood_from_the_mailboxes_of_both(at: Table, naoko: Mailbox, annelies: Mailbox) -> None:
    concern = raised(at.annelies)
    message = naoko.newest()
    assert buttons(message) == ["Tell how we see it"]
    assert HAPPENED not in str(message.body) and MEANT not in str(message.body)
    tell = button(message, "Tell how we see it")
    assert HAPPENED not in naoko.look(tell).words, "before a code says whose mailbox it is"
    page = naoko.known(tell)
    assert all(words in page.words for words in (HAPPENED, MEANT, ASKED))
    assert "by mail link" in naoko.press(tell, words=VIEW, know="").words
    message = annelies.newest()
    assert VIEW not in str(message.body)
    back = button(message, "Say how I understand it")
    assert VIEW in annelies.known(back).words
    annelies.press(back, words="You send it when you feel like it is right.")
    message = naoko.newest()
    assert buttons(message) == ["That is what I meant", "Not quite"]
    yes, not_quite = button(message, "That is what I meant"), button(message, "Not quite")
    naoko.press(not_quite, words=COUNT)
    assert "Something happened here since that mail" in naoko.look(yes).words
    assert "It stands so: One part said again" in naoko.look(yes).words
    again = button(annelies.newest(), "Say how I understand it")
    assert VIEW in annelies.look(again).words and COUNT in annelies.look(again).words
    annelies.press(again, words=HEARD)
    naoko.press(button(naoko.newest(), "That is what I meant"))
    assert models.Concern.objects.get(object=concern).status == "understood"
    assert [each.get("via") for each in acts(concern)] == [None, *["mail"] * 5]


def test_what_was_answered_meanwhile_is_not_answered_twice(at: Table, naoko: Mailbox) -> None:
    concern = raised(at.annelies)
    tell = button(naoko.newest(), "Tell how we see it")
    naoko.known(tell)
    unfit = naoko.press(tell, words="")
    assert "Say how you see it" in unfit.words
    stamp = naoko.stamp(tell)
    say(at.naoko, concern, "tell", VIEW)
    late = naoko.client.post(tell, {"words": "Another view", "stamp": stamp}, follow=True)
    assert "Something happened here since that mail" in late.content.decode()
    assert [each["t"] for each in acts(concern)] == ["concern.raise/1", "concern.tell/1"]
