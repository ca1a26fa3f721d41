"""A mail server that is away for an hour: letters of every kind wait, none is lost or comes twice, each thread in its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.test import override_settings
from django.utils import timezone

from tests.cast import Pair
from tests.cli.running import free_port
from tests.notify.mailbox import Mailboxes
from tests.notify.posting import Talk
from troth.actions import promises
from troth.notify.jobs import HANDLERS
from troth.notify.mail.line import kept
from troth.store import models, outbox, rhythm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posting")]
MONDAY = datetime(2026, 11, 30, 9, 5, tzinfo=UTC)  # within the hours of both
STEP = timedelta(seconds=20)


class Away:
    """A mail server that comes and goes, at one address, beside a clock that is set on."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock, self.boxes, self.port = clock, Mailboxes(), free_port()
        self.server: Controller | None = None

    def come(self) -> None:
        self.server = Controller(self.boxes, hostname="127.0.0.1", port=self.port)
        self.server.start()

    def go(self) -> None:
        if self.server is not None:
            self.server.stop()
        self.server = None

    def let_pass(self, time: timedelta) -> None:
        """Let time pass, and the worker with it."""
        until = timezone.now() + time
        while timezone.now() < until:
            self.clock.shift(STEP)
            while outbox.work(HANDLERS):
                pass

    def came(self) -> list[EmailMessage]:
        return [mail for mails in self.boxes.of.values() for mail in mails]


@pytest.fixture
def away(two: Pair) -> Iterator[Away]:
    models.Person.objects.update(zone="Europe/Amsterdam")
    with time_machine.travel(MONDAY) as clock:
        made = Away(clock)
        way = {
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": made.port,
            "EMAIL_USE_TLS": False,
            "EMAIL_USE_SSL": False,
        }
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=backend, **way), kept():
            yield made
        made.go()


def code(to: str, number: int) -> None:
    """A code to sign in with, as it is asked for."""
    details = {"to": to, "subject": f"Code {number}", "text": "123456", "key": f"code-{number}"}
    outbox.put(outbox.MAIL, f"mail:code-{number}", details)


def test_letters_of_every_kind_wait_for_it_and_come_once_each_thread_in_its_order(
    two: Pair, away: Away
) -> None:
    away.come()
    first = Talk(two)
    away.let_pass(timedelta(minutes=1))
    before = len(away.came())
    assert before == 1
    away.go()
    first.agree()
    code(two.naoko.email, 1)
    away.let_pass(timedelta(minutes=20))
    first.deliver()
    second = Talk(two)
    rhythm.put_letter(two.annelies.pk, timezone.now().date(), timezone.now())
    away.let_pass(timedelta(minutes=20))
    promises.send_back(two.node, two.kaido, first.on, unmet=(0,), words="Half of it")
    second.agree()
    code(two.annelies.email, 2)
    away.let_pass(timedelta(minutes=20))
    assert len(away.came()) == before and outbox.parked() == []
    away.come()
    away.let_pass(outbox.LONGEST_SHUT + STEP)
    _all_there(away)


def _all_there(away: Away) -> None:
    """Everything that was put has come, once; of each thread in the order in which it was put."""
    kinds = (*outbox.LETTERS,)
    assert not models.Outbox.objects.filter(kind__in=kinds, done_at=None, due__lte=timezone.now()).exists()
    assert not models.Outbox.objects.exclude(fault="").exists()
    ids = [str(mail["Message-ID"]) for mail in away.came()]
    assert len(set(ids)) == len(ids)
    done = models.Outbox.objects.filter(kind__in=kinds).exclude(done_at=None)
    assert {row.kind for row in done} == set(kinds) and len(ids) == done.count()
    threads: dict[tuple[str, str], list[str]] = defaultdict(list)
    for to, mails in away.boxes.of.items():
        for mail in mails:
            threads[to, str(mail["In-Reply-To"])].append(str(mail["Message-ID"]).partition("@")[0])
    put = [f"<{row.details.get('key')}" for row in models.Outbox.objects.filter(kind="tell").order_by("id")]
    told = [each for each in threads.values() if all(name.startswith("<tell-") for name in each)]
    assert any(len(each) > 1 for each in told)
    for each in told:
        assert each == sorted(each, key=put.index)
