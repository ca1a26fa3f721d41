"""What a measure's page says is what the code reckons, and a page that shows a number links to how it is reckoned."""

from __future__ import annotations

import re

import pytest

from tests.docs.tree import ROOT
from troth.core.promises import VALUE, Outcome
from troth.core.trust import BASE, CAP, HALF_LIFE_DAYS, LONG_HALF_LIFE_DAYS, WEIGHTS, Facet, Word
from troth.core.trust import words as words_of_trust
from troth.core.trust.opinion import PRIOR

PAGES = ROOT / "src" / "troth" / "web" / "templates"
DOCUMENTED = re.compile(r"""url ['"]docs-page['"] ['"]([^'"#]+)['"]""")


@pytest.mark.parametrize("what", Outcome)
def test_the_page_of_outcomes_holds_each_with_its_worth(what: Outcome) -> None:
    told = (ROOT / "docs" / "measures" / "outcomes.md").read_text(encoding="utf-8")
    worth = "none" if VALUE[what] is None else f"{VALUE[what]:g}"
    assert re.search(rf"^\| {re.escape(what.value)} \|.*\| {re.escape(worth)} \|$", told, re.MULTILINE)


def test_the_page_of_trust_holds_what_the_code_reckons_with() -> None:
    told = (ROOT / "docs" / "measures" / "trust.md").read_text(encoding="utf-8")
    for symbol, default in (("W", f"{PRIOR:g}"), ("a", f"{BASE:g}"), ("N", f"{CAP:g}")):
        assert f"| {symbol} | {default} |" in told
    assert (
        f"| H | {HALF_LIFE_DAYS:g} days | half-life; {LONG_HALF_LIFE_DAYS:g} days under six promises a year |"
        in told
    )
    assert [WEIGHTS[facet] for facet in Facet] == [0.5, 0.25, 0.25]
    assert "the weights .5, .25 and .25" in told


def test_the_page_of_trust_holds_each_word_with_its_limits_in_their_order() -> None:
    told = (ROOT / "docs" / "measures" / "trust.md").read_text(encoding="utf-8")
    rows = [
        line
        for line in told.splitlines()
        if line.split(" | ")[0].strip("| ") in {word.value for word in Word}
    ]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == [word.value for word in Word]
    limits = (
        f"u over {words_of_trust.UNKNOWN:.2f}",
        f"E under {words_of_trust.NOT_YET_UNDER:.2f} and u at most {words_of_trust.KNOWN:.2f}",
        f"T under {words_of_trust.TENTATIVE_UNDER:.2f}",
        f"T under {words_of_trust.FAIR_UNDER:.2f}, or fewer than {words_of_trust.FEW} outcomes",
        f"T under {words_of_trust.STEADY_UNDER:.2f}, or fewer than {words_of_trust.FEWER_THAN_FIRM} outcomes,",
    )
    for row, limit in zip(rows, limits, strict=False):
        assert limit.replace("0.", ".") in row


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
