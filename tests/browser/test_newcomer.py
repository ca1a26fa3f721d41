"""A newcomer has made a first promise within three minutes: the pages and keystrokes of it, counted in a browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.cli.running import node
from tests.counts import IN_SOAK

KEY, CLICK, READING = 0.28, 2.0, 9.0  # seconds for a slow typist, for a click, and to take in a page


class Newcomer:
    """Somebody at a browser, and how long a person would have taken so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seconds = 0.0
        self.pages = 0

    def open(self, address: str) -> None:
        self.page.goto(address)
        self._read()

    def type(self, field: str, words: str) -> None:
        self.page.fill(field, words)
        self.seconds += CLICK + KEY * len(words)

    def go(self, button: str) -> None:
        self.page.click(button)
        self.page.wait_for_load_state()
        self.seconds += CLICK
        self._read()

    def _read(self) -> None:
        self.pages += 1
        self.seconds += READING


@IN_SOAK
def test_a_newcomer_has_made_a_first_promise_within_three_minutes(browser: Browser, home: Path) -> None:
    with node(["serve"], home) as running:
        assert running.process.stdout is not None
        link = running.process.stdout.readline().strip().removeprefix("Set up: ")
        context = browser.new_context(timezone_id="Europe/Amsterdam", locale="nl-NL")
        new = Newcomer(context.new_page())
        new.open(link)
        make_a_first_promise(new)
        context.close()
    assert new.pages <= 7
    assert new.seconds < 180


def make_a_first_promise(new: Newcomer) -> None:
    new.type("#id_name", "Annelies van der Meer")
    new.type("#id_email", "annelies@veldsen.example")
    new.type("#id_organisation", "Veldsen Instruments")
    new.type("#id_place", "Eindhoven")
    assert new.page.input_value("#id_zone") == "Europe/Amsterdam"
    assert new.page.input_value("#id_country") == "NL"
    new.go("main button.go")
    new.go("text=Invite a partner")
    new.type("#id_partner", "Kaido")
    new.type("#id_email", "naoko@kaido.example")
    new.go("main button.go")
    new.page.check("[name=kept]")
    new.go("main button.go")
    new.go("text=Make a first promise")
    new.type("#id_title", "The audit report of all twelve sites is in your hands")
    new.type("[name=conditions]", "All twelve sites are covered")
    new.type("#id_due", (datetime.now(UTC).date() + timedelta(days=10)).isoformat())
    new.go("main button[value=offer]")
    assert "The audit report" in new.page.inner_text("main")
