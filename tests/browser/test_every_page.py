"""Every page of the demo that links lead to: open to everybody, readable on a phone, quiet in the console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import Somebody
from tests.counts import SOAK, some

LEVELS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
}
ELSEWHERE = re.compile(
    r"^/(docs|static|files|-)/|/bundle/|/receipts/\d+/|/as/(csv|xlsx)/|(key|private)\.txt$|/logout/"
)
# One page of a kind is enough: one promise of each state, one form of each act, one page of each list.
ONE_OF = (
    (re.compile(r"pr_\w+"), "PROMISE"),
    (re.compile(r"/people/\d+/"), "/people/SOMEBODY/"),
    (re.compile(r"/objectives/jt_\w+"), "/objectives/OBJECTIVE"),
    (
        re.compile(
            r"/(listening|interpretations|charter|differences|balance/areas|balance/controls|concerns|comment|pulse|meetings)/[a-z]{2}_\w+"
        ),
        r"/\1/ONE",
    ),
    (re.compile(r"/\d+/"), "/NUMBER/"),
)
ACT = re.compile(r"(?:^|&)act=\w+")


def kind_of(url: str) -> str:
    """What a page is an example of."""
    parts = urlsplit(url)
    act = ACT.search(parts.query)
    kind = parts.path + (act[0] if act else "?" if parts.query else "")
    for pattern, instead in ONE_OF:
        kind = pattern.sub(instead, kind)
    return kind


def walked(who: Somebody, start: str) -> Iterator[str]:
    """Follow links from a page on, to one page of each kind, and stand on each in turn."""
    seen, ahead = set(), [start]
    while ahead:
        url = ahead.pop(0)
        if kind_of(url) in seen:
            continue
        seen.add(kind_of(url))
        answer = who.page.goto(url)
        assert answer is not None and answer.status == 200, url
        yield url
        found = who.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        for one in (urldefrag(urljoin(url, each)).url for each in found):
            here = urlsplit(one).netloc == urlsplit(start).netloc
            if here and not ELSEWHERE.search(urlsplit(one).path):
                ahead.append(one)


def sideways(who: Somebody) -> list[int]:
    """The narrow widths at which this page would have to be moved sideways; leaves it as wide as the last of them."""
    height = who.page.evaluate("document.documentElement.scrollHeight")
    wide = []
    for width in (320, 390):
        # as high as the page, so that nothing stands behind the bar at its bottom edge
        who.page.set_viewport_size({"width": width, "height": 4 * height})
        if who.page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
    return wide


@pytest.mark.parametrize("side", some([0, 1], 2))
def test_every_page_is_accessible_in_both_themes_and_fits_a_phone(
    demo: Demo, enter: Enter, side: int
) -> None:
    who = enter(demo.address, demo.links[side])
    faults, pages = [], 0
    for url in walked(who, demo.address + "/"):
        pages += 1
        if not SOAK and pages % 6:  # each page is opened in any run; one in six is looked at closely
            continue
        if width := sideways(who):
            faults.append(f"{url} is wider than {width} px")
        who.page.emulate_media(color_scheme="dark" if (pages + side) % 2 else "light")
        for rule in Axe().run(who.page, options=LEVELS).response["violations"]:
            faults.append(f"{url}: {rule['id']}: {rule['nodes'][0]['html'][:160]}")
        who.page.set_viewport_size({"width": 1280, "height": 900})
    assert pages > 15
    assert faults == []
