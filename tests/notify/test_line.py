"""One connection for a run of mails: kept, checked before each, made anew when it ends, and closed when it rests."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings

from tests.notify.mailbox import mail_server
from troth.notify.mail import line
from troth.notify.mail.line import hand_over, kept
from troth.store.outbox import Undeliverable, Unreachable

pytestmark = pytest.mark.django_db


def send(to: str = "naoko@kaido.example") -> None:
    hand_over(EmailMessage("Subject", "Words", "troth@troth.example", [to]))


def test_mails_of_a_run_go_over_one_connection_and_after_a_rest_over_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = []
    plain = line.get_connection
    monkeypatch.setattr(line, "get_connection", lambda: opened.append(1) or plain())
    with mail_server() as boxes, kept() as open_line:
        for _ in range(3):
            send()
        assert len(opened) == 1
        open_line.rest()
        send()
        assert len(opened) == 1, "it has not rested yet"
        monkeypatch.setattr(line, "IDLE", -1.0)
        open_line.rest()
        send()
        assert len(opened) == 2
        monkeypatch.setattr(line, "MOST", 1)
        send()
        assert len(opened) == 3
    assert len(boxes.of["naoko@kaido.example"]) == 6


def test_a_server_that_has_gone_and_come_back_between_two_mails_gets_both_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(line, "CHECK", 0.0)
    with kept():
        with mail_server() as boxes:
            send()
        with mail_server() as later:
            send()
    assert len(boxes.of["naoko@kaido.example"]) == len(later.of["naoko@kaido.example"]) == 1


def test_one_that_hangs_up_within_a_run_is_no_fault_of_the_next_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "CHECK", 60.0)
    with kept():
        with mail_server():
            send()
        with mail_server() as later:
            with pytest.raises(Unreachable, match="hung up"):
                send()
            send()
    assert len(later.of["naoko@kaido.example"]) == 1


def test_a_server_that_is_not_there_is_told_from_an_address_that_is_refused() -> None:
    with mail_server() as boxes:
        boxes.full.add("full@kaido.example")
        with pytest.raises(Exception, match="over quota") as full:
            send("full@kaido.example")
        assert not isinstance(full.value, Unreachable | Undeliverable)
        boxes.nobody.add("gone@kaido.example")
        with pytest.raises(Undeliverable, match=r"5\.1\.1"):
            send("gone@kaido.example")
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with (
        override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=9),
        pytest.raises(Unreachable),
    ):
        send()
