"""Neither side rewrites what was said.

Two firms rely on one record only when neither can alter it without its showing. Each signs its own log, and each log cites the
other's. Up to where a partner has cited it, a changed past is seen; where a record ends, only the other side's copy can say.
"""

from __future__ import annotations

import pytest

from tests.essay.two import Firm, Two, bundle_of, together
from troth.actions.memory import MemoryNode
from troth.core.promises import Status
from troth.core.record import Draft, Fork, asks, done, sign


def kept() -> tuple[Two, str]:
    two = together()
    promise = two.agreed()
    two.kaido.deliver(promise)
    two.veldsen.accept(promise)
    return two, promise


def test_both_sides_hold_the_same_record_and_each_can_check_it_alone() -> None:
    """Both sides hold the same record, and each can check it alone."""
    two, _ = kept()
    for firm in (two.veldsen, two.kaido):
        findings = two.checked(bundle_of(firm))
        assert findings.whole
        assert set(findings.complete_up_to) == {two.veldsen.log, two.kaido.log}


def test_a_changed_byte_in_any_entry_is_found() -> None:
    two, _ = kept()
    files = two.bundle()
    lines = files["entries.ndjson"].splitlines(keepends=True)
    for number, line in enumerate(lines):
        for place in range(0, len(line), 97):
            changed = line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :]
            forged = b"".join([*lines[:number], changed, *lines[number + 1 :]])
            assert not two.checked(files | {"entries.ndjson": forged}).whole


def test_a_changed_word_is_found_and_what_was_signed_still_stands() -> None:
    """A changed word is found, its entry is named, and what was signed still stands."""
    two, promise = kept()
    files = two.bundle()
    name = next(name for name in sorted(files) if name.startswith("bodies/"))
    content = files[name]
    findings = two.checked(files | {name: content[:-3] + bytes([content[-3] ^ 1]) + content[-2:]})
    assert {fault.rule for fault in findings.faults} & {"B1", "B2"}
    assert {fault.entry for fault in findings.faults} == {name.removeprefix("bodies/")}
    assert two.veldsen.state(promise).status is Status.KEPT


def rewritten(firm: Firm, seq: int) -> bytes:
    """The owner of a log signs another entry at a place where it has signed before."""
    old = firm.node.copy.entries(firm.log)[seq]
    draft = Draft(act={**old.act, "due_day": "2026-03-31"}, by=old.by)
    entry, _ = sign(
        draft,
        key=firm.node.key,
        alliance=old.alliance,
        seq=old.seq,
        prev=old.prev,
        seen=old.seen,
        at=old.at,
        salt=None,
    )
    return entry.envelope()


def test_a_past_signed_anew_by_its_owner_is_refused_by_the_partner_who_keeps_both_versions() -> None:
    """A past signed anew by its owner is refused by the partner, at every place that it holds."""
    two, _ = kept()
    last = len(two.kaido.node.copy.entries(two.kaido.log))
    for seq in range(1, last):
        partner = copied(two)
        verdict = partner.copy.add(rewritten(two.kaido, seq), None, two.clock.at)
        assert isinstance(verdict, Fork)


def copied(two: Two) -> MemoryNode:
    """A fresh copy of Veldsen's node."""
    node = MemoryNode(two.veldsen.node.key, two.clock)
    node.take(two.veldsen.node)
    return node


def test_a_bundle_whose_past_its_owner_signed_anew_does_not_fit_the_partners_citations() -> None:
    """A record whose past its owner signed anew does not fit the partner's citations."""
    two, _ = kept()
    files = two.bundle()
    lines = files["entries.ndjson"].splitlines(keepends=True)
    old = two.kaido.node.copy.entries(two.kaido.log)[1]
    forged = [
        rewritten(two.kaido, 1) + b"\n" if line.strip() == old.envelope().strip() else line for line in lines
    ]
    assert forged != lines
    findings = two.checked(files | {"entries.ndjson": b"".join(forged)})
    assert {fault.rule for fault in findings.faults} & {"V6", "V8"}


def test_a_record_cut_off_at_its_end_looks_whole_so_a_check_says_only_how_far_it_reaches() -> None:
    """A record cut off at its end looks whole, so a check says only how far it reaches."""
    two, _ = kept()
    said = two.checked(two.bundle()).sentence()
    assert said.startswith("Complete up to entry")
    assert "compare with the other side's copy" in said
    for never in ("valid", "verified", "tamper", "agree", "cannot be changed"):
        assert never not in said


def test_words_can_be_erased_and_everything_read_from_the_record_stays() -> None:
    """Words can be erased, and everything read from the record stays."""
    two, promise = kept()
    before = two.outcome(promise)
    for firm in (two.veldsen, two.kaido):
        copy = firm.node.copy
        copy.erase([entry.id for log in copy.heads for entry in copy.entries(log)])
    assert two.outcome(promise) is before
    findings = two.checked(two.bundle())
    assert findings.whole and findings.texts == 0 and findings.texts_absent > 0


def test_a_side_can_have_its_own_words_erased_at_both_and_never_the_partners() -> None:
    """A side can have its own words erased at both sides, and never the partner's."""
    two, promise = kept()
    two.veldsen.offer()
    before = two.outcome(promise)
    ours = [entry.id for entry in two.kaido.node.copy.entries(two.kaido.log)]
    theirs = [entry.id for entry in two.kaido.node.copy.entries(two.veldsen.log)]
    (ask,) = two.kaido.node.write(two.kaido.actor, asks(ours + theirs, by=two.kaido.actor.by), expects={})
    two.kaido.meet()
    for firm in (two.veldsen, two.kaido):
        firm.node.write(firm.actor, [done(ask.id)], expects={})
        copy = firm.node.copy
        assert all(copy.body(id) is None for id in ours) and any(copy.body(id) for id in theirs)
    two.kaido.meet()
    assert two.outcome(promise) is before
    assert two.checked(two.bundle()).whole


@pytest.mark.parametrize("side", ["veldsen", "kaido"])
def test_an_entry_is_signed_by_the_side_that_said_it(side: str) -> None:
    two, promise = kept()
    firm: Firm = getattr(two, side)
    for entry in firm.node.copy.entries(firm.log):
        assert entry.keyid == firm.node.copy.entries(firm.log)[0].keyid
    said = [seen.entry.log for seen in firm.node.read(firm.actor.alliance, promise)]
    assert set(said) == {two.veldsen.log, two.kaido.log}
