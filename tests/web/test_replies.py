"""An answer by mail on the pages: a draft of its writer alone, sent with one click; and whose mail comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import override_settings

from tests.notify.letters import RECEIVER, REPLY, letter, returned
from tests.web.mailboxes import NODE, Mailbox, button
from tests.web.seats import Table, agreed, asked, status, table
from troth.actions import listening
from troth.core.values import Role
from troth.notify import mail as sending
from troth.notify.replies import handling
from troth.store import models, replies
from troth.store.mailasks import PLAY_BACK, WARN, ask_for, came_back_for, comes_back_to

pytestmark = pytest.mark.django_db
WORDS = "The ship is late by two days."


@pytest.fixture
def at() -> Iterator[Table]:
    with override_settings(TROTH_REPLY_ADDRESS=REPLY, TROTH_REPLY_RECEIVER=RECEIVER):
        yield table()


def arrives(raw: bytes) -> str:
    replies.take_in(raw)
    row = models.Incoming.objects.order_by("-pk")[0]
    handling.handle({"key": row.key})
    row.refresh_from_db()
    return row.became


def answered(at: Table, act: str, name: str, words: str = WORDS) -> str:
    other = at.two.alliance.parties.get(log=at.two.veldsen.log)
    return arrives(letter(ask_for(at.two.naoko, other, name, act), words=words))


def test_a_warning_by_mail_is_its_writers_alone_and_one_click_sends_it(at: Table) -> None:
    promise = asked(at.annelies)
    at.naoko.act(promise, "agree", stake="low")
    assert status(promise) == "agreed"
    assert answered(at, WARN, promise) == handling.KEPT
    page = at.naoko.page(f"promises/{promise}/")
    assert "You answered by mail; Veldsen has not been told yet" in page.words and WORDS in page.words
    for other in (at.annelies, at.colleague("Daichi Okada", of_kaido=True)):
        assert WORDS not in other.page(f"promises/{promise}/").html
    desk = at.naoko.page(f"promises/{promise}/", act="warn").html
    assert WORDS in desk and 'id="by-mail"' not in desk, "the form holds it already"
    assert re.search(r'value="unknown"[^>]*checked|checked[^>]*value="unknown"', desk)
    form = page.html.partition('id="by-mail"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert sent["move"] == "warn"
    told = at.naoko.send(re.findall(r'action="([^"]+)"', form)[0], sent)
    assert "Veldsen knows now, from you" in told.words and 'id="by-mail"' not in told.html
    assert WORDS in at.annelies.page(f"promises/{promise}/").html
    assert not models.Draft.objects.filter(person=at.two.naoko)


def test_a_playback_by_mail_stands_in_its_form_and_goes_with_it(at: Table) -> None:
    two = at.two
    name = listening.put(two.node, two.veldsen, words="Lots leave at four", asks=True, to=two.kaido.by)
    assert answered(at, PLAY_BACK, name) == handling.KEPT
    page = at.naoko.page(f"listening/{name}/")
    assert "You answered by mail" in page.words and page.html.count(WORDS) == 1
    assert WORDS not in at.annelies.page(f"listening/{name}/").html
    stamp = re.findall(r'name="stamp" value="([0-9a-f]+)"', page.html)[0]
    at.naoko.send(f"listening/{name}/act/", {"move": "play_back", "words": WORDS, "stamp": stamp})
    assert "You answered by mail" not in at.naoko.page(f"listening/{name}/", again="1").words
    assert models.Statement.objects.get(object=name).status == "played_back"


@override_settings(TROTH_MAIL=True, TROTH_URL=NODE)
def test_words_that_came_by_mail_are_sent_by_the_one_link_of_the_mail_that_says_so(at: Table) -> None:
    cache.clear()
    two, naoko = at.two, Mailbox(at.two.naoko.email)
    name = listening.put(two.node, two.veldsen, words="Lots leave at four", asks=True, to=two.kaido.by)
    first = button(naoko.newest(), "Say how I understand it")
    assert answered(at, PLAY_BACK, name) == handling.KEPT
    told = naoko.newest()
    assert WORDS not in str(told.body)
    link = re.findall(rf"{NODE}/m/\S+", str(told.body))[0]
    assert WORDS in naoko.look(link).html and WORDS not in naoko.look(first).html
    assert "by mail link" in naoko.press(link, words=WORDS).words
    assert models.Statement.objects.get(object=name).status == "played_back"
    assert not models.Draft.objects.filter(person=two.naoko)


@override_settings(TROTH_MAIL=True, TROTH_URL=NODE)
def test_a_warning_that_came_by_mail_is_sent_so_too_unless_it_was_changed_on_its_page(at: Table) -> None:
    cache.clear()
    promise, naoko = asked(at.annelies), Mailbox(at.two.naoko.email)
    at.naoko.act(promise, "agree", stake="low")
    links = []
    for message in ("<1@x>", "<2@x>"):
        other = at.two.alliance.parties.get(log=at.two.veldsen.log)
        raw = letter(ask_for(at.two.naoko, other, promise, WARN), words=message[1:4], message_id=message)
        assert arrives(raw) == handling.KEPT
        links += re.findall(rf"{NODE}/m/\S+", str(naoko.newest().body))
    page = naoko.look(links[0]).html
    assert "1@x\n\n2@x" in page and "1@x\n\n2@x" in naoko.look(links[1]).html
    assert re.search(r'value="unknown"[^>]*checked|checked[^>]*value="unknown"', page)
    at.naoko.send(f"promises/{promise}/draft/", {"act": "warn", "words": "Only mine now"})
    assert "Only mine" not in naoko.look(links[1]).html
    assert "Veldsen knows now" in naoko.press(links[1], words="Late", then="unknown").words
    assert models.Draft.objects.filter(person=at.two.naoko).exists(), "what stands on the page stays there"


def test_mail_that_comes_back_is_told_to_the_managers_of_that_person_alone(at: Table) -> None:
    naoko, people = at.two.naoko, "people/"
    back = comes_back_to(naoko.email)
    assert arrives(returned(back)) == handling.RETURNED
    assert arrives(returned(back, status="5.2.2")) == handling.RETURNED
    bounce = models.Bounce.objects.get()
    assert (bounce.person, bounce.count, bounce.status) == (naoko, 2, "5.2.2")
    haruka = at.colleague("Haruka Shimizu", Role.MANAGER, of_kaido=True)
    assert "Mail to Naoko comes back" in haruka.page(people).words
    assert "Mail to you comes back" in at.naoko.page(people).words
    for other in (at.annelies, at.colleague("Daichi Okada", of_kaido=True)):
        assert "comes back" not in other.page(people).words
    at.annelies.send("people/mended/", {"person": naoko.pk})
    assert models.Bounce.objects.exists(), "not a matter of the partner's"
    haruka.send("people/mended/", {"person": naoko.pk})
    assert "comes back" not in haruka.page(people).words


def test_only_what_came_back_to_our_own_address_and_for_good_counts(at: Table) -> None:
    back = comes_back_to(at.two.naoko.email)
    assert came_back_for(back.upper()) == at.two.naoko and comes_back_to("x@nowhere.example") == ""
    local, _, host = back.partition("@")
    for to in (
        REPLY,
        f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{host}",
        f"{local}@evil.example",
        "reply+!@troth.example",
    ):
        arrives(returned(to, status=f"5.1.{len(to)}"))
    arrives(returned(back, action="delayed"))
    arrives(returned(back, status="5.3.0", kind="disposition-notification"))
    assert not models.Bounce.objects.exists()
    arrives(returned(back, status="of its own"))
    assert models.Bounce.objects.get().status == "5.0.0"
    promise = agreed(at)
    answered(at, WARN, promise)
    assert not models.Bounce.objects.exists(), "mail reaches whoever answers it"


def test_our_mails_come_back_to_an_address_of_their_own_and_are_from_whom_they_were(at: Table) -> None:
    for to in (at.two.naoko.email, "new@nowhere.example"):
        sending.send({"to": to, "subject": "One", "text": "Two", "key": f"k-{to}"})
    own, other = mail.outbox
    assert own.from_email == comes_back_to(at.two.naoko.email) != other.from_email
    assert own.message()["From"] == other.message()["From"]
