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


@pytest.fixture
def annelies(enter: Enter, demo: Demo) -> Somebody:
    """The alliance manager of Veldsen."""
    return enter(demo.address, demo.links[0])


@pytest.fixture
def haruka(enter: Enter, demo: Demo) -> Somebody:
    """The alliance manager of Kaido."""
    return enter(demo.address, demo.links[1])


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
