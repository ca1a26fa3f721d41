"""A real node for the journeys, and two people of two organisations, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.journey import Somebody, links, somebody
from tests.cli.running import node

Enter = Callable[..., Somebody]


@dataclass(frozen=True)
class Demo:
    """A running demo and the links that sign in as its two alliance managers."""

    address: str
    links: tuple[str, str]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One `troth demo` for all journeys of a run: each works on promises of its own."""
    with node(["demo"], tmp_path_factory.mktemp("demo")) as running:
        first, second = links(running, 2)
        yield Demo(f"http://127.0.0.1:{running.port}", (first, second))
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
