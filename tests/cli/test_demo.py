"""`troth demo` as a stranger meets it: two links, two people, and what they did is still there the next time."""

from __future__ import annotations

import http.cookiejar
import re
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests import prepared
from tests.cli.running import Running, node
from tests.counts import IN_SOAK

LINK = re.compile(r"http://\S+/-/demo/\S+")


def links(running: Running) -> list[str]:
    """The two sign-in links that follow `Ready:`."""
    assert running.process.stdout is not None
    lines = [running.process.stdout.readline() for _ in range(2)]
    return [found.group() for line in lines if (found := LINK.search(line))]


def page_through(link: str) -> str:
    """What a browser with no cookies sees after opening a link."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    with urllib.request.build_opener(jar).open(link, timeout=30) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def test_a_demo_is_ready_in_a_minute_signs_in_both_partners_and_keeps_its_data(home: Path) -> None:
    began = time.monotonic()
    with node(["demo"], home) as running:
        assert time.monotonic() - began < 60
        both = links(running)
        assert len(set(both)) == 2
        pages = [page_through(link) for link in both]
        assert all("Kaido" in page and "Veldsen" in page for page in pages)
        assert running.interrupt() < 5
    size = (home / "troth.sqlite3").stat().st_size
    began = time.monotonic()
    with node(["demo"], home) as running:
        assert time.monotonic() - began < 20
        assert len(links(running)) == 2
        running.interrupt()
    assert abs((home / "troth.sqlite3").stat().st_size - size) < size / 4


@IN_SOAK
def test_sign_in_links_exist_in_the_demo_alone(home: Path) -> None:
    prepared.demo(home)
    with node(["demo"], home) as running:
        path = links(running)[0].split(f":{running.port}", 1)[1]
        running.interrupt()
    with node(["serve"], home) as running:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{running.port}{path}", timeout=30)
            status = 200
        except urllib.error.HTTPError as refused:
            status = refused.code
        running.interrupt()
    assert status in (403, 404, 410)
