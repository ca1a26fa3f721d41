"""The page that lies in every bundle, opened once for all tests that ask its functions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.reading.in_a_browser import Opened, open_page
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
