"""A concern until both weigh it, a charter of four clauses, a bridge: by keyboard alone, on a phone, one in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.by_keys import NARROW, Keys
from tests.browser.journey import DEMO, SEEN, Somebody, day
from tests.browser.test_by_keyboard import faults
from tests.counts import IN_SOAK

Two = tuple[Keys, Keys]


@pytest.fixture
def two(annelies: Somebody, haruka: Somebody) -> Iterator[Two]:
    """Both at narrow screens, Haruka's dark."""
    for each in (annelies, haruka):
        each.page.set_viewport_size(NARROW)
    haruka.page.emulate_media(color_scheme="dark")
    yield Keys(annelies), Keys(haruka)
    haruka.page.emulate_media(color_scheme="no-override")
    for each in (annelies, haruka):
        each.page.set_viewport_size({"width": 1280, "height": 900})


def well(*all_of: Keys) -> None:
    for keys in all_of:
        keys.fits()
        assert faults(keys.page) == []


def raised(ours: Keys) -> str:
    """Raise a concern, with the coach beside it; the path of its page."""
    ours.who.go(f"{DEMO}concerns/new/")
    ours.write(
        "What happened?", "The papers for the sailing of the 18th came on the 19th. That was careless."
    )
    expect(ours.page.locator("#raise-coach")).to_contain_text("That was careless", timeout=SEEN)
    ours.write_day("On which day?", day(-2))
    ours.write("What did it mean for you?", "Our customer in Rotterdam waited two days.")
    ours.write("What would you like to understand?", "What happens in the two days before a sailing?")
    well(ours)
    ours.press("Ask Kaido")
    ours.who.sees("Asked. Kaido tells how they see it.")
    return ours.who.path


def played_back(ours: Keys, theirs: Keys, words: str) -> None:
    """Say how the other side is understood; it stands on their page without their doing."""
    ours.write("How do you understand Kaido?", words)
    ours.press("Send to Kaido")
    ours.who.sees("Sent. They say whether you understood them")
    theirs.who.sees(words, within=SEEN)


@IN_SOAK
def test_a_concern_is_understood_before_either_side_weighs_it(two: Two) -> None:
    ours, theirs = two
    theirs.who.go(raised(ours))
    for keys in two:
        keys.who.sees("Opens for both sides once Kaido has said “you understood us”")
        expect(keys.page.locator("input[name=weight]")).to_have_count(0)
    theirs.write("How do you see it?", "The count comes at eight, two hours after the line has closed.")
    theirs.press("Send to Annelies")
    theirs.who.sees("Sent. They play it back")
    ours.who.sees("The count comes at eight", within=SEEN)
    played_back(ours, theirs, "You send it once the line is open again.")
    theirs.write("Not quite? Say again only the part", "It is the count that we wait for.")
    theirs.press("Say it again")
    ours.who.sees("It is the count that we wait for.", within=SEEN)
    expect(ours.page.locator("input[name=weight]")).to_have_count(0)
    played_back(ours, theirs, "When the count comes at eight, no paper can be here before the ship.")
    theirs.press("You understood us")
    theirs.who.sees("Both sides can now say how much it matters.")
    ours.who.sees("said “you understood us”", within=SEEN)
    for keys, choice in ((theirs, 0), (ours, 2)):
        keys.reach(keys.page.locator("input[name=weight]"))
        keys.page.keyboard.press("Space")
        for _ in range(choice):
            keys.page.keyboard.press("ArrowDown")
        keys.press("Choose it")
    for keys in two:
        keys.who.sees("How much it matters to each", within=SEEN)
    well(*two)


@IN_SOAK
def test_both_write_what_a_sentence_means_and_are_opened_at_once(two: Two) -> None:
    ours, theirs = two
    ours.who.go(f"{DEMO}interpretations/new/")
    ours.press("What does “done” mean, when you say that something is done?")
    ours.press("Ask both sides")
    ours.who.sees("Nobody sees the other’s words before both are in.")
    theirs.who.go(ours.who.path)
    theirs.write("What does it mean to you?", "That nobody has to touch it again.")
    theirs.press("Seal it")
    theirs.who.sees("Only Kaido sees this.")
    ours.who.sees_not("nobody has to touch it again")
    ours.write("What does it mean to you?", "That the customer has said so.")
    ours.press("Seal it")
    for keys in two:
        keys.who.sees("Opened for both", within=SEEN)
        keys.who.sees("nobody has to touch it again")
        keys.who.sees("the customer has said so")
    well(*two)


def test_what_has_the_focus_is_never_beneath_the_tabs_of_a_phone(two: Two) -> None:
    ours, _ = two
    ours.page.set_viewport_size({**NARROW, "height": 560})
    ours.who.go(f"{DEMO}differences/new/")
    for label in ("In what", "What you would call it", "How is it with your side?"):
        ours.reach(ours.page.locator("main").get_by_label(label))
    ours.reach(ours.page.get_by_role("button", name="Tell Kaido"))


def test_the_rooms_behind_more_are_reached_on_a_wide_page_and_the_menu_closes(annelies: Somebody) -> None:
    annelies.go(f"{DEMO}promises/")
    more = annelies.page.locator(".tabs .more")
    more.locator("summary").focus()
    annelies.page.keyboard.press("Enter")
    expect(more.get_by_role("link")).to_have_text(
        ["Charter", "Differences", "Concerns", "Meetings", "Calendar"]
    )
    assert faults(annelies.page) == []
    annelies.page.keyboard.press("Tab")
    annelies.page.keyboard.press("Escape")
    expect(more.locator("summary")).to_be_focused()
    expect(more.get_by_role("link")).to_have_count(0)
    annelies.page.keyboard.press("Enter")
    annelies.page.keyboard.press("Tab")
    annelies.page.keyboard.press("Enter")
    annelies.page.wait_for_url(re.compile("/charter/"))


@IN_SOAK
def test_four_clauses_are_agreed(two: Two) -> None:
    ours, theirs = two
    clauses = {
        f"{name} of the quay": f"{name}: whoever sees it first says so by four o’clock."
        for name in ("Doors", "Lamps", "Scales", "Seals")
    }
    for title, words in clauses.items():
        ours.who.go(f"{DEMO}charter/")
        ours.press("Suggest a clause")
        ours.press("A clause")
        ours.write("What it is called", title)
        ours.write("In a sentence or two", words)
        ours.fits()
        ours.press("Suggest it to Kaido")
        ours.who.sees("Suggested. It holds once Kaido has agreed to the same words.")
        theirs.who.go(ours.who.path)
        theirs.who.sees(words)
        theirs.press("Agree to these words")
        theirs.who.sees("Agreed: both sides hold it now.")
        ours.who.sees("version", within=SEEN)
    for keys in two:
        keys.who.go(f"{DEMO}charter/")
        for title in clauses:
            expect(keys.page.locator(".clauses")).to_contain_text(title)
    ours.open("before it")
    well(*two)


@IN_SOAK
def test_a_difference_is_told_by_both_and_bridged(two: Two) -> None:
    ours, theirs = two
    ours.who.go(f"{DEMO}differences/")
    ours.press("Name a difference")
    ours.reach(ours.page.get_by_label("In what"))
    ours.page.keyboard.press("ArrowDown")
    ours.write("What you would call it", "How a lorry is called")
    ours.write("How is it with your side?", "We ring the driver.")
    ours.fits()
    ours.press("Tell Kaido")
    ours.who.sees("is asked to tell how it is with them")
    theirs.who.go(ours.who.path)
    theirs.write("How is it with your side?", "The office sends a slip, and nobody rings.")
    theirs.press("Tell Veldsen")
    theirs.who.sees("Told. It stands beside")
    ours.who.sees("The office sends a slip", within=SEEN)
    ours.who.go(ours.who.path)
    ours.write("A bridge over it", "The slip is sent, and before five somebody rings as well.")
    ours.write_day("Look whether it holds on", day(30))
    ours.press("Suggest it to Kaido")
    ours.who.sees("Suggested. It holds once Kaido has agreed to it.")
    theirs.who.sees("somebody rings as well", within=SEEN)
    theirs.press("Agree to this bridge")
    theirs.who.sees("Agreed: both sides hold this bridge now.")
    for keys in two:
        keys.who.sees("The bridge, agreed", within=SEEN)
        assert re.search("differences/df_", keys.page.url)
    well(*two)
