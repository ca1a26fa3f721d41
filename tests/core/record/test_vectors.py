"""The published vectors: what a second implementation is checked against holds here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.record.test_entry import KEYS
from troth.core.record import (
    Bad,
    Body,
    Malformed,
    SigningKey,
    check,
    encode,
    is_prime_order,
    open_envelope,
    pairing_words,
    parse,
    read_body,
)

VECTORS = Path(__file__).parents[3] / "docs" / "record" / "vectors"


def published(name: str) -> Any:
    return json.loads((VECTORS / name).read_text())


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
    findings = check({name: bytes.fromhex(content) for name, content in bundle["files"].items()})
    assert findings.whole
    assert {log: list(place) for log, place in findings.complete_up_to.items()} == bundle["complete_up_to"]
