"""Somebody at a browser of their own: what they open, fill in and press, and what their browser complains of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.cli.running import Running

# The other side's page asks every two seconds; what was done stands there within three.
SEEN = 3_000
DEMO = "/a/veldsen-kaido/"
LINK = re.compile(r"http://\S+/-/(?:demo|once)/\S+|http://\S+/start/setup/\S+")
# A form that comes back with what stands in the way has such a status; the browser notes it in its console.
# In a run without the node's fonts, the one that pages ask for early is not used.
EXPECTED = re.compile(r"status of (409|422) |\.woff2 was preloaded using link preload")
TIDY = {"reduced_motion": "reduce"}


def day(ahead: int) -> str:
    """A day to come, as a date field takes it."""
    return (datetime.now(UTC) + timedelta(days=ahead)).date().isoformat()


def links(running: Running, count: int) -> list[str]:
    """The links that a node prints beneath `Ready:`."""
    assert running.process.stdout is not None
    lines = [running.process.stdout.readline() for _ in range(count)]
    return [found.group() for line in lines if (found := LINK.search(line))]


@dataclass
class Somebody:
    """A person with one page open."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the node, or a whole address."""
        self.page.goto(path if path.startswith("http") else self.address + path)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button or follow a link by its words."""
        room = within or self.page.locator("main")
        either = room.get_by_role("button", name=name, exact=True).or_(
            room.get_by_role("link", name=name, exact=True)
        )
        either.first.click()

    def fill(self, **said: str) -> None:
        """Fill in fields by their names."""
        for name, text in said.items():
            self.page.locator(f"main [name={name}]").first.fill(text)

    def choose(self, name: str, value: str) -> None:
        """Take one of a few choices."""
        self.page.locator(f"main input[name={name}][value='{value}']").check()

    def sees(self, words: str, *, within: int = 10_000) -> None:
        """Expect words somewhere on the page, without loading it anew."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=within)

    def sees_not(self, words: str) -> None:
        """Expect that words are nowhere on the page as it was sent."""
        expect(self.page.locator("main")).not_to_contain_text(words)
        assert words not in self.page.content()

    @property
    def path(self) -> str:
        """Where this person is, without the question."""
        return self.page.url.removeprefix(self.address).partition("?")[0].partition("#")[0]


def somebody(browser: Browser, address: str, **how: Any) -> tuple[BrowserContext, Somebody]:
    """A browser profile that nobody used before, and what it complains of."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | TIDY | how))
    context.set_default_timeout(30_000)
    page = context.new_page()
    made = Somebody(page, address)

    def heard(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not EXPECTED.search(said.text):
            made.faults.append(said.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: made.faults.append(str(error)))
    return context, made


def asked(of: Somebody, title: str, *conditions: str, room: str = DEMO) -> str:
    """Ask the other side for a promise; returns the path of its page."""
    of.go(f"{room}promises/ask/")
    of.fill(title=title, due=day(20))
    for place, condition in enumerate(conditions):
        if place:
            of.press("Add a condition")
        of.page.locator("[name=conditions]").nth(place).fill(condition)
    of.choose("stake", "high")
    of.page.locator("button[name=do][value=ask]").click()
    of.sees("Asked. It becomes a promise when")
    return of.path


def agreed(by: Somebody, path: str) -> None:
    """Say yes to what was asked, on its page."""
    by.go(path)
    by.press("Agree")
    by.sees("Agreed. Veldsen knows.")


def act(by: Somebody, name: str, button: str, **said: str) -> None:
    """Open the form of an act on the page, fill it in and press its button."""
    by.press(name)
    by.fill(**said)
    by.press(button, by.page.locator("#desk"))
