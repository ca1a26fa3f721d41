"""Texts erased on request are told apart from those that are simply not in a copy."""

from __future__ import annotations

import pytest

from tests.core.record.parties import WORDS, Party, bodies, lines, pair
from tests.core.record.test_bundle import bundle
from troth.core.record import Draft, Findings, build, check, report
from troth.core.record.manifest import BODIES


def after_asking(ask: object, *, by: int = 0) -> tuple[Findings, str]:
    """A record of two texts of Veldsen, of which the first is asked for and neither is in the bundle."""
    parties = pair()
    veldsen, kaido = parties
    first = veldsen.move("promise.offer/1", words=WORDS)
    veldsen.move("promise.offer/1", "pr_2", words=WORDS)
    kaido.hear(veldsen)
    asking = parties[by]
    asking.say(Draft({"t": "erase.ask/1", "ids": ask if ask is not None else [first.id]}, "m_1"))
    return check(without_texts(asking)), first.id


def without_texts(party: Party) -> dict[str, bytes]:
    return {name: content for name, content in bundle(party).items() if not name.startswith(BODIES)}


def test_a_text_erased_because_its_own_side_asked_is_no_fault_and_is_counted() -> None:
    findings, _ = after_asking(None)
    assert findings.whole
    assert (findings.texts, findings.texts_erased, findings.texts_absent) == (0, 1, 1)
    assert "6 entries and 0 texts checked, 1 erased on request, 1 not in this file." in report(findings)


def test_nobody_erases_what_the_other_side_said() -> None:
    findings, _ = after_asking(None, by=1)
    assert findings.whole and (findings.texts_erased, findings.texts_absent) == (0, 2)


@pytest.mark.parametrize("ids", [[], "ab" * 32, [1], ["ab"], ["ab" * 32] * 101, {}, 7])
def test_an_ask_in_another_form_asks_for_nothing(ids: object) -> None:
    findings, _ = after_asking(ids)
    assert findings.whole and (findings.texts_erased, findings.texts_absent) == (0, 2)


def test_a_text_that_is_here_though_it_was_asked_for_is_checked_like_any_other() -> None:
    veldsen, _ = pair()
    said = veldsen.move("promise.offer/1", words=WORDS)
    kept = bodies(veldsen.copy)
    veldsen.say(Draft({"t": "erase.ask/1", "ids": [said.id]}, "m_1"))
    alliance = veldsen.copy.alliance
    assert alliance is not None
    findings = check(build(lines(veldsen.copy), alliance=alliance, bodies=kept))
    assert findings.whole and (findings.texts, findings.texts_erased, findings.texts_absent) == (1, 0, 0)
