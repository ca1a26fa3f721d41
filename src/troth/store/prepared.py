"""Questions to the database that are put again and again: Django says them in SQL once, not with every page and act.

A third of the time of a page and more of that of an act went into making the same SQL from the same question anew.
A function that makes a queryset becomes such a question with `prepared`:

    @prepared
    def _sides(slug: str) -> QuerySet[Party]:
        return Party.objects.select_related("organisation").filter(alliance__slug=slug).order_by("colour")

    parties = _sides(slug)  # the rows, as a list

What is handed over by place is a value of the question: a string, a whole number, or a sequence of either, which may
differ each time. The function compares a column with it and must not look at it, nor ask for what contains it or is
like it: there a sign may have a meaning. What is handed over by name is a part of the question: each other word of it
is another question.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

P = ParamSpec("P")
Row = TypeVar("Row")
MOST = 64  # of one function; what has more kinds than that is asked as Django does
LONGEST = 40  # a sequence that is longer is as well asked as Django does
MOST_THERE_IS = 2**63  # beyond it, Django knows that nothing can be equal
BASE = 2_000_000_000  # fits into the smallest column of whole numbers


@dataclass(frozen=True)
class Question:
    """A question as Django has said it: its SQL, what stands in it, and where which value goes."""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[object, ...]
    places: Mapping[int, int]
    locks: bool

    def put(self, values: Sequence[object]) -> list[Any]:
        """Put it to the database with these values; returns the rows."""
        params = list(self.params)
        for place, value in self.places.items():
            params[place] = values[value]
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.rows.db]  # each thread has its own
        if self.locks:
            _require_transaction(compiler.connection)
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(params))
        known: Any = self.rows
        rows: Any = known.__class__(model=known.model, query=_Said(compiler, known.query), using=known.db)
        rows._fields = known._fields
        found: list[Any] = list(known._iterable_class(rows))
        return found


class _Said:
    """Stands in for the query of a queryset whose SQL is known."""

    def __init__(self, compiler: object, query: object) -> None:
        self.compiler, self.query = compiler, query

    def get_compiler(self, using: str | None = None, **kwargs: object) -> object:
        return self.compiler

    def __getattr__(self, name: str) -> object:
        return getattr(self.query, name)


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Make a question of a function that returns a queryset; calling it gives the rows.

    What cannot be prepared (a value that is None, one that does not stand in the SQL as it is, an empty sequence) is
    asked as Django does.
    """
    known: dict[tuple[object, ...], Question | None] = {}

    @wraps(build)
    def ask(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        shapes = tuple(map(_shape, args))
        if None in shapes:
            return list(build(*args, **kwargs))
        values = [_distinct(each) for each in args]
        key = (*map(_shape, values), *sorted(kwargs.items()))
        if key not in known:
            if len(known) >= MOST:
                return list(build(*args, **kwargs))
            known[key] = _question(build, values, kwargs)
        question = known[key]
        if question is None:
            return list(build(*args, **kwargs))
        return question.put(_flat(values))

    return ask


def _question(
    build: Callable[..., QuerySet[Any, Any]], values: Sequence[Any], named: Mapping[str, Any]
) -> Question | None:
    """Let Django say it with marks in place of the values, and once more with them: it must be the same SQL."""
    marks = _marks(values)
    rows = build(*marks, **named)
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, params = compiler.as_sql()
        real, with_values = build(*values, **named).query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return None
    where = {mark: number for number, mark in enumerate(_flat(marks))}
    places = {
        place: where[each]
        for place, each in enumerate(params)
        if isinstance(each, str | int) and each in where
    }
    flat = _flat(values)
    filled = [flat[places[n]] if n in places else _plain(each) for n, each in enumerate(params)]
    if (sql, filled) != (real, [_plain(each) for each in with_values]):
        return None
    compiler.connection = None
    return Question(rows, compiler, sql, tuple(params), places, locks=bool(rows.query.select_for_update))


def _require_transaction(connection: BaseDatabaseWrapper) -> None:
    """As Django does where it says the SQL: a row that is locked outside of a transaction is not locked at all."""
    if connection.features.has_select_for_update and connection.get_autocommit():
        raise TransactionManagementError("Rows can be locked in a transaction alone.")


def _plain(param: object) -> object:
    """What a parameter holds: those of documents are wrapped anew each time, and no two are equal."""
    return getattr(param, "obj", param)


def _marks(values: Sequence[Any]) -> list[Any]:
    """Values like these that nothing else in a question is equal to."""
    number = iter(range(BASE, BASE + 100_000))

    def mark(value: object) -> str | int:
        return f"\ue000{next(number)}\ue000" if isinstance(value, str) else next(number)

    return [mark(each) if isinstance(each, str | int) else tuple(map(mark, each)) for each in values]


def _shape(value: object) -> object:
    """What a value is like, as far as the SQL depends on it; None for what is not prepared."""
    if isinstance(value, str):
        return str
    if isinstance(value, int) and not isinstance(value, bool):
        return int if abs(value) < MOST_THERE_IS else None
    if isinstance(value, list | tuple | set | frozenset) and 0 < len(value) <= LONGEST:
        kinds = {_shape(each) for each in value}
        if kinds in ({str}, {int}):
            return (*kinds, len(value))
    return None


def _distinct(value: Any) -> Any:
    return value if isinstance(value, str | int) else tuple(dict.fromkeys(value))


def _flat(values: Iterable[Any]) -> list[Any]:
    return [each for value in values for each in ((value,) if isinstance(value, str | int) else value)]
