"""A series is offered in one act and agreed in one act, and each of its days is a promise of its own."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.journey import DEMO, SEEN, Somebody, day
from tests.counts import IN_SOAK

pytestmark = IN_SOAK
TITLE = "The week’s readings as one sheet"


def test_a_series_is_offered_and_agreed_in_one_act(annelies: Somebody, haruka: Somebody) -> None:
    annelies.go(DEMO + "promises/new/")
    annelies.fill(title=TITLE, due=day(8), conditions="Every pallet of the week is on it")
    annelies.page.locator("summary", has_text="Area of work").click()
    annelies.page.locator("[name=series_every]").select_option("week")
    annelies.fill(series_count="4")
    annelies.press("Offer it to Kaido")
    annelies.sees("Offered, 4 of them.")
    haruka.go(annelies.path)
    haruka.press("Agree, and say what is at stake")
    haruka.choose("stake", "low")
    haruka.press("Agree to all 4 of the series", haruka.page.locator("#desk"))
    haruka.sees("Agreed, each of them. Veldsen knows.")
    annelies.sees("Agreed, on its way", within=SEEN)
    annelies.go(DEMO + f"promises/?q={TITLE}")
    expect(annelies.page.locator(".plist").get_by_role("link", name=TITLE)).to_have_count(4)
    annelies.sees("4 of 4")
