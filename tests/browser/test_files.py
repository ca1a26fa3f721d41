"""A delivery with files: chosen, one of them refused, handed over, looked at by the other side, and accepted."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.journey import SEEN, Somebody, agreed, asked
from tests.counts import IN_SOAK
from tests.handed import PDF, PNG

pytestmark = IN_SOAK


def test_files_are_handed_over_looked_at_and_accepted(
    annelies: Somebody, haruka: Somebody, tmp_path: Path
) -> None:
    path = asked(annelies, "The fitting at Tomakomai is shown in pictures", "Each trailer can be told apart")
    agreed(haruka, path)
    annelies.go(path)

    haruka.press("Say it is delivered")
    haruka.fill(words="All twelve are in")
    desk = haruka.page.locator("#desk")
    haruka.page.locator("#id_files").set_input_files(
        [
            {"name": "trailers.png", "mimeType": "image/png", "buffer": PNG},
            {"name": "setup.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ\x90\0"},
        ]
    )
    haruka.press("Say it is delivered", desk)
    haruka.sees("“setup.exe” is of a kind that is not handed over here")
    haruka.sees("trailers.png")
    expect(desk.locator("[name=words]")).to_have_value("All twelve are in")
    haruka.page.locator("#id_files").set_input_files(
        [{"name": "serials.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    haruka.press("Keep these files for now")
    haruka.sees("serials.pdf")
    desk.get_by_role("button", name="Take trailers.png away").click()
    haruka.sees_not("trailers.png")
    haruka.press("Say it is delivered", haruka.page.locator("#desk .btns").last)
    haruka.sees("Said. It is kept once Veldsen has accepted it.")

    annelies.sees("with a file", within=SEEN)
    annelies.press("Accept, or say what is missing")
    with annelies.page.expect_download() as download:
        annelies.page.get_by_role("link", name="serials.pdf").click()
    download.value.save_as(tmp_path / "serials.pdf")
    assert (tmp_path / "serials.pdf").read_bytes() == PDF
    annelies.choose("met_0", "1")
    annelies.press("Accept")
    annelies.sees("Accepted: the promise is kept.")
    haruka.sees("Annelies accepted it: met", within=SEEN)


def test_a_file_that_is_too_large_is_said_before_it_is_sent(annelies: Somebody, haruka: Somebody) -> None:
    path = asked(annelies, "The film of the fitting", "It shows trailer seven")
    agreed(haruka, path)
    haruka.press("Say it is delivered")
    haruka.page.locator("#id_files").set_input_files(
        [{"name": "film.pdf", "mimeType": "application/pdf", "buffer": b"\0" * 20_000_001}]
    )
    haruka.sees("“film.pdf” is larger than 20 MB. Hand over a link to it instead.")
