"""The page in a bundle: a record of ten busy years checked in a browser, as somebody without Troth would."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.decade import decade
from benchmarks.figure import Figure
from troth.reading.bundle import pack
from troth.reading.page import PAGE, page

ENTRIES = 300_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LONGEST_MS = 600_000


def run() -> list[Figure]:
    """Measure in the seconds that the page itself tells, from the ZIP in memory to what is shown."""
    found = os.environ.get("TROTH_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bundle, file = Path(folder) / "record.zip", Path(folder) / PAGE
        bundle.write_bytes(pack(decade(ENTRIES)))
        file.write_bytes(page())
        browser = playwright.chromium.launch(executable_path=found)
        window = browser.new_page()
        window.goto(file.as_uri())
        window.set_input_files("#bundle", bundle)
        soon = told(window)
        window.get_by_role("button", name="Check every signature too").click()
        each = told(window)
        browser.close()
    return [
        Figure(f"{ENTRIES:,} entries checked in a browser", soon, 60, "s", less_is_better=True),
        Figure("the same with each signature", each, 240, "s", less_is_better=True),
    ]


def told(window: Page) -> float:
    """The seconds that the page says a check took."""
    window.wait_for_timeout(500)
    window.locator("#running").wait_for(state="hidden", timeout=LONGEST_MS)
    words = re.search(r" in ([\d.]+) s$", window.locator("#about").inner_text())
    assert words is not None, window.locator("main").inner_text()
    return float(words[1])
