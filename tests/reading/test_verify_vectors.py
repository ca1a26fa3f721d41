"""The published vectors hold in the file that lies in every bundle, too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.record.test_vectors import EPOCH, HELD, RECEIPT_KEYS, RECEIPTS, published, unhex
from troth.reading import verify


def opened(envelope: str) -> verify.Receipt:
    """A receipt whose signatures fit, by the keys that the vectors name."""
    receipt = verify.Receipt(envelope.encode())
    for keyid, signature in receipt.signatures.items():
        public = RECEIPT_KEYS.get(keyid)
        fits = public is not None and verify.signed_by(public, receipt.signed, signature)
        verify.need(fits, "R1", "A signature does not fit the receipt.")
    return receipt


@pytest.mark.parametrize("case", RECEIPTS["good"], ids=lambda case: case["name"])
def test_the_published_receipts_hold(case: dict[str, Any]) -> None:
    receipt = opened(case["envelope"])
    assert (receipt.id, receipt.payload.decode(), receipt.number) == (
        case["id"],
        case["payload"],
        case["number"],
    )
    assert {log: list(place) for log, place in receipt.heads.items()} == case["heads"]


@pytest.mark.parametrize("case", RECEIPTS["refused"], ids=lambda case: case["name"])
def test_the_published_refusals_of_receipts_hold(case: dict[str, str]) -> None:
    if case["name"] == "a line feed within what is stored":
        return  # this file reads receipts from files only, where one is allowed
    with pytest.raises(verify.Bad) as refused:
        opened(case["envelope"])
    assert refused.value.rule == "R1"


@pytest.mark.parametrize("name", ["bundle.json", "epoch.json"])
def test_the_published_bundles_hold(name: str) -> None:
    told = published(name)
    found = verify.check(unhex(told["files"]), full=True)
    assert not found.faults and not verify.number_faults(found.pins)
    assert {log: list(place) for log, place in found.heads.items()} == told["complete_up_to"]
    assert {each.log: [each.first, each.last] for each in found.stretches} == told.get("lost", {})
    assert [pin.fit for pin in found.pins] == told.get("receipts", [])
    if "epochs" in told:
        epochs = {log: [[e.first, e.keyid] for e in each] for log, each in found.epochs.items()}
        assert epochs == told["epochs"]


@pytest.mark.parametrize(
    ("files", "case"),
    [(HELD, case) for case in EPOCH["refused"]["cases"]]
    + [(unhex(EPOCH["files"]), EPOCH["old_key_after_it"])],
    ids=lambda value: value.get("name", "files"),
)
def test_the_published_refusals_of_a_new_key_hold(files: dict[str, bytes], case: dict[str, str]) -> None:
    stream = files["entries.ndjson"] + case["envelope"].encode() + b"\n"
    found = verify.check({**files, "entries.ndjson": stream}, full=True)
    assert case["rule"] in {fault.rule for fault in found.faults}


@pytest.mark.parametrize("case", published("copies.json")["cases"], ids=lambda case: case["name"])
def test_the_published_pairs_of_copies_hold(case: dict[str, Any]) -> None:
    one, other = (verify.check(unhex(case[which]), full=True) for which in ("one", "other"))
    both = verify.Both(one, other)
    assert not one.faults and not other.faults
    assert {each.log: [each.first, each.last] for each in both.lost} == case["lost"]
    told = [(fault.rule, fault.log, fault.seq, fault.entry) for fault in both.faults]
    assert told == [(f["rule"], f["log"], f["seq"], f["ids"][0]) for f in case["faults"]]
