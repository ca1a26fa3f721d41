"""How often a test that repeats itself does so: a twentieth of its full count in `make test`, all of it in `make soak`."""

from __future__ import annotations

import os

SOAK = os.environ.get("TROTH_TEST_PROFILE") == "soak"


def count(full: int, at_least: int = 1) -> int:
    """How many times it is in this run: `full` in `make soak`, else a twentieth, but never fewer than `at_least`."""
    return full if SOAK else max(full // 20, at_least)
