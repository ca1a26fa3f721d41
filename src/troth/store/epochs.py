"""Which key signs a log from which place on: the present one, and those before it."""

from __future__ import annotations

from troth.core.record import SigningKey, keyid_of
from troth.store import keys, models


def key_at(party: models.Party, seq: int) -> bytes:
    """Return the public key that a place of a log is signed with."""
    for upto, public in party.epochs:
        if seq <= upto:
            return bytes.fromhex(public)
    return bytes(party.public_key)


def keys_of(party: models.Party) -> dict[str, bytes]:
    """Return every key that a log has had, by its short name."""
    publics = [*(bytes.fromhex(public) for _, public in party.epochs), bytes(party.public_key)]
    return {keyid_of(public): public for public in publics}


def signing_key(party: models.Party) -> SigningKey:
    """Return the key that signs for a party now; raises `TrothError` when this node cannot open it."""
    return SigningKey.from_seed(keys.unseal(bytes(party.sealed_key), log=party.log), log=party.log)
