"""What is one side's own never comes to the other: notes, the day that is meant, half-written acts."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urljoin
from zipfile import ZipFile

from tests.browser.journey import DEMO, Somebody, agreed, asked, day
from tests.counts import IN_SOAK

NOTE, DRAFT, OFFER = "Kenji thinks it is tight", "Half of what I meant to say", "An offer that is not ripe"


pytestmark = IN_SOAK


def test_notes_intended_days_and_drafts_stay_with_their_side(annelies: Somebody, haruka: Somebody) -> None:
    path = asked(annelies, "A map of the cold store", "With the doors")
    agreed(haruka, path)
    haruka.press("Ask to be released")
    haruka.fill(words=DRAFT)
    haruka.page.locator("summary", has_text="Add a note").click()
    haruka.page.locator("#note_words").fill(NOTE)
    haruka.page.locator("#note_day").fill(day(7))
    haruka.press("Keep", haruka.page.locator("#note-desk"))
    haruka.sees(NOTE)
    haruka.sees("Intended day:")

    haruka.go(DEMO + "promises/new/")
    haruka.fill(title=OFFER)
    haruka.press("Keep as draft")
    haruka.sees("Kept as a draft. Only you see it.")
    haruka.sees(OFFER[:12])

    for page in (path, "/", DEMO, DEMO + "promises/?state=all", DEMO + "record/"):
        annelies.go(page)
        for words in (NOTE, DRAFT, OFFER):
            annelies.sees_not(words)
    annelies.go(path)
    annelies.sees("No note yet.")
    bundle = annelies.page.request.get(urljoin(annelies.address, DEMO + "record/bundle/"))
    assert bundle.ok
    for words in (NOTE, DRAFT, OFFER):
        assert words.encode() not in contents(bundle.body())


def contents(bundle: bytes) -> bytes:
    """All files of a bundle, one after another."""
    with ZipFile(BytesIO(bundle)) as files:
        return b"".join(files.read(name) for name in files.namelist())
