"""Somebody without Troth double-clicks the page in a bundle: it checks that bundle, and nothing leaves the machine."""

from __future__ import annotations

import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.test_every_page import LEVELS
from tests.core.record import test_bundle as matrix
from tests.core.record.parties import bodies, found, lines, pair
from tests.core.record.pinned import Pinned, ten_years
from tests.reading.in_a_browser import Opened, open_page
from troth.core.record import build
from troth.core.record.manifest import BODIES, ENTRIES
from troth.reading import verify
from troth.reading.bundle import VERIFIER, pack, verifier
from troth.reading.page import PAGE, page

WHOLE = ten_years()
CHECKS = {PAGE: page(), VERIFIER: verifier()}
FILES = build(
    WHOLE.lines(),
    alliance=WHOLE.veldsen.copy.alliance or "",
    bodies=WHOLE.bodies(),
    receipts=[receipt.envelope() for receipt in WHOLE.receipts],
    extra=CHECKS,
)
LINES = FILES[ENTRIES].splitlines()
Open = Callable[..., Opened]


@pytest.fixture
def double_click(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page from a file, in a browser of its own; at the end it may have asked for nothing but itself."""
    opened: list[Opened] = []
    file = tmp_path / PAGE
    file.write_bytes(page())

    def begin(**how: Any) -> Opened:
        context = browser.new_context(timezone_id="Europe/Amsterdam", offline=True, **how)
        opened.append(open_page(context.new_page(), file.as_uri()))
        return opened[-1]

    yield begin
    for each in opened:
        each.page.context.close()
    assert {address for each in opened for address in each.asked if not address.startswith("blob:")} <= {
        file.as_uri()
    }
    assert [said for each in opened for said in each.complaints] == []


def choose(opened: Opened, file: Path | list[Path], field: str = "bundle") -> None:
    """Choose a file and wait until the page has said something of it."""
    opened.page.set_input_files(f"#{field}", file)
    opened.page.locator("#found:not([hidden]), #refused:not([hidden])").first.wait_for()
    opened.page.locator("#running").wait_for(state="hidden")


def zipped(folder: Path, files: dict[str, bytes], name: str = "record.zip") -> Path:
    (folder / name).write_bytes(pack(files))
    return folder / name


def unpacked(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def title(opened: Opened) -> str:
    return opened.page.locator("h1").inner_text()


def terminal(opened: Opened) -> list[str]:
    """What the page says that verify.py would say."""
    return (opened.page.locator("#terminal").text_content() or "").splitlines()[1:]


def by_verify_py(files: dict[str, bytes]) -> list[str]:
    found = verify.check(files, full=True)
    found.faults += [fault for fault in verify.number_faults(found.pins) if fault not in found.faults]
    return found.report()


def test_it_says_how_far_the_record_is_complete_and_never_more(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    expect(opened.page.get_by_role("heading", level=1)).to_have_text("Check a record, on this machine")
    choose(opened, zipped(tmp_path, FILES))
    assert re.fullmatch(r"Complete up to \w+ \d+ March 2026, \d\d:\d\d Amsterdam\.", title(opened))
    shown = opened.page.locator("main").inner_text()
    for words in (
        f"{len(WHOLE.veldsen.copy.entries(WHOLE.veldsen.log))} entries, none missing",
        "Every signature fits its keys, epochs 1 to 2",
        "One text was erased on request; its entry stands, its words are gone.",
        "Both sides accepted that, and the record went on.",
        "Fits, and is the newest",
        "only a receipt after no. 11 or the other side’s copy can tell",
    ):
        assert words in shown
    assert terminal(opened) == by_verify_py(FILES)
    assert not re.search(r"\bvalid|verified|tamper|!", shown, re.IGNORECASE)
    expect(opened.page.locator("h1")).to_be_focused()


def test_times_are_those_of_who_reads(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / PAGE).write_bytes(page())
    context = browser.new_context(timezone_id="Asia/Tokyo")
    opened = open_page(context.new_page(), (tmp_path / PAGE).as_uri())
    choose(opened, zipped(tmp_path, FILES))
    assert title(opened).endswith("Tokyo.")
    context.close()


def changed(name: str, *places: int) -> list[dict[str, bytes]]:
    raw = FILES[name]
    return [{**FILES, name: raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :]} for at in places]


MUTANTS = [
    *changed(ENTRIES, 40, 900, 15_000, 30_500), *changed("manifest.json", 30), *changed("receipts/000003.json", 200),
    *changed(next(name for name in FILES if name.startswith(BODIES)), 50),
    matrix.with_lines(FILES, LINES[:20]), matrix.with_lines(FILES, LINES[:9] + LINES[10:]),
    matrix.with_lines(FILES, LINES[:5] + LINES[4:]), {**FILES, "more": b"1"}, {ENTRIES: b""},
]  # fmt: skip


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


def views(opened: Opened, tmp_path: Path) -> Iterator[str]:
    """Stand on each view of the page in turn."""
    yield "asking"
    (tmp_path / "other.zip").write_bytes(b"hello")
    choose(opened, tmp_path / "other.zip")
    yield "refusing"
    choose(opened, zipped(tmp_path, FILES))
    for details in opened.page.locator("summary").all():
        details.click()
    yield "a record that fits"
    choose(opened, zipped(tmp_path, MUTANTS[2]))
    yield "what does not fit"
    (tmp_path / "receipt.json").write_bytes(WHOLE.receipts[-1].envelope())
    choose(opened, [tmp_path / "receipt.json", tmp_path / "other.zip"], "receipts")
    choose(opened, zipped(tmp_path, FILES), "other")
    yield "receipts and a second copy"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_view_is_accessible_and_fits(
    theme: Any, width: int, double_click: Open, tmp_path: Path
) -> None:
    opened = double_click(
        color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    faults = []
    for view in views(opened, tmp_path):
        for rule in Axe().run(opened.page, options=LEVELS).response["violations"]:
            faults.append(f"{view}: {rule['id']}: {rule['nodes'][0]['html'][:160]}")
        for narrow in (width, 320):
            opened.page.set_viewport_size({"width": narrow, "height": 900})
            if opened.page.evaluate("document.documentElement.scrollWidth") > narrow:
                faults.append(f"{view} is wider than {narrow} px")
        opened.page.set_viewport_size({"width": width, "height": 900})
    assert faults == []


def test_it_can_be_used_without_a_mouse(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    reached = []
    for _ in range(5):
        opened.page.keyboard.press("Tab")
        reached.append(opened.page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert reached[:4] == ["bundle", "folder", "SUMMARY", "SUMMARY"]
    with opened.page.expect_file_chooser() as chooser:
        opened.page.locator("#bundle").press("Enter")
    chooser.value.set_files(zipped(tmp_path, MUTANTS[3]))
    expect(opened.page.locator("h1")).to_be_focused()
    opened.page.keyboard.press("Tab")
    expect(opened.page.get_by_role("button", name="Save these findings")).to_be_focused()


def test_on_paper_the_findings_stand_without_what_can_be_pressed(double_click: Open, tmp_path: Path) -> None:
    opened = double_click()
    choose(opened, zipped(tmp_path, MUTANTS[3]))
    opened.page.emulate_media(media="print")
    expect(opened.page.locator("h1")).to_be_visible()
    expect(opened.page.locator(".ev li").first).to_be_visible()
    for hidden in (".btn", ".drop", "#ask"):
        for each in opened.page.locator(hidden).all():
            expect(each).to_be_hidden()


def test_without_javascript_it_says_what_to_do_instead(double_click: Open) -> None:
    opened = double_click(java_script_enabled=False)
    expect(opened.page.get_by_text("python3 verify.py", exact=True)).to_be_visible()
    for field in ("bundle", "folder", "receipts", "other"):
        expect(opened.page.locator(f"#{field}")).to_be_hidden()


NASTY = '<img src=x onerror="document.title=1">\u202egpj.\x1b[2J'


def test_a_name_in_a_bundle_is_only_ever_text(double_click: Open, tmp_path: Path) -> None:
    files = {**FILES, NASTY: b"1", f"receipts/{NASTY}": b"2"}
    opened = double_click()
    file = zipped(tmp_path, files, "<b>record<.zip")
    choose(opened, file)
    assert opened.page.locator("main img, main b").count() == 0
    assert "\u202e" not in opened.page.locator("main").inner_text()
    assert "\\u202egpj.\\x1b[2J" in opened.page.locator(".ev").inner_text()
    assert title(opened).endswith("Three things do not fit.")


WAYS_OUT = {
    "fetch": "fetch(ADDRESS).catch(() => 0)",
    "an old request": "(() => { const r = new XMLHttpRequest(); r.open('GET', ADDRESS); try { r.send() } catch {} })()",
    "a picture": "(() => { const i = new Image(); i.src = ADDRESS; document.body.append(i) })()",
    "a beacon": "navigator.sendBeacon(ADDRESS, 'x')",
    "a socket": "(() => { try { new WebSocket(ADDRESS.replace('http', 'ws')) } catch {} })()",
    "a stream": "(() => { try { new EventSource(ADDRESS) } catch {} })()",
    "a style": "(() => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = ADDRESS; document.head.append(l) })()",
    "a script": "(() => { const s = document.createElement('script'); s.src = ADDRESS; document.head.append(s) })()",
    "a frame": "(() => { const f = document.createElement('iframe'); f.src = ADDRESS; document.body.append(f) })()",
    "a form": "(() => { const f = document.createElement('form'); f.action = ADDRESS; document.body.append(f); f.submit() })()",
}


def test_the_browser_keeps_it_from_sending_anything(browser: Browser, tmp_path: Path) -> None:
    """Not by what the page does, but by its policy: even words that try to send something do not get through."""
    heard: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"heard")

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        (tmp_path / PAGE).write_bytes(page())
        context = browser.new_context()
        window = context.new_page()
        window.goto((tmp_path / PAGE).as_uri())
        for name, words in WAYS_OUT.items():
            told = "new Promise(done => { document.addEventListener('securitypolicyviolation', () => done(true)); "
            told += f"setTimeout(() => done(false), 3000); {words} }})"
            assert window.evaluate(told.replace("ADDRESS", repr(address + name.replace(" ", "-")))), name
        window.goto(address)
        context.close()
        server.shutdown()
    # Only the visit at the end was heard, which shows that there was somebody to hear.
    assert heard[0] == "/" and set(heard) <= {"/", "/favicon.ico"}
