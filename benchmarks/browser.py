"""The page in a bundle: a record of ten busy years checked in a browser, as somebody without Troth would."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.decade import decade
from benchmarks.figure import Figure
from troth.reading.bundle import pack
from troth.reading.page import PAGE, page

ENTRIES = 300_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LONGEST_MS = 3_000_000


def run() -> list[Figure]:
    """Measure processor time of the page's own thread, from the chosen ZIP to what is shown."""
    found = os.environ.get("TROTH_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bundle, file = Path(folder) / "record.zip", Path(folder) / PAGE
        bundle.write_bytes(pack(decade(ENTRIES)))
        file.write_bytes(page())
        browser = playwright.chromium.launch(executable_path=found)
        window = browser.new_page()
        window.goto(file.as_uri())
        quick = seconds(window, lambda: window.set_input_files("#bundle", bundle))
        each = seconds(window, window.get_by_role("button", name="Check every signature too").click)
        browser.close()
    return [
        Figure(f"{ENTRIES:,} entries checked in a browser", quick, 60, "s", less_is_better=True),
        Figure("the same with each signature", each, 240, "s", less_is_better=True),
    ]


def seconds(window: Page, begin: Callable[[], None]) -> float:
    """The processor time that the page takes from this act until it has told what it found."""
    before = spent(window)
    begin()
    window.wait_for_timeout(500)
    window.locator("#running").wait_for(state="hidden", timeout=LONGEST_MS)
    assert window.locator("h1").inner_text().startswith("Complete up to "), window.locator(
        "main"
    ).inner_text()
    return spent(window) - before


def spent(window: Page) -> float:
    """The seconds of processor time that the page's thread has worked so far."""
    session = window.context.new_cdp_session(window)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    figures = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in figures if each["name"] == "TaskDuration")
