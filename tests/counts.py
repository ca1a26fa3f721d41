"""How often a test that repeats itself does so: a twentieth of its full count in `make test`, all of it in `make soak`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest

Case = TypeVar("Case")
KIND = os.environ.get("TROTH_TEST_DATABASE", "sqlite")
SOAK = os.environ.get("TROTH_TEST_PROFILE") == "soak"


def count(full: int, at_least: int = 1) -> int:
    """How many times it is in this run: `full` in `make soak`, else a twentieth, but never fewer than `at_least`."""
    return full if SOAK else max(full // 20, at_least)


def some(cases: Sequence[Case], one_in: int) -> Sequence[Case]:
    """Which of the cases of a test are tried in this run: all in `make soak`, else the first of every `one_in`."""
    return cases if SOAK else cases[::one_in]


IN_SOAK = pytest.mark.in_soak
UNCOUNTED = pytest.mark.uncounted
ON_SQLITE = pytest.mark.on_sqlite
ON_POSTGRESQL_IN_SOAK = pytest.mark.on_postgresql_in_soak


def left_out(item: pytest.Item) -> bool:
    """Whether a test is not of this run: it is left to `make soak`, or would run a second time on PostgreSQL."""
    marks = {mark.name for mark in item.iter_markers()}
    long, twice = IN_SOAK.name in marks, ON_POSTGRESQL_IN_SOAK.name in marks
    again = KIND == "postgresql" and (ON_SQLITE.name in marks or (twice and not SOAK))
    return again or (long and not SOAK)
