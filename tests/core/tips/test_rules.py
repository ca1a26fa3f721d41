"""Each tip stands on the fact it names and on no other, comes from a source, and speaks as a calm colleague does."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from tests.core.tips.cases import CASES, Facts
from troth.core.judgement import remarks
from troth.core.tips import SOURCES, TIPS, Seen, Tip

BY_KEY = {tip.key: tip for tip in TIPS}
NOT_OURS = re.compile(
    r"overdue|\bfail|\bbreach|\bmissed\b|\bblame|\bfault|\bviolat|\bpoor(ly)?\b|\byou (must|should|have to)\b|!",
    re.IGNORECASE,
)


def test_every_tip_has_its_case_and_its_own_key() -> None:
    assert list(CASES.keys() - BY_KEY.keys()) == []
    assert list(BY_KEY.keys() - CASES.keys()) == []
    assert len(BY_KEY) == len(TIPS)


@pytest.mark.parametrize(("key", "facts"), [(key, there) for key, (there, _) in CASES.items()])
def test_a_tip_holds_where_its_fact_is_seen(key: str, facts: Facts) -> None:
    assert BY_KEY[key].holds(Seen(**facts))


@pytest.mark.parametrize(("key", "facts"), [(key, near) for key, (_, near) in CASES.items()])
def test_a_tip_holds_nowhere_near_its_fact(key: str, facts: Facts) -> None:
    assert not BY_KEY[key].holds(Seen(**facts))


def test_where_nothing_was_seen_no_tip_holds() -> None:
    assert [tip.key for tip in TIPS if tip.holds(Seen())] == []


def test_every_fact_calls_for_a_tip() -> None:
    """A fact that no rule reads would be gathered for nothing."""
    read: set[str] = set()

    class Asked(Seen):
        def __getattribute__(self, name: str) -> object:
            read.add(name)
            return object.__getattribute__(self, name)

    for tip in TIPS:
        for facts in CASES[tip.key]:
            tip.holds(Asked(**facts))
    assert {each.name for each in fields(Seen)} - read == set()


def test_every_text_that_the_tips_are_drawn_from_is_named_by_one() -> None:
    named = {source for tip in TIPS for source in (tip.source, *tip.also)}
    assert [source.title for source in SOURCES if source not in named] == []
    assert all(source.address.startswith("https://") for source in SOURCES)
    assert len({source.address for source in SOURCES}) == len(SOURCES)


@pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.key)
def test_a_tip_is_calm_blames_nobody_and_is_short(tip: Tip) -> None:
    texts = [tip.said(words, "Kaido") for words in (tip.title, tip.fact, tip.do, tip.why)]
    for words in texts:
        assert not NOT_OURS.search(words), words
        assert "{" not in words
        assert len(words) <= 240, len(words)
    assert tip.title[-1] != "."
    assert all(words[-1] in ".?”" for words in texts[1:])
    assert not any(remarks(words) for words in (*texts[:1], *texts[2:]))


def test_the_partners_name_stands_as_it_is_whatever_its_signs() -> None:
    tip = BY_KEY["answer-them"]
    assert tip.said(tip.fact, "{0} & {why}").startswith("Something of {0} & {why} has waited")
