"""The whole conversation of a promise, as the two who hold it see it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.journey import DEMO, SEEN, Somebody, act, asked, day


def test_asked_agreed_warned_moved_sent_back_and_kept(annelies: Somebody, haruka: Somebody) -> None:
    title = "Loggers at the quay report every ten minutes"
    haruka.go(DEMO + "promises/")
    haruka.sees("Promises")
    path = asked(annelies, title, "A reading every ten minutes", "Night readings too")

    expect(haruka.page.get_by_role("link", name=title)).to_be_visible(timeout=SEEN)
    haruka.page.get_by_role("link", name=title).click()
    haruka.sees("A customer, a season or somebody’s safety depends on it")
    haruka.press("Agree")
    haruka.sees("Agreed. Veldsen knows.")
    annelies.sees("Haruka agreed", within=SEEN)

    told_and_moved(haruka, annelies)
    sent_back(haruka, annelies, path)
    accepted(haruka, annelies, path)
    for person in (annelies, haruka):
        person.go(path)
        line = person.page.get_by_role("region", name="The conversation so far")
        history = person.page.get_by_role("region", name="History")
        for words in ("The quay is closed for two days", "Nothing came in after midnight", "Seen, all night"):
            expect(history).to_contain_text(words)
        assert history.get_by_role("listitem").count() >= 8
        expect(line).to_be_visible()


def told_and_moved(haruka: Somebody, annelies: Somebody) -> None:
    """Something comes in between; another day is proposed with it, and agreed."""
    haruka.press("Something came in between")
    haruka.fill(words="The quay is closed for two days", due=day(24))
    haruka.choose("then", "propose")
    haruka.press("Tell Veldsen now")
    haruka.sees("Veldsen knows now, from you.")
    annelies.sees("Haruka proposes another date", within=SEEN)
    annelies.press("Agree")
    annelies.sees("Moved once, agreed by both")
    haruka.sees("Moved once, agreed by both", within=SEEN)


def sent_back(haruka: Somebody, annelies: Somebody, path: str) -> None:
    """It is delivered, and comes back with the condition that is not met."""
    delivered(haruka, "All eleven report")
    annelies.press("Accept, or say what is missing")
    annelies.choose("met_0", "1")
    annelies.choose("met_1", "0")
    annelies.fill(words="Nothing came in after midnight")
    annelies.press("Send it back for what is not met")
    annelies.sees("Sent back. Kaido knows what is missing.")
    haruka.sees("Sent back, something is missing", within=SEEN)
    haruka.go("/")
    haruka.sees("sent it back")
    haruka.go(path)
    haruka.sees("Nothing came in after midnight")


def accepted(haruka: Somebody, annelies: Somebody, path: str) -> None:
    """It is delivered again, and accepted."""
    delivered(haruka, "The night readings are there now")
    annelies.go(path)
    annelies.press("Accept, or say what is missing")
    annelies.choose("met_0", "1")
    annelies.choose("met_1", "1")
    annelies.fill(words="Seen, all night")
    annelies.press("Accept")
    annelies.sees("Accepted: the promise is kept.")
    haruka.sees("Kept", within=SEEN)


def delivered(by: Somebody, words: str) -> None:
    """Say that it is delivered."""
    act(by, "Say it is delivered", "Say it is delivered", words=words)
    by.sees("Said. It is kept once Veldsen has accepted it.")
