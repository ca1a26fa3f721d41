"""What a measure's page says is what the code reckons, and a page that shows a number links to how it is reckoned."""

from __future__ import annotations

import re

import pytest

from tests.docs.tree import ROOT
from troth.core.promises import VALUE, Outcome

PAGES = ROOT / "src" / "troth" / "web" / "templates"
DOCUMENTED = re.compile(r"""url ['"]docs-page['"] ['"]([^'"#]+)['"]""")


@pytest.mark.parametrize("what", Outcome)
def test_the_page_of_outcomes_holds_each_with_its_worth(what: Outcome) -> None:
    told = (ROOT / "docs" / "measures" / "outcomes.md").read_text(encoding="utf-8")
    worth = "none" if VALUE[what] is None else f"{VALUE[what]:g}"
    assert re.search(rf"^\| {re.escape(what.value)} \|.*\| {re.escape(worth)} \|$", told, re.MULTILINE)


def test_every_page_of_the_documentation_that_a_screen_links_to_exists() -> None:
    linked = {
        (page.name, target)
        for page in PAGES.rglob("*.html")
        for target in DOCUMENTED.findall(page.read_text(encoding="utf-8"))
    }
    assert {target for _, target in linked} >= {"measures/dates-kept/", "measures/outcomes/"}
    lost = [
        (name, target)
        for name, target in linked
        if not (ROOT / "docs" / f"{target.rstrip('/')}.md").is_file()
        and not (ROOT / "docs" / target / "index.md").is_file()
    ]
    assert lost == []
