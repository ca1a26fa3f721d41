"""The page that lies in every bundle, open in a browser from a file, and its functions at hand."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

Files = Mapping[str, bytes]
Kept = Sequence[tuple[str, bytes]]

# Runs checks to their end at once, as the page itself does slice by slice.
CHECK = """
cases => {
  const bytes = text => Uint8Array.from(atob(text), one => one.charCodeAt(0));
  const files = named => new Map(Object.entries(named).map(([name, text]) => [name, bytes(text)]));
  const done = steps => { for (;;) { const turn = steps.next(); if (turn.done) return turn.value } };
  const plain = ({ file, entry, log, seq, rule, what }) => [file, entry, log, seq, rule, what];
  return cases.map(({ one, other, receipts, full }) => {
    const kept = receipts.map(([name, text]) => [name, bytes(text)]);
    const found = done(checkBundle(files(one), full, kept));
    const heads = Object.fromEntries(Array.from(found.logs.keys(), log => [log, found.head(log).seq]));
    if (other === null) return { every: found.every, heads, faults: allFaults(found).map(plain), lines: reportOf(found) };
    const second = done(checkBundle(files(other), full, kept));
    const held = compareCopies(found, second);
    const faults = [found.faults, second.faults, held.faults].flat().map(plain);
    return { every: found.every, heads, faults, lines: reportOfBoth(["one", "other"], found, second, held) };
  });
}
"""


@dataclass(frozen=True)
class Case:
    """What is to be checked: a bundle, receipts that came besides, a second copy; each signature or not."""

    one: Files
    other: Files | None = None
    receipts: Kept = ()
    full: bool = True


@dataclass(frozen=True)
class Said:
    """What the page says of one case."""

    every: bool
    heads: dict[str, int]
    faults: list[tuple[object, ...]]
    lines: list[str]


@dataclass
class Opened:
    """The page, and all that its browser was asked for or complained of since it was opened."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def check(self, cases: Iterable[Case]) -> list[Said]:
        """What the page's own check says of each case."""
        given = [_written(case) for case in cases]
        said: list[dict[str, Any]] = self.page.evaluate(CHECK, given)
        return [
            Said(each["every"], each["heads"], [tuple(fault) for fault in each["faults"]], each["lines"])
            for each in said
        ]


def open_page(page: Page, address: str) -> Opened:
    """Open the page and listen to its browser."""
    opened = Opened(page)
    page.on("request", lambda request: opened.asked.append(request.url))
    page.on("console", lambda message: opened.complaints.append(message.text))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.goto(address)
    return opened


def _written(case: Case) -> dict[str, object]:
    return {
        "one": _text(case.one),
        "other": None if case.other is None else _text(case.other),
        "receipts": [(name, base64.b64encode(raw).decode()) for name, raw in case.receipts],
        "full": case.full,
    }


def _text(files: Files) -> dict[str, str]:
    return {name: base64.b64encode(content).decode() for name, content in files.items()}
