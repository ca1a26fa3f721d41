"""A trust pulse from its beginning to a promise, by two people in two browsers: by keyboard alone, on a phone, in the dark."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.by_keys import NARROW, Keys
from tests.browser.journey import DEMO, SEEN, Somebody
from tests.browser.test_by_keyboard import at, faults, press


def choose(keys: Keys, sentence: str, word: str) -> None:
    """Answer one sentence: Tab into its group, and the arrow keys to the word."""
    group = keys.page.get_by_role("group", name=sentence)
    keys.reach(group.get_by_role("radio"))
    press(keys.page, "Space")
    wanted = group.get_by_role("radio", name=word, exact=True)
    while not wanted.is_checked():
        press(keys.page, "ArrowRight")


def answer(keys: Keys, partner: str, words: tuple[str, ...]) -> None:
    its = "its" if partner else ""
    sentences = (
        f"When {partner} gives a date, we plan on it.",
        "We hear early when something comes in between.",
        f"{partner} can say what matters to us, in {its} own words.",
        "We can raise a concern without a price.",
        "We would start this alliance again.",
    )
    for sentence, word in zip(sentences, words, strict=True):
        choose(keys, sentence, word)
    keys.reach(keys.page.get_by_role("checkbox", name=re.compile("If fewer than four of us answer")))
    press(keys.page, "Space")
    keys.press("Seal my answers")


def test_a_pulse_is_begun_answered_unseen_opened_and_followed_by_a_promise(
    annelies: Somebody, haruka: Somebody
) -> None:
    ours, theirs = Keys(annelies), Keys(haruka)
    for keys in (ours, theirs):
        keys.page.set_viewport_size(NARROW)
    haruka.page.emulate_media(color_scheme="dark")
    annelies.go(DEMO)
    press(annelies.page, "g", "u")
    at(annelies, f"{DEMO}pulse/")
    ours.press("Answer it")
    ours.open("Call it off")
    ours.press("Call it off for both sides")
    annelies.sees("What was answered is shown to nobody.")
    annelies.go(f"{DEMO}pulse/new/")
    for box in annelies.page.get_by_role("checkbox").all()[1:]:
        ours.reach(box)
        press(annelies.page, "Space")
    assert faults(annelies.page) == []
    ours.press("Begin")
    annelies.sees("People on both sides are asked.")
    path = annelies.path
    only_haruka(theirs, path)
    assert faults(haruka.page) == []
    answer(theirs, "Veldsen", ("Mostly", "Sometimes", "Mostly", "Always", "Always"))
    haruka.sees("Kaido is in.")
    annelies.go(path)
    annelies.sees_not("Sometimes, Kaido")
    answer(ours, "Kaido", ("Mostly", "Mostly", "Mostly", "Always", "Always"))
    for keys in (ours, theirs):
        keys.who.sees(
            "On four of five you stand in the same place. One is worth a conversation.", within=SEEN
        )
        assert faults(keys.page) == []
        keys.fits()
    ours.press("Promise something")
    at(annelies, f"{DEMO}promises/new/")
    expect(annelies.page.locator("main [name=objective]")).to_have_value(path.rstrip("/").rpartition("/")[2])


def only_haruka(keys: Keys, path: str) -> None:
    """The other side says by itself who of it is asked."""
    keys.who.go(path)
    keys.open("Who is asked")
    side = keys.page.locator("#side")
    for box in side.get_by_role("checkbox").all():
        if "Haruka" not in box.evaluate("one => one.closest('label').textContent"):
            keys.reach(box)
            press(keys.page, "Space")
    keys.reach(side.get_by_role("button", name="Keep", exact=True))
    press(keys.page, "Enter")
    keys.who.sees("Kept. Whoever is asked finds it on Today.")
