"""What else two people do with a promise before and after it is agreed, each at their own browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.journey import DEMO, SEEN, Somebody, act, agreed, asked, day
from tests.counts import IN_SOAK

pytestmark = IN_SOAK


def offered(by: Somebody, title: str, **more: str) -> str:
    """Offer the other side a promise; returns the path of its page."""
    by.go(DEMO + "promises/new/")
    by.fill(title=title, due=day(20), conditions="Both of us can see it", **more)
    by.press("Offer it to Kaido")
    by.sees("Offered. It becomes a promise when Kaido agrees.")
    return by.path


def test_an_offer_is_countered_agreed_taken_back_declined_and_withdrawn(
    annelies: Somebody, haruka: Somebody
) -> None:
    path = offered(annelies, "A spare antenna lies at Tomakomai")
    haruka.go(path)
    haruka.press("Propose it differently")
    haruka.fill(conditions="Two antennas lie at Tomakomai", due=day(25), words="One breaks each winter")
    haruka.choose("stake", "medium")
    haruka.press("Propose it", haruka.page.locator("#desk"))
    haruka.sees("Proposed. It is Veldsen’s turn now.")

    annelies.sees("One breaks each winter", within=SEEN)
    annelies.sees("Two antennas lie at Tomakomai")
    annelies.press("Agree")
    annelies.sees("Agreed. Kaido knows.")
    haruka.sees("Annelies agreed", within=SEEN)
    annelies.press("Take it back")
    annelies.sees("Taken back. Both see that it was.")
    haruka.sees("Annelies took the yes back", within=SEEN)

    act(annelies, "Decline", "Decline", words="Two are too many before March")
    annelies.sees("Declined. Kaido knows.")
    haruka.sees("Two are too many before March", within=SEEN)
    act(haruka, "Propose it differently", "Propose it", words="One, then", due=day(30))
    haruka.sees("Proposed. It is Veldsen’s turn now.")
    act(haruka, "Withdraw it", "Withdraw", words="We found one here")
    haruka.sees("Withdrawn.")
    annelies.sees("We found one here", within=SEEN)
    act(annelies, "Withdraw it", "Withdraw", words="Good")
    annelies.sees("Nothing on the table")
    haruka.sees("Nothing on the table", within=SEEN)


def test_somebody_asks_to_be_released_and_is(annelies: Somebody, haruka: Somebody) -> None:
    path = asked(annelies, "Two trailers wait in Rotterdam", "They stand at gate nine")
    agreed(haruka, path)
    act(haruka, "Ask to be released", "Ask to be released", words="Both are needed in Otaru")
    haruka.sees("Asked. The promise stands until Veldsen answers.")
    annelies.sees("Both are needed in Otaru", within=SEEN)
    act(annelies, "Release Kaido from it", "Release", words="Of course")
    annelies.sees("Released. Nobody has broken anything.")
    haruka.sees("Released by Veldsen", within=SEEN)
    haruka.sees("Make a new one that cites it")


def test_somebody_breaks_a_promise_with_notice_and_says_why(annelies: Somebody, haruka: Somebody) -> None:
    path = asked(annelies, "The pier lights stay on at night", "Until six in the morning")
    agreed(haruka, path)
    act(haruka, "Break it, with notice", "Break it, with notice", words="The harbour switches them off")
    haruka.sees("Told Veldsen. The promise has ended by your word.")
    annelies.sees("The harbour switches them off", within=SEEN)
    annelies.sees("Broken, with notice")


def test_a_promise_is_handed_to_a_colleague_and_the_partner_sees_to_whom(
    annelies: Somebody, haruka: Somebody
) -> None:
    path = asked(annelies, "The night desk has our numbers", "Written on the wall")
    agreed(haruka, path)
    haruka.press("Hand it to a colleague")
    haruka.page.locator("[name=person]").select_option(label="Yuki Tanabe")
    haruka.fill(words="Yuki has the night desk")
    haruka.press("Hand it on", haruka.page.locator("#desk"))
    haruka.sees("Handed on. Veldsen sees who answers now.")
    annelies.go(path)
    annelies.sees("Yuki Tanabe promised")


def test_one_releases_while_the_other_is_about_to_deliver(annelies: Somebody, haruka: Somebody) -> None:
    path = asked(annelies, "A crate of probes at the quay", "Forty of them")
    agreed(haruka, path)
    haruka.press("Say it is delivered")
    haruka.fill(words="All forty, under the blue sheet")
    annelies.go(path)
    act(annelies, "Release Kaido from it", "Release", words="We have enough")
    annelies.sees("Released. Nobody has broken anything.")

    expect(haruka.page.locator("#news")).to_contain_text("Annelies released", timeout=SEEN)
    words = haruka.page.locator("#desk [name=words]")
    expect(words).to_have_value("All forty, under the blue sheet")
    haruka.press("Say it is delivered", haruka.page.locator("#desk"))
    expect(haruka.page.get_by_role("alert")).to_contain_text("Annelies released")
    expect(haruka.page.get_by_role("alert")).to_contain_text("As it stands now it cannot be sent")
    expect(words).to_have_value("All forty, under the blue sheet")
    annelies.sees_not("All forty")
