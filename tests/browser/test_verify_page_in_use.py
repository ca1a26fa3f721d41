"""The page in a bundle can be used by everybody, shows words as words, and sends nothing."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.by_double_click import FILES, MUTANTS, WHOLE, Open, choose, title, zipped
from tests.browser.test_every_page import LEVELS
from tests.counts import IN_SOAK, some
from tests.reading.in_a_browser import Opened
from troth.reading.page import PAGE, page

pytestmark = IN_SOAK


def views(opened: Opened, tmp_path: Path) -> Iterator[str]:
    """Stand on each view of the page in turn."""
    yield "asking"
    (tmp_path / "other.zip").write_bytes(b"hello")
    choose(opened, tmp_path / "other.zip")
    yield "refusing"
    choose(opened, zipped(tmp_path, FILES))
    for details in opened.page.locator("summary").all():
        details.click()
    yield "a record that fits"
    choose(opened, zipped(tmp_path, MUTANTS[2]))
    yield "what does not fit"
    (tmp_path / "receipt.json").write_bytes(WHOLE.receipts[-1].envelope())
    choose(opened, [tmp_path / "receipt.json", tmp_path / "other.zip"], "receipts")
    choose(opened, zipped(tmp_path, FILES), "other")
    yield "receipts and a second copy"


@pytest.mark.parametrize(
    ("width", "theme"), some([(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], 3)
)
def test_every_view_is_accessible_and_fits(
    theme: Any, width: int, double_click: Open, tmp_path: Path
) -> None:
    opened = double_click(
        color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    faults = []
    for view in views(opened, tmp_path):
        for rule in Axe().run(opened.page, options=LEVELS).response["violations"]:
            faults.append(f"{view}: {rule['id']}: {rule['nodes'][0]['html'][:160]}")
        for narrow in (width, 320):
            opened.page.set_viewport_size({"width": narrow, "height": 900})
            if opened.page.evaluate("document.documentElement.scrollWidth") > narrow:
                faults.append(f"{view} is wider than {narrow} px")
        opened.page.set_viewport_size({"width": width, "height": 900})
    assert faults == []


def test_it_can_be_used_without_a_mouse(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    reached = []
    for _ in range(5):
        opened.page.keyboard.press("Tab")
        reached.append(opened.page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert reached[:4] == ["bundle", "folder", "SUMMARY", "SUMMARY"]
    with opened.page.expect_file_chooser() as chooser:
        opened.page.locator("#bundle").press("Enter")
    chooser.value.set_files(zipped(tmp_path, MUTANTS[3]))
    expect(opened.page.locator("h1")).to_be_focused()
    opened.page.keyboard.press("Tab")
    expect(opened.page.get_by_role("button", name="Save these findings")).to_be_focused()


def test_on_paper_the_findings_stand_without_what_can_be_pressed(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    choose(opened, zipped(tmp_path, MUTANTS[3]))
    opened.page.emulate_media(media="print")
    expect(opened.page.locator("h1")).to_be_visible()
    expect(opened.page.locator(".ev li").first).to_be_visible()
    for hidden in (".btn", ".drop", "#ask"):
        for each in opened.page.locator(hidden).all():
            expect(each).to_be_hidden()


def test_without_javascript_it_says_what_to_do_instead(double_click: Open) -> None:
    opened = double_click(java_script_enabled=False)
    expect(opened.page.get_by_text("python3 verify.py", exact=True)).to_be_visible()
    for field in ("bundle", "folder", "receipts", "other"):
        expect(opened.page.locator(f"#{field}")).to_be_hidden()


NASTY = '<img src=x onerror="document.title=1">\u202egpj.\x1b[2J'


def test_a_name_in_a_bundle_is_only_ever_text(double_click: Open, tmp_path: Path) -> None:
    files = {**FILES, NASTY: b"1", f"receipts/{NASTY}": b"2"}
    opened = double_click()
    file = zipped(tmp_path, files, "<b>record<.zip")
    choose(opened, file)
    assert opened.page.locator("main img, main b").count() == 0
    assert "\u202e" not in opened.page.locator("main").inner_text()
    assert "\\u202egpj.\\x1b[2J" in opened.page.locator(".ev").inner_text()
    assert title(opened).endswith("Three things do not fit.")


WAYS_OUT = {
    "fetch": "fetch(ADDRESS).catch(() => 0)",
    "an old request": "(() => { const r = new XMLHttpRequest(); r.open('GET', ADDRESS); try { r.send() } catch {} })()",
    "a picture": "(() => { const i = new Image(); i.src = ADDRESS; document.body.append(i) })()",
    "a beacon": "navigator.sendBeacon(ADDRESS, 'x')",
    "a socket": "(() => { try { new WebSocket(ADDRESS.replace('http', 'ws')) } catch {} })()",
    "a stream": "(() => { try { new EventSource(ADDRESS) } catch {} })()",
    "a style": "(() => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = ADDRESS; document.head.append(l) })()",
    "a script": "(() => { const s = document.createElement('script'); s.src = ADDRESS; document.head.append(s) })()",
    "a frame": "(() => { const f = document.createElement('iframe'); f.src = ADDRESS; document.body.append(f) })()",
    "a form": "(() => { const f = document.createElement('form'); f.action = ADDRESS; document.body.append(f); f.submit() })()",
}


def test_the_browser_keeps_it_from_sending_anything(browser: Browser, tmp_path: Path) -> None:
    """Not by what the page does, but by its policy: even words that try to send something do not get through."""
    heard: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"heard")

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        (tmp_path / PAGE).write_bytes(page())
        context = browser.new_context()
        window = context.new_page()
        window.goto((tmp_path / PAGE).as_uri())
        for name, words in WAYS_OUT.items():
            told = "new Promise(done => { document.addEventListener('securitypolicyviolation', () => done(true)); "
            told += f"setTimeout(() => done(false), 3000); {words} }})"
            assert window.evaluate(told.replace("ADDRESS", repr(address + name.replace(" ", "-")))), name
        window.goto(address)
        context.close()
        server.shutdown()
    # Only the visit at the end was heard, which shows that there was somebody to hear.
    assert heard[0] == "/" and set(heard) <= {"/", "/favicon.ico"}
