"""What was signed before a crash is inserted as it is: no place of a log is ever signed twice."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from django.db import transaction

from tests.cast import Pair, pair, terms
from troth.actions import promises
from troth.core.errors import TrothError
from troth.core.record import asks
from troth.store import models
from troth.store.node import Desk, PutBack
from troth.store.pending import SMALL, pending_of
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


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes().rstrip(b"\n")[:-40])


def number_of(path: Path) -> int:
    """The how manieth batch of its log a file holds: two are written within one tick of the file system's clock."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    return max((int(json.loads(line)["batch"]) for line in lines if b'"batch"' in line), default=-1)


def last_of(two: Pair) -> tuple[int, ...]:
    return tuple(kept.seq for kept in pending_of(two.veldsen.log).kept())


def test_a_write_that_was_cut_off_leaves_the_batch_before_it_whole() -> None:
    two = pair()
    for title in ("One", "Two", "Three"):
        promises.offer(two.node, two.veldsen, terms(title=title))
        last = last_of(two)
        newest = max(pending_of(two.veldsen.log).paths, key=number_of)
        whole = newest.read_bytes()
        cut_short(newest)
        assert last_of(two)[-1] == last[0] - 1
        newest.write_bytes(whole)
        assert last_of(two) == last
    cut_short(newest)
    promises.offer(two.node, two.veldsen, terms(title="Four"))
    assert last_of(two) == (last[0] + 1,) and models.Promise.objects.count() == 4


def test_two_damaged_pending_files_stop_signing() -> None:
    two = pair()
    promises.offer(two.node, two.veldsen, terms())
    for path in pending_of(two.veldsen.log).paths:
        cut_short(path)
    with pytest.raises(TrothError, match="damaged"):
        promises.offer(two.node, two.veldsen, terms())


def held_by(two: Pair) -> list[bytes]:
    """The words that lie in the pending files of a log, whichever batch they are of."""
    lines = [line for path in pending_of(two.veldsen.log).paths for line in path.read_bytes().splitlines()]
    return [base64.b64decode(json.loads(line).get("content") or "") for line in lines if line]


@pytest.mark.parametrize("times", [9, 3_000])
def test_nothing_is_left_in_a_pending_file_of_a_longer_batch_before(times: int) -> None:
    two = pair()
    pending = pending_of(two.veldsen.log)
    promises.offer(two.node, two.veldsen, terms(words="Nobody finds this again. " * times))
    assert any(b"Nobody finds this" in words for words in held_by(two))
    for title in ("One", "Two"):
        promises.offer(two.node, two.veldsen, terms(title=title))
    assert not any(b"Nobody finds this" in words for words in held_by(two))
    assert max(path.stat().st_size for path in pending.paths) <= SMALL


def test_words_that_are_asked_to_be_erased_are_in_neither_pending_file() -> None:
    two = pair()
    promises.offer(two.node, two.veldsen, terms(title="Words to be forgotten"))
    entry = models.Entry.objects.get(kind="promise.offer/1")
    assert any(b"forgotten" in words for words in held_by(two))
    with transaction.atomic():
        Desk(two.alliance.pk, two.veldsen.log, two.node.now()).sign_and_keep(asks([entry.pk]))
    assert not any(b"forgotten" in words for words in held_by(two)) and len(last_of(two)) == 1


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
