"""The published vectors: what a second implementation is checked against holds here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.record.parties import LATER
from tests.core.record.test_entry import KEYS
from troth.core.record import (
    Bad,
    Body,
    Copy,
    Malformed,
    Place,
    SigningKey,
    check,
    check_both,
    encode,
    fold_add,
    fold_hex,
    is_prime_order,
    make_receipt,
    open_envelope,
    open_receipt,
    pairing_words,
    parse,
    parse_sealed,
    read_body,
    short_form,
    unseal,
)

VECTORS = Path(__file__).parents[3] / "docs" / "record" / "vectors"


def published(name: str) -> Any:
    return json.loads((VECTORS / name).read_text())


def unhex(files: dict[str, str]) -> dict[str, bytes]:
    return {name: bytes.fromhex(content) for name, content in files.items()}


@pytest.mark.parametrize("case", published("entry.json"), ids=lambda case: case["name"])
def test_the_published_entries_hold(case: dict[str, Any]) -> None:
    key = SigningKey.from_seed(bytes.fromhex(case["seed"]))
    entry = open_envelope(case["envelope"].encode(), keys={key.keyid: key.public})
    assert (entry.id, entry.log, entry.keyid) == (case["id"], key.log, case["keyid"])
    assert (entry.payload.decode(), entry.signature.hex()) == (case["payload"], case["signature"])
    if case["body"] is not None:
        body = Body(bytes.fromhex(case["body"]["salt"]), case["body"]["content"].encode())
        assert read_body(entry, body)["s"] == "promise.text/1"


@pytest.mark.parametrize("case", published("refused.json")["cases"], ids=lambda case: case["name"])
def test_the_published_refusals_hold(case: dict[str, str]) -> None:
    with pytest.raises(Bad) as refused:
        open_envelope(case["envelope"].encode(), keys=KEYS)
    assert refused.value.rule == case["rule"]


def test_the_published_bytes_keys_and_words_hold() -> None:
    documents, keys = published("canonical.json"), published("keys.json")
    for case in documents["refused"]:
        with pytest.raises(Malformed):
            parse(bytes.fromhex(case["bytes"]))
    for case in documents["kept"]:
        assert encode(parse(bytes.fromhex(case["bytes"]))).hex() == case["bytes"]
    assert not any(is_prime_order(bytes.fromhex(point)) for point in keys["refused_points"])
    pairing = keys["pairing"]
    publics = [bytes.fromhex(key) for key in pairing["keys"]]
    assert list(pairing_words(*publics, alliance=pairing["alliance"])) == pairing["words"]


def test_the_published_bundle_holds() -> None:
    bundle = published("bundle.json")
    findings = check(unhex(bundle["files"]))
    assert findings.whole
    assert {log: list(place) for log, place in findings.complete_up_to.items()} == bundle["complete_up_to"]


RECEIPTS = published("receipt.json")
RECEIPT_KEYS = {keyid: bytes.fromhex(public) for keyid, public in RECEIPTS["keys"].items()}


@pytest.mark.parametrize("case", RECEIPTS["good"], ids=lambda case: case["name"])
def test_the_published_receipts_hold(case: dict[str, Any]) -> None:
    receipt = open_receipt(case["envelope"].encode(), keys=RECEIPT_KEYS)
    assert (receipt.id, receipt.payload.decode()) == (case["id"], case["payload"])
    assert (receipt.number, list(receipt.because)) == (case["number"], case["because"])
    assert {log: list(place) for log, place in receipt.heads.items()} == case["heads"]
    again = make_receipt(
        alliance=receipt.alliance,
        number=receipt.number,
        prev=receipt.prev,
        at=receipt.at,
        because=receipt.because,
        heads=receipt.heads,
        fold=receipt.fold,
        keys=[SigningKey.from_seed(bytes.fromhex(seed)) for seed in case["seeds"]],
    )
    assert again.envelope().decode() == case["envelope"]


@pytest.mark.parametrize("case", RECEIPTS["refused"], ids=lambda case: case["name"])
def test_the_published_refusals_of_receipts_hold(case: dict[str, str]) -> None:
    with pytest.raises(Bad) as refused:
        open_receipt(case["envelope"].encode(), keys=RECEIPT_KEYS)
    assert refused.value.rule == "R1"


def test_the_published_fold_digest_and_line_hold() -> None:
    total = 0
    for entry in RECEIPTS["fold"]["entries"]:
        total = fold_add(total, entry["id"], entry["effective"])
    assert fold_hex(total) == RECEIPTS["fold"]["digest"]
    spoken = RECEIPTS["spoken"]
    assert short_form(spoken["name"], Place(*spoken["place"])) == spoken["line"]


EPOCH = published("epoch.json")
HELD = unhex(EPOCH["refused"]["files"])


def test_the_published_record_that_went_on_after_a_loss_holds() -> None:
    files = unhex(EPOCH["files"])
    findings = check(files)
    assert findings.whole
    assert {log: list(place) for log, place in findings.complete_up_to.items()} == EPOCH["complete_up_to"]
    assert {each.log: [each.first, each.last] for each in findings.losses if each.accepted} == EPOCH["lost"]
    assert [pin.fit.value for pin in findings.receipts] == EPOCH["receipts"]
    copy = copy_of(files)
    told = {log: [[e.first, e.keyid] for e in copy.keys.of(log)] for log in copy.heads}
    assert told == EPOCH["epochs"]
    opening = parse_sealed(unseal(EPOCH["opening"]["envelope"].encode()))
    assert (opening.id, opening.act["proof"]) == (EPOCH["opening"]["id"], EPOCH["opening"]["proof"])
    old = SigningKey.from_seed(bytes.fromhex(EPOCH["seeds"]["before"][0]))
    assert old.sign(bytes.fromhex(EPOCH["opening"]["vouched"])).hex() == EPOCH["opening"]["proof"]
    late = copy.add(EPOCH["old_key_after_it"]["envelope"].encode(), None, LATER)
    assert isinstance(late, Bad) and late.rule == EPOCH["old_key_after_it"]["rule"]


def copy_of(files: dict[str, bytes]) -> Copy:
    copy = Copy()
    for line in files["entries.ndjson"].splitlines():
        copy.add(line, None, LATER)
    return copy


@pytest.mark.parametrize("case", EPOCH["refused"]["cases"], ids=lambda case: case["name"])
def test_the_published_refusals_of_a_new_key_hold(case: dict[str, str]) -> None:
    refused = copy_of(HELD).add(case["envelope"].encode(), None, LATER)
    assert isinstance(refused, Bad) and refused.rule == case["rule"]


@pytest.mark.parametrize("case", published("copies.json")["cases"], ids=lambda case: case["name"])
def test_the_published_pairs_of_copies_hold(case: dict[str, Any]) -> None:
    one, other, comparison = check_both(unhex(case["one"]), unhex(case["other"]))
    assert one.whole and other.whole
    assert {each.log: [each.first, each.last] for each in comparison.losses} == case["lost"]
    told = [(fault.rule, fault.log, fault.seq, fault.entry) for fault in comparison.faults]
    assert told == [(f["rule"], f["log"], f["seq"], f["ids"][0]) for f in case["faults"]]
    for fault, published_fault in zip(comparison.faults, case["faults"], strict=True):
        assert all(id[:8] in str(fault) for id in published_fault["ids"])
    if "cited_by" in case:
        log, seq = case["cited_by"]
        assert f"Log {log[:8]} cites the one in the first copy, in its entry {seq}." in str(
            comparison.faults[0]
        )
