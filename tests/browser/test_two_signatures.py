"""A yes on which much hangs, in three browsers: whoever says it, whoever signs it too, and the partner who waits."""

from __future__ import annotations

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import SEEN, Somebody, asked
from tests.counts import IN_SOAK


def _ask_for_two(of: Somebody, since: str) -> None:
    of.go("/organisation/")
    of.page.locator("#two select").select_option(since)
    of.press("Keep", of.page.locator("#two"))
    of.sees("Kept. It holds for what is said from now on.")


@IN_SOAK
def test_a_yes_waits_for_a_second_signature_and_the_partner_reads_that_it_waits(
    annelies: Somebody, haruka: Somebody, enter: Enter, demo: Demo
) -> None:
    _ask_for_two(haruka, "high")
    try:
        path = asked(annelies, "The second gateway answers at night", "Within a minute")
        annelies.go(path)
        daichi = enter(demo.address, demo.link_of("daichi"))
        daichi.go(path)
        daichi.press("Agree")
        daichi.sees("Your yes waits for a second signature of Kaido.")
        daichi.go(path)
        annelies.go(path)
        annelies.sees("This waits for Kaido’s second signature.")
        annelies.sees_not("Daichi")

        naoko = enter(demo.address, demo.link_of("naoko"))
        naoko.go("/")
        naoko.sees("Daichi said yes and asks for your signature too")
        naoko.go(path)
        naoko.page.get_by_text("Not like this: write to Daichi").click()
        naoko.page.locator("#second_words").fill("Ask them for two minutes")
        naoko.press("Do not sign, and tell Daichi")
        naoko.sees("Not signed. Your colleague reads why; the other side does not.")
        daichi.sees("Ask them for two minutes", within=SEEN)
        annelies.sees_not("Ask them for two minutes")

        daichi.press("Agree")
        naoko.go(path)
        naoko.press("Sign it too")
        naoko.sees("Signed, in the name of both. Veldsen knows.")
        annelies.sees("Daichi agreed", within=SEEN)
        annelies.sees("Naoko signed too")
    finally:
        _ask_for_two(haruka, "")
