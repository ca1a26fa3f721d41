"""Work that follows a commit is done at least once, put off when it meets a fault, and parked in the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import pair, terms
from troth.actions import promises
from troth.notify.jobs import HANDLERS
from troth.store import models, outbox

pytestmark = pytest.mark.django_db


def done(details: Mapping[str, object]) -> None:
    """A handler to whom nothing happens."""


def faulty(details: Mapping[str, object]) -> None:
    raise OSError("the other end is away")


def all_done(handlers: Mapping[str, outbox.Handler] = HANDLERS) -> int:
    count = 0
    while outbox.work(handlers):
        count += 1
    return count


def test_the_same_key_put_twice_is_one_piece_of_work() -> None:
    outbox.put("note", "k", {"n": 1})
    outbox.put("note", "k", {"n": 2})
    assert models.Outbox.objects.get().details == {"n": 1}
    assert all_done({"note": done}) == 1
    assert models.Outbox.objects.get().done_at is not None


def test_what_is_not_due_yet_waits() -> None:
    outbox.put("note", "k", {}, due=timezone.now() + timedelta(minutes=1))
    assert not outbox.work({"note": done})


def test_a_fault_is_kept_beside_the_row_and_it_is_tried_again_later() -> None:
    outbox.put("note", "k", {})
    assert outbox.work({"note": faulty})
    row = models.Outbox.objects.get()
    assert row.fault == "OSError: the other end is away"
    assert (row.done_at, row.parked_at, row.lease) == (None, None, None)
    assert row.due > timezone.now()


def test_after_eight_tries_a_row_is_parked_and_left_alone() -> None:
    outbox.put("note", "k", {})
    for _ in range(outbox.MOST_TRIES):
        models.Outbox.objects.update(due=timezone.now())
        assert outbox.work({"note": faulty})
    models.Outbox.objects.update(due=timezone.now())
    assert models.Outbox.objects.get().parked_at is not None
    assert not outbox.work({"note": done})


def test_a_worker_that_died_keeps_its_lease_until_it_runs_out() -> None:
    outbox.put("note", "k", {})
    models.Outbox.objects.update(lease=timezone.now() + outbox.LEASE)
    assert not outbox.work({"note": done})
    models.Outbox.objects.update(lease=timezone.now() - timedelta(seconds=1))
    assert outbox.work({"note": done})


def test_only_the_holder_of_the_lease_marks_a_row_done() -> None:
    def overtaken(details: Mapping[str, object]) -> None:
        models.Outbox.objects.update(lease=timezone.now() + 2 * outbox.LEASE)

    outbox.put("note", "k", {})
    assert outbox.work({"note": overtaken})
    assert models.Outbox.objects.get().done_at is None


def test_an_uncited_entry_is_acknowledged_and_acknowledgements_never_cause_one_another() -> None:
    two = pair()
    all_done()
    promise = promises.offer(two.node, two.veldsen, terms())
    assert not two.node.read(two.alliance.pk, promise)[0].settled
    before = models.Entry.objects.filter(kind="ack/1").count()
    assert all_done() == 1
    assert models.Entry.objects.filter(kind="ack/1").count() == before + 1
    assert two.node.read(two.alliance.pk, promise)[0].settled
    assert all_done() == 0


def test_what_the_partner_has_cited_meanwhile_needs_no_acknowledgement() -> None:
    two = pair()
    all_done()
    promises.offer(two.node, two.veldsen, terms())
    promises.offer(two.node, two.kaido, terms())
    before = models.Entry.objects.filter(kind="ack/1", log=two.kaido.log).count()
    all_done()
    assert models.Entry.objects.filter(kind="ack/1", log=two.kaido.log).count() == before


def test_what_nobody_has_tried_yet_can_be_added_to_and_nothing_else() -> None:
    def more(details: dict[str, object]) -> None:
        details["count"] = int(str(details["count"])) + 1

    later = timezone.now() + timedelta(minutes=5)
    outbox.put("tell", "tell:1:a", {"count": 1}, due=later)
    assert outbox.gather("tell:1:", more)
    assert models.Outbox.objects.get().details == {"count": 2}
    assert not outbox.gather("tell:2:", more)
    for changed in (
        {"attempts": 1},
        {"parked_at": later},
        {"done_at": later},
        {"lease": later},
        {"due": timezone.now()},
    ):
        row = models.Outbox.objects.get()
        models.Outbox.objects.update(**changed)
        assert not outbox.gather("tell:1:", more), changed
        row.save()
