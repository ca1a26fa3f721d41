"""Two firms that never met begin on an empty node: set-up, recovery key, invitation, twelve words, the first promise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests import prepared
from tests.browser.conftest import Enter
from tests.browser.journey import SEEN, Somebody, day, links
from tests.cli.running import node

TITLE = "A calibrated logger is in your hands"
EUROPE = {"timezone_id": "Europe/Amsterdam", "locale": "nl-NL"}
JAPAN = {"timezone_id": "Asia/Tokyo", "locale": "ja-JP"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A node without anybody and without a mail server: its address, and the link that sets it up."""
    home = tmp_path_factory.mktemp("empty")
    prepared.empty(home)
    with node(["serve"], home) as running:
        yield f"http://127.0.0.1:{running.port}", links(running, 1)[0]
        running.interrupt()


def test_two_firms_meet_compare_words_and_make_a_first_promise(empty: tuple[str, str], enter: Enter) -> None:
    address, setup = empty
    lotte, ren = enter(address, **EUROPE), enter(address, **JAPAN)
    invitation = began(lotte, setup)
    home = promised(lotte)

    ren.go(invitation)
    ren.sees("Lotte Visser of Noordzee asks you into an alliance.")
    assert TITLE not in ren.page.content()
    ren.fill(name="Ren Ito", organisation="Aoyama Seafood", place="Aomori")
    ren.press("Go on to the twelve words")
    ren.page.locator("[name=kept]").check()
    ren.press("Go on")
    for path in ("", "promises/", "people/", "record/", "record/bundle/"):
        ren.go(home + path)
        assert ren.path == home + "pairing/"
        assert TITLE not in ren.page.content()

    ren.go("/")
    ren.sees("Compare twelve words with Noordzee")
    ren.sees_not(TITLE)
    ren.press("Compare them")

    compared(lotte, ren, home)

    ren.go("/")
    ren.sees(TITLE)
    ren.page.get_by_role("link", name=TITLE).first.click()
    ren.press("Agree, and say what is at stake")
    ren.choose("stake", "low")
    ren.press("Agree", ren.page.locator("#desk"))
    ren.sees("Agreed. Noordzee knows.")
    lotte.go("/")
    lotte.sees(TITLE)


def compared(lotte: Somebody, ren: Somebody, home: str) -> None:
    """Both see the same twelve words and confirm; nothing is open before the second has."""
    lotte.go(home + "pairing/")
    words = lotte.page.locator(".pairing li").all_inner_texts()
    assert len(words) == 12 and ren.page.locator(".pairing li").all_inner_texts() == words
    lotte.press("They are the same: confirm")
    lotte.sees("Your side has confirmed")
    ren.sees("Noordzee has confirmed", within=SEEN)
    ren.go(home + "promises/")
    assert ren.path == home + "pairing/"
    ren.press("They are the same: confirm")
    lotte.sees("Both have confirmed. The alliance is open.", within=SEEN)


def began(first: Somebody, setup: str) -> str:
    """Set the node up, name the organisation, keep the recovery key and invite; returns the invitation's link."""
    first.go(setup)
    expect(first.page.locator("[name=zone]")).to_have_value("Europe/Amsterdam")
    first.fill(name="Lotte Visser", email="lotte@noordzee.example", organisation="Noordzee", place="Urk")
    first.press("Go on")
    first.press("Invite a partner")
    first.fill(partner="Aoyama", email="ren@aoyama.example")
    first.press("Make the invitation")
    first.sees("Take your recovery key away")
    with first.page.expect_download() as key:
        first.press("Download as text")
    assert "Recovery key of Noordzee" in key.value.path().read_text()
    first.page.locator("[name=kept]").check()
    first.press("Go on")
    first.sees("Aoyama can answer now.")
    return first.page.locator("#made").input_value()


def promised(first: Somebody) -> str:
    """Offer a first promise before the partner has come; returns the path of the alliance."""
    first.press("Make a first promise")
    first.fill(title=TITLE, due=day(10), conditions="It reads within a tenth of a degree")
    first.page.locator("button[name=do][value=offer]").click()
    first.sees("It becomes a promise when Aoyama agrees.")
    return first.path.partition("promises/")[0]
