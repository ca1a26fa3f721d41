"""What tests begin with is put back as it was made, and nothing that one of them did is there for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests import begun
from tests.cast import Pair, pair, terms
from troth.actions import promises
from troth.store import models
from troth.store.queries.counts import _by

pytestmark = pytest.mark.django_db


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def begin() -> Callable[[], Pair]:
    """A pair that this process has not made yet."""
    return begun.once(pair.__wrapped__)  # type: ignore[attr-defined, no-any-return]


def every_row() -> dict[str, tuple[list[str], list[str]]]:
    """Every row of every table, in an order of its own: a database gives them as they happen to lie."""
    return {
        table: (list(columns), sorted(map(repr, found))) for table, (columns, found) in begun.rows().items()
    }


def test_rows_files_and_objects_are_those_that_were_made(begin: Callable[[], Pair]) -> None:
    with undone():
        made, rows, files = begin(), every_row(), begun.files()
    assert not models.Entry.objects.exists()
    with undone():
        back = begin()
        assert every_row() == rows and begun.files() == files
    assert (back.veldsen, back.kaido, back.annelies) == (made.veldsen, made.kaido, made.annelies)
    assert back.annelies is not made.annelies
    assert back.node.now() == back.clock.at


def test_what_one_test_did_is_not_there_for_the_next(begin: Callable[[], Pair]) -> None:
    signed, stray = [], settings.TROTH_HOME / "imports" / "of-one-test"
    for title in ("The first", "The second", "The third"):
        with undone():
            two = begin()
            assert not stray.exists() and _by.cache_info().currsize == 0
            promises.offer(two.node, two.veldsen, terms(title))
            stray.parent.mkdir(exist_ok=True)
            stray.write_text(title)
            _by(two.alliance.pk, ((two.veldsen.log, 5), (two.kaido.log, 3)))
            signed.append(models.Promise.objects.get().title)
    assert signed == ["The first", "The second", "The third"]


def test_it_is_made_anew_where_somebody_is_or_where_the_node_is_another(begin: Callable[[], Pair]) -> None:
    with undone():
        log = begin().veldsen.log
    with undone():
        models.Organisation.objects.create(name="Havn AS", short="Havn", zone="Europe/Oslo")
        assert begin().veldsen.log != log
    with undone(), override_settings(TROTH_MAIL=True):
        assert begin().veldsen.log != log
    with undone():
        assert begin().veldsen.log == log
