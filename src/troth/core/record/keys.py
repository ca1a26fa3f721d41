"""Keys of a log: what signs it, what the log is called after its first key, and words to compare keys.

One verifier, libsodium, is used everywhere: libraries differ in which odd signatures they take, and an
entry that is good on one node and bad on another would split the record.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_core_ed25519_is_valid_point,
    crypto_sign,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import BadSignatureError

from troth.core.record.words import WORDS

ALGORITHM = "ed25519"
PAIRING_WORDS = 12


@dataclass(frozen=True)
class SigningKey:
    """The private half of a log's key; whoever holds it speaks for the organisation.

    A log keeps the name of its first key when it goes on with another one, so `log` is carried along.
    """

    secret: bytes = field(repr=False)
    public: bytes
    log: str
    keyid: str

    @classmethod
    def from_seed(cls, seed: bytes, log: str | None = None) -> SigningKey:
        """Make the key that this 32-byte seed stands for, of the log that it opens or of the `log` it took over."""
        public, secret = crypto_sign_seed_keypair(seed)
        return cls(secret=secret, public=public, log=log or log_of(public), keyid=keyid_of(public))

    def sign(self, message: bytes) -> bytes:
        """Give the 64-byte Ed25519 signature over `message`."""
        return crypto_sign(message, self.secret)[:64]


def log_of(public: bytes) -> str:
    """Give the name of the log whose first key is `public`; it stays the same when keys are changed later."""
    return hashlib.sha256(b"troth.log.v1\0" + public).hexdigest()


def keyid_of(public: bytes) -> str:
    """Give the short name of a key that an envelope carries; a hint which key to try, never a proof."""
    return hashlib.sha256(b"troth.key.v1\0" + public).hexdigest()[:32]


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether `signature` is the key's over `message`."""
    try:
        crypto_sign_open(signature + message, public)
    except BadSignatureError:
        return False
    return True


def is_prime_order(public: bytes) -> bool:
    """Tell whether these bytes are a sound key: a point of the prime-order group."""
    return len(public) == 32 and crypto_core_ed25519_is_valid_point(public)


def pairing_words(*publics: bytes, alliance: str) -> tuple[str, ...]:
    """Give the twelve words both sides read to each other by voice; the same on both, whoever comes first."""
    digest = hashlib.sha256(b"troth.pair.v1\0" + bytes.fromhex(alliance) + b"".join(sorted(publics))).digest()
    number = int.from_bytes(digest, "big") >> (256 - 11 * PAIRING_WORDS)
    return tuple(WORDS[(number >> 11 * place) & 2047] for place in reversed(range(PAIRING_WORDS)))
