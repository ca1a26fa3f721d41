"""The hashes and the Ed25519 of the page take what Python's and libsodium's take, and nothing else."""

from __future__ import annotations

import hashlib
import random

from tests.reading.in_a_browser import Opened
from tests.reading.test_verify_ed25519 import (
    GENERATOR,
    KEY,
    TORSION,
    multiple,
    plus,
    signed,
    speccheck,
    spelt,
    wycheproof,
)
from troth.core.record import is_prime_order, verify
from troth.reading.verify import ORDER, P

Signed = tuple[bytes, bytes, bytes]
LENGTHS = [*range(300), 1000, 4095, 4096, 4097, 70_000]


def answers(verify_page: Opened, cases: list[Signed]) -> list[bool]:
    """What the page's own function says of each key, message and signature."""
    written = [[part.hex() for part in case] for case in cases]
    said = verify_page.page.evaluate("all => all.map(each => signedBy(...each.map(unhex)))", written)
    return [bool(each) for each in said]


def sound(verify_page: Opened, keys: list[bytes]) -> list[bool]:
    """What the page says of each key: is it a point of the prime-order group?"""
    said = verify_page.page.evaluate(
        "all => all.map(key => isSoundKey(unhex(key)))", [key.hex() for key in keys]
    )
    return [bool(each) for each in said]


def agree(verify_page: Opened, cases: list[Signed]) -> None:
    assert answers(verify_page, cases) == [verify(*case) for case in cases]
    keys = sorted({case[0] for case in cases})
    assert sound(verify_page, keys) == [is_prime_order(key) for key in keys]


def test_hashes_are_those_of_python(verify_page: Opened) -> None:
    texts = [random.Random(length).randbytes(length) for length in LENGTHS]
    both = "all => all.map(text => [hexOf(sha256(unhex(text))), hexOf(sha512(unhex(text)))])"
    said = verify_page.page.evaluate(both, [text.hex() for text in texts])
    assert said == [[hashlib.sha256(text).hexdigest(), hashlib.sha512(text).hexdigest()] for text in texts]


def test_a_hash_taken_piece_by_piece_is_that_of_the_whole(verify_page: Opened) -> None:
    text = random.Random(1).randbytes(500)
    pieces = "text => { const hasher = new Sha256(); let at = 0; for (let size = 0; at < text.length / 2; size += 7) {"
    pieces += (
        "hasher.update(unhex(text).subarray(at, at + size)); at += size } return hexOf(hasher.digest()) }"
    )
    assert verify_page.page.evaluate(pieces, text.hex()) == hashlib.sha256(text).hexdigest()


def test_wycheproof_is_answered_as_published_and_as_libsodium_does(verify_page: Opened) -> None:
    cases = wycheproof()
    assert len(cases) == 151
    assert answers(verify_page, [case[:3] for case in cases]) == [case[3] for case in cases]
    agree(verify_page, [case[:3] for case in cases if len(case[2]) == 64])


def test_speccheck_is_answered_as_libsodium_does(verify_page: Opened) -> None:
    assert len(speccheck()) == 12
    agree(verify_page, speccheck())


def test_points_mixed_with_small_ones_are_answered_as_libsodium_does(verify_page: Opened) -> None:
    dice, cases = random.Random(5), list[Signed]()
    for key_part in range(8):
        for nonce_part in range(8):
            a, r, message = dice.randrange(1, ORDER), dice.randrange(1, ORDER), dice.randbytes(8)
            public = spelt(plus(multiple(GENERATOR, a), multiple(TORSION, key_part)))
            nonce = spelt(plus(multiple(GENERATOR, r), multiple(TORSION, nonce_part)))
            cases.append((public, message, signed(a, r, public, nonce, message)))
            small, other = spelt(multiple(TORSION, key_part)), spelt(multiple(TORSION, nonce_part))
            cases += [(small, message, signed(0, 0, small, other, message))]
    agree(verify_page, cases)


def test_points_and_numbers_spelt_otherwise_are_answered_as_libsodium_does(verify_page: Opened) -> None:
    cases = list[Signed]()
    for y in range(P, 2**255):
        for odd in (0, 1):
            other = (y | odd << 255).to_bytes(32, "little")
            plain = (y - P | odd << 255).to_bytes(32, "little")
            for public, nonce in ((other, KEY.public), (KEY.public, other), (plain, plain)):
                cases += [(public, b"x", nonce + s.to_bytes(32, "little")) for s in (0, 1, 5)]
    signature = KEY.sign(b"x")
    for times in range(16):
        s = int.from_bytes(signature[32:], "little") + times * ORDER
        cases += [(KEY.public, b"x", signature[:32] + s.to_bytes(32, "little"))] if s < 2**256 else []
    agree(verify_page, cases)


def test_random_bytes_and_changed_ones_are_answered_as_libsodium_does(verify_page: Opened) -> None:
    dice, cases = random.Random(7), list[Signed]()
    for number in range(64):
        message = dice.randbytes(number)
        signature = bytearray(KEY.sign(message))
        cases.append((KEY.public, message, bytes(signature)))
        signature[number] ^= 1 << dice.randrange(8)
        cases += [(KEY.public, message, bytes(signature)), (dice.randbytes(32), message, dice.randbytes(64))]
    agree(verify_page, cases)
