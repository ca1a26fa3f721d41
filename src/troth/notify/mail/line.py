"""The line by which mail leaves the node: kept open over a run of mails, and closed when there are none.

To meet a mail server anew for each mail costs more than the mail. A server that has hung up meanwhile is noticed before
a mail is begun, or keeps all waiting for a moment. That nobody takes any mail is told from a refusal of this one.
"""

from __future__ import annotations

import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from troth.notify.mail import provider
from troth.store.outbox import Undeliverable, Unreachable

MOST = 100  # mails over one connection: some servers end it after as many
IDLE = 3.0  # seconds that a connection is kept for the next one
CHECK = 0.5  # after so many it is asked first whether the server is still there
TROUBLE = (OSError, smtplib.SMTPException)
AWAY = 421  # the server says that it does not serve now
# What says that there is no such mailbox, in enhanced status codes (RFC 3463, RFC 7505).
NOBODY = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")


class Line:
    """A connection that is kept; not for use by several threads."""

    def __init__(self) -> None:
        self._open: BaseEmailBackend | None = None
        self._sent = 0
        self._used = 0.0

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over; raises `Unreachable` where nobody takes any, and otherwise what was said of this one."""
        line = self._ready()
        try:
            message.connection = line
            message.send()
            if settings.TROTH_MAIL_PROVIDER:
                provider.taken(message)
        except Exception as fault:
            self.close()
            if self._sent and isinstance(fault, smtplib.SMTPServerDisconnected):
                raise Unreachable(
                    f"The mail server has hung up: {fault}"
                ) from fault  # not for this one, perhaps
            raise _meant(fault) from fault
        self._sent, self._used = self._sent + 1, time.monotonic()

    def rest(self) -> None:
        """Close the connection when none was sent for a while."""
        if self._open is not None and time.monotonic() - self._used > IDLE:
            self.close()

    def close(self) -> None:
        """Close the connection, whatever state it is in."""
        line, self._open = self._open, None
        if line is not None:
            with suppress(*TROUBLE):
                line.close()

    def _ready(self) -> BaseEmailBackend:
        rested = time.monotonic() - self._used > CHECK
        if self._open is not None and (self._sent >= MOST or (rested and not _answers(self._open))):
            self.close()
        if self._open is None:
            line: BaseEmailBackend = get_connection()
            try:
                line.open()
            except TROUBLE as fault:
                raise Unreachable(f"No mail can be handed over: {fault or type(fault).__name__}") from fault
            self._open, self._sent = line, 0
        return self._open


def hand_over(message: EmailMessage) -> None:
    """This function will hand one mail over, on the line that is kept or on one of its own."""
    if _kept:
        _kept[-1].send(message)
        return
    line = Line()
    try:
        line.send(message)
    finally:
        line.close()


@contextmanager
def kept() -> Iterator[Line]:
    """This function will keep one line for all mails of this process while the block runs."""
    line = Line()
    _kept.append(line)
    try:
        yield line
    finally:
        _kept.remove(line)
        line.close()


_kept: list[Line] = []


def _answers(line: BaseEmailBackend) -> bool:
    if not isinstance(line, EmailBackend):
        return True
    try:
        return line.connection is not None and line.connection.noop()[0] == 250
    except TROUBLE:
        return False


def _meant(fault: Exception) -> Exception:
    """What a fault means: `Unreachable`, `Undeliverable`, or what it is."""
    if settings.TROTH_MAIL_PROVIDER:
        return provider.tell_apart(fault)
    if isinstance(fault, smtplib.SMTPResponseException) and fault.smtp_code == AWAY:
        return Unreachable(f"No mail can be handed over: {fault}")
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        said = [_status(text) for _, text in fault.recipients.values()]
        if said and all(each in NOBODY for each in said):
            return Undeliverable(said[0])
    return fault


def _status(text: bytes) -> str:
    return text.decode("ascii", "replace").partition(" ")[0]
