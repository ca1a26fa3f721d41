"""One promise between two firms, and what waits in the outbox to be told of it."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from tests.cast import Pair, terms
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.notify.jobs import HANDLERS
from troth.store import models, outbox


class Talk:
    """One promise of Veldsen to Kaido, and what each side does with it; every outbox row is noted and then done."""

    def __init__(self, two: Pair) -> None:
        self.two = two
        self.promise = promises.offer(
            two.node, two.veldsen, terms(performer=two.veldsen.by, customer=two.kaido.by)
        )

    @property
    def on(self) -> On:
        return On(self.promise, state_of(self.two.node, self.two.alliance.pk, self.promise).stamp)

    def text(self) -> str:
        state = state_of(self.two.node, self.two.alliance.pk, self.promise)
        return next(text.id for text in state.table.values() if text)

    def agree(self) -> None:
        promises.agree(self.two.node, self.two.kaido, self.on, text=self.text())

    def deliver(self) -> None:
        promises.deliver(self.two.node, self.two.veldsen, self.on, words="Secret words")


def put() -> set[tuple[str, str]]:
    """What waits in the outbox to be told, by the person's name and the act; it is then taken as done."""
    rows = models.Outbox.objects.filter(kind="tell", done_at=None)
    found = {
        (models.Person.objects.get(pk=row.details["person"]).name.split()[0], row.details["act"])
        for row in rows
    }
    rows.update(done_at=timezone.now())
    return found


def sent() -> list[mail.EmailMessage]:
    """Everything that waits is sent at once; returned without receipts, which are read in a real mailbox elsewhere."""
    models.Outbox.objects.update(due=timezone.now() - timedelta(seconds=1))
    mail.outbox.clear()
    while outbox.work(HANDLERS):
        pass
    assert not models.Outbox.objects.exclude(fault="").exists(), list(
        models.Outbox.objects.values_list("fault", flat=True)
    )
    return [message for message in mail.outbox if not message.attachments]
