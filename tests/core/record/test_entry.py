"""Entries: the golden vector, the signature, the ten fields, the words beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.record.parties import T0, found, key_of
from troth.core.record import (
    Bad,
    Body,
    Draft,
    Entry,
    Place,
    SigningKey,
    commitment,
    encode,
    open_envelope,
    parse,
    read_body,
    sign,
    unseal,
)
from troth.core.record.envelope import pae, seal

KEY = SigningKey.from_seed(bytes(range(32)))
KEYS = {KEY.keyid: KEY.public}
ACT = {"o": "pr_9fK2mQ", "on": "e5" * 32, "t": "promise.deliver/1"}
TEXT = b'{"s":"promise.text/1","text":"API v2 ready for the pilot"}'


def golden() -> tuple[Entry, Body | None]:
    return sign(
        Draft(ACT, "m_7Qx2kD9aPz", TEXT),
        key=KEY,
        alliance="a1" * 32,
        seq=812,
        prev="b2" * 32,
        seen={"c3" * 32: Place(790, "d4" * 32)},
        at=T0,
        salt=b"\x11" * 32,
    )


def sealed(payload: bytes, key: SigningKey = KEY) -> bytes:
    return seal(payload, keyid=key.keyid, signature=key.sign(pae(payload)))


def changed(**fields: object) -> bytes:
    return sealed(encode({**parse(golden()[0].payload), **fields}))


def test_the_golden_entry_has_the_id_and_the_signature_of_the_format() -> None:
    entry, body = golden()
    assert KEY.log == "a3ac6270ed454c1af389e1724dd66e9b64490f6d64d9b94a76fe70a85bb366f3"
    assert entry.id == "095603207ae45de3dc217b6460b3c44f904fcaee45dbf8448a09b0ee2a87bc08"
    assert entry.signature.hex() == (
        "df952a104bf28884c5c8f9d23a57c93ac30d2bf242053ba4c53f6e507d12e387"
        "498754d3b78af6541c314dc11757017aa7bdd32ca2e2e3a8dddb08cc2a26a909"
    )
    assert entry.commitment == "14b59e45b3862ea95f42e00a510ce99c62a4150bcbcf093d9506d315e8c9ab07"
    assert (len(entry.payload), entry.body_length) == (637, 58)
    assert body is not None and read_body(entry, body)["text"] == "API v2 ready for the pilot"


def test_an_entry_read_from_its_envelope_is_the_entry_that_was_signed() -> None:
    entry, _ = golden()
    assert open_envelope(entry.envelope(), keys=KEYS) == entry
    assert (entry.kind, entry.object, entry.on) == ("promise.deliver/1", "pr_9fK2mQ", "e5" * 32)
    assert entry.place == Place(812, entry.id)


def test_an_act_need_not_be_about_an_object() -> None:
    entry = found().acknowledge()
    assert (entry.kind, entry.object, entry.on) == ("ack/1", None, None)


def test_every_flipped_bit_of_an_envelope_is_refused() -> None:
    raw = golden()[0].envelope()
    for place in range(len(raw)):
        for bit in range(8):
            flipped = raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]
            with pytest.raises(Bad):
                open_envelope(flipped, keys=KEYS)


@pytest.mark.parametrize(
    "broken",
    [
        lambda raw: raw + b"\n",
        lambda raw: b" " + raw,
        lambda raw: raw.replace(b"entry.v1", b"entry.v2"),
        lambda raw: raw.replace(b"}]}", b'},{"keyid":"","sig":""}]}'),
        lambda raw: raw.replace(b'"signatures":[{', b'"signatures":[{"x":1,'),
        lambda raw: raw.replace(b'{"payload":"', b'{"payload":"===='),
        lambda raw: b"",
        lambda raw: b"x" * 30_000,
    ],
)
def test_an_envelope_has_one_form(broken: object) -> None:
    assert callable(broken)
    with pytest.raises(Bad) as refused:
        open_envelope(broken(golden()[0].envelope()), keys=KEYS)
    assert refused.value.rule == "V1"


def test_base64_with_spare_bits_in_use_is_refused() -> None:
    raw = golden()[0].envelope()
    assert raw.count(b'=="}]}') == 1
    end = raw.index(b'=="}]}') - 1
    with pytest.raises(Bad, match="one form"):
        open_envelope(raw[:end] + bytes([raw[end] + 1]) + raw[end + 1 :], keys=KEYS)


def test_a_signature_by_another_key_is_refused() -> None:
    entry, _ = golden()
    other = key_of("somebody")
    with pytest.raises(Bad, match="does not know"):
        open_envelope(sealed(entry.payload, other), keys=KEYS)
    with pytest.raises(Bad, match="does not fit"):
        open_envelope(sealed(entry.payload, other), keys={other.keyid: KEY.public})


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"v": 2}, "V3"),
        ({"v": True}, "V3"),
        ({"more": 1}, "V3"),
        ({"seq": -1}, "V3"),
        ({"seq": True}, "V3"),
        ({"seq": "1"}, "V3"),
        ({"seq": 0}, "V3"),
        ({"prev": None}, "V3"),
        ({"prev": "B2" * 32}, "V3"),
        ({"at": -1}, "V3"),
        ({"at": None}, "V3"),
        ({"alliance": "a1"}, "V3"),
        ({"log": 5}, "V3"),
        ({"by": ""}, "V3"),
        ({"by": "Jane Doe"}, "V3"),
        ({"by": 1}, "V3"),
        ({"act": None}, "V3"),
        ({"act": {}}, "V3"),
        ({"act": {"t": "promise"}}, "V3"),
        ({"act": {"t": "promise.deliver/01"}}, "V3"),
        ({"act": {"t": "ack/1", "o": "a b"}}, "V3"),
        ({"act": {"t": "ack/1", "on": "pr_1"}}, "V3"),
        ({"act": {"t": "ack/1", "x": "x" * 8200}}, "V1"),
        ({"body": []}, "V3"),
        ({"body": {"c": "11" * 32}}, "V3"),
        ({"body": {"c": "11" * 32, "n": 0}}, "V3"),
        ({"body": {"c": "11" * 32, "n": 300_000}}, "V3"),
        ({"body": {"c": "11", "n": 1}}, "V3"),
        ({"body": {"c": "11" * 32, "x": 1}}, "V3"),
        ({"seen": []}, "V3"),
        ({"seen": {KEY.log: [1, "11" * 32]}}, "V3"),
        ({"seen": {"x": [1, "11" * 32]}}, "V3"),
        ({"seen": {"c3" * 32: 1}}, "V3"),
        ({"seen": {"c3" * 32: [1]}}, "V3"),
        ({"seen": {"c3" * 32: [-1, "11" * 32]}}, "V3"),
        ({"seen": {"c3" * 32: [True, "11" * 32]}}, "V3"),
        ({"seen": {"c3" * 32: [1, "x"]}}, "V3"),
    ],
)
def test_a_signed_entry_of_another_shape_is_refused(fields: dict[str, object], rule: str) -> None:
    with pytest.raises(Bad) as refused:
        open_envelope(changed(**fields), keys=KEYS)
    assert refused.value.rule == rule


def test_a_missing_field_is_refused() -> None:
    payload = parse(golden()[0].payload)
    del payload["body"]
    with pytest.raises(Bad, match="ten fields"):
        open_envelope(sealed(encode(payload)), keys=KEYS)


def test_a_long_act_within_its_limit_is_taken() -> None:
    act = {"t": "rules.adopt/1", "x": "x" * 8000}
    assert open_envelope(changed(act=act), keys=KEYS).act == act


def test_a_payload_that_is_not_canonical_is_refused_though_the_signature_fits() -> None:
    payload = golden()[0].payload.replace(b'"v":1', b'"v": 1')
    with pytest.raises(Bad) as refused:
        open_envelope(sealed(payload), keys=KEYS)
    assert refused.value.rule == "V3"


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (Draft({"t": "x.y/1", "n": 0.5}, "m_1"), "V3"),
        (Draft({"t": "x.y/1", "n": "x" * 20_000}, "m_1"), "V1"),
        (Draft({"t": "nothing"}, "m_1"), "V3"),
        (Draft({"t": "x.y/1"}, "m 1"), "V3"),
        (Draft({"t": "x.y/1"}, "m_1", b"not json"), "B2"),
        (Draft({"t": "x.y/1"}, "m_1", b'{"text":"without a schema"}'), "B2"),
        (Draft({"t": "x.y/1"}, "m_1", b'{"s":"free words"}'), "B2"),
    ],
)
def test_nothing_is_signed_that_no_node_would_keep(draft: Draft, rule: str) -> None:
    with pytest.raises(Bad) as refused:
        sign(draft, key=KEY, alliance="a1" * 32, seq=1, prev="b2" * 32, seen={}, at=T0, salt=b"s" * 32)
    assert refused.value.rule == rule


@pytest.mark.parametrize("salt", [None, b"short"])
def test_words_are_never_committed_to_without_a_salt(salt: bytes | None) -> None:
    with pytest.raises(Bad, match="salt of 32 bytes"):
        sign(
            Draft(ACT, "m_1", TEXT),
            key=KEY,
            alliance="a1" * 32,
            seq=1,
            prev="b2" * 32,
            seen={},
            at=T0,
            salt=salt,
        )


@pytest.mark.parametrize(
    "body",
    [
        Body(b"\x12" * 32, TEXT),
        Body(b"\x11" * 31, TEXT),
        Body(b"\x11" * 32, TEXT + b" "),
        Body(b"\x11" * 32, TEXT.replace(b"v2", b"v3")),
    ],
)
def test_other_words_than_the_signed_ones_are_refused(body: Body) -> None:
    with pytest.raises(Bad) as refused:
        read_body(golden()[0], body)
    assert refused.value.rule == "B1"


def test_words_are_refused_for_an_entry_signed_without_any() -> None:
    with pytest.raises(Bad, match="without a text"):
        read_body(found().acknowledge(), Body(b"\x11" * 32, TEXT))


def test_a_commitment_copied_to_another_place_or_log_commits_to_nothing() -> None:
    body = Body(b"\x11" * 32, TEXT)
    here = commitment(KEY.log, 812, body)
    assert commitment(KEY.log, 813, body) != here
    assert commitment(key_of("copycat").log, 812, body) != here


def test_a_second_good_signature_makes_no_second_entry() -> None:
    entry, _ = golden()
    again = seal(entry.payload, keyid=entry.keyid, signature=bytes(64))
    assert unseal(again).id == entry.id


@given(st.binary(max_size=400))
def test_bytes_at_random_are_refused_kindly(raw: bytes) -> None:
    with pytest.raises(Bad):
        open_envelope(raw, keys=KEYS)
