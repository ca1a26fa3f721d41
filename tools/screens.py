"""`make screens`: every screen of the demo at 1280 and 390 px, light and dark, into docs/screens.

Starts a demo node with a history and an empty node, each in a temporary folder, signs in as the people of the demo,
and photographs what they see. Pictures get a palette, so that all of them together stay small.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screens"
SAMPLE = ROOT / "src/troth/reading/samples/scms.csv.gz"
WIDTHS = (1280, 390)
THEMES = ("light", "dark")
LINK = re.compile(r"(?:Sign in as .*|Set up): (http://\S+)")
HOME = "/a/veldsen-kaido/"
NOBODY, ANNELIES, HARUKA, RUTH, SURESH = range(5)
INTENDED = (datetime.now(UTC).date() + timedelta(days=22)).isoformat()
PALETTE = 128


@dataclass(frozen=True)
class Screen:
    """One picture: who looks, where they begin, the links they follow and the buttons they press."""

    name: str
    who: int
    path: str
    follow: tuple[str, ...] = ()
    press: tuple[str, ...] = ()
    file: str = ""
    fill: tuple[tuple[str, str], ...] = ()
    choose: tuple[str, ...] = ()
    nth: int = 0
    waits: str = ""


SCREENS = (
    Screen("sign-in", NOBODY, "/account/login/"),
    Screen("node", NOBODY, "/node/"),
    Screen(
        "sign-in-code",
        NOBODY,
        "/account/login/",
        press=("Ask for a code",),
        fill=(("email", "saskia@veldsen.example"),),
    ),
    Screen("today", ANNELIES, "/"),
    Screen("today-partner", HARUKA, "/"),
    Screen("alliance", ANNELIES, HOME),
    Screen("why", ANNELIES, HOME + "trust/b/"),
    Screen("what-changed", ANNELIES, HOME + "trust/b/changed/?since=quarter"),
    Screen("alliances", ANNELIES, "/alliances/"),
    Screen("promises", ANNELIES, HOME + "promises/"),
    Screen("calendar", ANNELIES, HOME + "calendar/"),
    Screen("palette", ANNELIES, "/go/?q=otaru"),
    Screen("shortcuts", ANNELIES, "/shortcuts/"),
    Screen("promise", ANNELIES, HOME + "promises/", ("Gateway firmware 4.2",)),
    Screen(
        "promise-warn", ANNELIES, HOME + "promises/", ("Gateway firmware 4.2", "Something came in between")
    ),
    Screen("promise-crossed", ANNELIES, HOME + "promises/?state=settled", ("Dry ice",)),
    Screen(
        "promise-accept", ANNELIES, HOME + "promises/", ("Twelve reefers", "Accept, or say what is missing")
    ),
    Screen("new-promise", ANNELIES, HOME + "promises/new/"),
    Screen(
        "new-promise-date",
        SURESH,
        "/a/scms-orgenics/promises/new/",
        fill=(("title", "Four hundred kits for Lusaka"), ("intended", INTENDED)),
        waits=".strip",
    ),
    Screen("own-dates", SURESH, "/dates/"),
    Screen("balance", ANNELIES, HOME + "balance/"),
    Screen("area", ANNELIES, HOME + "balance/", ("Nights and alarms",)),
    Screen("control", HARUKA, HOME + "balance/", ("Second approval",)),
    Screen("request", ANNELIES, HOME + "promises/ask/"),
    Screen("listening", ANNELIES, HOME + "listening/"),
    Screen("concern", ANNELIES, HOME + "concerns/", ("Our question about the feed was answered",)),
    Screen("charter", ANNELIES, HOME + "charter/"),
    Screen("pulse", ANNELIES, HOME + "pulse/", ("Trust pulse with Kaido",)),
    Screen("health-check", ANNELIES, HOME + "pulse/", ("Health check, ",), nth=-1),
    Screen("meetings", ANNELIES, HOME + "meetings/"),
    Screen("record", ANNELIES, HOME + "record/", (), ("Check now",)),
    Screen("people", ANNELIES, HOME + "people/"),
    Screen("settings", ANNELIES, "/settings/"),
    Screen("organisation", ANNELIES, "/organisation/"),
    Screen("second-factor", ANNELIES, "/account/second-factor/"),
    Screen("import", ANNELIES, "/import/"),
    Screen("import-columns", RUTH, "/import/", file="scms.csv"),
    Screen(
        "import-look",
        RUTH,
        "/import/",
        press=("Look through the result",),
        file="scms.csv",
        choose=('[name="q:repair:made"][value="yes"]', '[name="q:ours:SCMS from RDC"][value="ours"]'),
    ),
    Screen("portfolio", RUTH, "/alliances/"),
    Screen("supplier", RUTH, "/partners/aurobindo-pharma-limited/"),
    Screen("history", RUTH, "/a/scms-orgenics/history/"),
    Screen("history-period", RUTH, "/a/scms-orgenics/history/", ("Look",)),
    Screen("not-found", ANNELIES, "/a/nothing-here/"),
)


@contextmanager
def node(*words: str, links: int) -> Iterator[list[str]]:
    """Start a node and give its address and the links it prints."""
    with tempfile.TemporaryDirectory(prefix="troth-screens-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "troth", *words, "--port", str(port)],
            env={**os.environ, "TROTH_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            said: list[str] = []
            while len(said) < links:
                said += LINK.findall(next(process.stdout))
            yield [f"http://127.0.0.1:{port}", *said]
        finally:
            process.terminate()
            process.wait(20)


def contexts(browser: Browser, links: list[str], width: int, theme: str) -> list[BrowserContext]:
    """One browser profile for nobody and for each link."""
    made = []
    for number in range(len(links)):
        scheme = "dark" if theme == "dark" else "light"
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        if number:
            context.new_page().goto(links[number])
        made.append(context)
    return made


def photograph(page: Page, screen: Screen, start: str, sample: Path) -> bytes:
    """Go where the screen is and take its whole length."""
    page.goto(start)
    if screen.file:
        page.locator("input[type=file]").set_input_files(sample)
        page.locator("form:has(input[type=file]) button").first.click()
    for field, value in screen.fill:
        page.locator(f"[name={field}]").fill(value)
    if screen.waits:
        page.keyboard.press("Tab")
        page.locator(screen.waits).first.wait_for()
    for choice in screen.choose:
        page.locator(choice).check()
    for name in screen.follow:
        page.get_by_role("link", name=name).nth(screen.nth).click()
    for name in screen.press:
        page.get_by_role("button", name=name).first.click()
    return taken(page)


def taken(page: Page) -> bytes:
    """The whole length of a page, once its fonts are there."""
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    return page.screenshot(full_page=True)


def first_meeting(browser: Browser, width: int, theme: str) -> Iterator[tuple[str, bytes]]:
    """Two people who begin on an empty node: what they see until both have compared the words."""
    with node("serve", links=1) as (_, setup):
        scheme = "dark" if theme == "dark" else "light"
        size = {"width": width, "height": 900}
        one, other = (
            browser.new_context(viewport=size, color_scheme=scheme, timezone_id=zone).new_page()  # type: ignore[arg-type]
            for zone in ("Europe/Amsterdam", "Asia/Tokyo")
        )
        one.goto(setup)
        yield "first-run", taken(one)
        write(one, name="Lotte Visser", email="lotte@noordzee.example", organisation="Noordzee", place="Urk")
        press(one, "Go on")
        yield "two-ways", taken(one)
        press(one, "Invite a partner")
        yield "invite", taken(one)
        write(one, partner="Aoyama", email="ren@aoyama.example")
        press(one, "Make the invitation")
        yield "recovery-key", taken(one)
        one.locator("[name=kept]").check()
        press(one, "Go on")
        yield "invitation", taken(one)
        other.goto(one.locator("#made").input_value())
        yield "join", taken(other)
        write(other, name="Ren Ito", organisation="Aoyama Seafood", place="Aomori")
        press(other, "Go on to the twelve words")
        other.locator("[name=kept]").check()
        press(other, "Go on")
        yield "pairing", taken(other)


def write(page: Page, **fields: str) -> None:
    """Fill in fields by name."""
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def press(page: Page, name: str) -> None:
    """Press a button or follow a link of that name."""
    page.locator("main").get_by_role("button", name=name).or_(
        page.locator("main").get_by_role("link", name=name)
    ).first.click()
    page.wait_for_load_state()


def shrink(picture: bytes, target: Path) -> None:
    """Write a picture with a palette: a page has few colours."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(PALETTE).save(target, optimize=True)


def sample_file(folder: Path) -> Path:
    """The public list as a file that a browser can choose."""
    target = folder / "scms.csv"
    target.write_bytes(gzip.decompress(SAMPLE.read_bytes()))
    return target


def main() -> None:
    """Take all pictures, or those whose names are given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these screens; first-meeting is a walk of seven")
    parser.add_argument("--into", type=Path, default=FOLDER)
    parser.add_argument("--quick", action="store_true", help="one theme for each width: 1280 light, 390 dark")
    wanted = parser.parse_args()
    wanted.into.mkdir(parents=True, exist_ok=True)
    chosen = [screen for screen in SCREENS if not wanted.names or screen.name in wanted.names]
    pairs = [(width, theme) for width in WIDTHS for theme in THEMES]
    if wanted.quick:
        pairs = [(1280, "light"), (390, "dark")]
    with (
        tempfile.TemporaryDirectory() as folder,
        node("demo", "--with-history", links=4) as links,
        sync_playwright() as playwright,
    ):
        sample = sample_file(Path(folder))
        browser = playwright.chromium.launch(executable_path=os.environ.get("TROTH_TEST_CHROMIUM") or None)
        for width, theme in pairs:
            people = contexts(browser, links, width, theme)
            for screen in chosen:
                page = people[screen.who].new_page()
                name = f"{screen.name}-{width}-{theme}.png"
                shrink(photograph(page, screen, links[0] + screen.path, sample), wanted.into / name)
                page.close()
                print(name, flush=True)
            if not wanted.names or "first-meeting" in wanted.names:
                for name, picture in first_meeting(browser, width, theme):
                    shrink(picture, wanted.into / f"{name}-{width}-{theme}.png")
                    print(name, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
