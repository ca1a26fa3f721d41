"""A trust pulse from its beginning to a promise, by two people in two browsers: by keyboard alone, on a phone, in the dark."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.journey import DEMO, SEEN, Somebody
from tests.browser.test_by_keyboard import at, faults, press

NARROW = {"width": 390, "height": 844}
FARTHEST = 120


def tab_to(who: Somebody, wanted: Locator) -> None:
    """Press Tab until something has the focus, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        press(who.page, "Tab")
    raise AssertionError(f"Tab does not lead to {wanted}.")


def take(who: Somebody, kind: str, name: str) -> None:
    """Go to a button, a link or a field by Tab, and press Enter on it."""
    room = who.page.locator("main")
    tab_to(who, room.get_by_role("button" if kind == "button" else "link", name=name, exact=True).first)
    press(who.page, "Enter")


def choose(who: Somebody, sentence: str, word: str) -> None:
    """Answer one sentence: Tab into its group, and the arrow keys to the word."""
    group = who.page.get_by_role("group", name=sentence)
    tab_to(who, group.get_by_role("radio").first)
    press(who.page, "Space")
    wanted = group.get_by_role("radio", name=word, exact=True)
    while not wanted.is_checked():
        press(who.page, "ArrowRight")


def answer(who: Somebody, partner: str, words: tuple[str, ...]) -> None:
    its = "its" if partner else ""
    sentences = (
        f"When {partner} gives a date, we plan on it.",
        "We hear early when something comes in between.",
        f"{partner} can say what matters to us, in {its} own words.",
        "We can raise a concern without a price.",
        "We would start this alliance again.",
    )
    for sentence, word in zip(sentences, words, strict=True):
        choose(who, sentence, word)
    agrees = who.page.get_by_role("checkbox", name=re.compile("If fewer than four of us answer"))
    tab_to(who, agrees)
    press(who.page, "Space")
    take(who, "button", "Seal my answers")


def test_a_pulse_is_begun_answered_unseen_opened_and_followed_by_a_promise(
    annelies: Somebody, haruka: Somebody
) -> None:
    for who in (annelies, haruka):
        who.page.set_viewport_size(NARROW)
    haruka.page.emulate_media(color_scheme="dark")
    annelies.go(DEMO)
    press(annelies.page, "g", "u")
    at(annelies, f"{DEMO}pulse/")
    annelies.go(annelies.page.get_by_role("link", name="Answer it").first.get_attribute("href") or "")
    tab_to(annelies, annelies.page.get_by_role("group").filter(has_text="Call it off").locator("summary"))
    press(annelies.page, "Enter")
    take(annelies, "button", "Call it off for both sides")
    annelies.sees("What was answered is shown to nobody.")
    annelies.go(f"{DEMO}pulse/new/")
    for box in annelies.page.get_by_role("checkbox").all()[1:]:
        tab_to(annelies, box)
        press(annelies.page, "Space")
    assert faults(annelies.page) == []
    take(annelies, "button", "Begin")
    annelies.sees("People on both sides are asked.")
    path = annelies.path
    only_haruka(haruka, path)
    assert faults(haruka.page) == []
    answer(haruka, "Veldsen", ("Mostly", "Sometimes", "Mostly", "Always", "Always"))
    haruka.sees("Kaido is in.")
    annelies.go(path)
    annelies.sees_not("Sometimes, Kaido")
    answer(annelies, "Kaido", ("Mostly", "Mostly", "Mostly", "Always", "Always"))
    for who in (annelies, haruka):
        who.sees("On four of five you stand in the same place. One is worth a conversation.", within=SEEN)
        assert faults(who.page) == []
        assert who.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    take(annelies, "link", "Promise something")
    at(annelies, f"{DEMO}promises/new/")
    expect(annelies.page.locator("main [name=objective]")).to_have_value(path.rstrip("/").rpartition("/")[2])


def only_haruka(haruka: Somebody, path: str) -> None:
    """The other side says by itself who of it is asked."""
    haruka.go(path)
    opener = haruka.page.locator("#side summary")
    tab_to(haruka, opener)
    press(haruka.page, "Enter")
    for box in haruka.page.locator("#side").get_by_role("checkbox").all():
        named = box.evaluate("one => one.closest('label').textContent")
        if "Haruka" not in named:
            tab_to(haruka, box)
            press(haruka.page, "Space")
    button = haruka.page.locator("#side").get_by_role("button", name="Keep", exact=True)
    tab_to(haruka, button)
    press(haruka.page, "Enter")
    haruka.sees("Kept. Whoever is asked finds it on Today.")
