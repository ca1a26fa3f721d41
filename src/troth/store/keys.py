"""Organisation keys kept for their owners on this node: encrypted at rest with a key outside the database.

The node that keeps a key can sign with it. What bounds that is said on the record page and in SECURITY.md.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from troth.core.errors import TrothError

_NONCE = 12


def fresh_seed() -> bytes:
    """Return 32 random bytes for a new signing key."""
    return secrets.token_bytes(32)


def seal(seed: bytes, *, log: str) -> bytes:
    """Encrypt a signing seed for the database, bound to its log."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_node_key()).encrypt(nonce, seed, log.encode())


def unseal(sealed: bytes, *, log: str) -> bytes:
    """Return the signing seed; raises `TrothError` when the node's key file is not the one it was sealed with."""
    try:
        return AESGCM(_node_key()).decrypt(sealed[:_NONCE], sealed[_NONCE:], log.encode())
    except InvalidTag as wrong:
        raise TrothError(
            f"The signing key of log {log[:12]} does not open with {settings.TROTH_KEY_FILE}. "
            "Put back the key file that belongs to this database; nothing was signed."
        ) from wrong


def seal_words(words: str, *, about: str) -> str:
    """Encrypt a secret of a person's account for the database, bound to what it is."""
    nonce = secrets.token_bytes(_NONCE)
    return (nonce + AESGCM(_node_key()).encrypt(nonce, words.encode(), about.encode())).hex()


def unseal_words(sealed: str, *, about: str) -> str:
    """Return what `seal_words` sealed; raises `TrothError` when the node's key file is another."""
    raw = bytes.fromhex(sealed)
    try:
        return AESGCM(_node_key()).decrypt(raw[:_NONCE], raw[_NONCE:], about.encode()).decode()
    except InvalidTag as wrong:
        raise TrothError(
            f"A second factor does not open with {settings.TROTH_KEY_FILE}. Put back the key file that belongs to "
            "this database."
        ) from wrong


def _node_key() -> bytes:
    return _read_or_make(str(settings.TROTH_KEY_FILE))


@lru_cache(maxsize=4)
def _read_or_make(name: str) -> bytes:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    key = path.read_bytes()
    if len(key) != 32:
        raise TrothError(f"{path} is not a key file of 32 bytes. Put back the one from your backup.")
    return key
