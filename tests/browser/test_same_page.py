"""Two people in two browsers, one of them by keyboard alone, come to the same page about one statement."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.journey import DEMO, SEEN, Somebody
from tests.browser.test_by_keyboard import at, faults, press
from tests.counts import IN_SOAK

MEANT = "Every pallet is read every ten minutes, from the quay to the table."


def test_a_statement_goes_through_a_correction_to_the_same_page(annelies: Somebody, haruka: Somebody) -> None:
    annelies.go(DEMO)
    press(annelies.page, "g", "l")
    at(annelies, f"{DEMO}listening/")
    press(annelies.page, "s")
    at(annelies, f"{DEMO}listening/new/")
    annelies.page.locator("main [name=words]").focus()
    annelies.page.keyboard.type(MEANT)
    press(annelies.page, "Control+Enter")
    annelies.sees("is asked how they understand it")
    path = annelies.path

    haruka.go(path)
    haruka.fill(words="You want each pallet to have a reading every twenty minutes while it travels.")
    haruka.sees("The numbers differ.", within=SEEN)
    haruka.sees("Only you see this")
    assert faults(haruka.page) == []
    haruka.press("Send it to Annelies")
    haruka.sees("Whether it is what was meant, only they can say.")

    annelies.sees("Is that what you meant?", within=SEEN)
    annelies.page.locator("#desk [name=words]").focus()
    annelies.page.keyboard.type("Ten minutes, not twenty. The rest is understood.")
    press(annelies.page, "Control+Enter")
    annelies.sees("They can say how they understand it now.")

    haruka.sees("Ten minutes, not twenty.", within=SEEN)
    haruka.fill(words="Six readings an hour for each one, all the way until it is served.")
    haruka.press("Send it to Annelies")
    haruka.sees("Whether it is what was meant, only they can say.")
    annelies.sees("all the way until it is served", within=SEEN)
    button = annelies.page.get_by_role("button", name="That is what I meant")
    expect(button).to_be_visible()
    button.focus()
    press(annelies.page, "Enter")
    annelies.sees("On the same page")
    haruka.sees("On the same page", within=SEEN)
    assert faults(annelies.page) == []


@IN_SOAK
def test_both_write_what_it_means_to_them_and_are_opened_at_once(
    annelies: Somebody, haruka: Somebody
) -> None:
    annelies.go(f"{DEMO}interpretations/new/")
    annelies.press("What does “alliance” mean to you?")
    annelies.press("Ask both sides")
    annelies.sees("Nobody sees the other’s words before both are in.")
    path = annelies.path
    haruka.go(path)
    haruka.fill(words="A house that two families build and neither owns.")
    haruka.press("Seal it")
    haruka.sees("Only Kaido sees this.")
    annelies.sees_not("two families build")
    annelies.fill(words="Two firms that would each be poorer without the other.")
    annelies.press("Seal it")
    for one in (annelies, haruka):
        one.sees("Opened for both", within=SEEN)
        one.sees("two families build")
        one.sees("poorer without the other")
    haruka.page.set_viewport_size({"width": 390, "height": 844})
    assert haruka.page.evaluate("document.documentElement.scrollWidth") <= 390
    haruka.page.emulate_media(color_scheme="dark")
    assert faults(haruka.page) == []
    haruka.page.set_viewport_size({"width": 1280, "height": 900})
    assert re.search("interpretations/bl_", haruka.page.url)
