"""Receipts, key epochs and two copies: the file in every bundle finds what `troth verify` finds, in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.record import test_compare, test_epoch, test_erased, test_pins, test_tampering
from tests.core.record.parties import LATER, Party, lines, pair
from tests.core.record.test_pins import FILES, KEPT, LINES, rebuilt
from tests.counts import some
from tests.reading.test_verify import cases_of, changed, same, spelt, vars_of
from troth.core.record import Bad, Comparison, Copy, Entry, Findings, build, check, check_both, report_both
from troth.reading import verify

# Each example has dozens of signatures checked in plain Python.
FEWER = settings(max_examples=settings().max_examples // 4)
NAMES = ("one.zip", "other.zip")


def same_of_both(
    one: Mapping[str, bytes], other: Mapping[str, bytes], *, full: bool = True, receipts: Any = ()
) -> tuple[Findings, Findings, Comparison]:
    found = check_both(one, other, full=full, receipts=receipts)
    offline = verify.Both(*(verify.check(files, full, receipts=receipts) for files in (one, other)))
    assert offline.report(NAMES) == report_both(NAMES, *found)
    for each, told in ((offline.one, found[0]), (offline.other, found[1]), (offline, found[2])):
        assert [tuple(fault) for fault in each.faults] == [vars_of(fault) for fault in told.faults]
    return found


def run_through_both(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, test: Callable[..., None], given: tuple[object, ...]
) -> None:
    def one(files: Mapping[str, bytes], **options: Any) -> Findings:
        # The rooms that the fold digest needs are not in the file that travels.
        return check(files, **options) if "idle" in options else same(files, **options)

    monkeypatch.setattr(module, "check", one, raising=False)
    monkeypatch.setattr(module, "check_both", same_of_both, raising=False)
    test(*given)


@pytest.mark.parametrize(("test", "given"), some(cases_of(test_pins), 3))
def test_the_tests_of_receipts_find_the_same(
    test: Callable[..., None], given: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_through_both(test_pins, monkeypatch, test, given)


@pytest.mark.parametrize(("test", "given"), some(cases_of(test_compare), 3))
def test_the_tests_of_two_copies_find_the_same(
    test: Callable[..., None], given: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_through_both(test_compare, monkeypatch, test, given)


@pytest.mark.parametrize(("test", "given"), cases_of(test_erased))
def test_the_tests_of_erased_texts_find_the_same(
    test: Callable[..., None], given: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_through_both(test_erased, monkeypatch, test, given)


@pytest.mark.parametrize(("test", "given"), some(cases_of(test_epoch), 2))
def test_entries_that_the_tests_of_epochs_offer_are_told_alike(
    test: Callable[..., None], given: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is offered to somebody there stands here at the end of a bundle of what that one holds."""

    def tell(listener: Party, entry: Entry, now: int = LATER) -> object:
        if listener.copy.alliance is not None:
            held = lines(listener.copy)
            files = build(held, alliance=listener.copy.alliance, bodies={})
            found = same(
                {**files, "entries.ndjson": b"".join(line + b"\n" for line in [*held, entry.envelope()])}
            )
            assert not found.whole
        return listener.copy.add(entry.envelope(), None, now)

    monkeypatch.setattr(test_epoch, "tell", tell)
    test(*given)


MUTANTS = [
    test_tampering.test_a_changed_line_is_told_by_a_check_with_its_manifest_and_without,
    test_tampering.test_entries_that_changed_places_are_found_or_are_the_same_entries,
    test_tampering.test_nothing_of_one_alliance_fits_into_another_of_the_same_two_with_the_same_keys,
    test_tampering.test_an_entry_left_out_doubled_or_moved_is_found_whatever_the_manifest_says,
]


@pytest.mark.parametrize("test", some(MUTANTS, 2))
def test_a_record_tampered_with_is_told_alike(
    test: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_through_both(test_tampering, monkeypatch, test, ())


@FEWER
@given(st.sampled_from(sorted(FILES)).flatmap(lambda name: st.tuples(st.just(name), changed(FILES[name]))))
def test_edited_bytes_of_any_file_are_told_alike(edit: tuple[str, bytes]) -> None:
    name, content = edit
    found = same({**FILES, name: content}, receipts=KEPT[3:5])
    assert found.whole == (content == FILES[name])


@FEWER
@given(st.lists(st.sampled_from(LINES), max_size=50), st.integers(0, len(LINES)), st.booleans())
def test_entries_left_out_doubled_or_in_another_order_are_told_alike(
    kept: list[bytes], upto: int, full: bool
) -> None:
    stream = b"".join(line + b"\n" for line in [*LINES[:upto], *kept])
    same({**FILES, "entries.ndjson": stream}, full=full, receipts=KEPT)


@given(st.sampled_from(KEPT), st.data())
def test_receipts_of_other_bytes_are_told_alike(kept: tuple[str, bytes], data: st.DataObject) -> None:
    name, raw = kept
    other = data.draw(changed(raw))
    found = same(rebuilt(LINES), full=False, receipts=[(name, other)])
    assert found.whole == (other in (raw, raw + b"\n"))


VALUES = st.sampled_from(
    [
        None,
        True,
        0,
        1,
        2,
        -1,
        2**53 - 1,
        "",
        "daily",
        "ab" * 32,
        [],
        ["daily"],
        ["asked", "daily"],
        {},
        {"a": 1},
        "node",
    ]
)


@given(
    st.dictionaries(
        st.sampled_from(["v", "n", "prev", "at", "because", "heads", "fold", "by", "alliance"]),
        VALUES,
        max_size=2,
    )
)
def test_receipts_of_another_shape_are_told_alike_though_they_are_signed(fields: dict[str, object]) -> None:
    receipt = test_pins.LAST
    payload = spelt({**test_pins.parsed(receipt), **fields})
    raw = test_pins.sealed_by_both(payload)
    same(rebuilt(LINES), full=False, receipts=[("kept.json", raw)])


def test_two_copies_of_which_one_is_damaged_are_told_alike() -> None:
    for place in range(0, len(LINES), 7):
        damaged = {**FILES, "entries.ndjson": test_pins.flip(FILES["entries.ndjson"], place * 900, 3)}
        same_of_both(FILES, damaged, full=False, receipts=KEPT)
        same_of_both(damaged, FILES)


def test_a_line_of_a_later_epoch_that_stands_alone_is_told_alike() -> None:
    veldsen, _ = pair()
    later = [line for line in LINES if isinstance(Copy().add(line, None, LATER), Bad)]
    for line in later[-3:]:
        files = build([*lines(veldsen.copy), line], alliance=veldsen.copy.alliance or "", bodies={})
        assert not same(files).whole
