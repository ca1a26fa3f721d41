"""Receipts: how far the logs go, signed; one form, nine fields, and a digest of what was effective."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.record.parties import T0, key_of
from troth.core.record import (
    RECEIPT_TYPE,
    Bad,
    Place,
    Receipt,
    encode,
    file_name,
    fold_add,
    fold_hex,
    make_receipt,
    open_receipt,
    parse,
    read_receipt,
    short_form,
    stored_form,
)
from troth.core.record.envelope import PAYLOAD_TYPE, pae

ONE, OTHER = key_of("Veldsen"), key_of("Kaido")
KEYS = {key.keyid: key.public for key in (ONE, OTHER)}
HEADS = {ONE.log: Place(415, "71d04e0b" * 8), OTHER.log: Place(391, "f84e10c7" * 8)}


def made(**fields: Any) -> Receipt:
    given: dict[str, Any] = {
        "alliance": "a1" * 32,
        "number": 63,
        "prev": "b2" * 32,
        "at": T0,
        "because": ["deliver", "daily"],
        "heads": HEADS,
        "fold": "c3" * 32,
        "keys": [ONE, OTHER],
    }
    return make_receipt(**{**given, **fields})


def signed_anew(receipt: Receipt, **fields: object) -> bytes:
    """A receipt with other fields, signed as if its maker had meant them."""
    payload = encode({**parse(receipt.payload), **fields})
    return Receipt(**{**vars(receipt), "payload": payload, "signatures": signatures(payload)}).envelope()


def signatures(payload: bytes) -> dict[str, bytes]:
    return {key.keyid: key.sign(pae(payload, RECEIPT_TYPE)) for key in (ONE, OTHER)}


def refusal(raw: bytes) -> str:
    with pytest.raises(Bad) as refused:
        open_receipt(raw, keys=KEYS)
    assert refused.value.rule == "R1"
    return refused.value.sentence


def test_a_receipt_read_from_its_envelope_is_the_one_that_was_made() -> None:
    receipt = made()
    assert open_receipt(receipt.envelope(), keys=KEYS) == receipt == read_receipt(receipt.envelope())
    assert (receipt.number, receipt.because, receipt.heads) == (63, ("daily", "deliver"), HEADS)
    assert receipt.signatures.keys() == {ONE.keyid, OTHER.keyid}
    assert encode(parse(receipt.payload)) == receipt.payload


def test_one_of_the_keys_is_enough_and_an_entrys_signature_is_none() -> None:
    receipt = made(keys=[OTHER])
    assert open_receipt(receipt.envelope(), keys=KEYS) == receipt
    as_entry = {OTHER.keyid: OTHER.sign(pae(receipt.payload, PAYLOAD_TYPE))}
    raw = Receipt(**{**vars(receipt), "signatures": as_entry}).envelope()
    assert refusal(raw) == "A signature does not fit the receipt."


def test_a_key_not_known_here_is_no_signature() -> None:
    with pytest.raises(Bad, match="not known here"):
        open_receipt(made().envelope(), keys={ONE.keyid: ONE.public})


def test_the_first_receipt_and_only_it_has_none_before_it() -> None:
    assert made(number=1, prev=None).prev is None
    for number, prev in ((1, "b2" * 32), (2, None)):
        with pytest.raises(Bad, match="Only the first"):
            made(number=number, prev=prev)


@pytest.mark.parametrize(
    ("keys", "heads"),
    [
        ([], HEADS),
        ([ONE, ONE], HEADS),
        ([key_of("Third")], HEADS),
        ([ONE, OTHER], {ONE.log: Place(1, "ab" * 32)}),
    ],
)
def test_a_receipt_is_signed_once_for_each_of_some_of_its_logs(keys: Any, heads: Any) -> None:
    with pytest.raises(Bad) as refused:
        made(keys=keys, heads=heads)
    assert refused.value.rule == "R1"


def test_more_logs_than_a_receipt_has_room_for_are_refused_when_it_is_made() -> None:
    many = {f"{number:064x}": Place(number, "ab" * 32) for number in range(200)}
    with pytest.raises(Bad, match="longer than 16384"):
        made(heads={**HEADS, **many})
    with pytest.raises(Bad, match="not within"):
        made(at=2**60)


FIELDS = [
    {"v": 2}, {"v": True}, {"by": "m_1"}, {"more": 1}, {"alliance": "x"}, {"n": 0}, {"n": True}, {"n": "1"}, {"prev": 1},
    {"prev": None}, {"at": -1}, {"at": True}, {"at": "x"}, {"because": []}, {"because": "daily"}, {"because": ["never"]},
    {"because": ["deliver", "daily"]}, {"because": ["daily", "daily"]}, {"because": [{}]}, {"heads": {}}, {"heads": []},
    {"heads": {ONE.log: 1, OTHER.log: 1}}, {"heads": {"x": [0, "ab" * 32], ONE.log: [0, "ab" * 32]}},
    {"heads": {ONE.log: [0, "ab" * 32]}}, {"heads": {ONE.log: [-1, "ab" * 32], OTHER.log: [0, "ab" * 32]}}, {"fold": None},
]  # fmt: skip


@pytest.mark.parametrize("fields", FIELDS, ids=str)
def test_a_receipt_has_the_nine_fields_of_its_format_or_is_none(fields: dict[str, object]) -> None:
    assert refusal(signed_anew(made(), **fields))


def test_a_payload_that_is_no_document_is_no_receipt() -> None:
    raw = Receipt(**{**vars(made()), "payload": b"hello", "signatures": signatures(b"hello")}).envelope()
    assert refusal(raw) == "The document is not JSON of the canonical form."


def test_a_receipt_has_one_byte_form() -> None:
    raw = made().envelope()
    first, second = sorted(made().signatures)
    turned = raw.replace(first.encode(), b"x" * 32).replace(second.encode(), first.encode())
    for other in (
        b"",
        raw + b"\n",
        b" " + raw,
        raw.replace(b'","sig', b'", "sig', 1),
        raw.replace(b"heads.v1", b"entry.v1"),
        turned.replace(b"x" * 32, second.encode()),
        raw.replace(second.encode(), first.encode()),
        raw.replace(b"==", b"=", 1),
        raw.replace(b'"payload":"', b'"payload":"A', 1),
        raw.replace(b'"payload":"', b'"payload":"' + b"A" * 70_000, 1),
    ):
        refusal(other)
    assert stored_form(raw + b"\n") == raw == stored_form(raw)


def test_every_flipped_bit_of_a_receipt_is_refused() -> None:
    raw = made().envelope()
    for place, bit in itertools.product(range(len(raw)), range(8)):
        refusal(raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :])


@given(st.integers(0, 600), st.binary(max_size=5), st.integers(0, 5))
def test_other_bytes_are_refused_or_the_very_same_receipt(place: int, new: bytes, gone: int) -> None:
    raw = made().envelope()
    other = raw[:place] + new + raw[place + gone :]
    if other != raw:
        refusal(other)


def test_people_read_how_many_entries_there_are_and_eight_digits_of_the_newest() -> None:
    assert short_form("veldsen", HEADS[ONE.log]) == "veldsen 416 71d0-4e0b"
    assert (file_name(63), file_name(1_234_567)) == ("receipts/000063.json", "receipts/1234567.json")


IDS = st.lists(st.tuples(st.binary(min_size=32, max_size=32), st.booleans()), max_size=8)


def digest(entries: list[tuple[bytes, bool]]) -> int:
    total = 0
    for id, effective in entries:
        total = fold_add(total, id.hex(), effective)
    return total


@given(IDS, st.randoms(use_true_random=False))
def test_the_fold_digest_is_the_same_in_any_order(entries: list[tuple[bytes, bool]], order: Any) -> None:
    mixed = list(entries)
    order.shuffle(mixed)
    assert digest(mixed) == digest(entries)
    assert len(fold_hex(digest(entries))) == 64 and int(fold_hex(digest(entries)), 16) == digest(entries)


@given(IDS.filter(bool), st.integers(0, 7))
def test_two_nodes_that_judged_one_entry_differently_differ(
    entries: list[tuple[bytes, bool]], at: int
) -> None:
    at %= len(entries)
    other = [(id, effective != (place == at)) for place, (id, effective) in enumerate(entries)]
    assert digest(other) != digest(entries)
