"""Which key signs a log from which place on, as its entries say, and the private half that this node keeps of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from troth.core.record import RESTORED, Entry, Epoch, Keys, SigningKey, epoch_of, log_of
from troth.store import keys, models
from troth.store.ledger import entry_of


def keys_of(parties: Iterable[models.Party]) -> Keys:
    """Return the keys of these logs by place; only a log that went on after a loss has had more than one."""
    found = Keys()
    for party in parties:
        if log_of(bytes(party.public_key)) == party.log:
            found.add(Epoch(party.log, 0, bytes(party.public_key)))
            continue
        openings = models.Entry.objects.filter(Q(seq=0) | Q(kind=RESTORED), log=party.log).order_by("seq")
        for row in openings:
            found.add(epoch_of(entry_of(row)))
    return found


def signing_key(party: models.Party) -> SigningKey:
    """Return the key that signs for a party now; raises `TrothError` when this node cannot open it."""
    return SigningKey.from_seed(keys.unseal(bytes(party.sealed_key), log=party.log), log=party.log)


def begin(party: models.Party, entry: Entry) -> None:
    """Let a log be signed with the key that an admitted entry declares; its private half was drawn and kept before."""
    party.public_key = epoch_of(entry).public
    drawn = models.Restoration.objects.filter(alliance_id=party.alliance_id).order_by("-pk")
    sealed = (bytes.fromhex(each.fresh[party.log]) for each in drawn if party.log in each.fresh)
    own = (each for each in sealed if _public(each, party.log) == party.public_key)
    party.sealed_key = next(own, b"")
    party.save(update_fields=["public_key", "sealed_key"])


def _public(sealed: bytes, log: str) -> bytes:
    return SigningKey.from_seed(keys.unseal(sealed, log=log), log=log).public
