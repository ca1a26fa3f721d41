"""The documentation in a real browser: whole under the node's strict policy, with nothing fetched from elsewhere."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, TimeoutError
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_documentation_works_offline_under_the_strict_policy(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/docs/")
    page.get_by_role("link", name="settings", exact=True).click()
    page.get_by_role("heading", name="Settings").wait_for()
    found_by_search(page, "TROTH_OPERATOR")
    page.goto(f"{live_server.url}/docs/reference/promise-states/")
    assert page.locator("img[src$='promise-states.svg']").evaluate("image => image.naturalWidth") > 0
    page.close()
    assert said == []
    assert {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))} == {
        urlsplit(live_server.url).netloc
    }


def found_by_search(page: Page, words: str) -> None:
    """Search again until the index has been read: what is typed before is lost."""
    box, found = (
        page.locator("[data-md-component=search-query]"),
        page.locator(".md-search-result__link").first,
    )
    for _ in range(10):
        box.fill("")
        box.press_sequentially(words)
        with suppress(TimeoutError):
            return found.wait_for(timeout=3_000)
    raise AssertionError(f"{words} is not found by the search")


def test_a_page_of_the_documentation_that_does_not_exist_is_said_so(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    answer = page.goto(f"{live_server.url}/docs/../docs/no-such-page/")
    assert answer is not None and answer.status == 404
    page.close()
