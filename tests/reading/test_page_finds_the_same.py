"""What the page in a bundle finds in a browser is what verify.py finds, word by word, on every change that is tried."""

from __future__ import annotations

import inspect
import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

import pytest

from tests.core.record import test_bundle
from tests.core.record.test_pins import FILES, KEPT, LINES
from tests.core.record.test_vectors import EPOCH, HELD, RECEIPTS, published, unhex
from tests.counts import some
from tests.reading import test_verify, test_verify_pins
from tests.reading.in_a_browser import Case, Opened
from troth.core.record import Comparison, Findings, check, check_both
from troth.core.record.manifest import ENTRIES
from troth.reading import verify

AT_MOST = 40  # of the changes that one test tries, evenly spread; each of them is tried on verify.py in its own test
THOUSANDS = {
    "test_a_record_tampered_with_is_told_alike",
    "test_every_flipped_bit_of_three_entries_is_found_and_its_place_is_named",
    "test_a_changed_byte_of_a_conversation_is_found_and_its_entry_is_named",
    "test_no_fault_accuses_anybody",
    "test_the_tests_of_a_bundle_find_the_same",
}
Test = Callable[..., None]


def by_verify_py(case: Case) -> tuple[verify.Check, list[verify.Fault], list[str]]:
    """What verify.py finds, as it finds it when it is run."""
    bundles = [files for files in (case.one, case.other) if files is not None]
    found, *second = [verify.check(files, full=case.full, receipts=case.receipts) for files in bundles]
    if second:
        both = verify.Both(found, second[0])
        faults = [*found.faults, *second[0].faults, *both.faults]
        return found, faults, both.report(("one", "other"))
    found.faults += [fault for fault in verify.number_faults(found.pins) if fault not in found.faults]
    return found, found.faults, found.report()


def agree(verify_page: Opened, cases: Sequence[Case]) -> None:
    """Whether the page says of each case what verify.py says, to the last word."""
    for case, said in zip(cases, verify_page.check(cases), strict=True):
        found, faults, lines = by_verify_py(case)
        assert said.faults == [tuple(fault) for fault in faults]
        assert said.lines == lines
        assert said.heads == {log: place.seq for log, place in found.heads.items()}
        assert said.every == found.every


def tried_elsewhere(*modules: ModuleType) -> list[Any]:
    return [
        pytest.param(module, test, id=name.removeprefix("test_"))
        for module in modules
        for name, test in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("test_") and name not in THOUSANDS
    ]


def calls_of(test: Test) -> Iterator[dict[str, object]]:
    """The arguments of each run of a test, as its marks list them."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    sets = []
    for mark in marks:
        names, values = mark.args[:2]
        names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        values = [getattr(each, "values", each) if not isinstance(each, dict) else each for each in values]
        sets.append([dict(zip(names, each if len(names) > 1 else (each,), strict=True)) for each in values])
    for parts in itertools.product(*sets):
        yield {name: value for part in parts for name, value in part.items()}


@pytest.mark.parametrize(
    ("module", "test"), some(tried_elsewhere(test_bundle, test_verify, test_verify_pins), 4)
)
def test_what_is_tried_on_verify_py_is_found_in_a_browser_too(
    module: ModuleType, test: Test, verify_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Case] = []

    def one(files: Mapping[str, bytes], **options: Any) -> Findings:
        tried.append(Case(dict(files), receipts=options.get("receipts", ()), full=options.get("full", True)))
        return check(files, **options)

    def both(
        first: Mapping[str, bytes], second: Mapping[str, bytes], *, full: bool = True, receipts: Any = ()
    ) -> tuple[Findings, Findings, Comparison]:
        tried.append(Case(dict(first), other=dict(second), receipts=receipts, full=full))
        return check_both(first, second, full=full, receipts=receipts)

    name = "check" if module is test_bundle else "same"
    monkeypatch.setattr(module, name, one)
    monkeypatch.setattr(module, "same_of_both", both, raising=False)
    for given in calls_of(test):
        own = {"monkeypatch": monkeypatch} if "monkeypatch" in inspect.signature(test).parameters else {}
        test(**given, **own)
    agree(verify_page, tried[:: len(tried) // AT_MOST + 1])


# A record of forty entries with all there is: texts, receipts, a loss that both accepted, a text erased on request.


def test_a_record_with_all_there_is_fits(verify_page: Opened) -> None:
    agree(verify_page, [Case(FILES), Case(FILES, full=False), Case(FILES, receipts=KEPT)])
    said = "\n".join(verify_page.check([Case(FILES)])[0].lines)
    for part in (
        "signed with 2 keys in turn",
        "lost, accepted by both",
        "1 erased on request",
        "10 of 11 fit",
    ):
        assert part in said


def changed(dice: random.Random, raw: bytes) -> bytes:
    """One bit turned, one byte put in or taken out, or the end gone."""
    at, byte = dice.randrange(len(raw)), bytes([dice.randrange(256)])
    turned = bytes([raw[at] ^ 1 << dice.randrange(8)])
    return dice.choice(
        [raw[:at] + turned + raw[at + 1 :], raw[:at] + byte + raw[at:], raw[:at] + raw[at + 1 :], raw[:at]]
    )


def test_changed_bytes_of_any_file_are_told_alike(verify_page: Opened) -> None:
    dice, cases = random.Random(11), list[Case]()
    for number in range(60):
        name = ENTRIES if number % 2 else dice.choice(sorted(FILES))
        cases.append(Case({**FILES, name: changed(dice, FILES[name])}, full=bool(number % 3)))
    agree(verify_page, cases)


def test_entries_gone_doubled_swapped_or_cut_off_are_told_alike(verify_page: Opened) -> None:
    places = range(len(LINES))
    kept = [LINES[:at] + LINES[at + 1 :] for at in places]
    kept += [LINES[:at] + LINES[at + 1 : at + 2] + LINES[at : at + 1] + LINES[at + 2 :] for at in places[::3]]
    kept += [[*LINES[: at + 1], *LINES[at:]] for at in places[::9]]
    kept += [LINES[:at] for at in places[::4]]
    agree(verify_page, [Case(test_bundle.with_lines(FILES, each)) for each in kept])


def test_the_published_vectors_hold(verify_page: Opened) -> None:
    bundle = unhex(published("bundle.json")["files"])
    envelopes = [case["envelope"] for case in [*RECEIPTS["good"], *RECEIPTS["refused"]]]
    receipts = [(f"{number}.json", envelope.encode()) for number, envelope in enumerate(envelopes)]
    refused = [HELD[ENTRIES] + case["envelope"].encode() + b"\n" for case in EPOCH["refused"]["cases"]]
    copies = [(unhex(case["one"]), unhex(case["other"])) for case in published("copies.json")["cases"]]
    cases = [Case(bundle), Case(bundle, receipts=receipts), Case(unhex(EPOCH["files"]))]
    cases += [Case({**HELD, ENTRIES: lines}) for lines in refused]
    agree(verify_page, cases + [Case(one, other=other) for one, other in copies])
