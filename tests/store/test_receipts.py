"""Receipts: made in the act's own transaction, numbered without a gap, and good against the record for ever."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.cast import DAY, Pair, pair, terms
from tests.store.test_history_on_record import known, reported, stamp
from troth.actions import history as acts
from troth.actions import promises
from troth.actions.effects import without_effect
from troth.actions.promises import On, state_of
from troth.core.record import check, fold_add, fold_hex
from troth.store import models, outbox, receipts, schedule
from troth.store.export import bundle_of

pytestmark = pytest.mark.django_db


def numbers(two: Pair) -> list[int]:
    return list(
        models.Receipt.objects.filter(alliance=two.alliance)
        .order_by("number")
        .values_list("number", flat=True)
    )


def on(two: Pair, promise: str) -> On:
    return On(promise, state_of(two.node, two.alliance.pk, promise).stamp)


def kept_promise(two: Pair) -> str:
    promise = promises.offer(two.node, two.veldsen, terms())
    text = next(text for text in state_of(two.node, two.alliance.pk, promise).table.values() if text)
    promises.agree(two.node, two.kaido, on(two, promise), text=text.id)
    promises.report_progress(two.node, two.veldsen, on(two, promise), words="Half of it is done")
    promises.deliver(two.node, two.veldsen, on(two, promise), words="It is there")
    promises.accept(two.node, two.kaido, on(two, promise), met=(True,))
    return promise


def test_each_agreement_delivery_acceptance_and_release_has_its_receipt() -> None:
    two = pair()
    kept_promise(two)
    because = models.Receipt.objects.order_by("number").values_list("because", flat=True)
    assert list(because) == ["agree", "deliver", "accept"]


def test_receipts_name_the_one_before_and_the_heads_as_they_were() -> None:
    two = pair()
    kept_promise(two)
    before = None
    for row in models.Receipt.objects.order_by("number"):
        receipt = receipts.opened(row)
        assert receipt.prev == before
        assert len(receipt.signatures) == 2
        for log, place in receipt.heads.items():
            assert models.Entry.objects.get(log=log, seq=place.seq).id == place.id
        before = receipt.id


def test_the_fold_digest_is_the_sum_of_what_was_decided_about_every_entry() -> None:
    two = pair()
    kept_promise(two)
    total = 0
    for name, effective in models.Entry.objects.values_list("id", "effective"):
        total = fold_add(total, name, effective)
    last = models.Receipt.objects.order_by("-number")[0]
    assert receipts.opened(last).fold == fold_hex(total)


def test_an_act_that_is_undone_leaves_no_receipt_and_no_gap() -> None:
    two = pair()
    promise = promises.offer(two.node, two.veldsen, terms())
    text = next(text for text in state_of(two.node, two.alliance.pk, promise).table.values() if text)

    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        promises.agree(two.node, two.kaido, on(two, promise), text=text.id)
        raise Undone
    assert numbers(two) == []
    kept_promise(two)
    assert numbers(two) == [1, 2, 3, 4]  # the agreement that was signed before the cut came back without one


def test_a_day_with_something_new_has_one_receipt_and_a_quiet_day_none() -> None:
    two = pair()
    promises.offer(two.node, two.veldsen, terms())
    assert receipts.daily(two.alliance.pk, two.clock.at) is not None
    two.clock.move_on(1)
    assert receipts.daily(two.alliance.pk, two.clock.at) is None
    promises.offer(two.node, two.veldsen, terms(title="Another thing"))
    made = receipts.daily(two.alliance.pk, two.clock.at)
    assert made is not None and (made.number, made.because) == (2, "daily")


def test_the_worker_makes_them_and_checks_the_record_by_night() -> None:
    two = pair()
    promises.offer(two.node, two.veldsen, terms())
    schedule.put_daily(schedule.timezone.now())
    schedule.put_daily(schedule.timezone.now())
    rows = models.Outbox.objects.filter(kind__in=["receipt", "fsck"])
    assert sorted(rows.values_list("kind", flat=True)) == ["fsck", "receipt"]
    rows.update(due=schedule.timezone.now())
    while outbox.work(
        {"receipt": schedule.receipt, "fsck": schedule.check, "ack": lambda _: None, "mail": lambda _: None}
    ):
        pass
    assert models.Receipt.objects.count() == 1
    assert models.Checkup.objects.get().faults == []


def test_a_check_with_the_rooms_at_hand_reckons_the_digest_that_the_node_signed() -> None:
    two = known()
    batch = reported(two)
    acts.confirm(two.node, two.kaido, batch.object, stamp=stamp(two, batch))
    kept_promise(two)
    assert receipts.asked(two.alliance.pk, two.clock.at) is None
    found = check(bundle_of(two.alliance.pk), idle=lambda copy: without_effect(copy, lambda done, of: None))
    assert found.whole and found.entries > 45 and len(found.receipts) == 3


def test_a_bundle_carries_the_receipts_and_fits() -> None:
    two = pair()
    kept_promise(two)
    two.clock.move_on(DAY / DAY)
    files = bundle_of(two.alliance.pk)
    assert [name for name in files if name.startswith("receipts/")] == [
        f"receipts/{n:06d}.json" for n in (1, 2, 3)
    ]
    assert check(files).whole
