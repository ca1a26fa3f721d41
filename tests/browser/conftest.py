"""A real node for the journeys, and two people of two organisations, each in a browser of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import prepared
from tests.browser.journey import Somebody, links, somebody
from tests.cli.running import node
from tests.reading.in_a_browser import Opened, open_page
from troth.cli.demo.cast import address
from troth.reading.page import PAGE, page

Enter = Callable[..., Somebody]


@dataclass(frozen=True)
class Demo:
    """A running demo and the links that sign in as its two alliance managers."""

    address: str
    links: tuple[str, str]
    home: Path

    def link_of(self, key: str) -> str:
        """A link that signs in as anybody else of the demo, once, as an operator makes it."""
        environ = {
            name: each for name, each in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))
        }
        words = [sys.executable, "-m", "troth", "sign-in", address(key)]
        environ |= {"TROTH_HOME": str(self.home), "TROTH_DEMO": "1"}
        said = subprocess.run(words, env=environ, capture_output=True, text=True, check=True).stdout
        return self.address + said.strip()[said.index("/-/once/") :]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One `troth demo` for all journeys of a run: each works on promises of its own."""
    home = tmp_path_factory.mktemp("demo")
    prepared.demo(home)
    with node(["demo"], home) as running:
        first, second = links(running, 2)
        yield Demo(f"http://127.0.0.1:{running.port}", (first, second), home)
        running.interrupt()


@pytest.fixture
def enter(browser: Browser) -> Iterator[Enter]:
    """Opens fresh browser profiles; at the end none of them may have complained of anything."""
    opened = []

    def begin(address: str, link: str = "", **how: Any) -> Somebody:
        context, person = somebody(browser, address, **how)
        opened.append((context, person))
        if link:
            person.go(link)
        return person

    yield begin
    faults = [fault for _, person in opened for fault in person.faults]
    for context, _ in opened:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def desks(browser: Browser, demo: Demo) -> Iterator[tuple[Somebody, Somebody]]:
    """The browsers of the two alliance managers, signed in once: a browser begun anew takes seconds."""
    two = [somebody(browser, demo.address) for _ in demo.links]
    for (_, person), link in zip(two, demo.links, strict=True):
        person.go(link)
    yield two[0][1], two[1][1]
    for context, _ in two:
        context.close()


def at_work(person: Somebody) -> Iterator[Somebody]:
    """Lends a browser to one test; it may complain of nothing, and keeps nothing for the next."""
    person.faults.clear()
    yield person
    if person.path.startswith("/"):
        person.page.evaluate("localStorage.clear(); sessionStorage.clear()")
    person.page.goto("about:blank")
    assert person.faults == []


@pytest.fixture
def annelies(desks: tuple[Somebody, Somebody]) -> Iterator[Somebody]:
    """The alliance manager of Veldsen."""
    yield from at_work(desks[0])


@pytest.fixture
def haruka(desks: tuple[Somebody, Somebody]) -> Iterator[Somebody]:
    """The alliance manager of Kaido."""
    yield from at_work(desks[1])


@pytest.fixture
def double_click(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the page from a file, in a browser of its own; at the end it may have asked for nothing but itself."""
    opened: list[Opened] = []
    file = tmp_path / PAGE
    file.write_bytes(page())

    def begin(**how: Any) -> Opened:
        context = browser.new_context(timezone_id="Europe/Amsterdam", offline=True, **how)
        opened.append(open_page(context.new_page(), file.as_uri()))
        return opened[-1]

    yield begin
    for each in opened:
        each.page.context.close()
    assert {address for each in opened for address in each.asked if not address.startswith("blob:")} <= {
        file.as_uri()
    }
    assert [said for each in opened for said in each.complaints] == []
