"""Two people in two browsers keep a meeting: one writes by keyboard alone, the other reads along on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import DEMO, SEEN, Somebody, day
from tests.browser.test_by_keyboard import at, faults, press

DRAWING = "the drawing of the north dock is with Haruka"


def wide(person: Somebody) -> bool:
    """Whether the page has to be moved sideways."""
    return bool(person.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def type_lines(annelies: Somebody, phone: Somebody) -> None:
    """One line after the other, seen on the phone, while the focus stays; what is half typed survives."""
    keys = annelies.page.keyboard
    keys.type(f"Annelies: {DRAWING} by {day(9)}")
    annelies.sees("Read as: Annelies van der Meer-Hoogenboom to Haruka Shimizu, by")
    press(annelies.page, "Enter")
    keys.type("s Haruka: The dock is shut from the tenth on")
    press(annelies.page, "Enter")
    keys.type("q Haruka: Who has the key in winter?")
    press(annelies.page, "Enter")
    keys.type("half a li")
    phone.sees(DRAWING, within=2 * SEEN)
    phone.sees("“The dock is shut from the tenth on”", within=2 * SEEN)
    phone.sees("Haruka finds out", within=2 * SEEN)
    assert annelies.page.evaluate("document.activeElement.id") == "t"
    expect(annelies.page.locator("#t")).to_have_value("half a li")
    assert faults(annelies.page) == [] and faults(phone.page) == [] and not wide(phone)
    annelies.page.wait_for_timeout(900)
    annelies.page.reload()
    expect(annelies.page.locator("#t")).to_have_value("half a li")


def test_a_meeting_is_written_by_keyboard_read_along_on_a_phone_and_confirmed_by_both(
    annelies: Somebody, demo: Demo, enter: Enter
) -> None:
    phone = enter(demo.address, demo.link_of("haruka"), viewport={"width": 390, "height": 844})
    annelies.go(f"{DEMO}meetings/new/")
    annelies.page.locator("main [name=title]").focus()
    annelies.page.keyboard.type("The north dock")
    press(annelies.page, "Enter")
    annelies.sees("You are writing.")
    path = annelies.path
    assert annelies.page.evaluate("document.activeElement.id") == "t", "One begins to write at once."

    phone.go(path)
    phone.sees("Annelies is writing; you read along.")
    type_lines(annelies, phone)

    annelies.page.get_by_role("button", name="End, and send the recap").focus()
    press(annelies.page, "Enter")
    at(annelies, path)
    annelies.sees("Three lines are yours to confirm. Kaido has confirmed none of its three.")
    button = annelies.page.get_by_role("button", name="Yes, I promise that")
    button.focus()
    press(annelies.page, "Enter")
    annelies.sees("Confirmed. It counts once both sides have.")
    assert faults(annelies.page) == []

    phone.sees("Three lines are yours to confirm.", within=2 * SEEN)
    phone.sees("Annelies promised", within=2 * SEEN)
    assert not wide(phone) and faults(phone.page) == []
    phone.page.get_by_label("What hangs on it?").first.select_option("medium")
    phone.press("Yes, I want that")
    phone.sees("Agreed, on its way")
    phone.press("That is what I said")
    phone.sees("Confirmed. It counts once both sides have.")
    annelies.sees("Agreed, on its way", within=2 * SEEN)
    annelies.sees("Haruka: that is what I said", within=2 * SEEN)
    annelies.press("So I heard it")
    annelies.sees("heard it so")
