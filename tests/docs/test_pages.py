"""The documentation says what the code does: drawn pages are current, commands exist, links lead somewhere."""

from __future__ import annotations

import re

import pytest

from tests.docs.tree import ROOT, texts
from tools import pages
from troth.cli import COMMANDS

DRAWN = pages.pages()
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:src|tests|docs|tools|benchmarks)/[\w./-]+)`")
SHOWN_BY = re.compile(r"`(tests/[\w./-]+\.py)::(test_\w+)`")
MAKE = re.compile(r"\bmake ([a-z][a-z-]+)\b")
TROTH = re.compile(r"^(?:\$ )?troth ([a-z-]+)", re.MULTILINE)


@pytest.mark.parametrize("name", DRAWN)
def test_a_page_drawn_from_the_code_is_current(name: str) -> None:
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert kept.rstrip("\n") == DRAWN[name].rstrip("\n"), "run: make pages"


def test_every_link_between_our_pages_leads_somewhere() -> None:
    lost = [
        f"{path}: {target}"
        for path, text in texts(".md").items()
        for target in LINK.findall(text)
        if "://" not in target and not target.startswith("mailto:")
        if not (ROOT / path).parent.joinpath(target).exists()
    ]
    assert lost == []


def test_every_file_of_ours_that_is_named_exists() -> None:
    named = {
        (path, name)
        for path, text in texts(".md").items()
        for name in PATH.findall(text)
        if not path.startswith(("changes/", "CHANGELOG"))
    }
    lost = sorted((path, name) for path, name in named if not (ROOT / name).exists())
    assert len(named) > 20
    assert lost == []


def test_every_test_that_is_said_to_show_something_exists() -> None:
    named = {(path, *found) for path, text in texts(".md").items() for found in SHOWN_BY.findall(text)}
    lost = [
        (path, f"{file}::{name}")
        for path, file, name in sorted(named)
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert len(named) > 50
    assert lost == []


def test_every_make_target_and_command_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = texts(".md")
    code = {
        path: "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)) for path, text in told.items()
    }
    wrong = [
        f"{path}: make {name}" for path, text in code.items() for name in set(MAKE.findall(text)) - targets
    ]
    wrong += [
        f"{path}: troth {name}"
        for path, text in code.items()
        for name in set(TROTH.findall(text.replace("`", "\n"))) - set(COMMANDS)
    ]
    assert wrong == []


def test_every_contract_of_the_house_is_explained() -> None:
    contracts = re.findall(
        r"^name = ([^:\n]+)", (ROOT / ".importlinter").read_text(encoding="utf-8"), re.MULTILINE
    )
    told = (ROOT / "docs" / "explanation" / "house.md").read_text(encoding="utf-8")
    assert [name for name in contracts if f"| {name.split(' between')[0]} |" not in told] == []


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "adr" / "index.md").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    assert decisions
    assert [page.name for page in decisions if page.name not in listed] == []
