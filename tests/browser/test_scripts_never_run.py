"""Whatever somebody types stays text, on every page of both sides, in a browser that would run it if it could."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hostile import PAYLOADS, RUN
from tests.cli.filling import Filled, fill
from tests.cli.running import node
from tests.counts import some

FILES = re.compile(
    r"^/(docs|static|-)/|/bundle/|/as/|/files/|\.txt$|/record/receipts/\d|/logout/|/recovery/file"
)
UNSEEN = re.compile("[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
ACTS = (
    "deliver",
    "warn",
    "progress",
    "accept",
    "send_back",
    "release",
    "change",
    "decline",
    "ask_release",
    "note",
)
LISTEN = """
window.__reports = [];
document.addEventListener("securitypolicyviolation",
    each => window.__reports.push(`${each.violatedDirective} ${each.blockedURI}`));
"""
LOOK = """() => ({
    ran: window.__ran ?? null,
    reports: window.__reports,
    left: [...document.querySelectorAll("[id*=hostile], [class*=hostile], base, plaintext, iframe, object")]
        .map(each => each.outerHTML.slice(0, 200)),
    led: [...document.querySelectorAll("[href], [src], [action], [formaction]")]
        .filter(each => /^\\s*(java\\s*script|vbscript|data):/i.test(
            each.getAttribute("href") ?? each.getAttribute("src") ?? each.getAttribute("action")
            ?? each.getAttribute("formaction")))
        .map(each => each.outerHTML.slice(0, 200)),
    html: document.documentElement.outerHTML,
    at: location.origin,
})"""


@dataclass(frozen=True)
class Node:
    """A node on which everything that people type is hostile."""

    address: str
    filled: Filled

    def pages(self, who: str) -> list[str]:
        """Every page there is for somebody, with the forms of all acts."""
        room = f"/a/{self.filled.ids['slug']}/"
        promises = [
            self.filled.ids[name] for name in ("object", "delivered", "back", "let_go", "asked", "declined")
        ]
        more = [f"{room}promises/{each}/" for each in promises]
        more += [f"{room}promises/{promise}/?act={act}" for promise in promises[:2] for act in ACTS]
        heard = [f"listening/{self.filled.ids[name]}/" for name in ("statement", "left")]
        heard += [f"interpretations/{self.filled.ids['round']}/", f"charter/{self.filled.ids['clause']}/"]
        heard += [f"{name}s/{self.filled.ids[name]}/" for name in ("difference", "concern")]
        more += [*(room + each for each in heard), "/parked/"]
        more += [f"{room}listening/new/?about={promises[0]}&conditions=1"]
        more += [f"{room}promises/new/?draft=abcd", f"{room}promises/?state=any", f"/go/?q={RUN}"]
        more += [f"{room}promises/?q={PAYLOADS[1]}", f"/go/?q={PAYLOADS[4]}"]
        return [page for page in dict.fromkeys([*self.filled.pages[who], *more]) if not FILES.search(page)]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    home = tmp_path_factory.mktemp("hostile")
    filled = fill(home, "hostile")
    with node(["serve"], home) as running:
        yield Node(f"http://127.0.0.1:{running.port}", filled)
        running.interrupt()


@pytest.fixture
def opened(browser: Browser, hostile: Node, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(90_000)
    context.add_init_script(LISTEN)
    session = hostile.filled.sessions[request.node.callspec.params["who"]]
    context.add_cookies([{"name": "troth", "value": session, "url": hostile.address}])
    yield context.new_page()
    context.close()


def faults(page: Page, seen: dict[str, Any], asked: list[str]) -> Iterator[str]:
    """What is wrong with a page that stands open."""
    if seen["ran"] is not None:
        yield "a script ran"
    for name in ("reports", "left", "led"):
        yield from (f"{name}: {each}" for each in seen[name])
    if UNSEEN.search(seen["html"]):
        yield "characters that nobody sees stand there as they are"
    yield from (f"something was asked of {each}" for each in asked)


@pytest.mark.parametrize("who", some(["partner", "admin"], 2))
def test_no_text_runs_or_becomes_part_of_a_page(hostile: Node, opened: Page, who: str) -> None:
    dialogs: list[str] = []
    elsewhere: list[str] = []
    errors: list[str] = []
    opened.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            elsewhere.append(request.url) if not request.url.startswith(hostile.address) else None
        ),
    )
    found, shown, written_out = [], 0, 0
    pages = some(hostile.pages(who), 2)
    for path in pages:
        answer = opened.goto(hostile.address + path, wait_until="load")
        assert answer is not None and answer.status < 500, path
        seen = opened.evaluate(LOOK)
        found += [f"{path}: {each}" for each in faults(opened, seen, elsewhere)]
        elsewhere.clear()
        shown += "&lt;script&gt;__ran=1" in seen["html"]
        written_out += "[U+202E]invoice_fdp.exe" in seen["html"]
    assert found == []
    assert dialogs == [] and errors == []
    assert min(shown, written_out) > len(pages) / 3 > 9, (shown, written_out, len(pages))
