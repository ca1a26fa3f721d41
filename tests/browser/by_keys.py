"""Somebody who works by keyboard alone, on a narrow screen: where the focus is, and that it can be seen there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import Somebody

MOST = 120  # presses of one key before a thing counts as out of reach
NARROW = {"width": 390, "height": 844}
SEEN = """(element) => {
  const place = element.getBoundingClientRect();
  const across = place.left + place.width / 2, down = Math.max(place.top, 0) + Math.min(place.height, 20) / 2;
  const there = document.elementFromPoint(across, down);
  return Boolean(there) && (element.contains(there) || there.contains(element) || there.closest("label")?.contains(element));
}"""


@dataclass
class Keys:
    """One person's page, moved by keys alone."""

    who: Somebody

    @property
    def page(self) -> Page:
        return self.who.page

    def reach(self, what: Locator) -> Locator:
        """Press Tab until this has the focus; it must then stand where it can be seen, beneath nothing else."""
        wanted = what.first
        expect(wanted).to_be_visible()
        for _ in range(MOST):
            if wanted.evaluate("(element) => element === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(wanted).to_be_focused(timeout=1_000)
        assert wanted.evaluate(SEEN), f"{wanted} has the focus and is covered by something."
        return wanted

    def write(self, label: str, words: str) -> None:
        """Go to a field by its label and type."""
        self.reach(self.page.locator("main").get_by_label(re.compile(f"^{re.escape(label)}")))
        self.page.keyboard.type(words)

    def write_day(self, label: str, iso: str) -> None:
        """Type a day into a date field, in the order in which this browser asks for its parts."""
        year, month, day = iso.split("-")
        self.write(label, f"{month}{day}{year}")
        expect(
            self.page.locator("main").get_by_label(re.compile(f"^{re.escape(label)}")).first
        ).to_have_value(iso)

    def press(self, name: str, key: str = "Enter") -> None:
        """Go to a button or a link by its words, and press it."""
        main = self.page.locator("main")
        either = main.get_by_role("button", name=name, exact=True).or_(
            main.get_by_role("link", name=name, exact=True)
        )
        self.reach(either)
        self.page.keyboard.press(key)

    def open(self, summary: str) -> None:
        """Go to a line that opens, and open it."""
        self.reach(self.page.locator("main summary", has_text=summary))
        self.page.keyboard.press("Enter")

    def fits(self) -> None:
        """Nothing may stand out to the side."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW["width"], f"{self.who.path} is {wide} wide."
