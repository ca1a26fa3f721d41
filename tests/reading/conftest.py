"""The page that lies in every bundle, opened once for all tests; and a signature once looked at is known from then on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.reading.in_a_browser import Opened, open_page
from troth.reading import verify
from troth.reading.page import PAGE, page


@pytest.fixture(scope="session")
def verify_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The page, open from a file without a network; at the end its browser may not have complained of anything."""
    file: Path = tmp_path_factory.mktemp("page") / PAGE
    file.write_bytes(page())
    context = browser.new_context(offline=True)
    opened = open_page(context.new_page(), file.as_uri())
    yield opened
    context.close()
    assert opened.complaints == []


@pytest.fixture(scope="session", autouse=True)
def signatures_known() -> Iterator[None]:
    """verify.py asks once of each key, text and signature: of a bundle changed in one place, the others were asked before.

    In plain Python each takes a millisecond, which was half the time of these tests.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "signed_by", lru_cache(maxsize=None)(verify.signed_by))
        yield
