"""Two browsers see each other's acts within three seconds, and nobody's writing is touched."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests.web import live_pages

Opened = tuple[str, Page, list[str]]


class Server(ThreadingMixIn, WSGIServer):
    """Answers several browsers at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing about each request."""

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def address() -> Iterator[str]:
    """The tiny site of live_pages, under the node's own content policy, without people or a database."""
    live_pages.acts.clear()
    live_pages.answers.clear()
    with override_settings(
        ROOT_URLCONF="tests.web.live_pages", MIDDLEWARE=["csp.middleware.CSPMiddleware"], DEBUG=True
    ):
        app = StaticFilesHandler(WSGIHandler())
        with make_server("127.0.0.1", 0, app, server_class=Server, handler_class=Quiet) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
            thread.join()


@pytest.fixture
def opened(address: str, browser: Browser) -> Iterator[Opened]:
    """A page in a browser of its own, and what its console complains of."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield address, page, faults
    context.close()


def test_an_act_of_the_other_side_is_seen_within_three_seconds_while_somebody_writes(
    opened: Opened,
) -> None:
    url, page, faults = opened
    page.goto(f"{url}/live/")
    page.get_by_text("Signatures and places in the log").click()
    words = page.locator("#desk textarea")
    words.fill("We have one night for the test instead of three")
    words.press("End")
    began = time.monotonic()
    page.request.get(f"{url}/live/act/?said=Haruka+agreed+to+3+December")
    page.wait_for_selector("#ev-new0", timeout=5_000)
    assert time.monotonic() - began < 3
    assert page.locator("#news").inner_text() == "Haruka wrote: Haruka agreed to 3 December"
    page.keyboard.type(", so we ask.")
    assert words.input_value() == "We have one night for the test instead of three, so we ask."
    assert page.locator("#live details[open] .mono").is_visible()
    assert faults == []


def test_a_page_on_which_nothing_happened_is_not_touched(opened: Opened) -> None:
    url, page, faults = opened
    page.goto(f"{url}/live/")
    page.evaluate(
        "() => { window.touched = 0; new MutationObserver((all) => { window.touched += all.length; })"
        ".observe(document.getElementById('live'), { childList: true, subtree: true, characterData: true }); }"
    )
    page.wait_for_timeout(4_600)
    assert page.evaluate("window.touched") == 0
    assert live_pages.answers.count(304) >= 2
    assert live_pages.answers.count(200) == 1
    assert faults == []


def test_focus_on_a_button_stays_when_the_page_renews_itself(opened: Opened) -> None:
    url, page, _ = opened
    page.goto(f"{url}/live/")
    page.get_by_role("link", name="Say it is delivered").focus()
    page.request.get(f"{url}/live/act/?said=Haruka+asked")
    page.wait_for_selector("#ev-new0", timeout=5_000)
    assert page.evaluate("document.activeElement.textContent") == "Say it is delivered"


def test_a_page_whose_session_ended_is_loaded_anew(opened: Opened) -> None:
    url, page, _ = opened
    page.goto(f"{url}/away/")
    page.evaluate("window.before = true")
    with page.expect_event("load", timeout=6_000):
        pass
    assert page.evaluate("window.before") is None
    assert page.locator("h1").count() == 1
