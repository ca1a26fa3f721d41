"""A tip in a browser: it comes once the page is there, stays when the page renews itself, and goes by the keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import DEMO, Somebody

STANDS = "#tip section.private"
SAID = "The dock at Tomakomai is free again from Monday."


def test_a_tip_stays_while_the_page_is_renewed_and_goes_when_it_is_put_away(
    demo: Demo, enter: Enter, annelies: Somebody
) -> None:
    haruka = enter(demo.address, demo.link_of("haruka"))
    page = haruka.page
    haruka.go(DEMO)
    expect(page.locator(STANDS)).to_contain_text("Only you see this")
    title = page.locator(f"{STANDS} h2").inner_text()
    annelies.go(f"{DEMO}listening/new/")
    annelies.fill(words=SAID)
    annelies.press("Say it")
    haruka.sees(SAID)  # the page has renewed itself
    expect(page.locator(f"{STANDS} h2")).to_have_text(title)
    page.get_by_role("button", name="Put it away").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Put away. It comes back in half a year at the earliest.")).to_be_visible()
    expect(page.locator(STANDS)).to_have_count(0)
