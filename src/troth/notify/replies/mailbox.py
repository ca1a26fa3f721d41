"""The mailbox that replies arrive in, looked into by the worker every few seconds over IMAP (RFC 3501).

Nothing is deleted and nothing marked: how far it was read is kept here, so that somebody who looks into it by hand
takes nothing away. What arrives twice counts once, by its Message-ID.
"""

from __future__ import annotations

import imaplib
import logging
import ssl
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error, close_old_connections, connections
from django.utils import timezone

from troth.store import replies

PAUSE = 5.0
LONGEST_PAUSE = 300.0
PATIENCE = 20.0  # seconds for one answer of the server
AT_ONCE = 50
AT_FIRST = timedelta(days=2)  # how old what is read may be when a mailbox is new to this node
TROUBLE = (OSError, imaplib.IMAP4.error, Error)

log = logging.getLogger("troth.mail")


@dataclass(frozen=True)
class Where:
    """A mailbox: its server, how it is reached (`ssl`, `tls` or plain), who reads it and which folder."""

    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    ssl: bool = True
    tls: bool = False

    @property
    def name(self) -> str:
        """What it is called where the node keeps how far it was read."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def watch(where: Where, stop: threading.Event) -> None:
    """This function will look into a mailbox until told to stop; in trouble it says so once, and tries more slowly."""
    box, pause = Mailbox(where), PAUSE
    while not stop.is_set():
        try:
            close_old_connections()
            while box.look() == AT_ONCE and not stop.is_set():
                pass
            pause = PAUSE
        except TROUBLE as fault:
            if pause == PAUSE:
                log.warning("The mailbox of replies did not answer (%s); it is tried again.", fault)
            box.leave()
            pause = min(LONGEST_PAUSE, pause * 2)
        stop.wait(pause)
    box.leave()
    connections.close_all()


class Mailbox:
    """A mailbox with the connection that is kept from one look to the next."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self._open: imaplib.IMAP4 | None = None

    def look(self) -> int:
        """Take in what has arrived since the last look; returns how many messages. Raises what the server says."""
        box = self._open if self._open is not None else self._enter()
        box.noop()
        place = replies.place_of(self.where.name)
        validity = _number(box.response("UIDVALIDITY")[1]) or place.validity
        if validity != place.validity:
            replies.read_up_to(place, validity=validity, uid=0)
        since = (timezone.now() - AT_FIRST).strftime("%d-%b-%Y")
        asked = ("UID", f"{place.uid + 1}:*") if place.uid else ("SINCE", since)
        fresh = sorted(uid for uid in _numbers(_said(box.uid("SEARCH", *asked))) if uid > place.uid)
        for uid in fresh[:AT_ONCE]:
            self._take(box, uid)
            replies.read_up_to(place, validity=validity, uid=uid)
        return len(fresh[:AT_ONCE])

    def leave(self) -> None:
        """Let the connection go, whatever state it is in."""
        box, self._open = self._open, None
        if box is not None:
            with suppress(*TROUBLE):
                box.logout()
            with suppress(*TROUBLE):
                box.shutdown()

    def _enter(self) -> imaplib.IMAP4:
        where = self.where
        checked = ssl.create_default_context()
        box: imaplib.IMAP4
        if where.ssl:
            box = imaplib.IMAP4_SSL(where.host, where.port, ssl_context=checked, timeout=PATIENCE)
        else:
            box = imaplib.IMAP4(where.host, where.port, timeout=PATIENCE)
        self._open = box
        if where.tls:
            box.starttls(ssl_context=checked)
        box.login(where.user, where.password)
        _said(box.select(f'"{where.folder}"', readonly=True))
        return box

    def _take(self, box: imaplib.IMAP4, uid: int) -> None:
        found = _said(box.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{replies.MOST}>)"))
        for each in found:
            if isinstance(each, tuple):
                replies.take_in(each[1])


def _said(answer: tuple[str, Sequence[object]]) -> Sequence[object]:
    status, found = answer
    if status != "OK":
        raise imaplib.IMAP4.error(f"the server says {status}")
    return found


def _numbers(found: Iterable[object]) -> list[int]:
    words = b" ".join(each for each in found if isinstance(each, bytes)).split()
    return [int(word) for word in words if word.isdigit()]


def _number(found: Iterable[object]) -> int:
    return next(iter(_numbers(found)), 0)
