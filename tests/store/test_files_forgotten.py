"""What somebody who leaves had chosen, handed over and was to be told: gone where it is to go, and gone for good."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.cast import Pair, pair, person, terms
from tests.handed import PDF, PNG
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.core.values import Role
from troth.store import bringing, departure, erasure, files, founding, journal, models, waiting_files
from troth.store.departure import Handing
from troth.store.export import bundle_of
from troth.store.forgetting import replay_journal
from troth.store.queries.people import Reader, reader_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_files")]


@pytest.fixture(autouse=True)
def own_journal(no_files: None) -> Iterator[None]:
    """A journal of its own: what other tests erased is in the one they share."""
    journal.path().unlink(missing_ok=True)
    yield
    journal.path().unlink(missing_ok=True)


@pytest.fixture
def two() -> Pair:
    return pair()


def reader(who: models.Person) -> Reader:
    found = reader_of(who)
    assert found is not None
    return found


def delivered(two: Pair, who: models.Person, name: str = "joost.pdf", content: bytes = PDF) -> str:
    actor = founding.actor_of(who, two.alliance)
    promise = promises.offer(two.node, actor, terms(customer=two.kaido.by))
    state = state_of(two.node, two.alliance.pk, promise)
    text = next(text for text in state.table.values() if text)
    promises.agree(two.node, two.kaido, On(promise, state.stamp), text=text.id)
    waiting_files.take(who, promise, name, io.BytesIO(content))
    handed = waiting_files.hand_over(who, promise, two.alliance.pk)
    waiting_files.forget(who, promise)
    stamp = state_of(two.node, two.alliance.pk, promise).stamp
    promises.deliver(two.node, actor, On(promise, stamp), files=handed)
    return models.Entry.objects.get(object=promise, kind="promise.deliver/2").id


def leaves(two: Pair, who: models.Person, *, handed: bool) -> None:
    departure.let_go(
        reader(two.annelies), who, Handing(two.annelies.pk), texts=True, files=handed, notes=True
    )


def here(two: Pair) -> int:
    return len(files.kept_of(two.alliance.pk))


def test_the_files_of_somebody_who_leaves_stay_without_their_names_unless_they_are_to_go(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    entry = delivered(two, joost)
    delivered(two, two.annelies, "ours.png", PNG)
    leaves(two, joost, handed=False)
    found = files.file_of(two.alliance.pk, entry, 1)
    assert found is not None and found.name is None
    assert here(two) == 2


def test_asked_for_they_go_and_no_restored_backup_brings_them_back(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    entry = delivered(two, joost)
    delivered(two, two.annelies, "ours.png", PNG)
    found = files.file_of(two.alliance.pk, entry, 1)
    assert found is not None
    kept = files.folder(two.alliance.pk) / found.sha256
    bundle = dict(bundle_of(two.alliance.pk))
    leaves(two, joost, handed=True)
    assert here(two) == 1 and not kept.exists()
    kept.write_bytes(PDF)  # as a backup made before would
    replay_journal()
    assert not kept.exists()
    bringing.bring(bundle)
    assert here(two) == 1 and not kept.exists()


def test_what_was_chosen_and_not_sent_goes_with_the_account(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    waiting_files.take(joost, "pr_1", "joost.pdf", io.BytesIO(PDF))
    number = joost.pk
    leaves(two, joost, handed=False)
    assert not (waiting_files.folder() / str(number)).exists()
    assert not models.Draft.objects.filter(key__startswith="files:").exists()


@override_settings(TROTH_MAIL=False)
def test_nobody_is_left_to_be_told_by_the_name_of_somebody_who_left(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    actor = founding.actor_of(joost, two.alliance)
    promises.offer(two.node, two.kaido, terms(performer=None, customer=actor.by))
    assert models.Untold.objects.filter(whom="Joost Bakker").exists()
    leaves(two, joost, handed=False)
    assert not models.Untold.objects.filter(whom__contains="Joost").exists()


def test_words_that_are_erased_are_not_kept_beside_whom_nobody_told(two: Pair) -> None:
    promise = promises.offer(two.node, two.veldsen, terms("Passports are copied"))
    assert models.Untold.objects.get(object=promise).title == "Passports are copied"
    text = models.Entry.objects.get(object=promise).id
    erasure.erase(two.alliance.pk, [text])
    assert models.Untold.objects.get(object=promise).title == ""


def test_a_bundle_brings_back_the_files_that_entries_name_and_no_others(two: Pair) -> None:
    entry = delivered(two, two.annelies)
    found = files.file_of(two.alliance.pk, entry, 1)
    assert found is not None
    kept = files.folder(two.alliance.pk) / found.sha256
    bundle = dict(bundle_of(two.alliance.pk))
    kept.unlink()
    wrong = {**bundle, f"files/{found.sha256}": PNG, f"files/{'ab' * 32}": PNG}
    bringing.bring(wrong)
    assert here(two) == 0 and not (kept.parent / ("ab" * 32)).exists()
    bringing.bring(bundle)
    assert kept.read_bytes() == PDF
