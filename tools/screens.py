"""`make screens`: every screen of the demo at 1280 and 390 px, light and dark, into docs/screens.

Starts a demo node of its own in a temporary folder, signs in as both partners, and photographs what they see.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
SAMPLE = Path(__file__).parents[1] / "src/troth/reading/samples"
WIDTHS = (1280, 390)
THEMES = ("light", "dark")
LINK = re.compile(r"Sign in as .*: (http://\S+)")
HOME = "/a/veldsen-kaido/"


@dataclass(frozen=True)
class Screen:
    """One picture: who looks (0 signed out, 1 and 2 the two partners), and how they come there."""

    name: str
    who: int
    path: str
    follow: str = ""


SCREENS = (
    Screen("sign-in", 0, "/account/login/"),
    Screen("today", 1, "/today/"),
    Screen("today-partner", 2, "/today/"),
    Screen("alliance", 1, HOME),
    Screen("alliances", 1, "/alliances/"),
    Screen("promises", 1, HOME + "promises/"),
    Screen("promise", 1, HOME + "promises/", "Gateway firmware 4.2"),
    Screen("promise-crossed", 1, HOME + "promises/?state=settled", "Dry ice"),
    Screen("promise-accept", 1, HOME + "promises/", "Twelve reefers"),
    Screen("new-promise", 1, HOME + "promises/new/"),
    Screen("request", 1, HOME + "promises/ask/"),
    Screen("record", 1, HOME + "record/"),
    Screen("people", 1, HOME + "people/"),
    Screen("settings", 1, "/settings/"),
    Screen("organisation", 1, "/organisation/"),
    Screen("import", 1, "/import/"),
    Screen("not-found", 1, "/a/nothing-here/"),
)


@contextmanager
def demo(*words: str) -> Iterator[list[str]]:
    """Start a demo node and give the sign-in links it prints, its own address first."""
    with tempfile.TemporaryDirectory(prefix="troth-screens-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "troth", "demo", "--port", str(port), *words],
            env={**os.environ, "TROTH_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(3)]
            yield [f"http://127.0.0.1:{port}/", *(found[1] for line in said if (found := LINK.search(line)))]
        finally:
            process.terminate()
            process.wait(20)


def contexts(browser: Browser, links: list[str], width: int, theme: str) -> list[BrowserContext]:
    """One browser profile for each of: nobody, the first partner, the second."""
    made = []
    for number, link in enumerate(links):
        scheme = "dark" if theme == "dark" else "light"
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        if number:
            context.new_page().goto(link)
        made.append(context)
    return made


def photograph(page: Page, screen: Screen, url: str, target: Path) -> None:
    """Go where the screen is and take its whole length."""
    page.goto(url.rstrip("/") + screen.path)
    if screen.follow:
        page.get_by_role("link", name=screen.follow).first.click()
        page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    page.screenshot(path=target, full_page=True)


def main() -> None:
    """Take all pictures, or those whose names are given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these screens")
    parser.add_argument("--into", type=Path, default=FOLDER)
    parser.add_argument("--quick", action="store_true", help="one theme for each width: 1280 light, 390 dark")
    wanted = parser.parse_args()
    wanted.into.mkdir(parents=True, exist_ok=True)
    chosen = [screen for screen in SCREENS if not wanted.names or screen.name in wanted.names]
    pairs = [(width, theme) for width in WIDTHS for theme in THEMES]
    if wanted.quick:
        pairs = [(1280, "light"), (390, "dark")]
    with demo() as links, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("TROTH_TEST_CHROMIUM") or None)
        for width, theme in pairs:
            people = contexts(browser, links, width, theme)
            for screen in chosen:
                page = people[screen.who].new_page()
                photograph(page, screen, links[0], wanted.into / f"{screen.name}-{width}-{theme}.png")
                page.close()
                print(f"{screen.name}-{width}-{theme}.png", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
