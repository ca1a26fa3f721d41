"""Which of a run's processes does which tests: those of a file in one, those with a browser in one, the longest first.

What a file makes for its tests is then made once, and so are the browser and the node that all journeys share; the end of
a run does not wait for a long test that began last. The groups of pytest-xdist are not used: version 3.8 writes them into
an attribute that pytest 9 no longer reads, so that every test went wherever there was room.
"""

from __future__ import annotations

from collections import Counter

import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER = "a browser"
WITH_BROWSER = ("tests/browser/", "tests/reading/test_page_", "tests/web/test_live.py")
"""Where tests ask for a browser; each starts one, which takes seconds, so that one process has them all."""
LONGEST = (
    BROWSER,
    "tests/store/test_nothing_is_lost.py", "tests/store/test_backups.py", "tests/web/test_canaries.py",
    "tests/web/test_grid.py", "tests/cli/test_large_uploads.py", "tests/cli/test_demo.py",
    "tests/reading/sheet/test_scms.py", "tests/cli/test_serve.py", "tests/web/test_headers.py",
    "tests/web/test_junk.py", "tests/store/test_history.py", "tests/store/test_a_server_that_dies.py",
    "tests/store/test_nothing_left.py", "tests/reading/sheet/test_wild.py",
)  # fmt: skip
"""Those that take longest, in this order; the others by how many tests they have."""


def share_of(nodeid: str) -> str:
    """The share that a test belongs to: its file, or what is shared by several."""
    return BROWSER if nodeid.startswith(WITH_BROWSER) else nodeid.partition("::")[0]


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests share by share, the longest first; each share as it was.

    Raises `pytest.UsageError` where a test asks for a browser in a file that is not among those that do.
    """
    strays = {item.nodeid.partition("::")[0] for item in items if _stray(item)}
    if strays:
        raise pytest.UsageError(f"Add to WITH_BROWSER in tests/shares.py: {', '.join(sorted(strays))}")
    sizes = Counter(share_of(item.nodeid) for item in items)
    ranks = {share: rank for rank, share in enumerate(LONGEST)}

    def rank(item: pytest.Item) -> tuple[int, int, str]:
        share = share_of(item.nodeid)
        return ranks.get(share, len(ranks)), -sizes[share], share

    return sorted(items, key=rank)


def _stray(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ()) and share_of(item.nodeid) != BROWSER


class Shares(LoadScopeScheduling):
    """Gives each process one share after the other, in the order in which the tests were collected."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)
