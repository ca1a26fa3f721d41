"""Somebody without Troth double-clicks the page in a bundle, and it says of it what verify.py says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.by_double_click import (
    CHECKS,
    FILES,
    MUTANTS,
    WHOLE,
    Open,
    by_verify_py,
    choose,
    terminal,
    title,
    unpacked,
    zipped,
)
from tests.core.record.parties import bodies, found, lines, pair
from tests.core.record.pinned import Pinned
from tests.counts import IN_SOAK
from tests.reading.in_a_browser import open_page
from troth.core.record import build
from troth.reading import verify
from troth.reading.bundle import pack
from troth.reading.page import PAGE, page


def test_it_says_how_far_the_record_is_complete_and_never_more(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    expect(opened.page.get_by_role("heading", level=1)).to_have_text("Check a record, on this machine")
    choose(opened, zipped(tmp_path, FILES))
    assert re.fullmatch(r"Complete up to \w+ \d+ March 2026, \d\d:\d\d Amsterdam\.", title(opened))
    shown = opened.page.locator("main").inner_text()
    for words in (
        f"{len(WHOLE.veldsen.copy.entries(WHOLE.veldsen.log))} entries, none missing",
        "Every signature fits its keys, epochs 1 and 2",
        "One text was erased on request; its entry stands, its words are gone.",
        "Both sides accepted that, and the record went on.",
        "Fits, and is the newest",
        "only a receipt after no. 11 or the other side’s copy can tell",
    ):
        assert words in shown
    assert terminal(opened) == by_verify_py(FILES)
    assert not re.search(r"\bvalid|verified|tamper|!", shown, re.IGNORECASE)
    expect(opened.page.locator("h1")).to_be_focused()


@IN_SOAK
def test_times_are_those_of_who_reads(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / PAGE).write_bytes(page())
    context = browser.new_context(timezone_id="Asia/Tokyo")
    opened = open_page(context.new_page(), (tmp_path / PAGE).as_uri())
    choose(opened, zipped(tmp_path, FILES))
    assert title(opened).endswith("Tokyo.")
    context.close()


def test_what_does_not_fit_is_told_as_verify_py_tells_it(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    for number, files in enumerate(MUTANTS):
        choose(opened, zipped(tmp_path, files, f"{number}.zip"))
        assert terminal(opened) == by_verify_py(files)
        assert "do not fit." in title(opened) or "does not fit." in title(opened)
        for fault in verify.check(files, full=True).faults:
            shown = opened.page.locator(".ev").inner_text()
            assert verify.printable(fault.what.rstrip(".")) in shown
            assert verify.RULES[fault.rule] in shown and verify.DO.get(fault.rule, verify.FRESH_LOG) in shown


def test_the_folder_it_was_unpacked_to_says_the_same(double_click: Open, tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "Downloads" / "record", FILES)
    (folder / ".DS_Store").write_bytes(b"left by a system")
    opened = double_click()
    choose(opened, folder, "folder")
    assert terminal(opened) == by_verify_py(FILES)
    assert opened.page.locator("#about").inner_text().startswith("record, checked on this machine in ")
    (folder.parent / "holiday.jpg").write_bytes(b"not of the record")
    choose(opened, folder.parent, "folder")
    assert terminal(opened) == by_verify_py(FILES)


@IN_SOAK
def test_a_zip_that_was_packed_anew_is_read_too(double_click: Open, tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "in" / "record", FILES)
    unpacked(tmp_path / "in" / "__MACOSX" / "record", {"._manifest.json": b"left by a system"})
    opened = double_click()
    for name, root in (("plain", folder), ("within", tmp_path / "in")):
        file = shutil.make_archive(str(tmp_path / name), "zip", root)
        choose(opened, Path(file))
        assert terminal(opened) == by_verify_py(FILES)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a ZIP"),
        (b"hello", "not a ZIP"),
        (b"PK\x05\x06" + bytes(17), "not a ZIP"),
        (pack({"holiday.jpg": b"x"}), "No record is in there"),
        (pack(FILES)[:-300] + bytes(300), "not a ZIP"),
    ],
)
def test_what_is_no_bundle_is_told_kindly(
    content: bytes, words: str, double_click: Open, tmp_path: Path
) -> None:
    (tmp_path / "other.zip").write_bytes(content)
    opened = double_click()
    choose(opened, tmp_path / "other.zip")
    expect(opened.page.locator("#refused")).to_contain_text(words)
    expect(opened.page.locator("#found")).to_be_hidden()
    expect(opened.page.locator("#ask")).to_be_visible()


def test_receipts_show_what_was_cut_off_and_can_be_put_aside(double_click: Open, tmp_path: Path) -> None:
    short = Pinned(*pair())
    for number in range(4):
        short.talk(number)
    cut = build(
        lines(short.veldsen.copy)[:9], alliance=short.veldsen.copy.alliance or "", bodies={}, extra=CHECKS
    )
    files = [tmp_path / f"receipt-{receipt.number}.json" for receipt in short.receipts]
    for file, receipt in zip(files, short.receipts, strict=True):
        file.write_bytes(receipt.envelope() + b"\n")
    opened = double_click()
    choose(opened, zipped(tmp_path, cut))
    assert title(opened).startswith("Complete up to ") and "fit" not in title(opened)
    choose(opened, [files[0], files[3]], "receipts")
    found = opened.page.locator("#receipts-found")
    expect(found.get_by_text("Fits, and is the newest")).to_be_visible()
    expect(found.get_by_text("Goes further, see 1")).to_be_visible()
    expect(found).to_contain_text("Receipts 2 to 3 are not here; ask whoever kept them.")
    assert title(opened).endswith("After that, two things do not fit.")
    expect(opened.page.locator(".duo")).to_contain_text("then a receipt goes further, see 1")
    found.get_by_role("listitem").filter(has_text="no. 4").get_by_role("button", name="Put aside").click()
    assert "fit" not in title(opened)
    unread = tmp_path / "invoice.pdf"
    unread.write_bytes(b"%PDF-1.7")
    choose(opened, unread, "receipts")
    expect(found.get_by_text("Is not a receipt of this record, see 1")).to_be_visible()


def test_the_other_sides_copy_tells_the_same_or_where_the_two_part(
    double_click: Open, tmp_path: Path
) -> None:
    longer, parted = Pinned(*pair()), Pinned(*pair())
    for number in range(3):
        longer.talk(number)
        parted.talk(number if number < 2 else 90)
    opened = double_click()
    choose(
        opened,
        zipped(
            tmp_path,
            {
                **longer.bundle(),
            },
            "ours.zip",
        ),
    )
    shorter = build(lines(longer.veldsen.copy)[:11], alliance=longer.veldsen.copy.alliance or "", bodies={})
    choose(opened, zipped(tmp_path, shorter, "theirs.zip"), "other")
    other = opened.page.locator("#other-found")
    expect(other).to_contain_text("The same history")
    expect(other).to_contain_text("the first copy goes on, by ")
    choose(opened, zipped(tmp_path, parted.bundle(), "another.zip"), "other")
    expect(other).to_contain_text("Does not tell the same, see 1")
    expect(opened.page.locator(".ev")).to_contain_text("Two versions of this place")
    expect(opened.page.locator(".duo")).to_contain_text("has two versions, see 1")
    other.get_by_role("button", name="Put aside").click()
    expect(other).to_be_empty()
    expect(opened.page.locator(".ev")).to_have_count(0)


def test_the_line_for_the_phone_is_the_one_that_verify_py_says(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    choose(opened, zipped(tmp_path, FILES))
    said = next(line for line in by_verify_py(FILES) if line.startswith("To read to each other: "))
    assert opened.page.locator("#aloud").inner_text().splitlines() == said.partition(": ")[2].split(", ")


@IN_SOAK
def test_findings_are_saved_in_the_words_of_verify_py(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    choose(opened, zipped(tmp_path, MUTANTS[1], "copy of ours.zip"))
    with opened.page.expect_download() as coming:
        opened.page.get_by_role("button", name="Save these findings").click()
    assert coming.value.suggested_filename == "findings-copy-of-ours.txt"
    saved = coming.value.path().read_text(encoding="utf-8").splitlines()
    assert saved[0] == "Findings on copy of ours.zip" and saved[4:] == by_verify_py(MUTANTS[1])


def long_record() -> dict[str, bytes]:
    """A record of more than ten megabytes, by acts as long as they may be."""
    party = found()
    for number in range(1300):
        party.move("x.long/1", f"x_{number}", more="a" * 7900)
    return build(lines(party.copy), alliance=party.copy.alliance or "", bodies=bodies(party.copy))


@IN_SOAK
def test_of_a_long_record_each_signature_is_checked_when_asked_and_one_may_stop(
    double_click: Open, tmp_path: Path
) -> None:
    opened, files = double_click(), long_record()
    choose(opened, zipped(tmp_path, files))
    expect(opened.page.locator(".duo")).to_contain_text(
        "Its last signature fits, and the chain holds the others to it"
    )
    assert terminal(opened) == verify.check(files, full=False).report()
    again = opened.page.get_by_role("button", name="Check every signature too")
    again.click()
    opened.page.get_by_role("button", name="Stop").click()
    expect(opened.page.locator("#running")).to_be_hidden()
    expect(again).to_be_visible()
    again.click()
    expect(opened.page.locator(".duo")).to_contain_text("Every signature fits its key")
