"""What the tests of the core go through is counted, which makes each of them take two or three times as long."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.counts import UNCOUNTED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Where nothing is to be counted, nothing is: pytest-cov's own mark does not do this in a process of pytest-xdist."""
    if item.get_closest_marker(UNCOUNTED.name) is None:
        return (yield)
    counting = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counting)
