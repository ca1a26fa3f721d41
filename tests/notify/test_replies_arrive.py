"""What arrives is taken in: from the mailbox of replies over IMAP, and from a provider that hands it over."""

from __future__ import annotations

import imaplib
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.notify.imap import PASSWORD, USER, Mailbox, mailbox
from tests.notify.letters import RECEIVER, REPLY, letter
from troth.notify.replies import mailbox as reading
from troth.notify.replies.mailbox import Where
from troth.store import models, replies

pytestmark = pytest.mark.django_db


@pytest.fixture
def served() -> Iterator[Mailbox]:
    with mailbox() as server, override_settings(TROTH_REPLY_ADDRESS=REPLY, TROTH_REPLY_RECEIVER=RECEIVER):
        yield server


def where(server: Mailbox, password: str = PASSWORD) -> Where:
    return Where("127.0.0.1", server.port, USER, password, ssl=False)


def look_once(server: Mailbox, password: str = PASSWORD) -> int:
    box = reading.Mailbox(where(server, password))
    try:
        return box.look()
    finally:
        box.leave()


def until(so: Callable[[], bool], what: str) -> None:
    """Wait until something is so, which another thread sees to."""
    end = time.monotonic() + 20
    while not so():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def held() -> list[bytes]:
    return [bytes(row.raw or b"") for row in models.Incoming.objects.order_by("pk")]


def test_each_message_is_taken_in_once_by_one_connection_and_stays_where_it_is(served: Mailbox) -> None:
    one, other = letter(REPLY), letter(REPLY, message_id="<2@x>", words="Two\nlines with ) and {3}")
    served.put(one)
    box = reading.Mailbox(where(served))
    assert (box.look(), box.look()) == (1, 0)
    served.put(other)
    served.put(one)
    assert (box.look(), held()) == (2, [one, other])
    assert served.logins == 1 and len(served.messages) == 3
    box.leave()
    assert look_once(served) == 0, "another worker goes on where this one was"
    served.validity += 1
    assert look_once(served) == 3, "numbers that mean nothing any more"
    assert held() == [one, other], "and still each of them once"


@pytest.mark.django_db(transaction=True)
def test_a_mailbox_in_trouble_is_tried_again_and_loses_nothing(
    served: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(imaplib.IMAP4.error):
        look_once(served, "wrong")
    monkeypatch.setattr(reading, "PAUSE", 0.01)
    stop, raw = threading.Event(), letter(REPLY)
    watching = threading.Thread(target=reading.watch, args=(where(served), stop))
    watching.start()
    try:
        until(lambda: served.looks > 0, "it looks")
        served.breaks = 2
        until(lambda: served.breaks == 0, "the server ends two connections")
        served.put(raw)
        until(lambda: held() == [raw], "what arrived meanwhile is there")
    finally:
        stop.set()
        watching.join(10)
    assert caplog.text.count("did not answer") == 1, "trouble that goes on is told once"
    assert served.logins == 4, "once at first with a wrong word, then anew after each end"


def test_a_provider_hands_a_message_over_at_an_address_that_only_it_knows(served: Mailbox) -> None:
    raw, client = letter(REPLY), Client(enforce_csrf_checks=True)
    address = reverse("mail_in", args=[replies.way_in()])

    def hand(to: str, body: bytes) -> int:
        return client.post(to, body, content_type="message/rfc822").status_code

    assert [hand(address, raw), hand(address, raw), hand(address, b"")] == [204, 204, 400]
    assert held() == [raw]
    large = letter(REPLY, message_id="<3@x>") + b"x" * 11_000_000
    assert hand(address, large) == 204 and len(held()[1]) == replies.MOST, (
        "what is written stands at its beginning"
    )
    wrong = reverse("mail_in", args=["0" * 40])
    assert (hand(wrong, raw), client.get(address).status_code) == (404, 405)
    with override_settings(TROTH_REPLY_ADDRESS=""):
        assert hand(reverse("mail_in", args=[replies.way_in()]), raw) == 404
    first = models.Outbox.objects.order_by("due")[0]
    assert first.kind == replies.KIND, "an answer goes before mails that wait to be sent"
    assert "/mail/in/" in address and REPLY not in address
