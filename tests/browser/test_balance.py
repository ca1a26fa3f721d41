"""Trust and control brought into balance by two people in two browsers: too little in one area, too much in another."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.by_keys import NARROW
from tests.browser.journey import DEMO, Somebody, day
from tests.browser.test_by_keyboard import faults


def set_up(by: Somebody, list: str, title: str, controls: tuple[str, ...], **stakes: str) -> str:
    """Put an area from a starting list with some of its controls; returns its page."""
    by.go(f"{DEMO}balance/new/")
    by.choose("list", list)
    by.press("Go on")
    by.fill(title=title, **stakes)
    for name in controls:
        by.page.get_by_role("group", name=name).get_by_role("checkbox").check()
    by.press("Put it to Kaido")
    by.sees("It waits for Kaido.")
    return by.path


def answer_all(by: Somebody, path: str) -> None:
    """Agree to each change of this area's controls that waits."""
    by.go(path)
    while by.page.get_by_role("link", name="Read and answer", exact=True).count():
        by.press("Read and answer")
        by.page.locator("main .btn.go", has_text="Agree").first.click()
        by.go(path)


def test_two_sides_see_too_little_and_too_much_control_and_change_both(
    annelies: Somebody, haruka: Somebody
) -> None:
    exposed = set_up(
        annelies,
        "launch",
        "The spring launch",
        (),
        loss="100",
        count="2",
        appetite="40",
    )
    over = set_up(
        annelies,
        "supply",
        "Small parts",
        ("A check on arrival", "A second signature on orders"),
        loss="1",
        count="5",
        appetite="4",
    )
    both_agree_and_see(annelies, haruka, exposed, over)
    annelies.go(exposed)
    annelies.press("Propose it to Kaido")
    annelies.sees("Proposed.")
    answer_all(haruka, exposed)
    haruka.sees("In balance")
    a_control_is_let_go_on_trial(annelies, haruka, over)
    the_wire_is_touched(annelies, haruka, over)


def both_agree_and_see(annelies: Somebody, haruka: Somebody, exposed: str, over: str) -> None:
    for path, label in ((exposed, "Agree to this"), (over, "Agree to all of it")):
        haruka.go(path)
        haruka.press(label)
        haruka.sees("Agreed by both")
    for who in (annelies, haruka):
        who.go(f"{DEMO}balance/")
        for name, verdict in (("The spring launch", "Exposed"), ("Small parts", "Over-controlled")):
            area = who.page.locator(".area", has=who.page.get_by_role("link", name=name, exact=True))
            expect(area).to_contain_text(verdict)
            expect(area).to_contain_text("Lightest change")
        assert faults(who.page) == []


def a_control_is_let_go_on_trial(annelies: Somebody, haruka: Somebody, over: str) -> None:
    annelies.go(over)
    annelies.fill(until=day(60), wire="One part that nobody ordered")
    annelies.press("Propose it to Kaido")
    haruka.go("/")
    haruka.sees("Veldsen proposes a change of a control")
    haruka.page.set_viewport_size(NARROW)
    haruka.go(over)
    haruka.page.get_by_role("link", name="A second signature on orders", exact=True).click()
    haruka.sees("One part that nobody ordered")
    assert faults(haruka.page) == []
    assert haruka.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    answer_all(haruka, over)


def the_wire_is_touched(annelies: Somebody, haruka: Somebody, over: str) -> None:
    annelies.go(over)
    annelies.page.get_by_role("link", name="A second signature on orders", exact=True).click()
    annelies.sees("Today is the first day without it")
    annelies.page.get_by_text("The trip-wire was touched", exact=True).click()
    annelies.page.locator("#wire [name=words]").fill("A box of seals came that nobody ordered.")
    annelies.press("Say it: it is back from now")
    path = annelies.path
    for who in (annelies, haruka):
        who.go(path)
        who.sees("The trip-wire was touched. It is back.")
        who.sees("A box of seals came that nobody ordered.")
    expect(haruka.page.get_by_role("heading", level=1)).to_have_text(re.compile("touched"))
