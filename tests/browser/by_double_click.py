"""The page of a bundle in somebody's browser, and bundles to choose in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.core.record import test_bundle as matrix
from tests.core.record.pinned import ten_years
from tests.reading.in_a_browser import Opened
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


def changed(name: str, *places: int) -> list[dict[str, bytes]]:
    raw = FILES[name]
    return [{**FILES, name: raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :]} for at in places]


MUTANTS = [
    *changed(ENTRIES, 40, 900, 15_000, 30_500), *changed("manifest.json", 30), *changed("receipts/000003.json", 200),
    *changed(next(name for name in FILES if name.startswith(BODIES)), 50),
    matrix.with_lines(FILES, LINES[:20]), matrix.with_lines(FILES, LINES[:9] + LINES[10:]),
    matrix.with_lines(FILES, LINES[:5] + LINES[4:]), {**FILES, "more": b"1"}, {ENTRIES: b""},
]  # fmt: skip
