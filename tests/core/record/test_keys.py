"""Keys: which ones are sound, how a log is opened with one, and the words that compare them by voice."""

from __future__ import annotations

import pytest

from tests.core.record.parties import T0, key_of, pair
from tests.core.record.test_entry import KEY, golden, sealed
from troth.core.record import (
    Bad,
    encode,
    is_prime_order,
    log_of,
    open_genesis,
    pairing_words,
    verify,
)
from troth.core.record.envelope import seal
from troth.core.record.words import WORDS as SPOKEN

# A point of order one, two points of order four and eight, and a point outside the prime-order group.
SMALL = [
    bytes([1]) + bytes(31),
    bytes(32),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]


@pytest.mark.parametrize("point", SMALL)
def test_a_key_of_small_order_is_no_key(point: bytes) -> None:
    assert not is_prime_order(point)
    assert not verify(point, b"any message", point + bytes(32))


def test_a_key_of_another_length_is_no_key() -> None:
    assert not is_prime_order(KEY.public + b"\0")
    assert is_prime_order(KEY.public)


@pytest.mark.parametrize("field", ["key", "recovery"])
@pytest.mark.parametrize("value", [*(point.hex() for point in SMALL), "xyz", None])
def test_a_log_is_not_opened_with_an_unsound_key(field: str, value: str | None) -> None:
    act = {
        "t": "record.open/1",
        "alg": "ed25519",
        "key": KEY.public.hex(),
        "recovery": key_of("r").public.hex(),
    }
    with pytest.raises(Bad) as refused:
        open_genesis(opening({**act, field: value}))
    assert refused.value.rule == "V11"


def opening(act: dict[str, object], **fields: object) -> bytes:
    payload = {
        "act": act,
        "alliance": "0" * 64,
        "at": T0,
        "body": None,
        "by": "node",
        "log": KEY.log,
        "prev": None,
        "seen": {},
        "seq": 0,
        "v": 1,
        **fields,
    }
    return sealed(encode(payload))


OPENING = {
    "t": "record.open/1",
    "alg": "ed25519",
    "key": KEY.public.hex(),
    "recovery": key_of("r").public.hex(),
}


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (opening({**OPENING, "alg": "ml-dsa-44"}), "V11"),
        (opening({**OPENING, "recovery": KEY.public.hex()}), "V11"),
        (opening({**OPENING, "key": key_of("else").public.hex()}), "V4"),
        (opening(OPENING, log="ab" * 32), "V4"),
        (opening({**OPENING, "founder": "ab" * 32}), "V4"),
        (opening(OPENING, alliance="ab" * 32), "V4"),
        (opening({**OPENING, "founder": "ab" * 32}, alliance="ab" * 32), "V4"),
        (opening(OPENING, seen={"ab" * 32: [0, "ab" * 32]}), "V4"),
        (opening({"t": "ack/1"}), "V3"),
        (golden()[0].envelope(), "V2"),
        (b"", "V1"),
    ],
)
def test_a_log_is_opened_as_the_format_says_or_not_at_all(raw: bytes, rule: str) -> None:
    with pytest.raises(Bad) as refused:
        open_genesis(raw)
    assert refused.value.rule == rule


def test_a_first_entry_signed_by_another_key_than_it_names_is_refused() -> None:
    entry = open_genesis(opening(OPENING))
    with pytest.raises(Bad, match="another key than the one it names"):
        open_genesis(sealed(entry.payload, key_of("else")))
    with pytest.raises(Bad, match="does not fit"):
        open_genesis(seal(entry.payload, keyid=KEY.keyid, signature=bytes(64)))


def test_both_sides_read_the_same_twelve_words_whoever_comes_first() -> None:
    veldsen, kaido = pair()
    alliance = veldsen.copy.alliance
    assert alliance is not None
    words = pairing_words(veldsen.key.public, kaido.key.public, alliance=alliance)
    assert words == pairing_words(kaido.key.public, veldsen.key.public, alliance=alliance)
    assert len(words) == 12 and set(words) <= set(SPOKEN)
    assert words != pairing_words(veldsen.key.public, key_of("between").public, alliance=alliance)
    assert words != pairing_words(veldsen.key.public, kaido.key.public, alliance="ab" * 32)


def test_no_two_spoken_words_share_their_first_four_letters() -> None:
    assert len({word[:4] for word in SPOKEN}) == len(SPOKEN) == 2048


def test_a_log_is_called_after_its_first_key() -> None:
    assert log_of(KEY.public) == KEY.log != key_of("else").log
