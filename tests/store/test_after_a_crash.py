"""What was signed before a crash is inserted as it is: no place of a log is ever signed twice."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.cast import Pair, pair, terms
from troth.actions import promises
from troth.core.errors import TrothError
from troth.store import models
from troth.store.node import PutBack
from troth.store.pending import pending_of
from troth.store.restoring import recover_all

pytestmark = pytest.mark.django_db


class PowerCut(Exception):
    """The machine stops between signing and committing."""


def signed_and_lost(two: Pair) -> bytes:
    """Offer something, and lose the commit after the batch was kept on disk."""
    with pytest.raises(PowerCut), transaction.atomic():
        promises.offer(two.node, two.veldsen, terms(title="Signed before the cut"))
        raise PowerCut
    return pending_of(two.veldsen.log).kept()[0].envelope


def test_an_entry_signed_before_a_crash_is_inserted_with_its_words_at_the_next_act() -> None:
    two = pair()
    envelope = signed_and_lost(two)
    assert not models.Promise.objects.exists()
    promises.offer(two.node, two.veldsen, terms(title="Said after it"))
    titles = models.Promise.objects.order_by("number").values_list("title", flat=True)
    assert list(titles) == ["Signed before the cut", "Said after it"]
    assert pending_of(two.veldsen.log).kept()[-1].envelope != envelope


def test_an_entry_signed_before_a_crash_outlives_a_second_one_at_the_next_act() -> None:
    two = pair()
    envelope = signed_and_lost(two)
    with pytest.raises(PowerCut), transaction.atomic():
        promises.offer(two.node, two.veldsen, terms(title="Signed before the second cut"))
        raise PowerCut
    assert pending_of(two.veldsen.log).kept()[0].envelope == envelope
    promises.offer(two.node, two.veldsen, terms(title="Said after both"))
    titles = models.Promise.objects.order_by("number").values_list("title", flat=True)
    assert list(titles) == ["Signed before the cut", "Signed before the second cut", "Said after both"]


def test_recovery_at_start_inserts_it_and_says_nothing() -> None:
    two = pair()
    signed_and_lost(two)
    assert recover_all() == []
    assert models.Promise.objects.get().title == "Signed before the cut"


def test_nothing_is_signed_when_the_database_is_older_than_the_pending_file() -> None:
    two = pair()
    promises.offer(two.node, two.veldsen, terms())
    party = models.Party.objects.get(log=two.veldsen.log)
    models.Party.objects.filter(pk=party.pk).update(head_seq=party.head_seq - 2)
    with pytest.raises(PutBack, match="put back from a backup"):
        promises.offer(two.node, two.veldsen, terms())
    (fault,) = recover_all()
    assert "an older database was put back" in fault
    party.refresh_from_db()
    assert party.halted_at is not None


def test_a_damaged_pending_file_stops_signing() -> None:
    two = pair()
    promises.offer(two.node, two.veldsen, terms())
    path = pending_of(two.veldsen.log).path
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(TrothError, match="damaged"):
        promises.offer(two.node, two.veldsen, terms())


def test_an_entry_is_never_changed_or_deleted() -> None:
    from django.db import DatabaseError

    two = pair()
    promises.offer(two.node, two.veldsen, terms())
    for change in (
        lambda: models.Entry.objects.update(at=1),
        lambda: models.Entry.objects.filter(kind="promise.offer/1").delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
