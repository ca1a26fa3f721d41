"""Questions that are prepared give what Django gives, whatever is asked, on every database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from tests.cast import Pair, pair, terms
from troth.actions import promises
from troth.store import models
from troth.store.prepared import LONGEST, prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Pair:
    made = pair()
    for _ in range(3):
        promises.offer(made.node, made.veldsen, terms())
    return made


def asked(build: object, *args: object, **kwargs: object) -> list[tuple[str, object]]:
    with CaptureQueriesContext(connection) as seen:
        rows = list(build(*args, **kwargs))  # type: ignore[operator]
    return [*((each["sql"], None) for each in seen.captured_queries), ("rows", rows)]


def of_sides(slug: str) -> QuerySet[models.Party]:
    rows = models.Party.objects.select_related("alliance", "organisation")
    return rows.filter(alliance__slug=slug).order_by("colour")


def named(alliance: str, names: Sequence[str], *, state: str) -> QuerySet[models.Promise]:
    return models.Promise.objects.filter(alliance=alliance, object__in=names, status=state).order_by("number")


def numbers(alliance: str, above: int) -> QuerySet[models.Promise, tuple[int, str]]:
    rows = models.Promise.objects.filter(Q(number__gt=above) | Q(number=above), alliance=alliance)
    return rows.order_by("-number").values_list("number", "title")[:2]


def test_each_time_it_is_the_same_question_as_django_asks_with_the_same_rows(two: Pair) -> None:
    ask = prepared(of_sides)
    for slug in (two.alliance.slug, "nobody", two.alliance.slug):
        assert asked(ask, slug) == asked(of_sides, slug)
    parties = ask(two.alliance.slug)
    with CaptureQueriesContext(connection) as seen:
        assert [str(party.organisation) for party in parties] == ["Veldsen", "Kaido"]
    assert not seen.captured_queries, "what is related came along"


def test_of_a_sequence_each_length_is_a_question_and_what_comes_twice_counts_once(two: Pair) -> None:
    ask, alliance = prepared(named), two.alliance.pk
    every = [row.object for row in models.Promise.objects.order_by("number")]
    for names in (every, every[:1], every[1:], every[:1] * 3, [], [f"pr_{n}" for n in range(LONGEST + 1)]):
        assert ask(alliance, names, state="proposed") == list(named(alliance, names, state="proposed"))
    assert ask(alliance, every, state="kept") == [], "what is handed over by name is another question"


def test_values_are_numbers_and_rows_may_be_values(two: Pair) -> None:
    ask, alliance = prepared(numbers), two.alliance.pk
    for above in (1, 2, 3, 4):
        assert asked(ask, alliance, above) == asked(numbers, alliance, above)


@prepared
def locked(alliance: str) -> QuerySet[models.Party]:
    return models.Party.objects.select_for_update(of=("self",)).filter(alliance=alliance)


@pytest.mark.django_db(transaction=True, databases=["default"])
def test_rows_are_locked_in_a_transaction_alone_also_when_the_question_is_known() -> None:
    with transaction.atomic():
        assert locked("nobody") == []
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            locked("nobody")


def looked_at(alliance: str) -> QuerySet[models.Promise]:
    return models.Promise.objects.filter(alliance=alliance, look__asks__p="")


def test_what_is_asked_of_a_document_is_prepared_too(two: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, alliance = prepared(looked_at), two.alliance.pk
    assert asked(ask, alliance) == asked(looked_at, alliance)
    monkeypatch.setattr(SQLCompiler, "as_sql", lambda *_: pytest.fail("it was said again"))
    assert ask(alliance) == []


def test_what_cannot_be_prepared_is_asked_as_django_does(two: Pair) -> None:
    def since(when: datetime | None) -> QuerySet[models.Alliance]:
        return models.Alliance.objects.filter(opened_at=None if when is None else when)

    def some(most: int) -> QuerySet[models.Promise]:
        return models.Promise.objects.order_by("number")[:most]

    def says(word: str) -> QuerySet[models.Promise]:
        return models.Promise.objects.filter(search__contains=word)

    for build, values in ((since, [None, datetime.now(UTC)]), (some, [1, 2]), (says, ["cold", "%", "store"])):
        ask = prepared(build)  # type: ignore[arg-type]
        for value in values:
            assert ask(value) == list(build(value))  # type: ignore[arg-type, operator]
