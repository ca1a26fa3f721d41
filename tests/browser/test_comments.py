"""A comment in a browser: an @ suggests people of both firms, by the keyboard alone, and the other side sees it at once."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.journey import DEMO, Somebody


def test_an_at_suggests_people_of_both_firms_and_the_comment_is_there_for_the_other_side(
    annelies: Somebody, haruka: Somebody
) -> None:
    annelies.go(f"{DEMO}listening/")
    page = annelies.page
    page.locator("a[href*='/listening/st_']").first.click()
    field = page.get_by_label("Say something about it")
    expect(field).to_be_visible()
    haruka.go(annelies.path)
    field.press_sequentially("Ask @har")
    options = page.get_by_role("listbox", name="Whom you name").get_by_role("option")
    expect(options).to_have_text(["Haruka Shimizu"])
    field.press("Escape")
    expect(options).to_have_count(0)
    field.press_sequentially("u")
    field.press("Enter")
    expect(field).to_have_value("Ask @Haruka Shimizu ")
    field.press_sequentially("about it.")
    annelies.press("Say it")
    expect(haruka.page.locator(".talk")).to_contain_text("Ask @Haruka Shimizu about it.")
