"""The same conversation without any JavaScript, and with nothing but a keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import DEMO, Somebody, act, agreed, asked, day
from tests.counts import IN_SOAK


def test_a_promise_is_asked_agreed_warned_moved_sent_back_and_kept_without_javascript(
    demo: Demo, enter: Enter
) -> None:
    annelies = enter(demo.address, demo.links[0], java_script_enabled=False)
    haruka = enter(demo.address, demo.links[1], java_script_enabled=False)
    path = asked(annelies, "The door seal is photographed", "From both sides", "With the date in the picture")
    agreed(haruka, path)
    haruka.press("Something came in between")
    haruka.fill(words="The trailer is on the ferry", due=day(26))
    haruka.choose("then", "propose")
    haruka.press("Tell Veldsen now")
    annelies.go(path)
    annelies.sees("The trailer is on the ferry")
    annelies.press("Agree")
    annelies.sees("Moved once, agreed by both")
    haruka.go(path)
    act(haruka, "Say it is delivered", "Say it is delivered", words="Two pictures")
    annelies.go(path)
    judge(annelies, "1", "0", "Send it back for what is not met")
    annelies.sees("Sent back. Kaido knows what is missing.")
    haruka.go(path)
    act(haruka, "Say it is delivered", "Say it is delivered", words="Two more, with the date")
    annelies.go(path)
    judge(annelies, "1", "1", "Accept")
    annelies.sees("Accepted: the promise is kept.")


def judge(by: Somebody, first: str, second: str, button: str) -> None:
    """Say of two conditions whether they are met, and send it."""
    by.press("Accept, or say what is missing")
    by.choose("met_0", first)
    by.choose("met_1", second)
    by.fill(words="Seen")
    by.press(button)


@IN_SOAK
def test_a_promise_is_asked_agreed_warned_and_moved_by_keyboard_alone(demo: Demo, enter: Enter) -> None:
    annelies = enter(demo.address, demo.links[0])
    haruka = enter(demo.address, demo.links[1])
    annelies.go(DEMO + "promises/ask/")
    write(annelies.page, "[name=title]", "The ramp is swept before seven")
    write(annelies.page, "[name=conditions]", "No ice on it")
    reach(annelies.page, "[name=due]")
    annelies.page.keyboard.type(_typed(day(20)))
    reach(annelies.page, "[name=stake]")
    annelies.page.keyboard.press("Space")
    press(annelies.page, "button[value=ask]")
    annelies.sees("Asked. It becomes a promise when Kaido agrees.")

    haruka.go(annelies.path)
    press(haruka.page, "main form:has([value=agree]) button")
    haruka.sees("Agreed. Veldsen knows.")
    press(haruka.page, "a[href*='act=warn']")
    write(haruka.page, "#desk [name=words]", "The sweeper is in repair")
    reach(haruka.page, "#desk [name=then]:checked")
    haruka.page.keyboard.press("ArrowDown")
    haruka.page.keyboard.press("ArrowDown")
    expect(haruka.page.locator("#desk [name=then][value=unknown]")).to_be_checked()
    press(haruka.page, "#desk button[value=warn]")
    haruka.sees("Veldsen knows now, from you.")
    annelies.sees("The sweeper is in repair")


def _typed(day_: str) -> str:
    """A day as the keys of a date field take it: month, day, year."""
    year, month, day_of_month = day_.split("-")
    return f"{month}{day_of_month}{year}"


def reach(page: Page, wanted: str) -> None:
    """Move on with the Tab key until the focus stands on what is wanted, and can be seen there."""
    page.locator("body").focus()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on {wanted} cannot be seen"
            return
    raise AssertionError(f"{wanted} cannot be reached with the Tab key")


def write(page: Page, field: str, words: str) -> None:
    """Reach a field and type."""
    reach(page, field)
    page.keyboard.type(words)


def press(page: Page, button: str) -> None:
    """Reach a button or a link and press it."""
    reach(page, button)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
