"""Files of deliveries: whole on disk before they are signed, never handed out changed, gone when they are to go."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import time
from pathlib import Path

import pytest
from django.test import override_settings

from tests.cast import Pair, pair, terms
from tests.handed import PDF, PNG
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.core.promises import Delivery, File
from troth.core.record import check
from troth.store import files, models, waiting_files
from troth.store.export import bundle_of, check_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_files")]


@pytest.fixture
def two() -> Pair:
    return pair()


def agreed(two: Pair) -> str:
    promise = promises.offer(two.node, two.veldsen, terms())
    state = state_of(two.node, two.alliance.pk, promise)
    text = next(text for text in state.table.values() if text)
    promises.agree(two.node, two.kaido, On(promise, state.stamp), text=text.id)
    return promise


def delivered(two: Pair, *contents: tuple[str, bytes]) -> str:
    """Deliver a promise with these files; returns the id of the delivery's entry."""
    promise = agreed(two)
    for name, content in contents:
        waiting_files.take(two.annelies, promise, name, io.BytesIO(content))
    handed = waiting_files.hand_over(two.annelies, promise, two.alliance.pk)
    stamp = state_of(two.node, two.alliance.pk, promise).stamp
    promises.deliver(two.node, two.veldsen, On(promise, stamp), files=handed)
    waiting_files.forget(two.annelies, promise)
    return models.Entry.objects.get(object=promise, kind="promise.deliver/2").id


def test_a_file_waits_for_its_owner_alone_and_is_read_back_as_it_was(two: Pair) -> None:
    made = waiting_files.take(two.annelies, "pr_1", "..\\fitting\u202e.pdf", io.BytesIO(PDF))
    assert (made.name, made.kind, made.size) == ("fitting.pdf", "application/pdf", len(PDF))
    assert waiting_files.waiting(two.annelies, "pr_1") == (made,)
    assert waiting_files.waiting(two.naoko, "pr_1") == waiting_files.waiting(two.annelies, "pr_2") == ()
    (path,) = waiting_files.folder().glob(f"{two.annelies.pk}/*")
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_chosen_can_be_taken_away_again_by_whoever_chose_it(two: Pair) -> None:
    one = waiting_files.take(two.annelies, "pr_1", "a.pdf", io.BytesIO(PDF))
    other = waiting_files.take(two.annelies, "pr_1", "b.png", io.BytesIO(PNG))
    waiting_files.drop(two.naoko, "pr_1", one.token)
    waiting_files.drop(two.annelies, "pr_1", "../../keys/node.key")
    assert waiting_files.waiting(two.annelies, "pr_1") == (one, other)
    waiting_files.drop(two.annelies, "pr_1", one.token)
    assert waiting_files.waiting(two.annelies, "pr_1") == (other,)
    waiting_files.forget_all_of(two.annelies)
    assert not (waiting_files.folder() / str(two.annelies.pk)).exists()
    assert not models.Draft.objects.filter(person=two.annelies).exists()


def test_what_was_left_for_a_week_is_deleted_when_somebody_else_chooses_a_file(two: Pair) -> None:
    waiting_files.take(two.annelies, "pr_1", "a.pdf", io.BytesIO(PDF))
    (path,) = waiting_files.folder().glob(f"{two.annelies.pk}/*")
    before = time.time() - waiting_files.KEPT_FOR - 1
    os.utime(path, (before, before))
    waiting_files.take(two.naoko, "pr_1", "b.pdf", io.BytesIO(PDF))
    assert not path.exists()
    assert waiting_files.waiting(two.annelies, "pr_1") == ()


@override_settings(TROTH_FILE_MB=1, TROTH_FILES_MB=2)
def test_a_delivery_carries_so_much_and_so_many_and_no_more(two: Pair) -> None:
    large = PDF + b"\0" * 900_000
    with pytest.raises(waiting_files.TooLarge, match="larger than 1 MB"):
        waiting_files.take(two.annelies, "pr_1", "a.pdf", io.BytesIO(PDF + b"\0" * 1_000_000))
    for name in ("a.pdf", "b.pdf"):
        waiting_files.take(two.annelies, "pr_1", name, io.BytesIO(large))
    with pytest.raises(waiting_files.TooLarge, match="more than 2 MB together"):
        waiting_files.take(two.annelies, "pr_1", "c.pdf", io.BytesIO(large))
    for number in range(8):
        waiting_files.take(two.annelies, "pr_1", f"{number}.pdf", io.BytesIO(PDF))
    with pytest.raises(waiting_files.TooMany):
        waiting_files.take(two.annelies, "pr_1", "one-more.pdf", io.BytesIO(PDF))
    assert len(list(waiting_files.folder().glob(f"{two.annelies.pk}/*"))) == 10


def test_a_delivery_names_its_files_by_hash_and_the_words_name_them_for_people(two: Pair) -> None:
    entry = delivered(two, ("fitting.pdf", PDF), ("probe.png", PNG))
    row = models.Entry.objects.get(id=entry)
    assert hashlib.sha256(PDF).hexdigest().encode() in bytes(row.payload)
    assert b"fitting.pdf" not in bytes(row.payload)
    assert b"fitting.pdf" in bytes(row.body.content)
    found = files.file_of(two.alliance.pk, entry, 1)
    assert found == File(hashlib.sha256(PDF).hexdigest(), len(PDF), "fitting.pdf", "application/pdf")
    with files.opened(two.alliance.pk, found) as content:
        assert content.read() == PDF
    assert files.file_of(two.alliance.pk, entry, 0) is files.file_of(two.alliance.pk, entry, 3) is None
    assert files.file_of("0" * 64, entry, 1) is None
    path = files.folder(two.alliance.pk) / found.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []


def test_a_byte_that_changed_on_disk_is_told_and_never_handed_out(two: Pair) -> None:
    entry = delivered(two, ("fitting.pdf", PDF))
    found = files.file_of(two.alliance.pk, entry, 1)
    assert found is not None
    path = files.folder(two.alliance.pk) / found.sha256
    path.write_bytes(PDF.replace(b"1.7", b"1.6"))
    with pytest.raises(files.Changed):
        files.opened(two.alliance.pk, found)
    path.unlink()
    with pytest.raises(files.NotHere):
        files.opened(two.alliance.pk, found)


def test_a_file_that_changed_while_it_waited_is_not_signed(two: Pair) -> None:
    promise = agreed(two)
    waiting_files.take(two.annelies, promise, "a.pdf", io.BytesIO(PDF))
    (path,) = waiting_files.folder().glob(f"{two.annelies.pk}/*")
    path.write_bytes(PNG)
    with pytest.raises(files.NotHere):
        waiting_files.hand_over(two.annelies, promise, two.alliance.pk)
    assert not list(files.folder(two.alliance.pk).glob("*"))


def test_the_same_file_handed_over_twice_lies_there_once_and_heals_what_the_disk_changed(two: Pair) -> None:
    first = delivered(two, ("a.pdf", PDF))
    found = files.file_of(two.alliance.pk, first, 1)
    assert found is not None
    (files.folder(two.alliance.pk) / found.sha256).write_bytes(b"damaged")
    second = delivered(two, ("b.pdf", PDF))
    assert [each.name for each in files.folder(two.alliance.pk).iterdir()] == [found.sha256]
    with files.opened(two.alliance.pk, found) as content:
        assert content.read() == PDF
    assert files.forget_files([first]) == 0, "another delivery names it too"
    assert files.forget_files([first, second]) == 1
    assert files.kept_of(two.alliance.pk) == {}


def test_files_kept_for_an_entry_that_was_not_signed_are_deleted(two: Pair) -> None:
    entry = delivered(two, ("a.pdf", PDF))
    promise = agreed(two)
    waiting_files.take(two.annelies, promise, "b.png", io.BytesIO(PNG))
    handed = waiting_files.hand_over(two.annelies, promise, two.alliance.pk)
    named = files.file_of(two.alliance.pk, entry, 1)
    assert named is not None
    files.forget_unnamed(two.alliance.pk, [each.sha256 for each in (*handed, named)])
    assert set(files.kept_of(two.alliance.pk)) == {named.sha256}
    assert [each.name for each in files.folder(two.alliance.pk).iterdir()] == [named.sha256]


def test_a_bundle_carries_the_files_under_their_hashes_and_tells_when_one_is_not_as_it_was(two: Pair) -> None:
    delivered(two, ("a.pdf", PDF))
    name = f"files/{hashlib.sha256(PDF).hexdigest()}"
    files_of = bundle_of(two.alliance.pk)
    assert files_of[name] == PDF
    assert not check(files_of).faults
    assert [fault.file for fault in check({**files_of, name: PNG}).faults] == [name]
    bare = bundle_of(two.alliance.pk, with_files=False)
    assert name not in bare and not check(bare).faults
    assert not check_of(two.alliance.pk).faults
    kaidos = bundle_of(two.alliance.pk, log=two.kaido.log)
    assert name not in kaidos


def test_a_name_that_was_erased_leaves_the_file_and_its_hash(two: Pair) -> None:
    entry = delivered(two, ("a.pdf", PDF))
    models.Body.objects.filter(entry__id=entry).delete()
    found = files.file_of(two.alliance.pk, entry, 1)
    assert found == File(hashlib.sha256(PDF).hexdigest(), len(PDF))
    promise = models.Entry.objects.get(id=entry).object
    state = state_of(two.node, two.alliance.pk, promise)
    assert state.delivery is not None and isinstance(state.delivery.facts, Delivery)
    assert state.delivery.facts.files == (found,)


def test_writing_never_goes_over_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"first")
    with pytest.raises(FileExistsError):
        files.write(tmp_path / "a", iter([b"second"]))
    assert (tmp_path / "a").read_bytes() == b"first"
