"""Receipts: made in the transaction of what they are made for, numbered without a gap, taken away by each side.

Only one that has left the node pins the record: until then whoever runs the node could make another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from troth.core.record import Bad, Place, Receipt, fold_hex, make_receipt, open_receipt
from troth.store import models, outbox
from troth.store.admission import locked_parties
from troth.store.epochs import keys_of, signing_key
from troth.store.prepared import prepared

BECAUSE: Mapping[str, str] = {
    "promise.agree": "agree",
    "promise.deliver": "deliver",
    "promise.accept": "accept",
    "promise.release": "release",
    "party.leave": "leave",
    "log.restored": "restored",
}
"""The acts after which a receipt is made at once, with the word that says why."""


def reasons(kinds: Iterable[str]) -> list[str]:
    """Return why a receipt is due after acts of these kinds, each word once; empty when none is."""
    return sorted({BECAUSE[kind] for each in kinds if (kind := each.partition("/")[0]) in BECAUSE})


def write(
    alliance_id: str, parties: Sequence[models.Party], because: Sequence[str], now: int
) -> models.Receipt:
    """Sign and keep the next receipt of an alliance whose heads are locked."""
    last = next(iter(_last(alliance_id)), None)
    made = make_receipt(
        alliance=alliance_id,
        number=last.number + 1 if last else 1,
        prev=last.id_hex if last else None,
        at=now,
        because=because,
        heads={party.log: Place(party.head_seq, party.head_id) for party in parties},
        fold=fold_hex(sum(int(party.fold, 16) for party in parties) % 2**256),
        keys=[signing_key(party) for party in parties],
    )
    row = keep(made)
    _post(row, parties)
    return row


def _post(row: models.Receipt, parties: Sequence[models.Party]) -> None:
    """Have a receipt mailed to each side, once both have confirmed; in the transaction in which it is made."""
    if not settings.TROTH_MAIL or any(party.alliance.opened_at is None for party in parties):
        return
    for party in parties:
        details = {"alliance": row.alliance_id, "number": row.number, "party": party.pk}
        outbox.put(
            outbox.RECEIPT, f"{outbox.RECEIPT}:{row.alliance_id[:32]}:{row.number}:{party.pk}", details
        )


def posted(details: Mapping[str, object]) -> None:
    """Remember that the receipt of such a piece of work has left the node for one side."""
    party = models.Party.objects.filter(pk=int(str(details["party"]))).first()
    if party is not None:
        taken(party, int(str(details["number"])))


@prepared
def _last(alliance_id: str) -> QuerySet[models.Receipt]:
    return models.Receipt.objects.filter(alliance_id=alliance_id).order_by("-number")[:1]


def keep(receipt: Receipt) -> models.Receipt:
    """Keep a receipt that was made here, or that came back to a node put back from a backup."""
    row = models.Receipt(
        alliance_id=receipt.alliance,
        number=receipt.number,
        id_hex=receipt.id,
        at=receipt.at,
        because=" ".join(receipt.because),
        envelope=receipt.envelope(),
    )
    row.save(force_insert=True)
    return row


def daily(alliance_id: str, now: int) -> models.Receipt | None:
    """Make the receipt of a day; None when nothing was signed since the one before."""
    return _unless_same(alliance_id, "daily", now)


def asked(alliance_id: str, now: int) -> models.Receipt | None:
    """Make a receipt because somebody asks for one; None when the last one says the same."""
    return _unless_same(alliance_id, "asked", now)


def _unless_same(alliance_id: str, why: str, now: int) -> models.Receipt | None:
    with transaction.atomic():
        parties = list(locked_parties(alliance_id).values())
        last = next(iter(_last(alliance_id)), None)
        heads = {party.log: Place(party.head_seq, party.head_id) for party in parties}
        if any(party.halted_at for party in parties) or (last and opened(last).heads == heads):
            return None
        return write(alliance_id, parties, [why], now)


def opened(row: models.Receipt) -> Receipt:
    """Read a receipt as it is kept, its signatures checked against the keys of the alliance's logs."""
    return open_receipt(bytes(row.envelope), keys=known_keys(row.alliance_id))


def opened_text(text: str, alliance_id: str) -> Receipt:
    """Read a receipt as somebody kept it elsewhere; raises `Bad` when it is none of this alliance."""
    receipt = open_receipt(text.strip().encode(), keys=known_keys(alliance_id))
    if receipt.alliance != alliance_id:
        raise Bad("R1", "It is of another alliance.")
    return receipt


def known_keys(alliance_id: str) -> dict[str, bytes]:
    """Return every key that a log of the alliance has or had, by its short name."""
    return keys_of(models.Party.objects.filter(alliance_id=alliance_id)).publics


def taken(party: models.Party, number: int) -> None:
    """Remember that a side has taken receipts up to this number away."""
    row, made = models.TakenReceipt.objects.get_or_create(party=party, defaults={"number": number})
    if not made and number > row.number:
        row.number = number
        row.save(update_fields=["number", "at"])
