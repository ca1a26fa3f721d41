"""The Ed25519 of the file that lies in every bundle takes what libsodium takes, and nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.record.parties import key_of
from troth.core.record import is_prime_order, verify
from troth.reading.verify import (
    BASE,
    ORDER,
    Multiples,
    P,
    Point,
    is_neutral,
    is_sound_key,
    plus,
    point,
    signed_by,
)

VECTORS = Path(__file__).parents[1] / "core" / "record" / "vectors"
KEY = key_of("Veldsen")
SCALARS = st.integers(1, ORDER - 1)


def wycheproof() -> list[tuple[bytes, bytes, bytes, bool]]:
    read = json.loads((VECTORS / "ed25519_wycheproof.json").read_text())
    return [
        (*(bytes.fromhex(each) for each in (group["publicKey"]["pk"], test["msg"], test["sig"])), test["result"] == "valid")
        for group in read["testGroups"]
        for test in group["tests"]
    ]  # fmt: skip


def speccheck() -> list[tuple[bytes, bytes, bytes]]:
    read = json.loads((VECTORS / "ed25519_speccheck.json").read_text())
    parts = ("pub_key", "message", "signature")
    return [(a, b, c) for a, b, c in ([bytes.fromhex(case[part]) for part in parts] for case in read)]


def multiple(a: Point, k: int) -> Point:
    return Multiples(a).times(k)


def spelt(a: Point) -> bytes:
    z = pow(a[2], P - 2, P)
    return (a[1] * z % P | (a[0] * z % P & 1) << 255).to_bytes(32, "little")


def point_of_order_eight() -> Point:
    for y in range(2, 100):
        a = point(y.to_bytes(32, "little"))
        if a is not None and not is_neutral(multiple(small := multiple(a, ORDER), 4)):
            return small
    raise AssertionError


TORSION = point_of_order_eight()
GENERATOR = BASE.times(1)


def signed(a: int, r: int, public: bytes, nonce: bytes, message: bytes) -> bytes:
    h = int.from_bytes(hashlib.sha512(nonce + public + message).digest(), "little")
    return nonce + ((r + h * a) % ORDER).to_bytes(32, "little")


def test_there_are_as_many_vectors_as_were_published() -> None:
    assert (len(wycheproof()), len(speccheck())) == (151, 12)


@pytest.mark.parametrize("number", range(151))
def test_wycheproof_is_answered_as_published_and_as_libsodium_does(number: int) -> None:
    public, message, signature, fits = wycheproof()[number]
    assert signed_by(public, message, signature) == fits
    if len(signature) == 64:
        assert verify(public, message, signature) == fits


@pytest.mark.parametrize("number", range(12))
def test_speccheck_is_answered_as_libsodium_does(number: int) -> None:
    public, message, signature = speccheck()[number]
    assert signed_by(public, message, signature) == verify(public, message, signature)
    assert is_sound_key(public) == is_prime_order(public)


@given(st.binary(max_size=200), st.integers(0, 63), st.integers(0, 255))
def test_what_was_signed_fits_and_a_changed_byte_does_not(message: bytes, place: int, byte: int) -> None:
    signature = KEY.sign(message)
    assert signed_by(KEY.public, message, signature)
    other = signature[:place] + bytes([byte]) + signature[place + 1 :]
    assert signed_by(KEY.public, message, other) == (other == signature) == verify(KEY.public, message, other)
    assert not signed_by(KEY.public, message + b"\0", signature)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_any_bytes_are_answered_as_libsodium_does(public: bytes, signature: bytes) -> None:
    assert signed_by(public, b"x", signature) == verify(public, b"x", signature)
    assert is_sound_key(public) == is_prime_order(public)


@given(SCALARS, SCALARS, st.integers(0, 7), st.integers(0, 7), st.binary(max_size=8))
def test_points_mixed_with_small_ones_are_answered_as_libsodium_does(
    a: int, r: int, key_part: int, nonce_part: int, message: bytes
) -> None:
    public = spelt(plus(multiple(GENERATOR, a), multiple(TORSION, key_part)))
    nonce = spelt(plus(multiple(GENERATOR, r), multiple(TORSION, nonce_part)))
    signature = signed(a, r, public, nonce, message)
    assert signed_by(public, message, signature) == verify(public, message, signature)
    assert is_sound_key(public) == is_prime_order(public) == (key_part == 0)


@pytest.mark.parametrize("key_part", range(8))
@pytest.mark.parametrize("nonce_part", range(8))
def test_points_of_small_order_sign_nothing(key_part: int, nonce_part: int) -> None:
    small, nonce = spelt(multiple(TORSION, key_part)), spelt(multiple(TORSION, nonce_part))
    for public, a in ((small, 0), (spelt(multiple(GENERATOR, 5)), 5)):
        for number in range(8):
            signature = signed(a, 0, public, nonce, bytes([number]))
            assert not signed_by(public, bytes([number]), signature)
            assert not verify(public, bytes([number]), signature)
    assert not is_sound_key(small)


@pytest.mark.parametrize("y", [*range(P, 2**255)])
@pytest.mark.parametrize("odd", [0, 1])
def test_points_spelt_otherwise_are_answered_as_libsodium_does(y: int, odd: int) -> None:
    other = (y | odd << 255).to_bytes(32, "little")
    plain = (y - P | odd << 255).to_bytes(32, "little")
    assert point(other) is None and is_sound_key(other) == is_prime_order(other) is False
    assert is_sound_key(plain) == is_prime_order(plain)
    for public, nonce in ((other, KEY.public), (KEY.public, other), (KEY.public, plain), (plain, plain)):
        for s in (0, 1, 5):
            signature = nonce + s.to_bytes(32, "little")
            assert signed_by(public, b"x", signature) == verify(public, b"x", signature)


@pytest.mark.parametrize("times", range(1, 16))
def test_a_second_spelling_of_the_number_does_not_fit(times: int) -> None:
    signature = KEY.sign(b"x")
    s = int.from_bytes(signature[32:], "little") + times * ORDER
    if s < 2**256:
        other = signature[:32] + s.to_bytes(32, "little")
        assert not signed_by(KEY.public, b"x", other) and not verify(KEY.public, b"x", other)
    assert signed_by(KEY.public, b"x", signature)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_signs_nothing(length: int) -> None:
    assert not signed_by(KEY.public[:length] + bytes(max(0, length - 32)), b"x", KEY.sign(b"x"))
