"""Erasing words: what an ask reaches, and that nothing which is read from a record ever changes by it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.record.parties import LATER, WORDS, Party, bodies, lines, pair
from tests.counts import UNCOUNTED
from troth.core.record import (
    Admitted,
    Bad,
    Body,
    Copy,
    Draft,
    Entry,
    asked,
    asks,
    build,
    check,
    done,
    reached,
)


def ask(party: Party, *ids: str) -> Entry:
    (draft,) = asks(ids, by="m_1")
    return party.say(draft)


def test_an_ask_takes_words_and_salt_away_from_every_copy_that_hears_of_it() -> None:
    veldsen, kaido = pair()
    said = veldsen.move("promise.offer/1", words=WORDS)
    kaido.hear(veldsen)
    assert kaido.copy.body(said.id) is not None
    ask(veldsen, said.id)
    assert veldsen.copy.body(said.id) is None
    kaido.hear(veldsen)
    assert kaido.copy.body(said.id) is None
    kaido.say(done(ask(veldsen, said.id).id))


def test_words_that_come_back_after_an_ask_are_not_kept() -> None:
    veldsen, kaido = pair()
    said = veldsen.move("promise.offer/1", words=WORDS)
    kaido.hear(veldsen)
    words = veldsen.copy.body(said.id)
    assert words is not None
    ask(veldsen, said.id)
    kaido.hear(veldsen)
    for copy in (veldsen.copy, kaido.copy):
        copy.add_body(said.id, words)
        assert copy.body(said.id) is None
    with pytest.raises(Bad):
        kaido.copy.add_body(said.id, Body(words.salt, b'{"s":"promise.text/1","title":"Other"}'))


def test_an_ask_reaches_its_own_log_and_what_came_before_it_alone() -> None:
    veldsen, kaido = pair()
    theirs = kaido.move("promise.request/1", words=WORDS)
    veldsen.hear(kaido)
    first = veldsen.move("promise.offer/1", words=WORDS)
    second = veldsen.move("promise.progress/1", words=WORDS)
    known = [theirs, first, second]
    entry = ask(veldsen, theirs.id, first.id, "f" * 64)
    assert reached(entry, known) == {first.id}
    assert veldsen.copy.body(theirs.id) is not None and veldsen.copy.body(first.id) is None
    later = veldsen.move("promise.progress/1", words=WORDS)
    named_before = Draft({"t": "erase.ask/1", "ids": [later.id]}, "m_1")
    assert asked(veldsen.say(named_before)) == (later.id,)
    assert reached(entry, [later]) == frozenset()


@pytest.mark.parametrize(
    "ids",
    [None, "f" * 64, [], ["f" * 63], ["F" * 64], [3], ["a" * 64] * 2, [f"{n:064x}" for n in range(101)]],
)
def test_an_ask_that_cannot_be_read_names_nothing(ids: object) -> None:
    veldsen, _ = pair()
    entry = veldsen.say(Draft({"t": "erase.ask/1", "ids": ids}, "m_1"))
    assert asked(entry) == ()
    assert reached(entry, [entry]) == frozenset()


def test_no_other_act_names_words_to_erase() -> None:
    veldsen, _ = pair()
    assert asked(veldsen.say(Draft({"t": "promise.offer/1", "ids": ["a" * 64]}, "m_1"))) == ()


@given(st.integers(0, 250))
def test_any_number_of_words_is_asked_for_in_acts_that_fit_an_entry(count: int) -> None:
    ids = [f"{n:064x}" for n in range(count)]
    drafts = asks([*ids, *ids[:7]])
    named = [id for draft in drafts for id in draft.act["ids"]]  # type: ignore[attr-defined]
    assert named == ids
    assert len(drafts) == -(-count // 100)
    assert {draft.by for draft in drafts} <= {"node"}


def talked(random: Random) -> tuple[Party, Party]:
    """Some fifteen moves of both sides with words, heard of now and then."""
    veldsen, kaido = pair()
    for number in range(15):
        one, other = random.choice(((veldsen, kaido), (kaido, veldsen)))
        one.move("promise.progress/1", f"pr_{random.randint(1, 3)}", words=WORDS, number=number)
        if random.random() < 0.4:
            other.hear(one)
    veldsen.hear(kaido)
    kaido.hear(veldsen)
    return veldsen, kaido


def as_read(copy: Copy) -> object:
    """Everything a room reads of three promises, but the words."""
    return [
        [(seen.entry.id, seen.sees, seen.answered, seen.when, seen.settled) for seen in copy.object(name)]
        for name in ("pr_1", "pr_2", "pr_3")
    ]


@UNCOUNTED
@given(st.randoms(use_true_random=False))
def test_erasing_any_subset_of_words_changes_no_id_no_order_no_time_and_no_check(random: Random) -> None:
    veldsen, kaido = talked(random)
    held = sorted(bodies(veldsen.copy))
    gone = random.sample(held, random.randint(0, len(held)))
    before, ids = as_read(veldsen.copy), lines(veldsen.copy)
    veldsen.copy.erase(gone)
    assert as_read(veldsen.copy) == before == as_read(kaido.copy)
    assert lines(veldsen.copy) == ids
    assert set(bodies(veldsen.copy)) == set(held) - set(gone)
    files = build(lines(veldsen.copy), alliance=str(veldsen.copy.alliance), bodies=bodies(veldsen.copy))
    findings = check(files)
    assert findings.whole and findings.texts_absent == len(gone)


def test_a_copy_made_from_a_bundle_with_words_loses_them_when_it_meets_the_ask() -> None:
    veldsen, _ = pair()
    said = veldsen.move("promise.offer/1", words=WORDS)
    kept = bodies(veldsen.copy)
    ask(veldsen, said.id)
    fresh = Copy()
    for line in lines(veldsen.copy):
        entry_id = next(
            e.id for e in veldsen.copy.entries(veldsen.log) + _others(veldsen) if e.envelope() == line
        )
        assert isinstance(fresh.add(line, kept.get(entry_id), LATER), Admitted)
    assert fresh.body(said.id) is None and fresh.erased == {said.id}


def _others(party: Party) -> tuple[Entry, ...]:
    return tuple(entry for log in party.copy.heads if log != party.log for entry in party.copy.entries(log))
