"""A real mail server that counts what it takes in, and letters of a node that go out to it through a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.cli.running import free_port
from tests.store.apart import Apart

FLOOD = """
from datetime import UTC, datetime, timedelta
from tests.cast import terms
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.notify.mail.sending import message_id
from troth.store import founding, models, outbox
from troth.store.node import StoreNode
from troth.store.queries.receipts import to_post
node, alliance = StoreNode(), models.Alliance.objects.get()
one, other = (models.Person.objects.get(email__startswith=name) for name in ("annelies", "naoko"))
veldsen, kaido = (founding.actor_of(each, alliance) for each in (one, other))
for number in range(4):
    day = (datetime.now(UTC) + timedelta(days=40)).date()
    name = promises.offer(node, veldsen, terms(f"Promise {{number}}", day))
    state = state_of(node, alliance.pk, name)
    text = next(each.id for each in state.table.values() if each)
    promises.agree(node, kaido, On(name, state.stamp), text=text)
sample = models.Outbox.objects.filter(kind="tell").first()
for number in range({count}):
    key = f"flood-{{number}}"
    if number % 3:
        outbox.put("tell", f"tell:{{key}}", sample.details | {{"key": key}})
    else:
        details = {{"to": other.email, "subject": f"Code {{number}}", "text": "123456", "key": key}}
        outbox.put("mail", f"mail:{{key}}", details)
rows = models.Outbox.objects.filter(done_at=None, kind__in=outbox.LETTERS)
rows.update(due=sample.due)
for row in rows:
    print(message_id(row.details["key"] if "key" in row.details else to_post(row.details).key))
"""
LEFT = """
from django.db.models import Q
from django.utils import timezone
from troth.store import models, outbox
rows = models.Outbox.objects.filter(kind__in=outbox.LETTERS)
due = rows.filter(Q(due__lte=timezone.now()) | Q(attempts__gt=0), done_at=None)
print(due.count(), rows.exclude(parked_at=None).count(), rows.exclude(fault="").count())
"""


@dataclass
class Post:
    """How often each letter was taken in, by its Message-ID, and in which order; `then` is done before it is answered."""

    port: int = 0
    came: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)
    letters: list[Message] = field(default_factory=list)
    then: Callable[[], None] | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter in."""
        letter = message_from_bytes(bytes(envelope.content or b""))
        self.letters.append(letter)
        self.order.append(str(letter["Message-ID"]))
        self.came[self.order[-1]] += 1
        if self.then is not None:
            then, self.then = self.then, None
            then()
        return "250 OK"

    def until(self, enough: Callable[[], bool], seconds: float = 60) -> bool:
        """Wait until something is so; False when it does not become so."""
        ends = time.monotonic() + seconds
        while not enough():
            if time.monotonic() > ends:
                return False
            time.sleep(0.002)
        return True


@contextmanager
def post_office() -> Iterator[Post]:
    """Run a mail server that counts."""
    post = Post(free_port())
    server = Controller(post, hostname="127.0.0.1", port=post.port)
    server.start()
    try:
        yield post
    finally:
        server.stop()


def sending_to(node: Apart, post: Post) -> Apart:
    """The same node, sending its mail there."""
    more = {
        "TROTH_MAIL_URL": f"smtp+plain://127.0.0.1:{post.port}",
        "TROTH_URL": "http://localhost",
    }
    return Apart(node.home, node.environ | more)


def flood(node: Apart, count: int) -> set[str]:
    """Put so many letters into the outbox, and what a few acts put there; returns their Message-IDs."""
    return set(node.python(FLOOD.format(count=count)).split())


def left(node: Apart) -> str:
    """How many letters are not done, how many were given up, and how many have a fault beside them."""
    return node.python(LEFT)


@contextmanager
def worker(node: Apart) -> Iterator[subprocess.Popen[bytes]]:
    """Run `troth worker` for a while."""
    command = [sys.executable, "-m", "troth", "worker"]
    process = subprocess.Popen(command, env=node.environ)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def kill(pid: int) -> None:
    """What nothing can be done against."""
    os.kill(pid, signal.SIGKILL)
