"""Partners must be able to rely on each other.

Reliance has two directions, each reckoned from what both have settled; without both there is no strategic partnership,
so what the two can count on together is the weaker of them. People learn that they can rely on you by what you keep.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import terms
from tests.essay.two import CALENDAR, Firm, Two, together
from troth.core.trust import (
    BASE,
    Direction,
    Evidence,
    Facet,
    Word,
    direction,
    direction_shares,
    mutual,
    of_promise,
)

FIRST = date(2026, 4, 6)
WEEK = timedelta(days=7)


def kept(two: Two, by: Firm, due: date) -> str:
    """A promise of one firm to the other, agreed a week ahead and kept on its day."""
    promise = by.offer(terms(due=due))
    assert by.partner is not None
    by.partner.agree(promise)
    two.day(due)
    by.deliver(promise)
    by.partner.accept(promise)
    two.heard()
    return promise


def shown(two: Two, reader: Firm, promised: list[str], on: date) -> dict[str, list[Evidence]]:
    """What the promises show in each direction, by the log of whoever relies, as one side's own copy has it."""
    found: dict[str, list[Evidence]] = {two.veldsen.log: [], two.kaido.log: []}
    for promise in promised:
        for log, piece in of_promise(reader.state(promise), on, CALENDAR, object=promise):
            found[log].append(piece)
    return found


def directions(two: Two, reader: Firm, promised: list[str], on: date) -> tuple[Direction, Direction]:
    found = shown(two, reader, promised, on)
    one, other = (direction(found[firm.log], two.clock.at) for firm in (two.veldsen, two.kaido))
    return one, other


def test_whoever_keeps_promises_can_be_relied_on_further() -> None:
    two = together()
    promised, reached = [], []
    for week in range(10):
        promised.append(kept(two, two.kaido, FIRST + week * WEEK))
        relied, _ = directions(two, two.veldsen, promised, FIRST + week * WEEK)
        reached.append(relied.whole.opinion.low)
    assert reached == sorted(reached)
    assert relied.whole.word is Word.STEADY and relied.whole.says == "delivery: steady"


def test_together_trust_goes_as_far_as_the_weaker_direction() -> None:
    two = together()
    promised = []
    for week in range(10):
        day = FIRST + week * WEEK
        promised.append(kept(two, two.kaido, day))
    veldsen_relies, kaido_relies = directions(two, two.veldsen, promised, day)
    both = mutual(veldsen_relies, kaido_relies)
    assert both.word is Word.LITTLE and both.little == (1,), "Kaido has seen nothing of Veldsen yet"
    for week in range(10, 16):
        day = FIRST + week * WEEK
        promised.append(kept(two, two.veldsen, day))
    both = mutual(*directions(two, two.veldsen, promised, day))
    assert both.weaker == 1 and both.word is not Word.LITTLE
    assert both.low <= min(each.whole.opinion.low for each in directions(two, two.veldsen, promised, day))


def test_both_sides_reckon_the_same_from_their_own_copies() -> None:
    two = together()
    promised = [kept(two, two.kaido if week % 2 else two.veldsen, FIRST + week * WEEK) for week in range(6)]
    day = FIRST + 5 * WEEK
    ours, theirs = (directions(two, firm, promised, day) for firm in (two.veldsen, two.kaido))
    assert ours == theirs


def test_what_the_other_side_has_not_seen_counts_for_nothing_yet() -> None:
    two = together()
    promise = two.kaido.offer(terms(due=FIRST))
    two.veldsen.agree(promise)
    two.day(FIRST)
    two.kaido.deliver(promise)
    two.veldsen.accept(promise)
    assert shown(two, two.veldsen, [promise], FIRST)[two.veldsen.log] == []
    two.heard()
    (piece,) = shown(two, two.veldsen, [promise], FIRST)[two.veldsen.log]
    assert piece.facet is Facet.DELIVERY and piece.value == 1.0


def test_a_word_before_the_day_keeps_more_of_the_trust_than_silence() -> None:
    worth = {}
    for told in (True, False):
        two = together()
        promise = two.kaido.offer(terms(due=FIRST))
        two.veldsen.agree(promise)
        after = FIRST + timedelta(days=4)
        if told:
            two.kaido.warn(promise, after)
        two.day(after)
        two.kaido.deliver(promise)
        two.veldsen.accept(promise)
        two.heard()
        relied, _ = directions(two, two.veldsen, [promise], after)
        worth[told] = relied.facets[Facet.DELIVERY].opinion.likely
    assert worth[True] > worth[False]


def test_every_piece_has_its_share_and_they_add_up() -> None:
    two = together()
    promised = [kept(two, two.kaido, FIRST + week * WEEK) for week in range(5)]
    day = FIRST + 4 * WEEK
    pieces = shown(two, two.veldsen, promised, day)[two.veldsen.log]
    relied = direction(pieces, two.clock.at)
    total = sum(each.share for each in direction_shares(pieces, two.clock.at))
    assert total == pytest.approx(relied.whole.opinion.likely - BASE, abs=1e-9)
