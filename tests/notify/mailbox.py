"""A real mail server on this machine, and what lies in its mailboxes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

from tests.cli.running import free_port


@dataclass
class Mailboxes:
    """Everything the server took in, by the address it was for; `full` and `nobody` are addresses that it takes nothing
    for, now or ever."""

    port: int = 0
    full: set[str] = field(default_factory=set)
    nobody: set[str] = field(default_factory=set)
    of: dict[str, list[EmailMessage]] = field(default_factory=dict)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address, unless its mailbox is full."""
        if address in self.full:
            return "452 4.2.2 mailbox over quota"
        if address in self.nobody:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Put a message into the mailbox of each it is for."""
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        for address in envelope.rcpt_tos:
            self.of.setdefault(address, []).append(message)
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailboxes]:
    """Run a mail server for a while, and have the node send by it."""
    boxes = Mailboxes(free_port())
    server = Controller(boxes, hostname="127.0.0.1", port=boxes.port)
    server.start()
    try:
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=server.port,
            EMAIL_USE_TLS=False,
            EMAIL_USE_SSL=False,
        ):
            yield boxes
    finally:
        server.stop()
