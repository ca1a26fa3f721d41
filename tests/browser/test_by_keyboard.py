"""The whole day by keyboard alone: going, finding, choosing, warning, sending; and silence while somebody writes."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import DEMO, Somebody, agreed, asked, day
from tests.browser.test_every_page import LEVELS
from tests.counts import IN_SOAK, some


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at(who: Somebody, path: str) -> None:
    who.page.wait_for_url(re.compile(re.escape(who.address + path) + r"(\?|#|$)"))


def faults(page: Page) -> list[str]:
    return [each["id"] for each in Axe().run(page, options=LEVELS).response["violations"]]


def test_letters_lead_from_room_to_room(annelies: Somebody) -> None:
    annelies.go("/")
    press(annelies.page, "g", "c")
    at(annelies, "/calendar/")
    annelies.go(DEMO)
    for keys, path in (("gp", "promises/"), ("gc", "calendar/"), ("gh", ""), ("n", "promises/new/")):
        press(annelies.page, *keys)
        at(annelies, DEMO + path)
    annelies.page.locator("h1").click()
    press(annelies.page, "g", "t")
    at(annelies, "/")


def test_the_palette_finds_an_act_and_what_is_written_is_sent_with_a_key(
    annelies: Somebody, haruka: Somebody
) -> None:
    path = asked(haruka, "The keyboard journey has a promise to warn about", "It is so")
    annelies.go(path)
    annelies.press("Agree")
    annelies.sees("Agreed. Kaido knows.")
    annelies.go("/")
    press(annelies.page, "Control+k")
    palette = annelies.page.get_by_role("dialog", name="Go to, or do")
    expect(palette.get_by_role("combobox")).to_be_focused()
    annelies.page.keyboard.type("between keyboard journey")
    wanted = palette.get_by_role("option", name=re.compile("Something came in between: The keyboard journey"))
    expect(wanted).to_have_attribute("aria-selected", "true")
    assert faults(annelies.page) == []
    press(annelies.page, "Enter")
    at(annelies, path)
    words = annelies.page.locator("#desk textarea[name=words]")
    words.focus()
    annelies.page.keyboard.type("gt jk nw? / The crate is still in Delft")
    annelies.choose("then", "expect")
    annelies.fill(expect=day(25))
    words.focus()
    press(annelies.page, "Control+Enter")
    annelies.sees("Kaido knows now, from you.")
    haruka.go(path)
    haruka.sees("gt jk nw? / The crate is still in Delft")


@IN_SOAK
def test_the_arrow_keys_choose_and_escape_gives_the_page_back(annelies: Somebody) -> None:
    annelies.go(DEMO)
    press(annelies.page, "Control+k")
    options = annelies.page.get_by_role("option")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    press(annelies.page, "ArrowDown", "ArrowDown", "ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    press(annelies.page, "ArrowUp", "ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    annelies.page.keyboard.type("no such thing at all zzz")
    expect(annelies.page.get_by_role("status").filter(has_text="found")).to_have_text("1 found")
    press(annelies.page, "Escape")
    expect(annelies.page.get_by_role("dialog")).to_have_count(0)
    assert annelies.path == DEMO


@IN_SOAK
def test_the_shortcuts_are_listed_above_any_page(annelies: Somebody) -> None:
    annelies.go(DEMO)
    press(annelies.page, "?")
    dialog = annelies.page.get_by_role("dialog", name="Shortcuts")
    expect(dialog).to_contain_text("Something came in between")
    assert faults(annelies.page) == []
    press(annelies.page, "g", "t", "Escape")
    expect(dialog).to_have_count(0)
    assert annelies.path == DEMO


@IN_SOAK
def test_several_are_chosen_and_asked_without_a_mouse(annelies: Somebody, haruka: Somebody) -> None:
    titles = ["Keys: one of two", "Keys: two of two"]
    for title in titles:
        agreed(haruka, asked(annelies, title, "It is so"))
    annelies.go(DEMO + "promises/?q=Keys%3A&state=open")
    for _ in titles:
        press(annelies.page, "j", "x")
    bar = annelies.page.locator("#bulk")
    expect(bar).to_contain_text("Two chosen")
    expect(bar.get_by_role("button", name="Accept", exact=True)).to_have_attribute("aria-disabled", "true")
    expect(bar).to_contain_text("Accept: Nothing is delivered that waits to be accepted.")
    assert faults(annelies.page) == []
    bar.get_by_role("button", name="Ask how they stand").focus()
    press(annelies.page, "Enter")
    annelies.page.wait_for_url(re.compile("act=ask_status"))
    assert faults(annelies.page) == []
    annelies.page.locator("#words").focus()
    annelies.page.keyboard.type("Shall we move it?")
    press(annelies.page, "Control+Enter")
    annelies.sees("Two are signed.")


@IN_SOAK
def test_what_is_chosen_stays_chosen_when_the_list_renews_itself(
    annelies: Somebody, haruka: Somebody
) -> None:
    path = asked(annelies, "Chosen while the list moves", "It is so")
    annelies.go(DEMO + "promises/?q=chosen+while+the+list&state=open")
    box = annelies.page.locator("input[name=promise]")
    box.check()
    agreed(haruka, path)
    annelies.sees("Agreed, on its way", within=10_000)
    expect(box).to_be_checked()
    expect(annelies.page.locator("#bulk")).to_contain_text("One chosen")


def test_the_first_action_of_a_line_is_a_key_and_so_is_the_other_clock(annelies: Somebody) -> None:
    annelies.go("/")
    press(annelies.page, "j", "a")
    annelies.page.wait_for_url(re.compile("/promises/pr_"))
    annelies.go(DEMO + "record/")
    when = annelies.page.locator("td time").first
    mine = when.inner_text()
    press(annelies.page, "z")
    expect(when).to_contain_text("Yokohama")
    expect(annelies.page.locator(".foot")).to_contain_text("Times are those of Yokohama")
    press(annelies.page, "z")
    expect(when).to_have_text(mine)


@IN_SOAK
def test_no_key_does_anything_while_a_word_is_composed_or_held_keys_mean_something_else(
    annelies: Somebody,
) -> None:
    annelies.go(DEMO)
    page = annelies.page
    for how in ("isComposing: true", "keyCode: 229", "ctrlKey: true", "metaKey: true", "altKey: true"):
        page.evaluate(
            "(how) => { for (const key of ['g', 't', '?', 'n'])"
            " document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...how })); }",
            {how.partition(":")[0]: 229 if "229" in how else True},
        )
    page.wait_for_timeout(500)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert annelies.path == DEMO


@IN_SOAK
def test_letters_can_be_turned_off_and_the_palette_stays(enter: Enter, demo: Demo) -> None:
    who = enter(demo.address, demo.links[1])
    who.go("/shortcuts/")
    who.page.get_by_label("A letter alone does something").uncheck()
    who.press("Keep")
    who.sees("Letters alone do nothing now.")
    press(who.page, "g", "t", "?", "n")
    who.page.wait_for_timeout(500)
    expect(who.page.get_by_role("dialog")).to_have_count(0)
    assert who.path == "/shortcuts/"
    press(who.page, "Control+k")
    expect(who.page.get_by_role("dialog")).to_be_visible()
    press(who.page, "Escape")
    who.page.get_by_label("A letter alone does something").check()
    who.press("Keep")
    who.sees("A letter alone does something again.")


@pytest.mark.parametrize("path", some(["promises/", "calendar/", ""], 3))
def test_on_paper_both_sides_stand_apart_without_colour_and_controls_are_gone(
    enter: Enter, demo: Demo, path: str
) -> None:
    who = enter(demo.address, demo.links[0], color_scheme="dark")
    who.go(DEMO + path)
    page = who.page
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".printed")).to_contain_text("Veldsen and Kaido")
    expect(page.locator(".printed")).to_contain_text("Printed by Annelies van der Meer-Hoogenboom, Veldsen")
    for gone in (".top", ".btn", ".finder", ".tick", ".take", ".filter"):
        for each in page.locator(gone).all():
            expect(each).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('main h1')).color") == "rgb(20, 32, 29)"
    second = page.locator("main .half.b").first
    assert "repeating-linear-gradient" in second.evaluate("one => getComputedStyle(one).backgroundImage")
    assert "#hatch" in page.locator("main .f-b").first.evaluate("one => getComputedStyle(one).fill")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") in range(1, 6)
