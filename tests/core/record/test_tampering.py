"""Every way to change a record of forty entries, with receipts, a loss and words: found, or the very same entries.

One change in twenty; all of them with TROTH_TEST_PROFILE=soak.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest

from tests.core.record.parties import LATER, T0, found, join
from tests.core.record.pinned import Pinned
from tests.core.record.test_bundle import flip, three_entries, with_lines
from tests.core.record.test_pins import FILES, KEPT, LINES, PINNED, rebuilt
from tests.counts import UNCOUNTED, count
from troth.core.record import (
    Admitted,
    Bad,
    Body,
    Copy,
    Findings,
    build,
    check,
    open_receipt,
    read_body,
    stored_form,
    unseal,
)
from troth.core.record.manifest import BODIES, ENTRIES, MANIFEST, README, RECEIPTS
from troth.core.record.pins import Pinning

ONE_IN = 20 // count(20)
IDS = [unseal(line).id for line in LINES]
HEADS = check(FILES).complete_up_to
PUBLICS = PINNED.veldsen.copy.keys.publics


def edits(raw: bytes, *, one_in: int = ONE_IN) -> Iterator[bytes]:
    """Every bit of every byte turned, every byte left out, and another byte put in at every place."""
    random = Random(len(raw))
    for place in range(len(raw)):
        for bit in range(8):
            if random.randrange(one_in) == 0:
                yield flip(raw, place, bit)
        if random.randrange(one_in) == 0:
            yield raw[:place] + raw[place + 1 :]
        if random.randrange(one_in) == 0:
            yield raw[:place] + bytes([random.randrange(256)]) + raw[place:]


def the_same(findings: Findings) -> bool:
    """Whether all that was there is there, at its place, and nothing else."""
    return findings.whole and findings.complete_up_to == HEADS and findings.entries == len(LINES)


def test_a_first_entry_that_cannot_be_read_is_named_by_the_alliance_of_the_manifest() -> None:
    veldsen, files = three_entries()
    raw = files[ENTRIES]
    faults = check({**files, ENTRIES: flip(raw, raw.index(b"payload") + 20, 1)}).faults
    first = next(fault for fault in faults if fault.seq == 0)
    assert (first.log, first.entry) == (veldsen.log, veldsen.copy.alliance)


@UNCOUNTED
@pytest.mark.parametrize("number", range(len(LINES)))
def test_no_changed_line_is_taken_for_an_entry(number: int) -> None:
    """Held against all that comes before it, as a check does; its words for such a fault are tried below."""
    before = Copy()
    for line in LINES[:number]:
        before.add(line, None, LATER)
    changed = 0
    for other in edits(LINES[number]):
        changed += 1
        assert not isinstance(before.add(other, None, LATER), Admitted)
    assert changed > len(LINES[number]) / 4
    assert isinstance(before.add(LINES[number], None, LATER), Admitted)


@UNCOUNTED
def test_a_changed_line_is_told_by_a_check_with_its_manifest_and_without() -> None:
    random = Random(40)
    for number, line in enumerate(LINES):
        for other in random.sample(list(edits(line, one_in=20)), 1 if ONE_IN > 1 else 30):
            changed = [*LINES[:number], other, *LINES[number + 1 :]]
            findings = check(with_lines(FILES, changed))
            assert not findings.whole
            assert IDS[number] in {fault.entry for fault in findings.faults} or b"\n" in other
            assert findings.entries < len(LINES)


@UNCOUNTED
@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(RECEIPTS)])
def test_no_changed_receipt_is_taken_for_one(name: str) -> None:
    whole = Copy()
    for line in LINES:
        whole.add(line, None, LATER)
    for other in edits(FILES[name]):
        pinning = Pinning(whole, stopped=(), idle=None)
        pinning.hold([(name, other)])
        assert pinning.faults or stored_form(other) == FILES[name]
    assert open_receipt(FILES[name], keys=PUBLICS).envelope() == FILES[name]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(BODIES)])
def test_no_changed_word_is_taken_for_what_was_signed(name: str) -> None:
    entry = PINNED.veldsen.copy.entry(name.removeprefix(BODIES))
    assert entry is not None
    for other in edits(FILES[name]):
        with pytest.raises(Bad):
            read_body(entry, Body(other[:32], other[32:]))


@UNCOUNTED
@pytest.mark.parametrize("name", [MANIFEST, README])
def test_a_changed_manifest_or_readme_is_told(name: str) -> None:
    """One change in two hundred: of a smaller bundle every bit of both is tried in `test_bundle.py`."""
    for other in edits(FILES[name], one_in=ONE_IN * 10 if ONE_IN > 1 else 1):
        findings = check({**FILES, name: other}, full=False)
        assert not findings.whole and findings.complete_up_to == HEADS


@UNCOUNTED
def test_an_entry_left_out_doubled_or_moved_is_found_whatever_the_manifest_says() -> None:
    for number, line in enumerate(LINES):
        without = [*LINES[:number], *LINES[number + 1 :]]
        for changed in (without, [*LINES, line], [*LINES[:number], line, *LINES[number:]]):
            assert not check(with_lines(FILES, changed)).whole
            assert not check(rebuilt(changed), receipts=KEPT).whole
        assert (number == len(LINES) - 1) or not check(rebuilt(without)).whole


def test_entries_that_changed_places_are_found_or_are_the_same_entries() -> None:
    pairs = list(combinations(range(len(LINES)), 2))
    for one, other in pairs if ONE_IN == 1 else Random(7).sample(pairs, len(pairs) // ONE_IN):
        swapped = [*LINES]
        swapped[one], swapped[other] = swapped[other], swapped[one]
        assert not check(with_lines(FILES, swapped)).whole
        findings = check(rebuilt(swapped), receipts=KEPT)
        assert not findings.whole or the_same(findings)


@UNCOUNTED
def test_bytes_cut_off_at_the_end_are_found() -> None:
    stream = FILES[ENTRIES]
    ends = range(len(stream)) if ONE_IN == 1 else sorted(Random(5).sample(range(len(stream)), 100))
    for end in ends:
        assert not check({**FILES, ENTRIES: stream[:end]}, full=False).whole


def test_nothing_of_one_alliance_fits_into_another_of_the_same_two_with_the_same_keys() -> None:
    veldsen = found("Veldsen", T0 + 10**6)
    other = Pinned(veldsen, join("Kaido", veldsen))
    for line in LINES:
        for party in other.parties:
            assert not isinstance(party.copy.add(line, None, LATER), Admitted)
    alliance = veldsen.copy.alliance or ""
    for line in LINES:
        assert not check(build([*other.lines(), line], alliance=alliance, bodies={})).whole
    for name, raw in KEPT:
        (fault,) = check(other.bundle(), receipts=[(name, raw)]).faults
        assert fault.rule == "R1" and "another alliance" in fault.what
