"""A record put back from an older backup: read-only, filled up from what either side holds, gone on with by both."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction

from tests.cast import Pair, pair, terms
from troth.actions import promises
from troth.core.record import check, fold_add, fold_hex
from troth.core.values import Role
from troth.store import bringing, fsck, models, receipts, restoring
from troth.store.export import bundle_of
from troth.store.ledger import entry_of
from troth.store.node import PutBack
from troth.store.pending import pending_of
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Pair:
    return pair()


def truncate(two: Pair, *, keep: int) -> None:
    """Put the database back to how it was after `keep` of its entries, as an older backup of it would."""
    gone = list(models.Entry.objects.order_by("number")[keep:].values_list("pk", "id"))
    with bringing.Unguarded():
        models.Citation.objects.filter(entry__in=[pk for pk, _ in gone]).delete()
        models.Body.objects.filter(entry__in=[pk for pk, _ in gone]).delete()
        models.Entry.objects.filter(pk__in=[pk for pk, _ in gone])._raw_delete("default")
    models.Promise.objects.all().delete()
    models.Receipt.objects.all().delete()
    for party in models.Party.objects.all():
        entries = list(models.Entry.objects.filter(log=party.log).order_by("seq"))
        last, total = entries[-1], 0
        for row in entries:
            total = fold_add(total, row.id, row.effective)
        party.head_seq, party.head_id, party.head_high_at = last.seq, last.id, last.high_at
        party.head_seen = {log: list(place) for log, place in entry_of(last).seen.items()}
        party.fold = fold_hex(total)
        party.save()
    for party in models.Party.objects.all():
        for path in pending_of(party.log).paths:
            path.unlink(missing_ok=True)


def acts(two: Pair, *titles: str) -> None:
    for title in titles:
        promises.offer(two.node, two.veldsen, terms(title=title))
        promises.request(two.node, two.kaido, terms(title=f"For that, {title}"))


def titles() -> set[str]:
    return set(models.Promise.objects.values_list("title", flat=True))


def both_consent(two: Pair) -> bool:
    stamp = restoring.stamp_of(two.alliance.pk)
    for actor in (two.veldsen, two.kaido):
        opened = restoring.consent(
            two.alliance.pk, actor.log, role=Role.ADMIN, by=actor.by, name="A", seen=stamp, now=two.clock.at
        )
    return opened


def test_a_record_put_back_can_be_read_and_not_written(two: Pair) -> None:
    acts(two, "Before")
    restoring.put_back(two.alliance.pk)
    with pytest.raises(PutBack):
        promises.offer(two.node, two.veldsen, terms())
    assert "Before" in titles()


def test_a_bundle_of_either_side_brings_everything_back(two: Pair) -> None:
    acts(two, "Before", "After")
    files, count = bundle_of(two.alliance.pk), models.Entry.objects.count()
    shown = titles()
    truncate(two, keep=count - 3)
    restoring.put_back(two.alliance.pk)
    brought = bringing.bring(files)
    assert (brought.entries, brought.why) == (3, "")
    assert models.Entry.objects.count() == count
    assert all(not each.count for each in restoring.missing(two.alliance.pk))
    again = bringing.bring(files)
    assert again.entries == 0
    rebuild(two.alliance.pk)
    assert titles() == shown


def test_a_receipt_says_what_is_missing_and_brings_nothing_back(two: Pair) -> None:
    acts(two, "Before", "After")
    row = receipts.asked(two.alliance.pk, two.clock.at)
    assert row is not None
    envelope, count = bytes(row.envelope), models.Entry.objects.count()
    truncate(two, keep=count - 3)
    restoring.put_back(two.alliance.pk)
    restoring.take_receipt(two.alliance.pk, envelope)
    assert sum(each.count for each in restoring.missing(two.alliance.pk)) == 3
    assert models.Entry.objects.count() == count - 3


def test_the_record_goes_on_with_new_keys_once_both_sides_have_said_so(two: Pair) -> None:
    acts(two, "Before", "After")
    old = bundle_of(two.alliance.pk)
    before = {party.log: bytes(party.public_key) for party in models.Party.objects.all()}
    row = receipts.asked(two.alliance.pk, two.clock.at)
    assert row is not None
    envelope = bytes(row.envelope)
    truncate(two, keep=models.Entry.objects.count() - 3)
    restoring.put_back(two.alliance.pk)
    restoring.take_receipt(two.alliance.pk, envelope)
    assert both_consent(two)
    for party in models.Party.objects.all():
        assert bytes(party.public_key) != before[party.log] and party.halted_at is None
    promises.offer(two.node, two.veldsen, terms(title="Said again"))
    assert "Said again" in titles()
    found = check(bundle_of(two.alliance.pk))
    assert found.whole, found.faults
    assert models.Receipt.objects.order_by("-number")[0].because == "restored"
    # What turns up later is told from what stands now, and changes nothing.
    brought = bringing.bring(old)
    assert brought.entries == 0 and "lost, accepted by both" in brought.why


def test_nobody_consents_to_what_they_have_not_seen(two: Pair) -> None:
    acts(two, "Before", "After")
    row = receipts.asked(two.alliance.pk, two.clock.at)
    assert row is not None
    envelope = bytes(row.envelope)
    truncate(two, keep=models.Entry.objects.count() - 3)
    restoring.put_back(two.alliance.pk)
    stamp = restoring.stamp_of(two.alliance.pk)
    said = {"role": Role.ADMIN, "by": "", "name": "A", "now": two.clock.at}
    assert not restoring.consent(two.alliance.pk, two.veldsen.log, seen=stamp, **said)  # type: ignore[arg-type]
    restoring.take_receipt(two.alliance.pk, envelope)
    with pytest.raises(restoring.NotPutBack, match="once more"):
        restoring.consent(two.alliance.pk, two.kaido.log, seen=stamp, **said)  # type: ignore[arg-type]
    found = restoring.open_for(two.alliance.pk)
    assert found is not None and found.consents == {}


def test_a_crash_between_signing_and_committing_the_new_key_signs_nothing_twice(two: Pair) -> None:
    class PowerCut(Exception):
        pass

    acts(two, "Before")
    restoring.put_back(two.alliance.pk)
    stamp = restoring.stamp_of(two.alliance.pk)
    said = {"role": Role.ADMIN, "by": "", "name": "A", "seen": stamp, "now": two.clock.at}
    restoring.consent(two.alliance.pk, two.veldsen.log, **said)  # type: ignore[arg-type]
    found = restoring.open_for(two.alliance.pk)
    assert found is not None
    found.consents[two.kaido.log] = {"by": "", "name": "H", "at": two.clock.at}
    found.save()
    with pytest.raises(PowerCut), transaction.atomic():
        restoring.go_on(two.alliance.pk, now=two.clock.at)
        raise PowerCut
    signed = {log: pending_of(log).kept()[0].envelope for log in (two.veldsen.log, two.kaido.log)}
    assert restoring.recover_all() == []
    for log, envelope in signed.items():
        (row,) = models.Entry.objects.filter(log=log, kind="log.restored/1")
        assert entry_of(row).envelope() == envelope
    promises.offer(two.node, two.kaido, terms(title="On we go"))
    assert check(bundle_of(two.alliance.pk)).whole


def test_a_stored_byte_that_changed_is_found_and_mended_from_a_bundle(two: Pair) -> None:
    acts(two, "Before")
    files = bundle_of(two.alliance.pk)
    row = models.Entry.objects.order_by("number")[4]
    broken = bytearray(row.payload)
    broken[40] ^= 1
    with bringing.Unguarded():
        models.Entry.objects.filter(pk=row.pk).update(payload=bytes(broken))
    found = fsck.check(two.alliance.pk, now=two.clock.at)
    assert found.faults and found.faults[0]["seq"] == row.seq
    assert bringing.bring(files).mended == 1
    assert fsck.check(two.alliance.pk, now=two.clock.at).faults == []
    with pytest.raises(Exception, match="never changed"):
        models.Entry.objects.update(at=1)


def test_a_foreign_bundle_or_receipt_is_refused_in_words(two: Pair, tmp_path: Path) -> None:
    restoring.put_back(two.alliance.pk)
    with pytest.raises(bringing.ForeignBundle, match="not on this node"):
        bringing.bring({"manifest.json": b'{"alliance":"00"}'})
    with pytest.raises(restoring.ForeignReceipt):
        restoring.take_receipt(two.alliance.pk, b'{"payload":"x"}')
