"""Two browsers see each other's acts within three seconds, and nobody's writing is touched."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests.counts import some
from tests.web import live_pages

LEVELS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
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
    # Colours that are still on their way from light to dark would be measured as they pass.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield address, page, faults
    context.close()


@pytest.mark.parametrize(
    "name", some(["promise", "gallery", "sign-in", "new-promise", "record", "promise-accept"], 6)
)
def test_a_page_is_accessible_and_fits_a_narrow_screen_in_both_themes(opened: Opened, name: str) -> None:
    url, page, faults = opened
    page.goto(f"{url}/shown/{name}/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
        assert found.response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert faults == []


def test_rows_of_a_list_are_added_and_taken_away_on_the_page(opened: Opened) -> None:
    url, page, faults = opened
    page.goto(f"{url}/shown/new-promise/")
    rows = page.locator("textarea[name=conditions]")
    page.get_by_role("button", name="Add a condition").click()
    page.keyboard.type("Each box is labelled.")
    assert rows.nth(2).input_value() == "Each box is labelled."
    page.get_by_role("button", name="Take condition 1 away").click()
    assert rows.count() == 2
    assert rows.nth(1).get_attribute("aria-label") == "How will they tell that it is done? 2"
    assert faults == []


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
