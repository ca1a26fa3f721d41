"""From a mail that went out by a real mail server to an answer that came back through a real mailbox."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings
from django.utils import timezone

from tests.cast import Pair
from tests.notify.imap import PASSWORD, USER, Mailbox, mailbox
from tests.notify.letters import RECEIVER, REPLY, letter, returned
from troth.actions import listening
from troth.notify.jobs import HANDLERS
from troth.notify.replies import mailbox as reading
from troth.notify.replies.mailbox import Where
from troth.store import models, outbox, private
from troth.store.kept_words import words_by_mail
from troth.store.mailasks import PLAY_BACK, ask_for

pytestmark = pytest.mark.django_db


class Taken(Sink):
    """Keeps what it is handed, with its envelope."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.mails.append(envelope)
        return "250 taken"


@pytest.fixture
def taken() -> Iterator[Taken]:
    handler = Taken()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    with override_settings(
        TROTH_MAIL=True,
        TROTH_URL="https://troth.example",
        TROTH_REPLY_ADDRESS=REPLY,
        TROTH_REPLY_RECEIVER=RECEIVER,
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
    ):
        yield handler
    server.stop()


def work(box: reading.Mailbox) -> None:
    """What arrived is taken in, and everything that waits is done."""
    box.look()
    models.Outbox.objects.update(due=timezone.now() - timedelta(seconds=1))
    while outbox.work(HANDLERS):
        pass
    assert not models.Outbox.objects.exclude(fault="").exists(), list(models.Outbox.objects.values("fault"))


def test_a_mail_goes_out_its_answer_comes_back_and_is_told(two: Pair, taken: Taken) -> None:
    said = listening.put(two.node, two.veldsen, words="Lots leave at four", asks=True, to=two.kaido.by)
    with mailbox() as server:
        box = reading.Mailbox(Where("127.0.0.1", server.port, USER, PASSWORD, ssl=False))
        work(box)
        (asked,) = taken.mails
        _answer(two, server, said, asked)
        work(box)
        _come_back(server, asked)
        work(box)
        box.leave()
    kept = words_by_mail(two.naoko, private.hearing_key(two.alliance.slug, said, "play_back"))
    assert kept is not None and kept.words == "You send them before four."
    told = message_from_bytes(bytes(taken.mails[1].content or b""))
    assert taken.mails[1].rcpt_tos == [two.naoko.email] and "one click" in str(told["Subject"])
    assert models.Bounce.objects.get().person == two.naoko


def _answer(two: Pair, server: Mailbox, said: str, asked: Envelope) -> None:
    """As a mail program does: to the address that the mail names, naming the mail."""
    mail = message_from_bytes(bytes(asked.content or b""))
    assert mail["From"] == "Troth <troth@localhost>" != asked.mail_from
    other = two.alliance.parties.get(log=two.veldsen.log)
    to = ask_for(two.naoko, other, said, PLAY_BACK, "e", message=str(mail["Message-ID"]))
    server.put(letter(to, words="You send them before four.", in_reply_to=str(mail["Message-ID"])))


def _come_back(server: Mailbox, asked: Envelope) -> None:
    server.put(returned(str(asked.mail_from)))
