"""Suspend judgement.

Troth says what was seen and leaves the reasons to the two sides. A date that passed is a date that passed; it is never an act
of anybody, and nothing on a page blames.
"""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from enum import Enum

import pytest

from tests.docs.tree import ROOT
from tests.essay.two import DUE, together
from troth.core.promises import Name, Outcome, Reason, Standing, Status

BLAMING = re.compile(
    r"\b(overdue|late|lateness|fail(s|ed|ure|ures)?|missed|breach\w*|violat\w*|blam\w*|fault|guilty|bad|poor|worst"
    r"|unreliable|delinquent|slipp\w*|reject\w*|escalat\w*|non-?complian\w*|penalt\w*|punish\w*)\b",
    re.IGNORECASE,
)
PAGES = ROOT / "src" / "troth" / "web" / "templates"
SHOUTING = re.compile(r"[A-Za-z]!(?=\s|$|<)")


def shown(template: str) -> str:
    """The words of a template that a person reads."""
    template = re.sub(r"{% comment.*?endcomment %}", " ", template, flags=re.S)
    template = re.sub(r"{% block (?:name|move) %}.*?{% endblock %}", " ", template)  # names, not words
    without = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<[^>]*>", " ", template, flags=re.S)
    spoken = re.findall(r'(?:aria-label|title|placeholder|alt|label|hint|words|lead)="([^"{]*)', template)
    # News may be bad, and how one likes to hear it is told beforehand.
    return re.sub(r"(?i)\bbad news\b", " ", " ".join([without, *spoken]))


@pytest.mark.parametrize("words", [Status, Standing, Outcome, Reason])
def test_what_is_said_of_a_promise_names_no_guilt(words: type[Enum]) -> None:
    for each in words:
        assert not BLAMING.search(each.value), each


def test_no_page_blames_or_raises_its_voice() -> None:
    pages = list(PAGES.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        words = shown(page.read_text(encoding="utf-8"))
        assert not BLAMING.search(words), (page.name, BLAMING.search(words))
        assert not SHOUTING.search(words), page.name


def test_no_refusal_blames_the_person_it_answers() -> None:
    said = []
    for path in (ROOT / "src" / "troth").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                parts = [part for part in ast.walk(node.exc) if isinstance(part, ast.Constant)]
                said += [(path.name, part.value) for part in parts if isinstance(part.value, str)]
    assert len(said) > 60
    assert [each for each in said if BLAMING.search(each[1]) or SHOUTING.search(each[1])] == []


def test_a_passed_date_is_a_reading_of_the_day_and_nobodys_act() -> None:
    """A passed date is a reading of the day, and nobody's act."""
    two = together()
    promise = two.agreed()
    two.heard()
    before = two.kaido.state(promise)
    days = (DUE, DUE + timedelta(days=1), DUE + timedelta(days=40))
    read = [two.standing(promise, day) for day in days]
    assert read == [Standing.ON_ITS_WAY, Standing.PASSED, Standing.LAPSED]
    assert two.kaido.state(promise) == before
    assert not {"lapse", "expire", "overdue"} & {name.value for name in Name}


def test_what_had_lapsed_and_is_delivered_after_all_has_not_lapsed() -> None:
    two = together()
    promise = two.agreed()
    two.heard()
    day = DUE + timedelta(days=40)
    assert two.outcome(promise, day) is Outcome.LAPSED
    two.day(day)
    two.kaido.deliver(promise)
    two.veldsen.accept(promise)
    assert two.outcome(promise, day) is Outcome.AFTER_SILENCE


def test_silence_of_the_customer_is_not_held_against_the_performer() -> None:
    two = together()
    promise = two.agreed()
    two.day(DUE)
    two.kaido.deliver(promise)
    result = two.result(promise, DUE + timedelta(days=40))
    assert (result.outcome, result.value, result.weight) == (Outcome.UNANSWERED, 1.0, 0.5)
